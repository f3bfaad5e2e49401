"""Types of records, declared as data: what they say, on what basis, how long, who sees them (POP-01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.families.denied import denied

MOST_FIELDS = 40
_MOST_PATTERN = 200
# What takes a matcher exponentially long: a repeated group that itself repeats.
_NESTED = re.compile(r"\([^)]*[*+}][^)]*\)[*+{]")


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PHONE = "phone"
    MONEY = "money"


class Subject(StrEnum):
    """What a record is about."""

    PERSON = "person"
    HOUSEHOLD = "household"
    DWELLING = "dwelling"
    ESTABLISHMENT = "establishment"
    PLACE = "place"


class Basis(StrEnum):
    """On what a record rests."""

    LAW = "law"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a choice with its titles."""

    value: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One thing that records say. ``personal`` ones are shown masked."""

    name: str
    zh: str
    kind: FieldKind
    en: str = ""
    required: bool = False
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[Choice, ...] = ()
    personal: bool = False


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of records. ``valid_days`` 0 is without end; ``care`` is for the carer's eyes alone (Sens-2)."""

    code: str
    zh: str
    category: int
    subject: Subject
    basis: Basis
    purpose_zh: str
    review_days: int
    retention_days: int
    version: int = 1
    en: str = ""
    fields: tuple[FieldSpec, ...] = ()
    care: bool = False
    legal_basis: str = ""
    purpose_en: str = ""
    valid_days: int = 0
    ledger: str = ""
    retired: bool = False

    def field(self, name: str) -> FieldSpec | None:
        """By name."""
        return next((each for each in self.fields if each.name == name), None)


def checked(declared: RecordType) -> RecordType:
    """Itself. Raises Invalid for contradictions and what must not be recorded (Sens-3, 5, 11)."""
    problems = [*_words(declared), *_rules(declared), *_fields(declared)]
    if problems:
        raise Invalid(*problems)
    return declared


def _words(declared: RecordType) -> Iterator[FieldProblem]:
    said = [("type.code", declared.code), ("type.title_zh", declared.zh), ("type.title_en", declared.en)]
    said += [("type.purpose_zh", declared.purpose_zh), ("type.purpose_en", declared.purpose_en)]
    said += [("type.legal_basis", declared.legal_basis)]
    for at, field in enumerate(declared.fields):
        texts = [field.name, field.zh, field.en, field.pattern]
        texts += [text for choice in field.choices for text in (choice.value, choice.zh, choice.en)]
        said += [(f"type.fields[{at}]", text) for text in texts]
    seen: set[tuple[str, str]] = set()
    for place, text in said:
        if (cause := denied(text)) and (place, cause) not in seen:
            seen.add((place, cause))
            yield FieldProblem(place, f"population.denied_{cause}", {"value": text[:60]})


def _rules(declared: RecordType) -> Iterator[FieldProblem]:
    if declared.basis is Basis.LAW and not declared.legal_basis:
        yield FieldProblem("type.legal_basis", "population.legal_basis_missing")
    about_people = declared.subject in (Subject.PERSON, Subject.HOUSEHOLD)
    if about_people and not declared.valid_days:
        yield FieldProblem("type.valid_days", "population.end_missing")
    if declared.care and declared.subject is not Subject.PERSON:
        yield FieldProblem("type.subject", "population.care_of_people")
    if declared.ledger in ("care", "assistance") and not declared.care:
        yield FieldProblem("type.ledger", "population.ledger_of_care")
    if declared.ledger == "backbone" and (declared.care or declared.basis is not Basis.CONSENT):
        yield FieldProblem("type.ledger", "population.backbone_consents")


def _fields(declared: RecordType) -> Iterator[FieldProblem]:
    names = [each.name for each in declared.fields]
    for at, field in enumerate(declared.fields):
        place = f"type.fields[{at}]"
        if names.index(field.name) != at:
            yield FieldProblem(f"{place}.name", "population.field_twice", {"value": field.name})
        if (field.kind is FieldKind.CHOICE) != bool(field.choices):
            yield FieldProblem(f"{place}.choices", "population.choices_missing")
        values = [each.value for each in field.choices]
        if len(set(values)) != len(values):
            yield FieldProblem(f"{place}.choices", "population.field_twice", {"value": field.name})
        if field.least is not None and field.most is not None and field.least > field.most:
            yield FieldProblem(f"{place}.min", "population.bounds_crossed")
        if field.pattern and not _compiles(field.pattern):
            yield FieldProblem(f"{place}.pattern", "population.pattern_unusable")


def _compiles(pattern: str) -> bool:
    if len(pattern) > _MOST_PATTERN or _NESTED.search(pattern):
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True

"""A row of a table of service records, checked against itself and its type's declaration."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.kernel.errors import Invalid
from services.population.domain import documents
from services.population.domain.families.declaration import Basis, FieldKind, FieldSpec, RecordType, Subject
from services.population.domain.families.record import Consent, end_of
from services.population.domain.families.values import checked_values
from services.population.domain.transfers import days
from services.population.domain.transfers.checking import Cells, Rules
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.homes import grid_of, home_of
from services.population.domain.transfers.record_fields import CONSENT_BY, SAY, YES_NO


@dataclass(frozen=True, slots=True)
class About:
    """What a row says its record is about; `SubjectRows` finds it."""

    document: str = ""
    name: str = ""
    number: str = ""
    code: str = ""
    path: str = ""
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What is left of a sound row."""

    about: About
    values: Mapping[str, str] = field(default_factory=dict)
    from_day: date | None = None
    to_day: date | None = None
    consent: Consent | None = None


def record_of(cells: Cells, rules: Rules, declared: RecordType) -> RecordRow:
    """What the row says; problems stand in ``cells``."""
    cells.look_over()
    about = _about(cells, rules, declared.subject)
    said = {each.name: _written(cells, each) for each in declared.fields}
    values: dict[str, str] = {}
    try:
        values = checked_values(declared, {name: text for name, text in said.items() if text})
    except Invalid as refusal:
        for each in refusal.problems:
            name = SAY + each.field.removeprefix("values.")
            cells.wrong(name, each.code, **{key: str(value) for key, value in each.details.items()})
    from_day, to_day = _day(cells, "from_day"), _day(cells, "to_day")
    if from_day is not None and from_day > rules.today:
        cells.wrong("from_day", "population.in_future")
    elif not cells.bad("to_day"):
        try:
            end_of(declared, from_day or rules.today, to_day)
        except Invalid as refusal:
            details = {key: str(value) for key, value in refusal.problems[0].details.items()}
            cells.wrong("to_day", refusal.problems[0].code, **details)
    return RecordRow(about, values, from_day, to_day, _consent(cells, rules, declared))


def _about(cells: Cells, rules: Rules, subject: Subject) -> About:
    match subject:
        case Subject.PERSON:
            return _person(cells, rules)
        case Subject.DWELLING:
            home = home_of(cells, rules)
            return About(path=home.path, home=home)
        case Subject.HOUSEHOLD:
            number = documents.normal(cells.text("household_number"))
            _must_be(cells, "household_number", number)
            return About(number=number, path=_grid(cells, rules, needed=True))
        case Subject.ESTABLISHMENT:
            code, name = documents.normal(cells.text("unit_code")), cells.text("unit_name")
            if not code and not cells.bad("unit_code"):
                _must_be(cells, "unit_name", name)
            return About(code=code, name=name, path=_grid(cells, rules, needed=not code))
        case Subject.PLACE:
            name = cells.text("place_name")
            _must_be(cells, "place_name", name)
            return About(name=name, path=_grid(cells, rules, needed=True))


def _person(cells: Cells, rules: Rules) -> About:
    number = documents.normal(cells.text("person_document"))
    if _must_be(cells, "person_document", number) and len(number) in (15, 17, 18, 19):
        code = documents.identity_problem(number, rules.today)
        if code:
            cells.wrong("person_document", code)
    return About(document=number, name=cells.text("person_name"))


def _grid(cells: Cells, rules: Rules, *, needed: bool) -> str:
    path = grid_of(cells, rules)
    if needed and not path and not cells.bad("grid"):
        cells.wrong("grid", "population.import_grid_missing")
    return path


def _must_be(cells: Cells, name: str, text: str) -> bool:
    if not text and not cells.bad(name):
        cells.wrong(name, "population.import_subject_missing")
    return bool(text)


def _written(cells: Cells, declared: FieldSpec) -> str:
    """A cell as the declaration wants it: days, choices and yes or no in its own words."""
    name = SAY + declared.name
    text = cells.text(name)
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold()
    match declared.kind:
        case FieldKind.DATE:
            found = _day(cells, name)
            return found.isoformat() if found is not None else ""
        case FieldKind.CHOICE:
            for each in declared.choices:
                if plain in (each.value.casefold(), each.zh.casefold(), each.en.casefold()):
                    return each.value
            known = "、".join(each.zh for each in declared.choices)
            cells.wrong(name, "population.import_choice_unknown", value=text[:20], known=known[:200])
            return ""
        case FieldKind.YES_NO:
            if plain in YES_NO:
                return YES_NO[plain]
            cells.wrong(name, "population.import_yes_or_no", value=text[:20])
            return ""
        case FieldKind.NUMBER | FieldKind.MONEY:
            return plain.replace(",", "").rstrip("元")
        case FieldKind.TEXT | FieldKind.PHONE:
            return text


def _day(cells: Cells, name: str) -> date | None:
    """A day, also one to come."""
    text = cells.text(name)
    if not text:
        return None
    try:
        found = days.day(text)
    except days.NoSuchDay:
        cells.wrong(name, "population.import_date_impossible", value=text[:20])
        return None
    if found is None:
        cells.wrong(name, "population.import_date_unreadable", value=text[:20])
    return found


def _consent(cells: Cells, rules: Rules, declared: RecordType) -> Consent | None:
    given = cells.day("consent_on", rules.today)
    if given is None:
        if declared.basis is Basis.CONSENT and not cells.bad("consent_on"):
            cells.wrong("consent_on", "population.consent_missing")
        return None
    text, name = cells.text("consent_by"), cells.text("consent_name")
    by = CONSENT_BY.get(unicodedata.normalize("NFKC", text).casefold(), "") if text else "self"
    if not by:
        if not cells.bad("consent_by"):
            cells.wrong("consent_by", "population.import_consent_by", value=text[:20])
        return None
    if by != "self" and not name and not cells.bad("consent_name"):
        cells.wrong("consent_name", "kernel.required")
    return Consent(given, by, name)


def record_data(row: RecordRow, subject_id: str, said: Mapping[str, str]) -> dict[str, Any]:
    """As it waits: what is to be opened, and what the cells said for whoever looks at it."""
    given = row.consent
    data: dict[str, Any] = {"subject_id": subject_id, "values": dict(row.values), "said": dict(said)}
    if row.from_day is not None:
        data["from_day"] = row.from_day.isoformat()
    if row.to_day is not None:
        data["to_day"] = row.to_day.isoformat()
    if given is not None:
        data["consent"] = [given.given_on.isoformat(), given.by, given.by_name]
    return data


def record_from(data: Mapping[str, Any]) -> RecordRow:
    """The reverse, without what it is about."""
    consent = data.get("consent")
    return RecordRow(
        About(),
        data.get("values", {}),
        date.fromisoformat(data["from_day"]) if "from_day" in data else None,
        date.fromisoformat(data["to_day"]) if "to_day" in data else None,
        Consent(date.fromisoformat(consent[0]), consent[1], consent[2]) if consent else None,
    )

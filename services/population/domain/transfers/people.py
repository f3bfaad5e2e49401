"""A row of a table of residents, checked against itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain import documents
from services.population.domain.details import Details, checked
from services.population.domain.kinds import DocumentKind, Relation, ResidenceKind, Sex, StayReason
from services.population.domain.naming import written
from services.population.domain.transfers import days
from services.population.domain.transfers.checking import Cells, Rules
from services.population.domain.transfers.drafts import PersonDraft
from services.population.domain.transfers.homes import home_of

_IDENTITY = 18


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a row: a draft, or what is wrong; and the household it says it belongs to."""

    draft: PersonDraft | None
    problems: tuple[FieldProblem, ...]
    family: str
    door: str
    place: str
    head: bool


def check(values: dict[str, str], rules: Rules, lost: frozenset[str] = frozenset()) -> Checked:
    """One row. ``lost``: fields in which the file itself was found faulty; they are not judged again."""
    cells = Cells({name: value for name, value in values.items() if name not in lost} if lost else values)
    cells.look_over()
    home = home_of(cells, rules)
    kind, reason = _category(cells)
    relation = _relation(cells)
    details = _details(cells, rules.today, lost)
    from_day = cells.day("from_day", rules.today)
    if from_day is not None and details.born_on is not None and from_day < details.born_on:
        cells.wrong("from_day", "population.before_birth")
    _alive(cells, rules.today, details.born_on)
    draft = PersonDraft(
        name=details.name,
        sex=details.sex,
        born_on=details.born_on,
        document_kind=details.document_kind,
        document_number=details.document_number,
        phone=details.phone,
        registered_address=details.registered_address,
        registered_division=details.registered_division,
        kind=kind or ResidenceKind.PERMANENT,
        reason=reason or StayReason.NONE,
        relation=relation,
        from_day=from_day,
        origin=cells.text("origin"),
        household_number=_household_number(cells),
        home=home,
    )
    # Also of a row that is refused: its household must not seem to have no head because of it.
    family = _family(cells, home.path or values.get("grid", ""), home.door)
    head = relation is Relation.HEAD
    sound = not cells.problems and not lost
    return Checked(
        draft if sound else None, tuple(cells.problems), family, home.door if sound else "", home.place, head
    )


def _details(cells: Cells, today: date, lost: frozenset[str]) -> Details:
    if not cells.text("name") and not cells.bad("name") and "name" not in lost:
        cells.wrong("name", "population.import_name_missing")
    sex = cells.word(Sex, "sex", "population.import_sex_unknown") or Sex.UNKNOWN
    kind = cells.word(DocumentKind, "document_kind", "population.import_document_kind_unknown")
    number = documents.normal(cells.text("document_number"))
    if kind in (None, DocumentKind.UNKNOWN) and number:
        kind = DocumentKind.IDENTITY_CARD
    if not number and kind not in (DocumentKind.NONE_YET, None) and "document_number" not in lost:
        kind = DocumentKind.UNKNOWN
        if not cells.bad("document_number"):
            cells.wrong("document_number", "population.import_document_missing")
    born_on = _birthday(cells, today, number if kind is DocumentKind.IDENTITY_CARD else "")
    said = Details(
        name=cells.text("name"),
        sex=sex,
        born_on=born_on,
        document_kind=(kind or DocumentKind.UNKNOWN)
        if number or kind is DocumentKind.NONE_YET
        else DocumentKind.UNKNOWN,
        document_number=number,
        phone=cells.text("phone"),
        registered_address=cells.text("registered_address"),
    )
    try:
        return checked(said, today, "row")
    except Invalid as refusal:
        for each in refusal.problems:
            name = each.field.removeprefix("row.")
            if not (name == "name" and (cells.bad("name") or "name" in lost)):
                cells.wrong(name, each.code, **{key: str(value) for key, value in each.details.items()})
        return said


def _birthday(cells: Cells, today: date, identity: str) -> date | None:
    """A month alone is enough beside an identity number, which has the day."""
    text = cells.text("born_on")
    known = (
        documents.birthday_of(identity) if len(identity) == _IDENTITY and identity[:17].isdigit() else None
    )
    found = days.month(text) if text else None
    if found is not None and not _is_day(text):
        if known is None:
            cells.wrong("born_on", "population.import_birthday_incomplete")
        elif (known.year, known.month) != found:
            cells.wrong("born_on", "population.birthday_differs")
        return None
    return cells.day("born_on", today)


def _is_day(text: str) -> bool:
    try:
        return days.day(text) is not None
    except days.NoSuchDay:
        return True


def _category(cells: Cells) -> tuple[ResidenceKind | None, StayReason | None]:
    if not cells.values.get("kind"):
        cells.wrong("kind", "population.import_kind_missing")
    kind = cells.word(ResidenceKind, "kind", "population.import_kind_unknown")
    reason = cells.word(StayReason, "reason", "population.import_reason_unknown")
    if kind is ResidenceKind.INCOMING and reason is None:
        cells.wrong("reason", "population.import_reason_missing")
    if kind is not None and kind is not ResidenceKind.INCOMING and reason is not None:
        cells.wrong("reason", "population.reason_not_asked")
    return kind, reason


def _relation(cells: Cells) -> Relation:
    found = cells.word(Relation, "relation", "population.import_relation_unknown")
    if found is not None:
        return found
    if cells.values.get("relation"):
        return Relation.UNKNOWN
    own, head = documents.normal(cells.text("document_number")), documents.normal(cells.text("head_document"))
    if own and head:
        return Relation.HEAD if own == head else Relation.UNKNOWN
    name, head_name = written(cells.text("name")), written(cells.text("head_name"))
    return Relation.HEAD if name and name == head_name else Relation.UNKNOWN


def _alive(cells: Cells, today: date, born_on: date | None) -> None:
    died_on = cells.day("died_on", today)
    if died_on is None:
        return
    early = born_on is not None and died_on < born_on
    cells.wrong("died_on", "population.died_before_birth" if early else "population.import_dead")


def _household_number(cells: Cells) -> str:
    number = documents.normal(cells.text("household_number"))
    plain = number.replace("-", "")
    if plain and not (plain.isascii() and plain.isalnum()):
        cells.wrong("household_number", "population.import_household_number")
        return ""
    return number


def _family(cells: Cells, path: str, door: str) -> str:
    """What rows of one household have in common: its number, its head, or where it lives."""
    if number := documents.normal(cells.values.get("household_number", "")):
        return f"number|{path}|{number}"
    if head := documents.normal(cells.values.get("head_document", "")):
        return f"head|{head}"
    if name := written(cells.values.get("head_name", "")):
        return f"name|{name}|{door}"
    return f"door|{door}"

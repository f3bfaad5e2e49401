"""What a proposal says, as the register's own types; and what a record says, as text beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)
from services.population.domain.proposals import DWELLING, PERSON, RESIDENCE, WHERE, ProposalKind
from services.population.domain.records import Dwelling

W = TypeVar("W", bound=StrEnum)
_MOST_AREA, _LEAST_STOREY, _MOST_STOREY = 100_000.0, -10, 200


def details_of(values: Mapping[str, str]) -> Details:
    """Of somebody. Raises Invalid."""
    return Details(
        name=values.get("name", ""),
        sex=_word(Sex, values, "sex"),
        born_on=day_of(values, "born_on"),
        document_kind=_word(DocumentKind, values, "document_kind"),
        document_number=values.get("document_number", ""),
        phone=values.get("phone", ""),
        registered_address=values.get("registered_address", ""),
        registered_division=values.get("registered_division", ""),
    )


def kind_of(values: Mapping[str, str]) -> ResidenceKind:
    """Of a residence. Raises Invalid where none is said."""
    if not values.get("kind"):
        raise Invalid(FieldProblem("values.kind", "kernel.required"))
    return _word(ResidenceKind, values, "kind")


def relation_of(values: Mapping[str, str]) -> Relation:
    """To the head of the household."""
    return _word(Relation, values, "relation")


def reason_of(values: Mapping[str, str]) -> StayReason:
    """Of a stay."""
    return _word(StayReason, values, "reason")


def day_of(values: Mapping[str, str], name: str) -> date | None:
    """Raises Invalid for a day the calendar does not have."""
    text = values.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            FieldProblem(f"values.{name}", "kernel.date_unreadable", {"value": text[:10]})
        ) from None


def dwelling_changes(values: Mapping[str, str]) -> dict[str, Any]:
    """What is proposed of a dwelling, by field of the record. Raises Invalid."""
    found: dict[str, Any] = {name: value for name, value in values.items() if name in DWELLING}
    if "use" in found:
        found["use"] = _word(DwellingUse, values, "use")
    if "occupancy" in found:
        found["occupancy"] = _word(Occupancy, values, "occupancy")
    if "storey" in found:
        found["storey"] = int(_number(values, "storey", _LEAST_STOREY, _MOST_STOREY))
    if "area" in found:
        found["area"] = round(_number(values, "area", 0, _MOST_AREA), 2)
    return found


def current_of(kind: ProposalKind, record: Dossier | Dwelling | None) -> dict[str, str]:
    """What the register says of the fields of such a proposal; nothing of nobody."""
    if isinstance(record, Dwelling):
        return {name: _text(getattr(record, name)) for name in DWELLING}
    if record is None or kind is ProposalKind.REGISTER:
        return {}
    if kind is ProposalKind.CORRECT_PERSON:
        return {name: _text(getattr(record.person, name)) for name in PERSON}
    main = record.main
    if main is None:
        return {WHERE: ""}
    return {WHERE: main.id, **{name: _text(getattr(main, name)) for name in RESIDENCE}}


def version_of(record: Dossier | Dwelling | None) -> int:
    """Of the record; 0 of none."""
    if isinstance(record, Dossier):
        return record.person.version
    return record.version if record is not None else 0


def _word(kind: type[W], values: Mapping[str, str], name: str) -> W:
    try:
        return kind(values.get(name, ""))
    except ValueError:
        raise Invalid(FieldProblem(f"values.{name}", "kernel.value_unknown")) from None


def _number(values: Mapping[str, str], name: str, least: float, most: float) -> float:
    try:
        found = float(values[name])
    except ValueError:
        found = most + 1
    if not least <= found <= most or (name == "storey" and found != int(found)):
        raise Invalid(FieldProblem(f"values.{name}", "kernel.value_unknown"))
    return found


def _text(value: object) -> str:
    if value is None or value == 0:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)

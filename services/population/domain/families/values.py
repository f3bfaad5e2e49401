"""What a record says, checked against its type's declaration; masked ones are told from real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security import masks
from services.population.domain import documents
from services.population.domain.families.declaration import FieldKind, FieldSpec, RecordType
from services.population.domain.families.denied import denied

MOST_TEXT = 400
_MOST_MONEY = Decimal(100_000_000)
_ADDRESS = re.compile(r"address|地址|住址")


def checked_values(
    declared: RecordType, said: Mapping[str, str], before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Normalised values, empty ones left out; a masked one is what was there before. Raises Invalid."""
    problems: list[FieldProblem] = []
    values: dict[str, str] = {}
    known = {each.name for each in declared.fields}
    problems += [
        FieldProblem(f"values.{name[:40]}", "population.value_undeclared")
        for name in said
        if name not in known
    ]
    for field in declared.fields:
        text = " ".join(said.get(field.name, "").split())
        if field.personal and before is not None and masks.is_masked(text):
            text = before.get(field.name, "")
        found = list(_problems(declared, field, text))
        problems += found
        if text and not found:
            values[field.name] = _normal(field, text)
    if problems:
        raise Invalid(*problems)
    return values


def shown_value(field: FieldSpec, value: str) -> str:
    """As lists and pages show it."""
    if not field.personal or not value:
        return value
    if field.kind is FieldKind.PHONE:
        return masks.mask_phone(value)
    if field.kind is not FieldKind.TEXT:
        return masks.STAR * 3
    return (
        masks.mask_address(value) if _ADDRESS.search(f"{field.name} {field.zh}") else masks.mask_name(value)
    )


def _problems(declared: RecordType, field: FieldSpec, text: str) -> Iterator[FieldProblem]:
    place = f"values.{field.name}"
    if not text:
        if field.required:
            yield FieldProblem(place, "kernel.required")
        return
    if field.personal and masks.is_masked(text):
        yield FieldProblem(place, "population.value_masked")
        return
    if len(text) > MOST_TEXT:
        yield FieldProblem(place, "kernel.too_long", {"most": str(MOST_TEXT)})
        return
    # Of people only what the service needs: never a cause, an offence or a diagnosis (Sens-3).
    if field.kind is FieldKind.TEXT and declared.care and denied(text):
        yield FieldProblem(place, "population.value_denied")
        return
    if not _fits(field, text):
        yield FieldProblem(place, f"population.value_not_{field.kind.value}")
        return
    if field.pattern and not re.fullmatch(field.pattern, text):
        yield FieldProblem(place, "population.value_pattern")
        return
    if field.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        number = float(text)
        low, high = field.least, field.most
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = {
                "min": f"{low:g}" if low is not None else "—",
                "max": f"{high:g}" if high is not None else "—",
            }
            yield FieldProblem(place, "population.value_bounds", bounds)


def _fits(field: FieldSpec, text: str) -> bool:
    match field.kind:
        case FieldKind.NUMBER | FieldKind.MONEY:
            return _number(text, money=field.kind is FieldKind.MONEY) is not None
        case FieldKind.DATE:
            return _day(text) is not None
        case FieldKind.CHOICE:
            return any(each.value == text for each in field.choices)
        case FieldKind.YES_NO:
            return text in ("yes", "no")
        case FieldKind.PHONE:
            return documents.phone_problem(text, "") is None
        case FieldKind.TEXT:
            return True


def _normal(field: FieldSpec, text: str) -> str:
    if field.kind is FieldKind.PHONE:
        return documents.phone_of(text)
    if field.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        number = _number(text, money=field.kind is FieldKind.MONEY)
        return f"{number:.2f}" if field.kind is FieldKind.MONEY else f"{number:f}"
    return text


def _number(text: str, *, money: bool) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _MOST_MONEY:
        return None
    return None if money and (number < 0 or number != round(number, 2)) else number


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

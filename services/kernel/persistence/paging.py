"""Keyset paging: page tokens that continue after a row, whatever is inserted or removed meanwhile.

Rows without a value in a sorting column come last in both directions.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, or_, tuple_

from services.kernel.errors import Invalid

_MOST_TOKEN = 4_000
_MOST_TERMS = 5
# NUL and half surrogate pairs are refused by the databases themselves.
_IMPOSSIBLE = re.compile(r"[\x00\ud800-\udfff]")
_TERM = re.compile(r"([A-Za-z_][\w.]*)(?:\s+(asc|desc))?", re.ASCII)

Value = None | bool | int | float | str | Decimal | datetime | date | UUID
Direction = tuple[ColumnElement[Any], bool]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """How many rows, and after which token; an empty token asks for the first page."""

    size: int
    token: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An allowed order: (name, column, descending) from the most to the least significant."""

    terms: tuple[tuple[str, ColumnElement[Any], bool], ...]

    @property
    def directions(self) -> tuple[Direction, ...]:
        """What ``keyset`` takes."""
        return tuple((column, descending) for _, column, descending in self.terms)

    @property
    def text(self) -> str:
        """The canonical form, for the token and for people."""
        return ", ".join(f"{name} desc" if descending else name for name, _, descending in self.terms)


def clamp(size: int, default: int = 50, most: int = 200) -> int:
    """The page size to use: 0 means the default, too much means the most; negative is Invalid (AIP-158)."""
    if size < 0:
        raise Invalid.one("page_size", "kernel.page_size_invalid", size=size)
    return min(size or default, most)


def parse_order(
    text: str, allowed: Mapping[str, SQLColumnExpression[Any]], *, default: str = "", unique: str = "id"
) -> Order:
    """Read ``create_time desc, id``. ``unique`` is appended when missing, so that no two rows tie.

    Raises Invalid on "order_by" for unknown or repeated fields, bad syntax and more than five fields.
    """
    wanted = [part.strip() for part in (text.strip() or default).split(",") if text.strip() or default]
    if len(wanted) > _MOST_TERMS:
        raise Invalid.one("order_by", "kernel.order_invalid", word=wanted[_MOST_TERMS][:60])
    terms: dict[str, tuple[str, ColumnElement[Any], bool]] = {}
    for part in wanted:
        found = _TERM.fullmatch(part)
        if found is None or found[1] in terms or found[1] not in allowed:
            raise Invalid.one("order_by", "kernel.order_invalid", word=part[:60])
        terms[found[1]] = (found[1], _core(allowed[found[1]]), found[2] == "desc")
    if unique not in terms:
        terms[unique] = (unique, _core(allowed[unique]), False)
    return Order(tuple(terms.values()))


def encode_token(order: Order, query: str, values: Sequence[Value]) -> str:
    """The token of the page after the row with these key values (one per term of the order).

    ``query`` is everything else that selects rows (filter, parent, scope); only its digest is kept.
    Tokens are opaque, not secret: they open nothing that the query itself would not show.
    """
    body = [_digest(order, query), [_pack(value) for value in values]]
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_token(token: str, order: Order, query: str) -> tuple[Value, ...] | None:
    """The key values to continue after; None for the first page.

    Raises Invalid (kernel.page_token_invalid) for a damaged token, one of another query, or one whose
    values do not fit the columns.
    """
    if not token:
        return None
    refusal = Invalid.one("page_token", "kernel.page_token_invalid")
    if len(token) > _MOST_TOKEN:
        raise refusal
    try:
        text = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        digest, packed = json.loads(text)
        values = tuple(_unpack(item) for item in packed)
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        raise refusal from None
    if digest != _digest(order, query) or len(values) != len(order.terms):
        raise refusal
    if not all(_fits(column, value) for (column, _), value in zip(order.directions, values, strict=True)):
        raise refusal
    return values


def keyset(
    select: Select[Any], order: Sequence[Direction], after: Sequence[Value] | None = None
) -> Select[Any]:
    """``select`` in that order and, if ``after`` is given, from the row after those key values.

    The last column must be unique and never empty. With one direction throughout and no nullable column it is
    a row-value comparison, which an index on the same columns answers at once.
    """
    for column, descending in order:
        ordered = column.desc() if descending else column.asc()
        select = select.order_by(ordered.nulls_last() if _nullable(column) else ordered)
    if after is None:
        return select
    if len(after) != len(order):
        raise ValueError("one key value for each column of the order")
    columns = [column for column, _ in order]
    if len({descending for _, descending in order}) == 1 and not any(map(_nullable, columns)):
        here = tuple_(*columns)
        bound = tuple_(*after, types=[column.type for column in columns])
        return select.where(here < bound if order[0][1] else here > bound)
    alternatives: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for (column, descending), value in zip(order, after, strict=True):
        alternatives.append(and_(*equal, _beyond(column, descending, value)))
        equal.append(column.is_(None) if value is None else column == value)
    return select.where(or_(*alternatives))


def _beyond(column: ColumnElement[Any], descending: bool, value: Value) -> ColumnElement[bool]:
    if value is None:
        return false()
    further = column < value if descending else column > value
    return or_(further, column.is_(None)) if _nullable(column) else further


def _nullable(column: ColumnElement[Any]) -> bool:
    return bool(getattr(column, "nullable", True))


def _core(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """The column behind a mapped attribute; columns as they are."""
    if isinstance(column, ColumnElement):
        return column
    core = column.__clause_element__()  # type: ignore[attr-defined]
    assert isinstance(core, ColumnElement)
    return core


def _fits(column: ColumnElement[Any], value: Value) -> bool:
    """Whether a forged value could make the database stumble over its type."""
    if value is None:
        return _nullable(column)
    try:
        wanted = column.type.python_type
    except NotImplementedError:
        return True
    if wanted in (int, float, Decimal):
        number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return number and not (wanted is int and not -(2**63) <= value < 2**63)  # type: ignore[operator]
    if wanted is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, wanted)


def _digest(order: Order, query: str) -> str:
    return hashlib.sha256(f"{order.text}\n{query}".encode()).hexdigest()[:16]


def _pack(value: Value) -> object:
    if isinstance(value, datetime):
        # SQLite hands back moments without a zone; they are UTC by convention.
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return {"t": aware.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, UUID):
        return {"u": value.hex}
    return value


def _unpack(item: object) -> Value:
    if isinstance(item, dict) and len(item) == 1:
        kind, text = next(iter(item.items()))
        if not isinstance(text, str):
            raise ValueError(kind)
        match kind:
            case "t":
                return datetime.fromisoformat(text).astimezone(UTC)
            case "d":
                return date.fromisoformat(text)
            case "n":
                return _finite(Decimal(text))
            case "u":
                return UUID(text)
    if isinstance(item, float):
        return _finite(item)
    if item is None or isinstance(item, bool | int):
        return item
    if isinstance(item, str) and not _IMPOSSIBLE.search(item):
        return item
    raise ValueError("not a key value")


def _finite(number: float | Decimal) -> float | Decimal:
    if not math.isfinite(number):
        raise ValueError(number)
    return number

"""Supervision orders in the database; see the port `Orders`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.oversight.sight import seen
from services.cases.adapters.rows import _clock, _clock_document
from services.cases.adapters.tables.cases import numbers
from services.cases.adapters.tables.supervision import orders
from services.cases.application.access import sight_of, units_of
from services.cases.domain.oversight_refusals import RecordStale
from services.cases.domain.supervision import AWAITING_REPLY, Order, OrderState, Reply
from services.kernel.call import Call
from services.kernel.persistence.moments import aware

_PLAIN = (
    "id",
    "number",
    "case_id",
    "case_number",
    "unit_id",
    "unit_name",
    "path",
    "authority_path",
    "requirement",
    "issued_by",
    "issued_by_name",
    "origin",
    "level",
    "urges",
    "missed",
    "version",
)


class OrderStore:
    """Orders as rows; replies and clock are documents in them."""

    def find(self, connection: Connection, order_id: str, call: Call | None) -> Order | None:
        """The order if the call may see it; any order for the platform itself (None)."""
        where = [orders.c.id == order_id, *([_visible(call)] if call else ())]
        row = connection.execute(sa.select(orders).where(*where)).first()
        return _order(row._mapping) if row else None

    def open_of_case(self, connection: Connection, case_id: str) -> list[Order]:
        """Orders on a case that are not settled."""
        query = sa.select(orders).where(orders.c.case_id == case_id, orders.c.open).order_by(orders.c.id)
        return [_order(row._mapping) for row in connection.execute(query)]

    def of_case(self, connection: Connection, case_id: str) -> list[Order]:
        """Every order on a case, the oldest first."""
        query = sa.select(orders).where(orders.c.case_id == case_id).order_by(orders.c.id)
        return [_order(row._mapping) for row in connection.execute(query)]

    def page(
        self,
        connection: Connection,
        call: Call,
        case_id: str,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str = "",
        overdue_at: datetime | None = None,
    ) -> list[Order]:
        """The newest first, after the order with the id ``after``.

        ``overdue_at`` asks for those whose reply is awaited and late at that moment.
        """
        where = [_visible(call)]
        if case_id:
            where.append(orders.c.case_id == case_id)
        if only_open:
            where.append(orders.c.open)
        if state:
            where.append(orders.c.state == state)
        if overdue_at is not None:
            where += [
                orders.c.state.in_(_AWAITING),
                sa.or_(orders.c.missed, orders.c.watch_until < overdue_at),
            ]
        if after:
            where.append(orders.c.id < after)
        query = sa.select(orders).where(*where).order_by(orders.c.id.desc()).limit(size)
        return [_order(row._mapping) for row in connection.execute(query)]

    def passed(self, connection: Connection, now: datetime, most: int) -> list[Order]:
        """Orders whose reply is missed and not yet said to be."""
        query = sa.select(orders).where(orders.c.watch_until < now).order_by(orders.c.watch_until).limit(most)
        return [_order(row._mapping) for row in connection.execute(query)]

    def add(self, connection: Connection, order: Order) -> None:
        """A new order."""
        connection.execute(sa.insert(orders).values(**_row(order)))

    def save(self, connection: Connection, order: Order) -> None:
        """A changed order; RecordStale when somebody was quicker."""
        known = order.version
        order.version += 1
        statement = sa.update(orders).where(orders.c.id == order.id, orders.c.version == known)
        if connection.execute(statement.values(**_row(order))).rowcount != 1:
            raise RecordStale(number=order.number)


def next_number(connection: Connection, prefix: str, year: int) -> str:
    """The next number without gaps (DB2026-000123); holds its row until the commit."""
    name = f"{prefix}{year}"
    bump = (
        sa.update(numbers)
        .where(numbers.c.name == name)
        .values(reserved=numbers.c.reserved + 1)
        .returning(numbers.c.reserved)
    )
    taken = connection.execute(bump).scalar()
    if taken is None:
        first = (
            _insert(connection).values(name=name, reserved=0).on_conflict_do_nothing(index_elements=["name"])
        )
        connection.execute(first)
        taken = connection.execute(bump).scalar_one()
    return f"{name}-{taken:06d}"


_AWAITING = sorted(state.value for state in AWAITING_REPLY)


def _insert(connection: Connection) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(numbers)


def _visible(call: Call) -> sa.ColumnElement[bool]:
    named = [orders.c.issued_by == call.actor.id]
    if units := units_of(call):
        named.append(orders.c.unit_id.in_(units))
    # As for cases: whoever must sign or decide can open it, by whichever right they hold.
    return seen(orders.c.path, sight_of(call).scope, *named)


def _row(order: Order) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(order, name) for name in _PLAIN}
    row.update(
        issued_at=order.issued_at,
        state=order.state.value,
        open=order.state.open,
        clock=_clock_document(order.clock),
        watch_until=order.clock.due_at if order.state in AWAITING_REPLY and not order.missed else None,
        replies=[
            {
                "number": r.number,
                "text": r.text,
                "by": r.by,
                "at": r.at.isoformat(),
                "verdict": r.verdict,
                "opinion": r.opinion,
            }
            for r in order.replies
        ],
    )
    return row


def _order(row: Any) -> Order:
    return Order(
        **{name: row[name] for name in _PLAIN},
        issued_at=aware(row["issued_at"]),
        state=OrderState(row["state"]),
        clock=_clock(row["clock"]),
        replies=[Reply(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in row["replies"]],
    )

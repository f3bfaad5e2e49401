"""The listed-and-cancelled board in the database; see the port `Board`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.oversight.sight import seen
from services.cases.adapters.tables.supervision import board
from services.cases.application.access import units_of
from services.cases.domain.board import BoardItem, BoardState
from services.cases.domain.oversight_refusals import RecordStale
from services.kernel.call import Call
from services.kernel.persistence.moments import aware

_MOMENTS = ("due_at", "listed_at")
_PLAIN = tuple(c.name for c in board.c if c.name not in (*_MOMENTS, "state", "open"))


class BoardStore:
    """Items as rows."""

    def find(self, connection: Connection, item_id: str, call: Call) -> BoardItem | None:
        """The item if the call may see it."""
        row = connection.execute(sa.select(board).where(board.c.id == item_id, _visible(call))).first()
        return _item(row._mapping) if row else None

    def page(
        self,
        connection: Connection,
        call: Call,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str = "",
        overdue_at: datetime | None = None,
    ) -> list[BoardItem]:
        """The newest first, after the item with the id ``after``; ``overdue_at`` asks for the red ones."""
        where = [_visible(call)]
        if only_open or overdue_at is not None:
            where.append(board.c.open)
        if state:
            where.append(board.c.state == state)
        if overdue_at is not None:
            where.append(board.c.due_at < overdue_at)
        if after:
            where.append(board.c.id < after)
        query = sa.select(board).where(*where).order_by(board.c.id.desc()).limit(size)
        return [_item(row._mapping) for row in connection.execute(query)]

    def passed(self, connection: Connection, now: datetime, most: int) -> list[BoardItem]:
        """Items past their deadline of which nobody was told."""
        where = (board.c.open, sa.not_(board.c.announced), board.c.due_at < now)
        query = sa.select(board).where(*where).order_by(board.c.due_at).limit(most)
        return [_item(row._mapping) for row in connection.execute(query)]

    def add(self, connection: Connection, item: BoardItem) -> None:
        """A new item."""
        connection.execute(sa.insert(board).values(**_row(item)))

    def save(self, connection: Connection, item: BoardItem) -> None:
        """A changed item; RecordStale when somebody was quicker."""
        known = item.version
        item.version += 1
        statement = sa.update(board).where(board.c.id == item.id, board.c.version == known)
        if connection.execute(statement.values(**_row(item))).rowcount != 1:
            raise RecordStale(number=item.number)


def _visible(call: Call) -> sa.ColumnElement[bool]:
    # The public board is for everybody who is signed in; it holds no personal data.
    named: list[sa.ColumnElement[bool]] = [board.c.public]
    if units := units_of(call):
        named += [board.c.owner_unit_id.in_(units), board.c.listing_unit_id.in_(units)]
    return seen(board.c.path, call.scope("cases.case.view"), *named)


def _row(item: BoardItem) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(item, name) for name in (*_PLAIN, *_MOMENTS)}
    return row | {"state": item.state.value, "open": item.state is not BoardState.STRUCK_OFF}


def _item(row: Any) -> BoardItem:
    moments: dict[str, Any] = {name: aware(row[name]) for name in _MOMENTS}
    return BoardItem(**{name: row[name] for name in _PLAIN}, **moments, state=BoardState(row["state"]))

"""Public boards on the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables.boards import board as t
from services.population.domain.board_refusals import BoardChanged
from services.population.domain.boards import Board, BoardState, Deed

_PUBLISHED = t.c.state == BoardState.PUBLISHED.value


class SqlBoards:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, uow: UnitOfWork, wanted: str) -> Board | None:
        """See the port."""
        return _one(uow.connection, sa.select(t).where(t.c.id == wanted).with_for_update())

    def published(self, path: str) -> Board | None:
        """See the port."""
        with self._database.read() as connection:
            return _one(connection, sa.select(t).where(t.c.path == path, _PUBLISHED))

    def published_in(self, uow: UnitOfWork, path: str) -> Board | None:
        """See the port."""
        return _one(uow.connection, sa.select(t).where(t.c.path == path, _PUBLISHED).with_for_update())

    def page(self, path: str, before: str, limit: int) -> Sequence[Board]:
        """See the port."""
        query = sa.select(t).where(t.c.path == path)
        if before:
            query = query.where(t.c.id < before)
        with self._database.read() as connection:
            return [_board(row) for row in connection.execute(query.order_by(t.c.id.desc()).limit(limit))]

    def add(self, uow: UnitOfWork, board: Board) -> None:
        """See the port. Raises BoardChanged when two are published at once."""
        try:
            uow.connection.execute(sa.insert(t).values({"id": board.id, **_values(board)}))
        except IntegrityError:
            raise BoardChanged() from None

    def save(self, uow: UnitOfWork, board: Board) -> None:
        """See the port."""
        uow.connection.execute(sa.update(t).where(t.c.id == board.id).values(_values(board)))


def _one(connection: sa.Connection, query: sa.Select[Any]) -> Board | None:
    row = connection.execute(query).first()
    return _board(row) if row is not None else None


def _values(board: Board) -> dict[str, Any]:
    off = board.withdrawn
    return {
        "path": board.path,
        "as_of": board.as_of,
        "shown": {path: dict(cells) for path, cells in board.shown.items()},
        "state": board.state.value,
        "published_at": board.published.at,
        "published_by": board.published.by,
        "published_by_name": board.published.by_name,
        "withdrawn_at": off.at if off else None,
        "withdrawn_by": off.by if off else "",
        "withdrawn_by_name": off.by_name if off else "",
        "reason": board.reason,
    }


def _board(row: Any) -> Board:
    off = None
    if row.withdrawn_at is not None:
        off = Deed(aware(row.withdrawn_at), row.withdrawn_by, row.withdrawn_by_name)
    return Board(
        id=row.id,
        path=row.path,
        as_of=row.as_of,
        shown=row.shown,
        published=Deed(aware(row.published_at), row.published_by, row.published_by_name),
        state=BoardState(row.state),
        withdrawn=off,
        reason=row.reason,
    )

"""The bell: what came to wait for an account last, and what of it is new to it (CASE-03)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application import access
from services.cases.application.queries import Query, Room
from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork

COUNTED = 100
"""More that are new are not told apart: nobody reads them one by one."""


class News(Protocol):
    """Asks by when they arose, and a moment for each account."""

    def newest(
        self, connection: Connection, call: Call, parties_of_caller: Sequence[str], most: int
    ) -> Sequence[Any]: ...
    def unseen(
        self,
        connection: Connection,
        call: Call,
        parties_of_caller: Sequence[str],
        since: datetime | None,
        most: int,
    ) -> int: ...
    def seen_at(self, connection: Connection, account_id: str) -> datetime | None: ...
    def see(self, connection: Connection, account_id: str, until: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest first; ``unseen`` counts all that are new, up to `COUNTED`."""

    rows: Sequence[Any]
    unseen: int
    seen_at: datetime | None
    now: datetime


class ListNewest(Query):
    """What came to wait for the caller last."""

    def __init__(self, room: Room, news: News) -> None:
        super().__init__(room)
        self._news = news

    def __call__(self, call: Call, most: int) -> Newest:
        self._refresh()
        now, parties = self._room.clock(), access.parties_of(call)
        with self._room.read() as connection:
            seen_at = self._news.seen_at(connection, call.actor.id)
            rows = self._news.newest(connection, call, parties, most) if most else ()
            return Newest(rows, self._news.unseen(connection, call, parties, seen_at, COUNTED), seen_at, now)


class SeeNewest:
    """The caller has seen what came up to a moment; one ahead of now is taken as now."""

    def __init__(self, new_uow: Callable[[Call], UnitOfWork], news: News) -> None:
        self._new_uow = new_uow
        self._news = news

    def __call__(self, call: Call, until: datetime) -> None:
        with self._new_uow(call) as uow:
            self._news.see(uow.connection, call.actor.id, min(until, uow.now))
            uow.commit()

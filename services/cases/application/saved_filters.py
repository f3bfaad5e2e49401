"""Lists people keep under a name: their own alone (CASE-02)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from sqlalchemy.engine import Connection

from services.cases.domain.refusals import (
    FilterNameTaken,
    FilterNotFound,
    FilterStale,
    TooManyFilters,
)
from services.cases.domain.saved_filter import MOST, SavedFilter
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId

NewUow = Callable[[Call], UnitOfWork]
Read = Callable[[], AbstractContextManager[Connection]]


class SavedFilters(Protocol):
    """Kept lists of one account."""

    def of(self, connection: Connection, account_id: str) -> list[SavedFilter]:
        """All, by name."""

    def put(self, connection: Connection, account_id: str, saved: SavedFilter, *, fresh: bool) -> None:
        """Keep one; FilterNameTaken or FilterStale when somebody was quicker."""

    def drop(self, connection: Connection, account_id: str, id: str) -> bool:
        """Whether it was there."""


class SaveFilter:
    """Keeps a list under a name; with an id it changes one."""

    def __init__(
        self,
        new_uow: NewUow,
        saved: SavedFilters,
        check: Callable[[SavedFilter], None],
        columns: Collection[str],
        new_id: NewId,
    ) -> None:
        self._new_uow, self._saved, self._check = new_uow, saved, check
        self._columns, self._new_id = frozenset(columns), new_id

    def __call__(self, call: Call, wanted: SavedFilter, etag: str = "") -> SavedFilter:
        """What ListCases would refuse is refused here. Raises FilterNotFound, FilterStale, FilterNameTaken,
        TooManyFilters, Invalid on "saved_filter.…".
        """
        name = wanted.name.strip()
        if not name:
            raise Invalid.one("saved_filter.name", "kernel.required")
        for column in wanted.columns:
            if column not in self._columns:
                raise Invalid.one("saved_filter.columns", "cases.column_unknown", column=column[:40])
        self._check(wanted)
        with self._new_uow(call) as uow:
            mine = {each.id: each for each in self._saved.of(uow.connection, call.actor.id)}
            if (first := uow.replayed()) is not None:
                if first not in mine:
                    raise FilterNotFound()
                return mine[first]
            before = mine.get(wanted.id)
            if wanted.id and before is None:
                raise FilterNotFound()
            if before is not None and etag != str(before.version):
                raise FilterStale(name=before.name)
            if any(each.name == name and each.id != wanted.id for each in mine.values()):
                raise FilterNameTaken(name=name)
            if before is None and len(mine) >= MOST:
                raise TooManyFilters(most=MOST)
            kept = replace(
                wanted,
                id=wanted.id or self._new_id(),
                name=name,
                columns=tuple(dict.fromkeys(wanted.columns)),
                version=before.version + 1 if before else 1,
                updated_at=uow.now,
            )
            self._saved.put(uow.connection, call.actor.id, kept, fresh=before is None)
            changes: dict[str, object] = {"name": [before.name if before else "", kept.name]}
            uow.audit("cases.filter.save", "saved_filter", kept.id, changes=changes)
            uow.commit(result=kept.id)
        return kept


class ListFilters:
    """The caller's own, by name."""

    def __init__(self, read: Read, saved: SavedFilters) -> None:
        self._read, self._saved = read, saved

    def __call__(self, call: Call) -> list[SavedFilter]:
        with self._read() as connection:
            return self._saved.of(connection, call.actor.id)


class DeleteFilter:
    """Forgets one of the caller's own."""

    def __init__(self, new_uow: NewUow, saved: SavedFilters) -> None:
        self._new_uow, self._saved = new_uow, saved

    def __call__(self, call: Call, id: str) -> None:
        """Raises FilterNotFound, also for somebody else's."""
        with self._new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            if not self._saved.drop(uow.connection, call.actor.id, id):
                raise FilterNotFound()
            uow.audit("cases.filter.delete", "saved_filter", id)
            uow.commit(result=id)

"""What a county declares by data, in versions: those shipped with the platform, and every one put since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork


class Declared(Protocol):
    """Has a code, and is replaced by a higher version, never changed."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> int: ...


D = TypeVar("D", bound=Declared)


class Declarations(Generic[D]):
    """What was kept comes before what is shipped, unless that is newer.

    Args:
        table: with the columns code, version, declaration, at and actor_name.
        shipped: what comes with the platform, by code.
        read: from a declaration as it is kept, and its version.
        data: a declaration as it is kept.
    """

    def __init__(
        self,
        database: Database,
        table: sa.Table,
        shipped: Callable[[], Mapping[str, D]],
        read: Callable[[Mapping[str, Any], int], D],
        data: Callable[[D], dict[str, Any]],
    ) -> None:
        self._database, self._table = database, table
        self._shipped, self._of, self._data = shipped, read, data

    def all(self) -> Sequence[D]:
        """The newest version of each, by code."""
        c = self._table.c
        newest = dict(self._shipped())
        with self._database.read() as connection:
            for row in connection.execute(sa.select(c.declaration, c.version).order_by(c.version)):
                kept = self._of(row.declaration, row.version)
                if kept.code not in newest or newest[kept.code].version <= kept.version:
                    newest[kept.code] = kept
        return sorted(newest.values(), key=lambda each: each.code)

    def get(self, code: str, version: int = 0) -> D | None:
        """That version, or the newest for 0; None where there is none."""
        c = self._table.c
        query = sa.select(c.declaration, c.version).where(c.code == code)
        query = query.where(c.version == version) if version else query.order_by(c.version.desc())
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).first()
        kept = self._of(row.declaration, row.version) if row is not None else None
        ready = self._shipped().get(code)
        if version:
            return kept or (ready if ready is not None and ready.version == version else None)
        if kept is None or (ready is not None and ready.version > kept.version):
            return ready
        return kept

    def put(self, uow: UnitOfWork, declared: D) -> None:
        """Keep it. A version that is kept already stays as it is."""
        c = self._table.c
        same = sa.and_(c.code == declared.code, c.version == declared.version)
        if uow.connection.execute(sa.select(c.code).where(same)).first() is not None:
            return
        values = {
            "code": declared.code,
            "version": declared.version,
            "declaration": self._data(declared),
            "at": uow.now,
            "actor_name": uow.call.actor.name,
        }
        uow.connection.execute(sa.insert(self._table).values(values))

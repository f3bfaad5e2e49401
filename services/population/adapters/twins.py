"""Pairs of records that may be about one person."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.adapters.tables.twins import twins
from services.population.domain.figures import shared
from services.population.domain.records import Person


class SqlTwins:
    """See the port."""

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id

    def propose(self, uow: UnitOfWork, first: Person, second: Person, cause: str) -> None:
        """See the port."""
        older, newer = sorted((first, second), key=lambda each: each.id)
        pair = sa.and_(twins.c.first_id == older.id, twins.c.second_id == newer.id)
        if uow.connection.execute(sa.select(twins.c.id).where(pair)).first() is not None:
            return
        uow.connection.execute(
            sa.insert(twins).values(
                id=self._new_id(),
                first_id=older.id,
                second_id=newer.id,
                first_path=older.path,
                second_path=newer.path,
                path=shared(older.path, newer.path),
                cause=cause,
                state="proposed",
                proposed_at=uow.now,
                decided_by="",
                reason="",
            )
        )

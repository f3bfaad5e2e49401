"""Pairs of records that may be about one person."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.adapters.tables.twins import twins
from services.population.application.twins import TwinsState
from services.population.domain.figures import shared
from services.population.domain.records import Person


class SqlTwins:
    """See the port."""

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id

    def propose(self, uow: UnitOfWork, first: Person, second: Person, cause: str) -> None:
        """See the port."""
        older, newer = sorted((first, second), key=lambda each: each.id)
        places = {
            "first_path": older.path,
            "second_path": newer.path,
            "path": shared(older.path, newer.path),
        }
        pair = sa.and_(twins.c.first_id == older.id, twins.c.second_id == newer.id)
        known = uow.connection.execute(sa.select(twins.c.path, twins.c.state).where(pair)).first()
        if known is None:
            uow.connection.execute(
                sa.insert(twins).values(
                    id=self._new_id(),
                    first_id=older.id,
                    second_id=newer.id,
                    cause=cause,
                    state=TwinsState.PROPOSED.value,
                    proposed_at=uow.now,
                    decided_by="",
                    reason="",
                    **places,
                )
            )
        elif known.state == TwinsState.PROPOSED.value and known.path != places["path"]:
            uow.connection.execute(sa.update(twins).where(pair).values(places))

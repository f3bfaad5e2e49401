"""What happened to records, units and places, sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.families import family_history as t
from services.population.application.families.ports import HistoryLine

_MOST = 100


class SqlFamilyHistory:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing, new_id: NewId) -> None:
        self._database = database
        self._sealing = sealing
        self._new_id = new_id

    def note(self, uow: UnitOfWork, subject_id: str, what: str, before: Mapping[str, str], note: str) -> None:
        """See the port."""
        key = self._new_id()
        values = {
            "id": key,
            "subject_id": subject_id,
            "at": uow.now,
            "actor_name": uow.call.actor.name,
            "what": what,
            "sealed": self._sealing.seal("family_history", key, {"b": dict(before), "n": note}),
        }
        uow.connection.execute(sa.insert(t).values(values))

    def of(self, subject_id: str) -> Sequence[HistoryLine]:
        """See the port."""
        query = sa.select(t).where(t.c.subject_id == subject_id).order_by(t.c.id.desc()).limit(_MOST)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        made = []
        for row in rows:
            said = self._sealing.open("family_history", row.id, row.sealed)
            made.append(
                HistoryLine(aware(row.at), row.actor_name, row.what, said.get("b", {}), said.get("n", ""))
            )
        return made

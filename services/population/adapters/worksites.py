"""Worksites in the database; whom to call is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.worksites import worksite as t
from services.population.domain.refusals import Stale
from services.population.domain.worksites import Worksite, WorksiteKind, WorksiteState

WORKSITES: tuple[Direction, ...] = ((t.c.path, False), (t.c.id, False))
_PLAIN = (
    "id",
    "path",
    "name",
    "address",
    "longitude",
    "latitude",
    "employer_id",
    "employer_name",
    "housed",
    "dwelling_id",
    "opened_on",
    "expected_end",
    "ended_on",
    "version",
)
_MOST = 100


class SqlWorksites:
    """See the port `WorksiteStore`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def one(self, uow: UnitOfWork, wanted: str) -> Worksite | None:
        """See the port."""
        row = uow.connection.execute(sa.select(t).where(t.c.id == wanted).with_for_update()).first()
        return self._worksite(row) if row is not None else None

    def add(self, uow: UnitOfWork, worksite: Worksite) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(t).values(self._values(worksite)))

    def put(self, uow: UnitOfWork, worksite: Worksite) -> None:
        """See the port."""
        current = sa.and_(t.c.id == worksite.id, t.c.version == worksite.version - 1)
        if not uow.connection.execute(sa.update(t).where(current).values(self._values(worksite))).rowcount:
            raise Stale()

    def page(
        self, paths: Sequence[str], state: WorksiteState, after: Sequence[str] | None, limit: int
    ) -> Sequence[Worksite]:
        """See the port."""
        wanted = t.c.ended_on.is_(None) if state is WorksiteState.ACTIVE else t.c.ended_on.is_not(None)
        query = sa.select(t).where(under(t.c.path, paths), wanted)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, WORKSITES, after).limit(limit)).all()
        return [self._worksite(row) for row in rows]

    def names(self, ids: Sequence[str]) -> dict[str, str]:
        """See the port."""
        if not ids:
            return {}
        with self._database.read() as connection:
            rows = connection.execute(sa.select(t.c.id, t.c.name).where(t.c.id.in_(set(ids)))).all()
        return {row.id: row.name for row in rows}

    def by_phone(self, phone: str) -> Sequence[Worksite]:
        """Those whose contact gave this phone."""
        blind = self._sealing.phone(phone)
        if not blind:
            return ()
        query = sa.select(t).where(t.c.phone_blind == blind).limit(_MOST)
        with self._database.read() as connection:
            return [self._worksite(row) for row in connection.execute(query)]

    def _values(self, worksite: Worksite) -> dict[str, Any]:
        sealed = {"n": worksite.contact_name, "p": worksite.contact_phone}
        return {name: getattr(worksite, name) for name in _PLAIN} | {
            "kind": worksite.kind.value,
            "sealed": self._sealing.seal("worksite", worksite.id, sealed),
            "phone_blind": self._sealing.phone(worksite.contact_phone),
        }

    def _worksite(self, row: Any) -> Worksite:
        opened = self._sealing.open("worksite", row.id, row.sealed)
        return Worksite(
            **{name: getattr(row, name) for name in _PLAIN},
            kind=WorksiteKind(row.kind),
            contact_name=opened.get("n", ""),
            contact_phone=opened.get("p", ""),
        )

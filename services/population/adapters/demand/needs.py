"""Needs that are open, counted from indexes; and what units say they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.demand import unit_need
from services.population.adapters.tables.incomers import incomer_card
from services.population.adapters.tables.summaries import heard
from services.population.application.demand.ports import Needed
from services.population.domain.needs import NeedKind
from services.population.domain.offers import UnitNeed
from services.population.domain.refusals import Stale

_PLAIN = ("id", "establishment_id", "path", "stated_on", "stated_to", "met_on", "version")


class SqlNeeds:
    """See the port `Needs`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_below(self, path: str, since: date) -> Mapping[NeedKind, Needed]:
        """See the port."""
        asked = _counted(
            heard.c.kind, _below(heard.c.path, path), heard.c.day >= since, heard.c.settled.is_(sa.false())
        )
        wanted = _counted(incomer_card.c.wants, _below(incomer_card.c.path, path), incomer_card.c.wants != "")
        stated = _counted(unit_need.c.kind, _below(unit_need.c.path, path), unit_need.c.met_on.is_(None))
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        with self._database.read() as connection:
            for kind, n in connection.execute(asked):
                found[kind][0] += n
            for kinds, n in connection.execute(wanted):
                for kind in kinds.split(","):
                    found[kind][1] += n
            for kind, n in connection.execute(stated):
                found[kind][2] += n
        return {NeedKind(kind): Needed(*numbers) for kind, numbers in found.items()}


class SqlUnitNeeds:
    """See the port `UnitNeeds`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def get(self, uow: UnitOfWork, need_id: str) -> UnitNeed | None:
        """See the port."""
        query = sa.select(unit_need).where(unit_need.c.id == need_id).with_for_update()
        row = uow.connection.execute(query).first()
        return self._need(row) if row is not None else None

    def add(self, uow: UnitOfWork, need: UnitNeed) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(unit_need).values(self._values(need)))

    def put(self, uow: UnitOfWork, need: UnitNeed) -> None:
        """See the port."""
        older = sa.and_(unit_need.c.id == need.id, unit_need.c.version == need.version - 1)
        if not uow.connection.execute(sa.update(unit_need).where(older).values(self._values(need))).rowcount:
            raise Stale()

    def of_unit(self, establishment_id: str, limit: int) -> Sequence[UnitNeed]:
        """See the port."""
        query = sa.select(unit_need).where(unit_need.c.establishment_id == establishment_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(unit_need.c.id.desc()).limit(limit)).all()
        return [self._need(row) for row in rows]

    def _values(self, need: UnitNeed) -> dict[str, Any]:
        sealed = self._sealing.seal("unit_need", need.id, {"t": need.text, "a": need.answer})
        plain = {name: getattr(need, name) for name in _PLAIN}
        return plain | {"kind": need.kind.value, "sealed": sealed}

    def _need(self, row: Any) -> UnitNeed:
        opened = self._sealing.open("unit_need", row.id, row.sealed)
        return UnitNeed(
            **{name: getattr(row, name) for name in _PLAIN},
            kind=NeedKind(row.kind),
            text=opened.get("t", ""),
            answer=opened.get("a", ""),
        )


def _counted(key: sa.Column[str], *where: sa.ColumnElement[bool]) -> sa.Select[str, int]:
    return sa.select(key, sa.func.count()).where(*where).group_by(key)


def _below(column: sa.Column[str], path: str) -> sa.ColumnElement[bool]:
    return sa.and_(column >= path, column < path + ":") if path else sa.true()

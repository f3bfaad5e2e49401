"""Stations for incoming residents with their coordinators in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.tables.worksites import station as t
from services.population.adapters.tables.worksites import station_coordinator as c
from services.population.domain.cards import ServiceKind
from services.population.domain.refusals import Stale
from services.population.domain.stations import Coordinator, Station, StationKind

_PLAIN = (
    "id",
    "path",
    "name",
    "address",
    "hours",
    "longitude",
    "latitude",
    "phone",
    "needed_from",
    "closed_on",
    "version",
)
_OF_COORDINATOR = ("id", "work_name", "work_number", "account_id", "post", "from_day", "to_day")
_MOST = 200


class SqlStations:
    """See the port `StationStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def one(self, uow: UnitOfWork, wanted: str) -> Station | None:
        """See the port."""
        rows = uow.connection.execute(sa.select(t).where(t.c.id == wanted).with_for_update()).all()
        return _stations(uow.connection, rows)[0] if rows else None

    def add(self, uow: UnitOfWork, station: Station) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(t).values(_values(station)))
        _put_coordinators(uow, station)

    def put(self, uow: UnitOfWork, station: Station) -> None:
        """See the port."""
        current = sa.and_(t.c.id == station.id, t.c.version == station.version - 1)
        if not uow.connection.execute(sa.update(t).where(current).values(_values(station))).rowcount:
            raise Stale()
        _put_coordinators(uow, station)

    def of_town(self, path: str) -> Sequence[Station]:
        """See the port."""
        return self.below(path, _MOST)

    def below(self, path: str, limit: int) -> Sequence[Station]:
        """See the port."""
        query = sa.select(t).where(under(t.c.path, [path])).order_by(t.c.path, t.c.id).limit(limit)
        with self._database.read() as connection:
            return _stations(connection, connection.execute(query).all())


def _values(station: Station) -> dict[str, Any]:
    return {name: getattr(station, name) for name in _PLAIN} | {
        "kind": station.kind.value,
        "services": [each.value for each in station.services],
        "serves": list(station.serves),
    }


def _put_coordinators(uow: UnitOfWork, station: Station) -> None:
    query = sa.select(c.c.id).where(c.c.station_id == station.id)
    known = set(uow.connection.execute(query).scalars())
    for each in station.coordinators:
        values = {name: getattr(each, name) for name in _OF_COORDINATOR}
        if each.id in known:
            uow.connection.execute(sa.update(c).where(c.c.id == each.id).values(values))
        else:
            uow.connection.execute(sa.insert(c).values(values | {"station_id": station.id}))


def _stations(connection: Connection, rows: Sequence[Any]) -> list[Station]:
    staff: dict[str, list[Coordinator]] = defaultdict(list)
    query = sa.select(c).where(c.c.station_id.in_([row.id for row in rows]))
    for row in connection.execute(query.order_by(c.c.from_day, c.c.id)):
        staff[row.station_id].append(Coordinator(**{name: getattr(row, name) for name in _OF_COORDINATOR}))
    return [
        Station(
            **{name: getattr(row, name) for name in _PLAIN},
            kind=StationKind(row.kind),
            services=tuple(map(ServiceKind, row.services)),
            serves=tuple(row.serves),
            coordinators=tuple(staff[row.id]),
        )
        for row in rows
    ]

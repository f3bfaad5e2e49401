"""Estates, facilities and buildings in the database, limited to the caller's territory."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.territories import building, estate, facility
from services.directory.adapters.territory_store import beneath
from services.directory.application.ports import Building, Estate, Facility
from services.directory.domain.refusals import Stale
from services.kernel.call import Scope
from services.kernel.persistence.scoping import ScopedTable
from wangge.types.v1 import types_pb2

_estates = ScopedTable(estate, estate.c.territory_path, estate.c.id)
_facilities = ScopedTable(facility, facility.c.territory_path, facility.c.id)
_buildings = ScopedTable(building, building.c.territory_path, building.c.id)


class SiteStore:
    """See the port `Sites`."""

    def estate(self, connection: Connection, id: str, scope: Scope) -> Estate | None:
        row = _one(connection, _estates, id, scope)
        return _estate(row) if row else None

    def put_estate(self, connection: Connection, record: Estate, path: str, fresh: bool) -> None:
        values = {
            "territory_code": record.territory_code,
            "name": record.name,
            "has_property_company": record.has_property_company,
            "enclosable": record.enclosable,
            "haves": list(record.haves),
        }
        _put(connection, _estates, record.id, int(record.etag), path, values, fresh)

    def estates(self, connection: Connection, scope: Scope, path: str, size: int, after: str) -> list[Estate]:
        select = _list(_estates, scope, path, size, after)
        return [_estate(row) for row in connection.execute(select)]

    def facility(self, connection: Connection, id: str, scope: Scope) -> Facility | None:
        row = _one(connection, _facilities, id, scope)
        return _facility(row) if row else None

    def put_facility(self, connection: Connection, record: Facility, path: str, fresh: bool) -> None:
        values = {
            "territory_code": record.territory_code,
            "kind": record.kind,
            "name": record.name,
            "present": record.present,
            **_point(record),
        }
        _put(connection, _facilities, record.id, int(record.etag), path, values, fresh)

    def facilities(
        self, connection: Connection, scope: Scope, path: str, kind: str, size: int, after: str
    ) -> list[Facility]:
        select = _list(_facilities, scope, path, size, after)
        if kind:
            select = select.where(facility.c.kind == kind)
        return [_facility(row) for row in connection.execute(select)]

    def facilities_within(
        self, connection: Connection, kind: str, box: tuple[float, float, float, float]
    ) -> list[tuple[float, float]]:
        west, south, east, north = box
        select = (
            sa.select(facility.c.longitude, facility.c.latitude)
            .where(facility.c.kind == kind, facility.c.present)
            .where(facility.c.longitude.between(west, east), facility.c.latitude.between(south, north))
        )
        return [(row.longitude, row.latitude) for row in connection.execute(select)]

    def building(self, connection: Connection, id: str, scope: Scope) -> Building | None:
        row = _one(connection, _buildings, id, scope)
        return _building(row) if row else None

    def put_building(self, connection: Connection, record: Building, path: str, fresh: bool) -> None:
        values = {
            "name": record.name,
            "community_code": record.community_code,
            "grid_code": record.grid_code,
            "households": record.households,
            **_point(record),
        }
        _put(connection, _buildings, record.id, int(record.etag), path, values, fresh)

    def buildings(
        self, connection: Connection, scope: Scope, path: str, unassigned: bool, size: int, after: str
    ) -> list[Building]:
        select = _list(_buildings, scope, path, size, after)
        if unassigned:
            select = select.where(building.c.grid_code == "")
        return [_building(row) for row in connection.execute(select)]

    def building_points(self, connection: Connection, path: str) -> list[tuple[float, float]]:
        select = sa.select(building.c.longitude, building.c.latitude).where(
            beneath(building.c.territory_path, path), building.c.longitude.is_not(None)
        )
        return [(row.longitude, row.latitude) for row in connection.execute(select)]

    def buildings_beneath(self, connection: Connection, path: str) -> list[Building]:
        select = sa.select(building).where(beneath(building.c.territory_path, path)).order_by(building.c.id)
        return [_building(row) for row in connection.execute(select)]

    def unassigned(self, connection: Connection, path: str) -> int:
        return (
            connection.scalar(
                sa.select(sa.func.count())
                .select_from(building)
                .where(beneath(building.c.territory_path, path), building.c.grid_code == "")
            )
            or 0
        )

    def move(self, connection: Connection, ended_path: str, code: str, path: str) -> None:
        for table in (estate, facility):
            connection.execute(
                sa.update(table)
                .where(beneath(table.c.territory_path, ended_path))
                .values(territory_code=code, territory_path=path, version=table.c.version + 1)
            )


def _one(connection: Connection, scoped: ScopedTable, id: str, scope: Scope) -> Row[Any] | None:
    return connection.execute(sa.select(scoped.table).where(scoped.key == id, scoped.visible(scope))).first()


def _list(scoped: ScopedTable, scope: Scope, path: str, size: int, after: str) -> sa.Select[Any]:
    select = sa.select(scoped.table).where(scoped.visible(scope)).order_by(scoped.key).limit(size)
    if path:
        select = select.where(beneath(scoped.path, path))
    return select.where(scoped.key > after) if after else select


def _put(
    connection: Connection,
    scoped: ScopedTable,
    id: str,
    version: int,
    path: str,
    values: dict[str, Any],
    fresh: bool,
) -> None:
    """Insert version 1, or replace the version before ``version``."""
    values = {**values, "territory_path": path, "version": version}
    if fresh:
        connection.execute(sa.insert(scoped.table).values(id=id, **values))
        return
    changed = connection.execute(
        sa.update(scoped.table)
        .where(scoped.key == id, scoped.table.c.version == version - 1)
        .values(**values)
    )
    if changed.rowcount != 1:
        raise Stale(record=values["name"])


def _point(record: Facility | Building) -> dict[str, float | None]:
    if not record.HasField("place"):
        return {"longitude": None, "latitude": None}
    return {"longitude": record.place.longitude, "latitude": record.place.latitude}


def _place(row: Row[Any]) -> types_pb2.Point | None:
    if row.longitude is None:
        return None
    return types_pb2.Point(longitude=row.longitude, latitude=row.latitude)


def _estate(row: Row[Any]) -> Estate:
    return Estate(
        id=row.id,
        territory_code=row.territory_code,
        name=row.name,
        has_property_company=row.has_property_company,
        enclosable=row.enclosable,
        haves=row.haves,
        etag=str(row.version),
    )


def _facility(row: Row[Any]) -> Facility:
    return Facility(
        id=row.id,
        territory_code=row.territory_code,
        kind=row.kind,
        name=row.name,
        place=_place(row),
        present=row.present,
        etag=str(row.version),
    )


def _building(row: Row[Any]) -> Building:
    return Building(
        id=row.id,
        name=row.name,
        place=_place(row),
        community_code=row.community_code,
        grid_code=row.grid_code,
        households=row.households,
        etag=str(row.version),
    )

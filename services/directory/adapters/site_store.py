"""Estates and facilities in the database, limited to the caller's territory."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.site_rows import list_of, one_of, place_of, point_of, put_one
from services.directory.adapters.tables.territories import estate, facility
from services.directory.adapters.territory_store import beneath
from services.directory.application.ports import Estate, Facility
from services.kernel.call import Scope
from services.kernel.persistence.scoping import ScopedTable

_estates = ScopedTable(estate, estate.c.territory_path, estate.c.id)
_facilities = ScopedTable(facility, facility.c.territory_path, facility.c.id)


class SiteStore:
    """See the port `Sites`."""

    def estate(self, connection: Connection, id: str, scope: Scope) -> Estate | None:
        row = one_of(connection, _estates, id, scope)
        return _estate(row) if row else None

    def put_estate(self, connection: Connection, record: Estate, path: str, fresh: bool) -> None:
        values = {
            "territory_code": record.territory_code,
            "name": record.name,
            "has_property_company": record.has_property_company,
            "enclosable": record.enclosable,
            "haves": list(record.haves),
        }
        put_one(connection, _estates, record.id, int(record.etag), path, values, fresh)

    def estates(self, connection: Connection, scope: Scope, path: str, size: int, after: str) -> list[Estate]:
        select = list_of(_estates, scope, path, size, after)
        return [_estate(row) for row in connection.execute(select)]

    def facility(self, connection: Connection, id: str, scope: Scope) -> Facility | None:
        row = one_of(connection, _facilities, id, scope)
        return _facility(row) if row else None

    def put_facility(self, connection: Connection, record: Facility, path: str, fresh: bool) -> None:
        values = {
            "territory_code": record.territory_code,
            "kind": record.kind,
            "name": record.name,
            "present": record.present,
            **point_of(record),
        }
        put_one(connection, _facilities, record.id, int(record.etag), path, values, fresh)

    def facilities(
        self, connection: Connection, scope: Scope, path: str, kind: str, size: int, after: str
    ) -> list[Facility]:
        select = list_of(_facilities, scope, path, size, after)
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

    def move(self, connection: Connection, ended_path: str, code: str, path: str) -> None:
        for table in (estate, facility):
            connection.execute(
                sa.update(table)
                .where(beneath(table.c.territory_path, ended_path))
                .values(territory_code=code, territory_path=path, version=table.c.version + 1)
            )


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
        place=place_of(row),
        present=row.present,
        etag=str(row.version),
    )

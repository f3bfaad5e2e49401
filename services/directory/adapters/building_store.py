"""Buildings in the database, limited to the caller's territory (DIR-03, DIR-06)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.site_rows import list_of, one_of, place_of, point_of, put_one
from services.directory.adapters.tables.territories import building
from services.directory.adapters.territory_store import beneath
from services.directory.application.building_ports import Building
from services.directory.domain.refusals import BuildingCodeTaken, Stale
from services.kernel.call import Scope
from services.kernel.persistence.scoping import ScopedTable

_scoped = ScopedTable(building, building.c.territory_path, building.c.id)
_AS_THEY_ARE = (
    "name",
    "code",
    "community_code",
    "grid_code",
    "households",
    "storeys",
    "basements",
    "units",
    "dwellings_per_storey",
    "year_built",
)
_WITHOUT_FOOTPRINT = [column for column in building.c if column.name != "footprint"]


class BuildingStore:
    """See the port `Buildings`."""

    def find(self, connection: Connection, id: str, scope: Scope) -> Building | None:
        row = one_of(connection, _scoped, id, scope)
        return _building(row) if row else None

    def put(self, connection: Connection, record: Building, path: str, fresh: bool) -> None:
        values = {name: getattr(record, name) for name in _AS_THEY_ARE}
        values |= {"footprint": record.footprint, **point_of(record)}
        try:
            put_one(connection, _scoped, record.id, int(record.etag), path, values, fresh)
        except IntegrityError as error:
            raise BuildingCodeTaken(code=record.code) from error

    def rehouse(self, connection: Connection, record: Building, path: str) -> None:
        version = int(record.etag)
        changed = connection.execute(
            sa.update(building)
            .where(building.c.id == record.id, building.c.version == version - 1)
            .values(grid_code=record.grid_code, territory_path=path, version=version)
        )
        if changed.rowcount != 1:
            raise Stale(record=record.name)

    def page(
        self,
        connection: Connection,
        scope: Scope,
        path: str,
        size: int,
        after: str,
        *,
        unassigned: bool = False,
        with_footprint: bool = False,
    ) -> list[Building]:
        select = list_of(_scoped, scope, path, size, after)
        if unassigned:
            select = select.where(building.c.grid_code == "")
        if not with_footprint:
            select = select.with_only_columns(*_WITHOUT_FOOTPRINT)
        return [_building(row) for row in connection.execute(select)]

    def points(self, connection: Connection, path: str) -> list[tuple[float, float]]:
        select = sa.select(building.c.longitude, building.c.latitude).where(
            beneath(building.c.territory_path, path), building.c.longitude.is_not(None)
        )
        return [(row.longitude, row.latitude) for row in connection.execute(select)]

    def beneath(self, connection: Connection, path: str) -> list[Building]:
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


def _building(row: Row[Any]) -> Building:
    values = row._mapping
    return Building(
        id=row.id,
        place=place_of(row),
        footprint=values.get("footprint", ""),
        etag=str(row.version),
        **{name: values[name] for name in _AS_THEY_ARE},
    )

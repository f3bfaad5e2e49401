"""Reading and writing one record of what stands in a territory, limited to the caller's scope."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.territory_store import beneath
from services.directory.application.building_ports import Building
from services.directory.application.ports import Facility
from services.directory.domain.refusals import Stale
from services.kernel.call import Scope
from services.kernel.persistence.scoping import ScopedTable
from wangge.types.v1 import types_pb2


def one_of(connection: Connection, scoped: ScopedTable, id: str, scope: Scope) -> Row[Any] | None:
    """The row, where the caller may see it."""
    return connection.execute(sa.select(scoped.table).where(scoped.key == id, scoped.visible(scope))).first()


def list_of(scoped: ScopedTable, scope: Scope, path: str, size: int, after: str) -> sa.Select[Any]:
    """A page in the order of ids, of what the caller may see at ``path`` and below."""
    select = sa.select(scoped.table).where(scoped.visible(scope)).order_by(scoped.key).limit(size)
    if path:
        select = select.where(beneath(scoped.path, path))
    return select.where(scoped.key > after) if after else select


def put_one(
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


def point_of(record: Facility | Building) -> dict[str, float | None]:
    """Columns of the record's place."""
    if not record.HasField("place"):
        return {"longitude": None, "latitude": None}
    return {"longitude": record.place.longitude, "latitude": record.place.latitude}


def place_of(row: Row[Any]) -> types_pb2.Point | None:
    """The row's place, None without one."""
    if row.longitude is None:
        return None
    return types_pb2.Point(longitude=row.longitude, latitude=row.latitude)

"""Yearly targets for estates in the database; see the port `Targets`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.tables.territories import estate, estate_target
from services.directory.adapters.territory_store import beneath
from services.directory.application.estate_targets import EstateTarget
from services.directory.domain.refusals import Stale
from services.kernel.call import Scope
from services.kernel.persistence.scoping import ScopedTable

_targets = ScopedTable(estate_target, estate_target.c.territory_path, estate_target.c.id)


class TargetStore:
    """One row per territory, year and kind."""

    def find(self, connection: Connection, key: str) -> EstateTarget | None:
        """The target as it was set, without what is fulfilled."""
        row = connection.execute(sa.select(estate_target).where(estate_target.c.id == key)).first()
        return _read(row) if row else None

    def put(self, connection: Connection, key: str, record: EstateTarget, path: str, fresh: bool) -> None:
        """Insert, or replace the version before. Raises Stale, also when somebody set it first."""
        values = {
            "territory_code": record.territory_code,
            "territory_path": path,
            "year": record.year,
            "kind": record.kind,
            "target": record.target,
            "version": int(record.etag),
        }
        if fresh:
            try:
                connection.execute(sa.insert(estate_target).values(id=key, **values))
            except IntegrityError as error:
                raise Stale(record=key) from error
            return
        changed = connection.execute(
            sa.update(estate_target)
            .where(estate_target.c.id == key, estate_target.c.version == int(record.etag) - 1)
            .values(**values)
        )
        if changed.rowcount != 1:
            raise Stale(record=key)

    def page(
        self, connection: Connection, scope: Scope, path: str, year: int, size: int, after: str
    ) -> list[tuple[str, str, EstateTarget]]:
        """(key, territory path, target) within the scope, in the order of keys."""
        select = (
            sa.select(estate_target).where(_targets.visible(scope)).order_by(estate_target.c.id).limit(size)
        )
        if path:
            select = select.where(beneath(estate_target.c.territory_path, path))
        if year:
            select = select.where(estate_target.c.year == year)
        if after:
            select = select.where(estate_target.c.id > after)
        return [(row.id, row.territory_path, _read(row)) for row in connection.execute(select)]

    def estates(self, connection: Connection, path: str) -> list[tuple[str, bool, int]]:
        """(territory path, enclosable, haves fulfilled) of every estate at ``path`` and below."""
        select = sa.select(estate.c.territory_path, estate.c.enclosable, estate.c.haves).where(
            beneath(estate.c.territory_path, path)
        )
        return [
            (row.territory_path, row.enclosable, len(set(row.haves))) for row in connection.execute(select)
        ]


def _read(row: Any) -> EstateTarget:
    return EstateTarget(
        territory_code=row.territory_code,
        year=row.year,
        kind=row.kind,
        target=row.target,
        etag=str(row.version),
    )

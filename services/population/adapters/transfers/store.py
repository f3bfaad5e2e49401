"""Imports and their rows in the database; see the port `Imports`."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Call
from services.kernel.persistence.moments import aware
from services.population.adapters.tables.transfers import imports
from services.population.adapters.transfers.row_store import RowStore
from services.population.application.transfers.model import (
    APPLIED,
    AT_WORK,
    DISCARDED,
    FAILED,
    STAGED,
    UNDONE,
    Import,
)

_KEPT = tuple(f.name for f in dataclasses.fields(Import) if f.name not in ("file_name", "paths", "columns"))
_OVER = (DISCARDED, UNDONE, FAILED)
_PORTION = 500


class ImportStore(RowStore):
    """Imports with their rows."""

    def find(self, connection: Connection, import_id: str, *, lock: bool = False) -> Import | None:
        """See the port."""
        query = sa.select(imports).where(imports.c.id == import_id)
        row = connection.execute(query.with_for_update() if lock else query).first()
        return self._import(row) if row is not None else None

    def put(self, connection: Connection, found: Import) -> None:
        """See the port."""
        values = {name: getattr(found, name) for name in _KEPT}
        values |= {"paths": list(found.paths), "columns": dict(found.columns)}
        same = imports.c.id == found.id
        if connection.execute(sa.update(imports).where(same).values(values)).rowcount == 0:
            sealed = self._sealing.seal("register_import", found.id, {"n": found.file_name})
            connection.execute(sa.insert(imports).values(values | {"sealed": sealed}))

    def page(self, connection: Connection, call: Call, size: int, after: str) -> list[Import]:
        """See the port."""
        found: list[Import] = []
        last = after
        while len(found) < size:
            query = sa.select(imports).order_by(imports.c.id.desc()).limit(_PORTION)
            batch = connection.execute(query.where(imports.c.id < last) if last else query).all()
            found += [each for each in map(self._import, batch) if each.seen_by(call)]
            if len(batch) < _PORTION:
                break
            last = batch[-1].id
        return found[:size]

    def lease(self, connection: Connection, import_id: str, now: datetime, until: datetime) -> bool:
        """See the port."""
        free = sa.or_(imports.c.lease_until.is_(None), imports.c.lease_until < now)
        mine = sa.and_(imports.c.id == import_id, imports.c.state.in_(AT_WORK), free)
        return connection.execute(sa.update(imports).where(mine).values(lease_until=until)).rowcount == 1

    def waiting(self, connection: Connection, now: datetime, most: int) -> list[str]:
        """See the port."""
        free = sa.or_(imports.c.lease_until.is_(None), imports.c.lease_until < now)
        query = sa.select(imports.c.id).where(imports.c.state.in_(AT_WORK), free).order_by(imports.c.id)
        return list(connection.execute(query.limit(most)).scalars())

    def over(self, connection: Connection, before: datetime, most: int) -> list[Import]:
        """See the port. What was discarded, undone or never read is over at once."""
        old = sa.or_(
            sa.and_(imports.c.state == APPLIED, imports.c.finished_at < before),
            sa.and_(imports.c.state == STAGED, imports.c.created_at < before),
            imports.c.state.in_(_OVER),
        )
        query = sa.select(imports).where(imports.c.has_source.is_(True), old).order_by(imports.c.id)
        return [self._import(row) for row in connection.execute(query.limit(most))]

    def _import(self, row: Any) -> Import:
        values = {name: getattr(row, name) for name in _KEPT}
        for name in ("created_at", "decided_at", "finished_at", "lease_until"):
            values[name] = aware(values[name]) if values[name] is not None else None
        name = self._sealing.open("register_import", row.id, row.sealed).get("n", "")
        return Import(**values, file_name=name, paths=tuple(row.paths), columns=dict(row.columns))

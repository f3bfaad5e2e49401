"""Import batches and their rows in their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.records import import_batch as bt
from services.directory.adapters.tables.records import import_row as rt
from services.directory.application.import_ports import Applied, Batch, ImportState, RowState, StagedRow
from services.kernel.call import Scope
from services.kernel.errors import FieldProblem
from services.kernel.persistence.moments import aware
from services.kernel.persistence.scoping import ScopedTable

_scoped = ScopedTable(bt, bt.c.territory_path, bt.c.id)
_AT_ONCE = 500


class SqlBatches:
    """See the port `Batches`."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Batch | None:
        """By id."""
        statement = sa.select(bt).where(bt.c.id == id)
        row = connection.execute(statement.with_for_update() if lock else statement).first()
        return _batch(row) if row else None

    def staged_before(self, connection: Connection, kind: str, digest: str, by: str) -> Batch | None:
        """The same file of the same person, still waiting."""
        same = (bt.c.created_by == by, bt.c.kind == kind, bt.c.digest == digest)
        statement = sa.select(bt).where(*same, bt.c.state == ImportState.STAGED.value).limit(1)
        row = connection.execute(statement).first()
        return _batch(row) if row else None

    def add(self, connection: Connection, batch: Batch, rows: Iterable[StagedRow]) -> None:
        """A new batch with its rows."""
        connection.execute(sa.insert(bt).values(**_values(batch)))
        values: list[dict[str, Any]] = [
            {
                "import_id": batch.id,
                "number": row.number,
                "territory_path": row.path,
                "content": row.content,
                "state": row.state.value,
                "problems": [],
                "record_id": "",
                "record_version": "",
            }
            for row in rows
        ]
        for at in range(0, len(values), _AT_ONCE):
            connection.execute(sa.insert(rt), values[at : at + _AT_ONCE])

    def save(self, connection: Connection, batch: Batch) -> None:
        """Write all fields."""
        connection.execute(sa.update(bt).where(bt.c.id == batch.id).values(**_values(batch)))

    def page(self, connection: Connection, scope: Scope, me: str, size: int, after: str) -> list[Batch]:
        """Own ones and those in scope, the newest first (ids grow with time)."""
        here = sa.or_(_scoped.visible(scope), bt.c.created_by == me)
        statement = sa.select(bt).where(here).order_by(bt.c.id.desc()).limit(size)
        if after:
            statement = statement.where(bt.c.id < after)
        return [_batch(row) for row in connection.execute(statement)]

    def rows(
        self, connection: Connection, batch: str, state: RowState, most: int, *, backwards: bool = False
    ) -> list[StagedRow]:
        """In the order of the file, or against it."""
        order = rt.c.number.desc() if backwards else rt.c.number.asc()
        statement = sa.select(rt).where(rt.c.import_id == batch, rt.c.state == state.value)
        return [
            StagedRow(
                row.number,
                row.territory_path,
                RowState(row.state),
                bytes(row.content) if row.content is not None else None,
                row.record_id,
                row.record_version,
            )
            for row in connection.execute(statement.order_by(order).limit(most))
        ]

    def mark(
        self,
        connection: Connection,
        batch: str,
        number: int,
        before: RowState,
        after: RowState,
        *,
        applied: Applied | None = None,
        problems: Sequence[FieldProblem] = (),
    ) -> bool:
        """Compare and set; the content goes, the record stays noted."""
        here = (rt.c.import_id == batch, rt.c.number == number, rt.c.state == before.value)
        values: dict[str, Any] = {"state": after.value, "content": None}
        if applied is not None:
            values |= {"record_id": applied.record_id, "record_version": applied.version}
        if problems:
            values["problems"] = [[each.field, each.code] for each in problems]
        return connection.execute(sa.update(rt).where(*here).values(**values)).rowcount == 1

    def failures(self, connection: Connection, batch: str, most: int) -> list[tuple[int, list[FieldProblem]]]:
        """In the order of the file."""
        here = (rt.c.import_id == batch, rt.c.state == RowState.FAILED.value)
        statement = sa.select(rt.c.number, rt.c.problems).where(*here).order_by(rt.c.number).limit(most)
        return [
            (row.number, [FieldProblem(*each) for each in row.problems])
            for row in connection.execute(statement)
        ]

    def count(self, connection: Connection, batch: str, state: RowState) -> int:
        """Rows of a state."""
        here = (rt.c.import_id == batch, rt.c.state == state.value)
        return connection.execute(sa.select(sa.func.count()).select_from(rt).where(*here)).scalar_one()

    def drop_contents(self, connection: Connection, batch: str) -> None:
        """Forget what the rows said."""
        connection.execute(sa.delete(rt).where(rt.c.import_id == batch))

    def unfinished(self, connection: Connection, now: datetime) -> list[str]:
        """Accepted batches nobody is working on."""
        free = sa.or_(bt.c.busy_until.is_(None), bt.c.busy_until <= now)
        statement = sa.select(bt.c.id).where(bt.c.state == ImportState.APPLYING.value, free).order_by(bt.c.id)
        return list(connection.scalars(statement))


def _batch(row: Row[Any]) -> Batch:
    values = dict(row._mapping)
    values["path"] = values.pop("territory_path")
    values["state"] = ImportState(row.state)
    for name in ("created_at", "finished_at", "busy_until"):
        values[name] = aware(values[name])
    return Batch(**values)


def _values(batch: Batch) -> dict[str, Any]:
    values = asdict(batch)
    values["territory_path"] = values.pop("path")
    values["state"] = batch.state.value
    return values

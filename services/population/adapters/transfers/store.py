"""Imports and their rows in the database; see the port `Imports`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Call
from services.kernel.persistence.moments import aware
from services.kernel.persistence.writes import Writes
from services.kernel.security.fields import FieldCipher
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.transfers import imports, rows
from services.population.application.transfers.model import (
    APPLIED,
    AT_WORK,
    DISCARDED,
    FAILED,
    STAGED,
    UNDONE,
    Import,
    StagedRow,
)

_KEPT = tuple(f.name for f in dataclasses.fields(Import) if f.name not in ("file_name", "paths", "columns"))
_OVER = (DISCARDED, UNDONE, FAILED)
_PORTION = 500
_ADD = sa.insert(rows).inline()


class ImportStore:
    """Imports as rows; whatever a row of a file says waits under seal."""

    def __init__(self, cipher: FieldCipher, sealing: Sealing) -> None:
        self._cipher, self._sealing = cipher, sealing

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

    def add_rows(self, connection: Connection, import_id: str, staged: Sequence[StagedRow]) -> None:
        """See the port."""
        if staged:
            writes = Writes(connection)
            writes.add(_ADD, *({"import_id": import_id, **self._row(import_id, each)} for each in staged))
            writes.send()

    def save_rows(self, connection: Connection, import_id: str, staged: Sequence[StagedRow]) -> None:
        """See the port."""
        for each in staged:
            same = sa.and_(rows.c.import_id == import_id, rows.c.number == each.number)
            connection.execute(sa.update(rows).where(same).values(self._row(import_id, each)))

    def forget(self, connection: Connection, import_id: str, numbers: Sequence[int]) -> None:
        """See the port."""
        if numbers:
            mine = sa.and_(rows.c.import_id == import_id, rows.c.number.in_(numbers))
            connection.execute(sa.delete(rows).where(mine))

    def keys(self, document: str, name: str, born_on: str) -> tuple[str, str]:
        """See the port."""
        alike = self.blind(f"alike {name} {born_on}") if born_on else ""
        return self._sealing.document(document), alike

    def blind(self, text: str) -> str:
        """See the port."""
        return self._cipher.blind(f"import {text}", kind="text") if text else ""

    def met(self, connection: Connection, import_id: str, documents: Sequence[str]) -> dict[str, int]:
        """See the port."""
        return _first(connection, import_id, rows.c.document, documents)

    def met_alike(self, connection: Connection, import_id: str, alike: Sequence[str]) -> dict[str, int]:
        """See the port."""
        return _first(connection, import_id, rows.c.alike, alike)

    def met_doors(self, connection: Connection, import_id: str, doors: Sequence[str]) -> dict[str, int]:
        """See the port."""
        return _first(connection, import_id, rows.c.family, doors, rows.c.state != "rejected")

    def decide(
        self,
        connection: Connection,
        import_id: str,
        state: str,
        decision: str,
        causes: Sequence[str],
        numbers: Sequence[int],
    ) -> int:
        """See the port."""
        open_ = rows.c.state.in_(("duplicate", "kept", "skipped", "ready"))
        mine = [rows.c.import_id == import_id, rows.c.cause.in_(causes), open_]
        if numbers:
            mine.append(rows.c.number.in_(numbers))
        values = {"state": state, "decision": decision}
        return connection.execute(sa.update(rows).where(*mine).values(values)).rowcount

    def rows(
        self, connection: Connection, import_id: str, states: Sequence[str], most: int, after: int = -1
    ) -> list[StagedRow]:
        """See the port."""
        mine = [rows.c.import_id == import_id, rows.c.number > after]
        if states:
            mine.append(rows.c.state.in_(states))
        query = sa.select(rows).where(*mine).order_by(rows.c.number).limit(most)
        return [self._staged(row) for row in connection.execute(query)]

    def families(self, connection: Connection, import_id: str, most: int) -> list[StagedRow]:
        """See the port."""
        mine = sa.and_(rows.c.import_id == import_id, rows.c.state == "ready")
        query = sa.select(rows).where(mine).order_by(rows.c.place, rows.c.family, rows.c.number)
        found = connection.execute(query.limit(most)).all()
        if len(found) == most:
            last = found[-1].family
            whole = [each for each in found if each.family != last]
            # A household larger than a portion is taken whole.
            found = whole or connection.execute(query.where(rows.c.family == last)).all()
        return [self._staged(row) for row in found]

    def relatives(
        self, connection: Connection, import_id: str, families: Sequence[str]
    ) -> dict[str, list[str]]:
        """See the port."""
        known: dict[str, list[str]] = {}
        query = sa.select(rows.c.family, rows.c.other_id).where(
            rows.c.import_id == import_id,
            rows.c.family.in_(set(families)),
            rows.c.other_id != "",
            rows.c.decision != "new",
            rows.c.state.in_(("kept", "unchanged")),
        )
        for row in connection.execute(query):
            known.setdefault(row.family, []).append(row.other_id)
        return known

    def crowded(
        self, connection: Connection, import_id: str, after: str, most: int
    ) -> list[tuple[str, list[StagedRow]]]:
        """See the port."""
        heads = sa.func.sum(sa.case((rows.c.head, 1), else_=0))
        doors = sa.func.count(sa.distinct(sa.func.nullif(rows.c.door, "")))
        odd = (
            sa.select(rows.c.family)
            .where(rows.c.import_id == import_id, rows.c.family > after)
            .group_by(rows.c.family)
            .having(sa.or_(heads != 1, doors > 1))
            .order_by(rows.c.family)
            .limit(most)
        )
        names = list(connection.execute(odd).scalars())
        if not names:
            return []
        query = sa.select(rows).where(rows.c.import_id == import_id, rows.c.family.in_(names))
        found = connection.execute(query.order_by(rows.c.family, rows.c.number)).all()
        return [
            (family, [self._staged(row) for row in group])
            for family, group in groupby(found, key=lambda row: row.family)
        ]

    def undecided(self, connection: Connection, import_id: str) -> dict[str, int]:
        """See the port."""
        query = sa.select(rows.c.cause, sa.func.count()).where(
            rows.c.import_id == import_id, rows.c.state == "duplicate"
        )
        return {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.cause))}

    def count(self, connection: Connection, import_id: str) -> dict[str, int]:
        """See the port."""
        query = sa.select(rows.c.state, sa.func.count()).where(rows.c.import_id == import_id)
        return {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.state))}

    def forget_rows(self, connection: Connection, import_id: str, most: int) -> int:
        """See the port."""
        numbers = sa.select(rows.c.number).where(rows.c.import_id == import_id).limit(most)
        mine = sa.and_(rows.c.import_id == import_id, rows.c.number.in_(numbers))
        return connection.execute(sa.delete(rows).where(mine)).rowcount

    def _row(self, import_id: str, each: StagedRow) -> dict[str, Any]:
        said = {"d": dict(each.draft), "p": [[c, code, dict(details)] for c, code, details in each.problems]}
        kept = {key: value for key, value in said.items() if value}
        sealed = (
            self._sealing.seal("register_import_row", f"{import_id}/{each.number}", kept) if kept else None
        )
        return {
            "number": each.number,
            "state": each.state,
            "place": each.place,
            "family": each.family,
            "door": each.door,
            "document": each.document,
            "alike": each.alike,
            "head": each.head,
            "cause": each.cause,
            "other_id": each.other_id,
            "decision": each.decision,
            "sealed": sealed,
        }

    def _staged(self, row: Any) -> StagedRow:
        said: dict[str, Any] = {}
        if row.sealed is not None:
            said = self._sealing.open("register_import_row", f"{row.import_id}/{row.number}", row.sealed)
        return StagedRow(
            number=row.number,
            state=row.state,
            draft=said.get("d", {}),
            problems=[(column, code, details) for column, code, details in said.get("p", ())],
            place=row.place,
            family=row.family,
            door=row.door,
            head=row.head,
            document=row.document,
            alike=row.alike,
            cause=row.cause,
            other_id=row.other_id,
            decision=row.decision,
        )

    def _import(self, row: Any) -> Import:
        values = {name: getattr(row, name) for name in _KEPT}
        for name in ("created_at", "decided_at", "finished_at", "lease_until"):
            values[name] = aware(values[name]) if values[name] is not None else None
        name = self._sealing.open("register_import", row.id, row.sealed).get("n", "")
        return Import(**values, file_name=name, paths=tuple(row.paths), columns=dict(row.columns))


def _first(
    connection: Connection,
    import_id: str,
    column: sa.Column[str],
    keys: Sequence[str],
    *more: sa.ColumnElement[bool],
) -> dict[str, int]:
    if not keys:
        return {}
    query = sa.select(column, sa.func.min(rows.c.number)).where(
        rows.c.import_id == import_id, column.in_(set(keys)), column != "", *more
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(column))}

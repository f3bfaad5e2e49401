"""Exports in the database, and the rows that go into their workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.cases import visible
from services.cases.adapters.people import SealedPeople
from services.cases.adapters.reading import filters_at
from services.cases.adapters.rows import case_of
from services.cases.adapters.tables.cases import cases
from services.cases.adapters.tables.supervision import exports
from services.cases.application.access import Sight
from services.cases.application.oversight.exports import Export
from services.cases.application.oversight.labels import label
from services.kernel.call import Call, Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.filters import where
from services.kernel.persistence.moments import aware
from services.kernel.security.masks import mask_name, mask_phone
from services.kernel.types import Clock

BATCH = 1000
_COPIED = (
    "number",
    "title",
    "content",
    "category_title",
    "holder_name",
    "grid_name",
    "address",
    "reworks",
    "transfers",
    "send_backs",
    "result",
    "external_number",
)
_CONCERNED = ("creator_id", "reporter_account", "first_receiver", "handover_to")


class ExportStore:
    """Exports as rows."""

    def find(self, connection: Connection, export_id: str) -> Export | None:
        """An export by id."""
        row = connection.execute(sa.select(exports).where(exports.c.id == export_id)).first()
        return _export(row._mapping) if row else None

    def add(self, connection: Connection, export: Export) -> None:
        """A new export."""
        connection.execute(sa.insert(exports).values(**_row(export)))

    def save(self, connection: Connection, export: Export, before: str) -> bool:
        """Change it if it is still in the state ``before``."""
        statement = sa.update(exports).where(exports.c.id == export.id, exports.c.state == before)
        return connection.execute(statement.values(**_row(export))).rowcount == 1

    def page(
        self, connection: Connection, call: Call, decides: tuple[str, ...], size: int, after: str
    ) -> list[Export]:
        """The caller's own, and all whose every place lies within ``decides``; the newest first."""
        found: list[Export] = []
        query = sa.select(exports).order_by(exports.c.id.desc()).limit(500)
        if not decides:
            query = query.where(exports.c.asked_by == call.actor.id)
        last = after
        while len(found) < size:
            rows = connection.execute(query.where(exports.c.id < last) if last else query).all()
            for row in rows:
                export = _export(row._mapping)
                covered = all(
                    any(path.startswith(root) for root in decides) for path in export.paths or ("",)
                )
                if export.asked_by == call.actor.id or (decides and covered):
                    found.append(export)
            if len(rows) < 500:
                break
            last = rows[-1].id
        return found[:size]

    def approved(self, connection: Connection, most: int) -> list[Export]:
        """Exports that wait to be built, the oldest first."""
        query = sa.select(exports).where(exports.c.state == "approved").order_by(exports.c.id).limit(most)
        return [_export(row._mapping) for row in connection.execute(query)]


class MaskedRows:
    """Cases as rows of a workbook, reporters masked, read a batch at a time along the primary key."""

    def __init__(self, database: Database, people: SealedPeople, clock: Clock) -> None:
        self._database, self._people, self._clock = database, people, clock

    def check(self, text: str) -> None:
        """Raises Invalid for a filter that cannot be read."""
        where(text, filters_at(self._clock()))

    def rows(self, text: str, paths: Sequence[str], parties: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Every case within the sight that was recorded when the export was asked for.

        Cases that the asker merely follows stay out: of those the progress alone is theirs to see.
        """
        sight = Sight(Scope(tuple(paths), tuple(parties)))
        chosen = where(text, filters_at(self._clock()))
        conditions = [visible(sight), *([chosen] if chosen is not None else ())]
        last = ""
        while True:
            query = sa.select(cases).where(cases.c.id > last, *conditions).order_by(cases.c.id).limit(BATCH)
            with self._database.read() as connection:
                batch = connection.execute(query).mappings().all()
            for row in batch:
                if not _merely_followed(row, sight):
                    yield self._line(row)
            if len(batch) < BATCH:
                return
            last = batch[-1]["id"]

    def _line(self, row: Any) -> dict[str, Any]:
        name, phone = (
            self._people.open(case_of(row)) if row["reporter_name"] or row["reporter_phone"] else ("", "")
        )
        line = {key: row[key] for key in _COPIED}
        line.update(
            urgency=label(row["urgency"], "zh"),
            state=label(row["state"], "zh"),
            channel=label(row["channel"], "zh"),
            level=row["level"],
            reporter_name=mask_name(name),
            reporter_phone=mask_phone(phone),
            created_at=aware(row["created_at"]),
            closed_at=aware(row["closed_at"]),
            due_at=aware(row["due_at"]),
        )
        return line


def _merely_followed(row: Any, sight: Sight) -> bool:
    """Whether the asker, as `GetCase` has it, sees no more of the case than its progress."""
    if sight.covers(row["grid_path"], row["category"]):
        return False
    concerned = {f"account:{row[name]}" for name in _CONCERNED} | {
        f"unit:{task['unit_id']}" for task in row["tasks"]
    }
    return concerned.isdisjoint(sight.scope.parties)


def _row(export: Export) -> dict[str, Any]:
    row = {c.name: getattr(export, c.name) for c in exports.c}
    return row | {"paths": list(export.paths), "parties": list(export.parties)}


def _export(row: Any) -> Export:
    return Export(
        **{
            **row,
            "paths": tuple(row["paths"]),
            "parties": tuple(row["parties"]),
            "asked_at": aware(row["asked_at"]),
            "decided_at": aware(row["decided_at"]),
        }
    )

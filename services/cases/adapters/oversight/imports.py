"""Imports and their rows in the database; see the port `Imports`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.oversight.sight import under
from services.cases.adapters.tables.cases import cases
from services.cases.adapters.tables.imports import imports, rows
from services.cases.application.oversight.imports import Import, StagedRow
from services.kernel.persistence.moments import aware
from services.kernel.security.fields import FieldCipher


class ImportStore:
    """Imports as rows; reporters' names and phones wait under seal."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    def find(self, connection: Connection, import_id: str, *, lock: bool = False) -> Import | None:
        """An import by id; ``lock`` keeps others from working on it until the transaction ends."""
        query = sa.select(imports).where(imports.c.id == import_id)
        row = connection.execute(query.with_for_update() if lock else query).first()
        return _import(row._mapping) if row else None

    def page(self, connection: Connection, paths: Sequence[str], size: int, after: str) -> list[Import]:
        """Imports into these subtrees, the newest first."""
        within = sa.or_(sa.false(), *(under(imports.c.territory, path) for path in paths))
        where = [within, *([imports.c.id < after] if after else ())]
        query = sa.select(imports).where(*where).order_by(imports.c.id.desc()).limit(size)
        return [_import(row._mapping) for row in connection.execute(query)]

    def put(self, connection: Connection, found: Import) -> None:
        """A new or changed import."""
        row = {c.name: getattr(found, c.name) for c in imports.c}
        if connection.execute(sa.update(imports).where(imports.c.id == found.id).values(**row)).rowcount == 0:
            connection.execute(sa.insert(imports).values(**row))

    def add_rows(self, connection: Connection, import_id: str, staged: Sequence[StagedRow]) -> None:
        """Rows as they were read."""
        connection.execute(
            sa.insert(rows),
            [
                {
                    "import_id": import_id,
                    "number": row.number,
                    "state": row.state,
                    "external_number": row.external_number,
                    "draft": dict(row.draft),
                    "personal": self._seal(import_id, row),
                    "problems": [[column, code, dict(details)] for column, code, details in row.problems],
                    "case_id": "",
                    "case_version": 0,
                }
                for row in staged
            ],
        )

    def staged_numbers(self, connection: Connection, import_id: str, numbers: Sequence[str]) -> set[str]:
        """Which of these numbers the import has met before."""
        found = sa.select(rows.c.external_number).where(
            rows.c.import_id == import_id, rows.c.external_number.in_(list(numbers) or [""])
        )
        return set(connection.execute(found).scalars()) if numbers else set()

    def known_numbers(self, connection: Connection, system: str, numbers: Sequence[str]) -> set[str]:
        """Which of these numbers of the other system are cases already."""
        found = sa.select(cases.c.external_number).where(
            cases.c.external_system == system,
            cases.c.external_number != "",
            cases.c.external_number.in_(list(numbers) or [""]),
        )
        return set(connection.execute(found).scalars()) if numbers else set()

    def rows(
        self, connection: Connection, import_id: str, state: str, most: int, after: int = -1
    ) -> list[StagedRow]:
        """Rows in a state, in the order of the file."""
        query = (
            sa.select(rows)
            .where(rows.c.import_id == import_id, rows.c.state == state, rows.c.number > after)
            .order_by(rows.c.number)
            .limit(most)
        )
        return [self._row(import_id, row._mapping) for row in connection.execute(query)]

    def ready(self, connection: Connection, import_id: str, most: int) -> int:
        """How many rows wait to become cases, counted up to ``most``."""
        waiting = (
            sa.select(rows.c.number).where(rows.c.import_id == import_id, rows.c.state == "ready").limit(most)
        )
        return int(
            connection.execute(sa.select(sa.func.count()).select_from(waiting.subquery())).scalar_one()
        )

    def forget_rows(self, connection: Connection, import_id: str) -> None:
        """Drop everything that was staged."""
        connection.execute(sa.delete(rows).where(rows.c.import_id == import_id))

    def unfinished(self, connection: Connection) -> list[Import]:
        """Imports that were accepted and not finished."""
        query = sa.select(imports).where(imports.c.state == "applying").order_by(imports.c.id)
        return [_import(row._mapping) for row in connection.execute(query)]

    def _seal(self, import_id: str, row: StagedRow) -> bytes | None:
        if not any(row.personal):
            return None
        text = json.dumps(row.personal, ensure_ascii=False)
        return self._cipher.seal(text, place=f"case_import.personal/{import_id}/{row.number}")

    def _row(self, import_id: str, row: Any) -> StagedRow:
        personal = ("", "")
        if row["personal"]:
            place = f"case_import.personal/{import_id}/{row['number']}"
            name, phone = json.loads(self._cipher.open(bytes(row["personal"]), place=place))
            personal = (name, phone)
        problems = [(column, code, details) for column, code, details in row["problems"]]
        return StagedRow(
            row["number"], row["state"], row["external_number"], row["draft"], personal, problems
        )


def _import(row: Any) -> Import:
    return Import(**{**row, "created_at": aware(row["created_at"]), "finished_at": aware(row["finished_at"])})

"""Rows of imports in the database, each under seal; see the port `Imports`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.writes import Writes
from services.kernel.security.fields import FieldCipher
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.transfers import rows
from services.population.adapters.transfers.asking import among
from services.population.application.transfers.model import FIRST, Place, StagedRow

_ADD = sa.insert(rows).inline()


class RowStore:
    """Whatever a row of a file says waits under seal."""

    def __init__(self, cipher: FieldCipher, sealing: Sealing) -> None:
        self._cipher, self._sealing = cipher, sealing
        # Rows of one household follow each other.
        self._blinded = lru_cache(maxsize=256)(self._blind)

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
            mine = sa.and_(rows.c.import_id == import_id, among(connection, rows.c.number, numbers))
            connection.execute(sa.delete(rows).where(mine))

    def keys(self, document: str, name: str, born_on: str) -> tuple[str, str]:
        """See the port."""
        blind = self._sealing.document(document)
        return blind, self.blind(f"alike {name} {born_on}") if born_on and not blind else ""

    def blind(self, text: str) -> str:
        """See the port."""
        return self._blinded(text) if text else ""

    def _blind(self, text: str) -> str:
        return self._cipher.blind(f"import {text}", kind="text")

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

    def families(
        self, connection: Connection, import_id: str, most: int, after: Place = FIRST
    ) -> list[StagedRow]:
        """See the port."""
        mine = sa.and_(rows.c.import_id == import_id, rows.c.state == "ready")
        query = sa.select(rows).where(mine, sa.tuple_(rows.c.place, rows.c.family) > sa.tuple_(*after))
        query = query.order_by(rows.c.place, rows.c.family, rows.c.number)
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
            among(connection, rows.c.family, set(families)),
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
        rows.c.import_id == import_id, among(connection, column, set(keys)), column != "", *more
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(column))}

"""Handling time of cases closed before it was kept (CASE-05)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from services.cases.adapters.directory import Directory
from services.cases.adapters.statistics_store import figures_of
from services.cases.adapters.tables.cases import UNTIMED, cases
from services.cases.adapters.tables.statistics import deltas
from services.cases.domain.statistics import KEYS, MEASURES
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware

_READ = (
    "id", "grid_path", "holder_path", "category", "state", "channel", "urgency", "owner_unit_id",
    "created_at", "updated_at", "closed_at", "was_overdue", "reworks", "evaluation", "handling_minutes",
)  # fmt: skip
_NEXT = sa.select(*(cases.c[name] for name in _READ)).where(UNTIMED).order_by(cases.c.id)
_SET = (
    sa.update(cases)
    .where(cases.c.id == sa.bindparam("case"))
    .values(handling_minutes=sa.bindparam("handled"))
)


class HandlingTimes:
    """Works out what new cases are given as they close; once all old ones have it there is nothing to do."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    def __call__(self, now: datetime) -> int:
        """Fill in some thousand; says how many."""
        self._directory.refresh()
        total = 0
        for _ in range(10):
            done = self.fill()
            total += done
            if not done:
                break
        return total

    def fill(self, most: int = 500) -> int:
        """A batch with its counters, in one transaction; rows that others hold are left for later."""
        with self._database.transaction() as connection:
            query = _NEXT.limit(most).with_for_update(skip_locked=True)
            rows = connection.execute(query).mappings().all()
            if not rows:
                return 0
            minutes = [self._minutes(row) for row in rows]
            changes = [{"case": row["id"], "handled": each} for row, each in zip(rows, minutes, strict=True)]
            connection.execute(_SET, changes)
            added = [_delta(dict(row), each) for row, each in zip(rows, minutes, strict=True)]
            connection.execute(sa.insert(deltas).inline(), added)
            connection.commit()
        return len(rows)

    def _minutes(self, row: sa.RowMapping) -> int:
        calendar = self._directory.calendar_at(row["holder_path"])
        ended = aware(row["closed_at"] or row["updated_at"])
        return max(0, calendar.elapsed_minutes(aware(row["created_at"]), ended))


def _delta(row: dict[str, object], minutes: int) -> dict[str, object]:
    figures = figures_of(row | {"handling_minutes": minutes})
    keys: dict[str, object] = {key: getattr(figures, key) for key in KEYS}
    return keys | dict.fromkeys(MEASURES, 0) | {"timed": 1, "minutes": minutes}

"""Checks and defects of whatever is checked, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.safety import Check, Defect

_OF_DEFECT = ("id", "code", "found_on", "due_on", "rectified_on", "told")
_CHECKS = 20


class SafetyRows:
    """Over the two tables of an owner (adapters/tables/safety.py)."""

    def __init__(self, tables: tuple[sa.Table, sa.Table], owner: str) -> None:
        self._check, self._defect = tables
        self._key = f"{owner}_id"

    def defects(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[Defect]]:
        """By owner, the oldest first."""
        found: dict[str, list[Defect]] = defaultdict(list)
        d = self._defect.c
        query = sa.select(self._defect).where(d[self._key].in_(ids)).order_by(d.found_on, d.id)
        for row in connection.execute(query):
            values = row._mapping
            found[values[self._key]].append(Defect(**{name: values[name] for name in _OF_DEFECT}))
        return found

    def checks(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[Check]]:
        """By owner, the newest first; the last twenty."""
        found: dict[str, list[Check]] = defaultdict(list)
        c = self._check.c
        query = sa.select(self._check).where(c[self._key].in_(ids)).order_by(c.at.desc())
        for row in connection.execute(query):
            of_owner = found[row._mapping[self._key]]
            if len(of_owner) < _CHECKS:
                of_owner.append(
                    Check(row.id, aware(row.at), row.worker_id, row.worker_name, tuple(row.failed))
                )
        return found

    def put_defects(self, uow: UnitOfWork, owner_id: str, defects: Iterable[Defect]) -> None:
        """Those that are new, and those that changed."""
        known = {each.id: each for each in self.defects(uow.connection, [owner_id])[owner_id]}
        for each in defects:
            values = {name: getattr(each, name) for name in _OF_DEFECT}
            if each.id not in known:
                uow.connection.execute(sa.insert(self._defect).values(values | {self._key: owner_id}))
            elif known[each.id] != each:
                same = self._defect.c.id == each.id
                uow.connection.execute(sa.update(self._defect).where(same).values(values))

    def add_check(self, uow: UnitOfWork, owner_id: str, check: Check) -> None:
        """Somebody looked."""
        values = {
            "id": check.id,
            self._key: owner_id,
            "at": check.at,
            "worker_id": check.worker_id,
            "worker_name": check.worker_name,
            "failed": list(check.failed),
        }
        uow.connection.execute(sa.insert(self._check).values(values))

    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """Empty for a check that is not there."""
        query = sa.select(self._check.c[self._key]).where(self._check.c.id == check_id)
        return uow.connection.execute(query).scalar() or ""

    def overdue(self, before: date, codes: Sequence[str]) -> sa.Select[tuple[str]]:
        """Owners with defects of these kinds that are open beyond their limit and were not told of."""
        d = self._defect.c
        return (
            sa.select(d[self._key])
            .where(d.told.is_(sa.false()), d.due_on < before, d.rectified_on.is_(None), d.code.in_(codes))
            .distinct()
        )

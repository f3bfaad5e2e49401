"""Joint checks in the database, and what the premises they look at are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.coordination import joint_check as t
from services.population.adapters.tables.families import establishment
from services.population.adapters.tables.incomers import rental
from services.population.adapters.tables.worksites import worksite
from services.population.application.coordination.ports import DwellingNames
from services.population.domain.coordination.joint_check import (
    Finding,
    JointCheck,
    JointCheckState,
    Premises,
)
from services.population.domain.refusals import Stale
from services.population.domain.renting import RentalState
from services.population.domain.safety import Subject

_MOST = 300
CHECKS: tuple[Direction, ...] = ((t.c.id, True),)
_PLAIN = (
    "id",
    "path",
    "title",
    "partner",
    "planned_on",
    "done_on",
    "made_by",
    "made_by_name",
    "version",
)


class SqlJointChecks:
    """See the port `JointChecks`."""

    def __init__(self, database: Database, sealing: Sealing, dwellings: DwellingNames) -> None:
        self._database = database
        self._sealing = sealing
        self._dwellings = dwellings

    def one(self, uow: UnitOfWork, check_id: str) -> JointCheck | None:
        """See the port."""
        row = uow.connection.execute(sa.select(t).where(t.c.id == check_id).with_for_update()).first()
        return self._check(row) if row is not None else None

    def add(self, uow: UnitOfWork, made: JointCheck) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(t).values(self._values(made)))

    def put(self, uow: UnitOfWork, changed: JointCheck) -> None:
        """See the port."""
        current = sa.and_(t.c.id == changed.id, t.c.version == changed.version - 1)
        if not uow.connection.execute(sa.update(t).where(current).values(self._values(changed))).rowcount:
            raise Stale()

    def page(
        self, paths: Sequence[str], state: JointCheckState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[JointCheck]:
        """See the port."""
        query = sa.select(t).where(under(t.c.path, paths))
        if state is not None:
            query = query.where(t.c.state == state.value)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, CHECKS, after).limit(limit)).all()
        return [self._check(row) for row in rows]

    def premises(self, wanted: Sequence[Premises]) -> Mapping[str, tuple[str, str]]:
        """See the port. What is let no longer or closed is still called by its name."""
        found: dict[str, tuple[str, str]] = {}
        with self._database.read() as connection:
            query = sa.select(rental.c.id, rental.c.path, rental.c.dwelling_id)
            let = connection.execute(query.where(rental.c.id.in_(_ids(wanted, Subject.RENTAL)))).all()
            for kind, table in ((Subject.EMPLOYER, establishment), (Subject.WORKSITE, worksite)):
                named = sa.select(table.c.id, table.c.path, table.c.name)
                rows = connection.execute(named.where(table.c.id.in_(_ids(wanted, kind))))
                found |= {row.id: (row.path, row.name) for row in rows}
        dwellings = self._dwellings.dwellings(sorted({row.dwelling_id for row in let}))
        for row in let:
            dwelling = dwellings.get(row.dwelling_id)
            found[row.id] = (row.path, dwelling.address if dwelling is not None else "")
        return found

    def open_premises(self, path: str) -> Sequence[tuple[Premises, str]]:
        """See the port."""
        wanted = (
            (Subject.RENTAL, rental, rental.c.state != RentalState.ENDED.value),
            (Subject.WORKSITE, worksite, worksite.c.ended_on.is_(None)),
            (Subject.EMPLOYER, establishment, establishment.c.closed.is_(sa.false())),
        )
        found: list[Premises] = []
        with self._database.read() as connection:
            for kind, table, goes_on in wanted:
                query = sa.select(table.c.id).where(under(table.c.path, [path]), goes_on)
                ids = connection.execute(query.order_by(table.c.path, table.c.id).limit(_MOST)).scalars()
                found += [Premises(kind, each) for each in ids]
        titles = self.premises(found)
        return [(each, titles[each.id][1]) for each in found]

    def _values(self, made: JointCheck) -> dict[str, Any]:
        notes = {each.id: each.note for each in made.findings}
        return {name: getattr(made, name) for name in _PLAIN} | {
            "state": made.state.value,
            "participants": list(made.participants),
            "premises": [[each.kind.value, each.id] for each in made.premises],
            "findings": [
                [each.id, each.premises_id, each.defect, _text(each.due_on), _text(each.rectified_on)]
                for each in made.findings
            ],
            "sealed": self._sealing.seal("joint_check", made.id, notes),
        }

    def _check(self, row: Any) -> JointCheck:
        notes = self._sealing.open("joint_check", row.id, row.sealed)
        return JointCheck(
            **{name: getattr(row, name) for name in _PLAIN},
            state=JointCheckState(row.state),
            participants=tuple(row.participants),
            premises=tuple(Premises(Subject(kind), id) for kind, id in row.premises),
            findings=tuple(
                Finding(id, place, defect, notes.get(id, ""), _day(due), _day(done))
                for id, place, defect, due, done in row.findings
            ),
        )


def _ids(wanted: Sequence[Premises], kind: Subject) -> set[str]:
    return {each.id for each in wanted if each.kind is kind}


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

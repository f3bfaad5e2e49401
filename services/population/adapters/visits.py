"""Plans, visits and wishes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.rows import Rows
from services.population.adapters.sealing import Sealing
from services.population.adapters.summaries.heard import HeardNeeds
from services.population.adapters.tables import registers as t
from services.population.adapters.tables import visits as v
from services.population.adapters.visit_rows import VisitRows
from services.population.domain.visiting import (
    Candidate,
    Cause,
    Door,
    Plan,
    Slot,
    Stop,
    Visit,
)

_EXISTS = (t.household.c.to_day.is_(None), t.household.c.void.is_(sa.false()))


class SqlVisits:
    """See the port `VisitStore`, but for its figures."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing
        self._rows = Rows(sealing)
        self._visit_rows = VisitRows(sealing)
        self._heard = HeardNeeds()

    def plan(self, path: str, day: date, worker_id: str) -> Plan | None:
        """See the port."""
        p, s = v.visit_plan, v.visit_stop
        asked = sa.select(p).where(p.c.path == path, p.c.day == day, p.c.worker_id == worker_id)
        with self._database.read() as connection:
            row = connection.execute(asked).first()
            if row is None:
                return None
            stops = connection.execute(sa.select(s).where(s.c.plan_id == row.id).order_by(s.c.position)).all()
        return Plan(
            id=row.id,
            path=row.path,
            day=row.day,
            worker_id=row.worker_id,
            households=row.households,
            target=row.target,
            stops=tuple(
                Stop(each.household_id, each.dwelling_id, each.position, Cause(each.cause), Slot(each.slot))
                for each in stops
            ),
        )

    def add_plan(self, uow: UnitOfWork, plan: Plan) -> bool:
        """See the port."""
        values = {
            name: getattr(plan, name) for name in ("id", "path", "day", "worker_id", "households", "target")
        }
        insert: Any = (postgresql if uow.dialect == "postgresql" else sqlite).insert(v.visit_plan)
        made = uow.connection.execute(insert.values(values).on_conflict_do_nothing())
        if not made.rowcount:
            return False
        for each in plan.stops:
            row = {
                "plan_id": plan.id,
                "household_id": each.household_id,
                "dwelling_id": each.dwelling_id,
                "position": each.position,
                "cause": each.cause.value,
                "slot": each.slot.value,
            }
            uow.connection.execute(sa.insert(v.visit_stop), row)
        return True

    def planned_by_others(self, path: str, day: date, worker_id: str) -> set[str]:
        """See the port."""
        p, s = v.visit_plan, v.visit_stop
        others = sa.and_(p.c.path == path, p.c.day == day, p.c.worker_id != worker_id)
        query = sa.select(s.c.household_id).join(p, p.c.id == s.c.plan_id).where(others)
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def oldest(self, path: str, called_before: date, missed_before: date, limit: int) -> Sequence[Candidate]:
        """See the port."""
        h, last = t.household, v.last_visit
        free = sa.or_(
            last.c.day.is_(None),
            last.c.day < called_before,
            sa.and_(last.c.met.is_(sa.false()), last.c.day < missed_before),
        )
        return self._found(
            self._households()
            .where(h.c.path == path, *_EXISTS, free)
            .order_by(sa.nulls_first(h.c.verified_at.asc()), h.c.id)
            .limit(limit)
        )

    def due(self, path: str, day: date, worker_id: str) -> Sequence[Candidate]:
        """See the port. A household with several wishes is named by the first."""
        w = v.visit_request
        waiting = sa.and_(w.c.path == path, w.c.visit_id == "", w.c.due_on <= day)
        with self._database.read() as connection:
            wishes = connection.execute(sa.select(w).where(waiting).order_by(w.c.due_on, w.c.id)).all()
        first: dict[str, Any] = {}
        for each in wishes:
            first.setdefault(each.household_id, each)
        known = self.candidates(list(first))
        return [
            replace(
                known[key],
                cause=Cause(row.cause) if row.asked_by == worker_id else Cause.REQUESTED,
                due_on=row.due_on,
                slot=Slot(row.slot) if row.slot else known[key].slot,
            )
            for key, row in first.items()
            if key in known
        ]

    def candidates(self, household_ids: Sequence[str]) -> dict[str, Candidate]:
        """See the port."""
        wanted = self._households().where(t.household.c.id.in_(set(household_ids)), *_EXISTS)
        return {each.household_id: each for each in self._found(wanted)} if household_ids else {}

    def add(self, uow: UnitOfWork, visit: Visit) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(v.visit).values(self._visit_rows.values(visit)))
        self._heard.add(uow, visit)
        last, same = v.last_visit, v.last_visit.c.household_id == visit.household_id
        known = uow.connection.execute(sa.select(last.c.day).where(same)).scalar()
        values = {"day": visit.day, "met": visit.outcome.counts, "next_slot": visit.next_slot.value}
        if known is None:
            uow.connection.execute(sa.insert(last).values(values | {"household_id": visit.household_id}))
        elif known <= visit.day:
            uow.connection.execute(sa.update(last).where(same).values(values))
        if visit.outcome.counts:
            w = v.visit_request
            answered = sa.and_(
                w.c.household_id == visit.household_id, w.c.visit_id == "", w.c.due_on <= visit.day
            )
            uow.connection.execute(sa.update(w).where(answered).values(visit_id=visit.id))

    def one(self, uow: UnitOfWork, visit_id: str) -> Visit | None:
        """See the port."""
        row = uow.connection.execute(sa.select(v.visit).where(v.visit.c.id == visit_id)).first()
        return self._visit_rows.visit(row) if row is not None else None

    def put_cases(self, uow: UnitOfWork, visit: Visit) -> None:
        """See the port."""
        values = {"cases": list(visit.cases), "version": visit.version}
        uow.connection.execute(sa.update(v.visit).where(v.visit.c.id == visit.id).values(values))
        self._heard.link(uow, visit)

    def of_household(self, household_id: str, limit: int) -> Sequence[Visit]:
        """See the port."""
        query = sa.select(v.visit).where(v.visit.c.household_id == household_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(v.visit.c.at.desc(), v.visit.c.id).limit(limit)).all()
        return [self._visit_rows.visit(row) for row in rows]

    def of_day(self, path: str, day: date, worker_id: str) -> Sequence[Visit]:
        """See the port."""
        query = sa.select(v.visit).where(
            v.visit.c.path == path, v.visit.c.day == day, v.visit.c.worker_id == worker_id
        )
        with self._database.read() as connection:
            return [self._visit_rows.visit(row) for row in connection.execute(query.order_by(v.visit.c.at))]

    def _households(self) -> sa.Select[Any]:
        h, d, last = t.household, t.dwelling, v.last_visit
        return (
            sa.select(d, h.c.id.label("h_id"), h.c.verified_at.label("h_verified"), last.c.next_slot)
            .join(d, d.c.id == h.c.dwelling_id)
            .join(last, last.c.household_id == h.c.id, isouter=True)
        )

    def _found(self, query: sa.Select[Any]) -> list[Candidate]:
        with self._database.read() as connection:
            return [self.candidate(row) for row in connection.execute(query)]

    def candidate(self, row: Any) -> Candidate:
        """From a dwelling's row with its household."""
        dwelling = self._rows.dwelling(row)
        return Candidate(
            household_id=row.h_id,
            dwelling_id=dwelling.id,
            verified_at=aware(row.h_verified) if row.h_verified is not None else None,
            slot=Slot(row.next_slot or ""),
            door=Door(
                dwelling.building_id,
                dwelling.unit,
                dwelling.storey,
                dwelling.room,
                dwelling.address,
                dwelling.place,
            ),
        )

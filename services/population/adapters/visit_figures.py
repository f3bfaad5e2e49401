"""Figures of visits, who waits for one, and the calendar that says which days are worked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import DayKind, WorkCalendar, seed_days
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables import visits as v
from services.population.adapters.visits import SqlVisits
from services.population.application.visits.ports import Tally, Unvisited
from services.population.domain.visiting import Cause, Outcome, Slot, Wish

_COMMON = ("", "common", "default")
_COUNT = (Outcome.MET.value, Outcome.REFUSED.value)
_EXISTS = (t.household.c.to_day.is_(None), t.household.c.void.is_(sa.false()))


class SqlVisitFigures(SqlVisits):
    """The rest of the port `VisitStore`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        super().__init__(database, sealing)

    def households(self, paths: Sequence[str]) -> dict[str, int]:
        """See the port."""
        h = t.household
        query = sa.select(h.c.path, sa.func.count()).where(_under(h.c.path, paths), *_EXISTS)
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(h.c.path))}

    def tallies(self, paths: Sequence[str], first: date, last: date) -> Sequence[Tally]:
        """See the port."""
        x = v.visit
        by = (x.c.path, x.c.worker_id, x.c.day, x.c.outcome)
        query = (
            sa.select(
                *by,
                sa.func.max(x.c.worker_name),
                sa.func.count(),
                sa.func.count(sa.distinct(x.c.household_id)),
            )
            .where(_under(x.c.path, paths), x.c.day.between(first, last))
            .group_by(*by)
        )
        with self._database.read() as connection:
            return [
                Tally(row[0], row[1], row[4], row[2], Outcome(row[3]), row[5], row[6])
                for row in connection.execute(query)
            ]

    def reached(self, paths: Sequence[str], first: date, last: date) -> dict[str, int]:
        """See the port."""
        x = v.visit
        query = sa.select(x.c.path, sa.func.count(sa.distinct(x.c.household_id))).where(
            _under(x.c.path, paths), x.c.day.between(first, last), x.c.outcome == Outcome.MET.value
        )
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(x.c.path))}

    def unvisited(self, paths: Sequence[str], limit: int) -> Sequence[Unvisited]:
        """See the port."""
        h, last = t.household, v.last_visit
        query = (
            self._households()
            .add_columns(h.c.path.label("h_path"), last.c.day.label("last_day"))
            .where(_under(h.c.path, paths), *_EXISTS)
            .order_by(sa.nulls_first(last.c.day.asc()), sa.nulls_first(h.c.verified_at.asc()), h.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [
                Unvisited(self.candidate(row), row.h_path, row.last_day) for row in connection.execute(query)
            ]

    def days(self, path: str, first: date, last: date, worker_id: str) -> set[date]:
        """See the port."""
        query = sa.select(v.visit.c.day).where(
            v.visit.c.path == path,
            v.visit.c.day.between(first, last),
            v.visit.c.worker_id == worker_id,
            v.visit.c.outcome.in_(_COUNT),
        )
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def add_wish(self, uow: UnitOfWork, wish: Wish) -> None:
        """See the port."""
        values = {
            "id": wish.id,
            "household_id": wish.household_id,
            "path": wish.path,
            "cause": wish.cause.value,
            "due_on": wish.due_on,
            "slot": wish.slot.value,
            "asked_by": wish.asked_by,
            "visit_id": wish.visit_id,
            "sealed": self._sealing.seal("visit_request", wish.id, {"n": wish.note}),
        }
        uow.connection.execute(sa.insert(v.visit_request).values(values))

    def wish(self, uow: UnitOfWork, wish_id: str) -> Wish | None:
        """See the port."""
        row = uow.connection.execute(
            sa.select(v.visit_request).where(v.visit_request.c.id == wish_id)
        ).first()
        if row is None:
            return None
        note = self._sealing.open("visit_request", row.id, row.sealed).get("n", "")
        return Wish(
            id=row.id,
            household_id=row.household_id,
            path=row.path,
            cause=Cause(row.cause),
            due_on=row.due_on,
            slot=Slot(row.slot),
            note=note,
            asked_by=row.asked_by,
            visit_id=row.visit_id,
        )


class SqlCalendars:
    """See the port: the common calendar of the directory, else the published holidays."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._published: WorkCalendar | None = None

    def calendar(self) -> WorkCalendar:
        """See the port."""
        with self._database.read() as connection:
            rows = connection.execute(sa.select(v.seen_calendar)).all()
        known = {row.name: row.days for row in rows}
        days = next((known[name] for name in _COMMON if name in known), None)
        if days is None and len(known) == 1:
            days = next(iter(known.values()))
        if days is not None:
            kinds = {True: DayKind.WORK, False: DayKind.REST}
            return WorkCalendar({date.fromisoformat(day): kinds[works] for day, works in days.items()})
        if self._published is None:
            self._published = WorkCalendar(seed_days(2020, 2030))
        return self._published

    def keep(self, uow: UnitOfWork, name: str, version: int, days: dict[str, bool]) -> None:
        """What the directory told; what is older changes nothing."""
        table, same = v.seen_calendar, v.seen_calendar.c.name == name
        known = uow.connection.execute(sa.select(table.c.version).where(same)).scalar()
        values = {"version": version, "days": days}
        if known is None:
            uow.connection.execute(sa.insert(table).values(values | {"name": name}))
        elif known <= version:
            uow.connection.execute(sa.update(table).where(same).values(values))


def _under(column: sa.Column[str], paths: Sequence[str]) -> sa.ColumnElement[bool]:
    ranges = [sa.and_(column >= path, column < path + ":") if path else sa.true() for path in paths]
    return sa.or_(*ranges) if ranges else sa.false()

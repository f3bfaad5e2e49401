"""Figures of a week and of the one before: ranges of counters and indexes, whatever the register's size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.worktime import SHANGHAI
from services.population.adapters.counters import CountReader
from services.population.adapters.figures import SqlFigures
from services.population.adapters.tables.proposals import proposal
from services.population.adapters.tables.statistics import cube, deltas, quality
from services.population.adapters.tables.summaries import heard, quality_week
from services.population.application.room import today_in_china
from services.population.application.summaries.ports import DailyKey, Freshness
from services.population.domain.figures import WIDTHS
from services.population.domain.proposals import ProposalState
from services.population.domain.records import STALE_AFTER_DAYS
from services.population.domain.week_report import Heard, Pair
from services.population.domain.weeks import DAILY, Week

_DECIDED = ("made", ProposalState.PUBLISHED.value, ProposalState.REJECTED.value)
_KEPT_WITHIN = timedelta(days=3)
_DAYS_KEPT = timedelta(days=400)


class SqlWeekFigures:
    """See the port `WeekFigures`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts = CountReader(database)
        self._figures = SqlFigures(database)

    def daily(self, path: str, width: int, week: Week) -> Mapping[str, Mapping[DailyKey, Pair]]:
        """See the port."""
        first, monday, last = _days(week)
        now = sa.case((cube.c.a >= monday, 1), else_=0)
        here = cube.c.node == path if len(path) == width else _below(cube.c.node, path)
        folded = sa.select(cube.c.what, cube.c.node, cube.c.b, now, cube.c.n).where(
            cube.c.what.in_(DAILY),
            cube.c.by_year.is_(sa.false()),
            cube.c.width == width,
            here,
            cube.c.a.between(first, last),
        )
        node = sa.func.substr(deltas.c.path, 1, width)
        fresh = sa.select(
            deltas.c.what, node, deltas.c.b, sa.case((deltas.c.a >= monday, 1), else_=0), deltas.c.n
        ).where(
            deltas.c.what.in_(DAILY),
            _below(deltas.c.path, path),
            sa.func.length(deltas.c.path) >= width,
            deltas.c.a.between(first, last),
        )
        every = folded.union_all(fresh).subquery()
        *keys, count = every.c
        query = sa.select(*keys, sa.func.sum(count)).group_by(*keys)
        found: dict[str, dict[DailyKey, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        with self._database.read() as connection:
            rows: Iterable[Any] = connection.execute(query)
            for what, place, kind, this_week, n in rows:
                found[place][what, kind][0 if this_week else 1] += int(n)
        return {
            place: {key: Pair(*numbers) for key, numbers in each.items()} for place, each in found.items()
        }

    def households(self, path: str) -> Mapping[str, int]:
        """See the port."""
        width = WIDTHS[-1]
        folded = sa.select(cube.c.node, cube.c.n).where(
            cube.c.what == "household",
            cube.c.by_year.is_(sa.false()),
            cube.c.width == width,
            _below(cube.c.node, path),
        )
        fresh = sa.select(sa.func.substr(deltas.c.path, 1, width), deltas.c.n).where(
            deltas.c.what == "household",
            _below(deltas.c.path, path),
            sa.func.length(deltas.c.path) >= width,
        )
        grid, count = folded.union_all(fresh).subquery().c
        with self._database.read() as connection:
            rows: Iterable[Any] = connection.execute(sa.select(grid, sa.func.sum(count)).group_by(grid))
            return {row[0]: int(row[1]) for row in rows}

    def proposals(self, path: str, week: Week) -> Mapping[str, Pair]:
        """See the port."""
        begin, monday, end = _moments(week)
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        made = sa.select(sa.literal("made"), sa.case((proposal.c.made_at >= monday, 1), else_=0).label("w"))
        made = made.where(
            proposal.c.made_at >= begin, proposal.c.made_at < end, _below(proposal.c.path, path)
        )
        decided = sa.select(
            # Of an expression no index is grouped by: the range of days is what narrows it down.
            (proposal.c.state + "").label("state"),
            sa.case((proposal.c.decided_at >= monday, 1), else_=0).label("w"),
        ).where(
            proposal.c.decided_at >= begin,
            proposal.c.decided_at < end,
            _below(proposal.c.path, path),
        )
        with self._database.read() as connection:
            for query in (made, decided):
                each = query.subquery()
                keys = list(each.c)
                rows: Iterable[Any] = connection.execute(sa.select(*keys, sa.func.count()).group_by(*keys))
                for what, this_week, n in rows:
                    found[what][0 if this_week else 1] += n
        return {what: Pair(*found[what]) for what in _DECIDED if what in found}

    def heard(self, path: str, week: Week) -> Mapping[str, Heard]:
        """See the port."""
        monday = week.first
        this_week = sa.case((heard.c.day >= monday, 1), else_=0).label("w")
        query = (
            sa.select(
                heard.c.kind,
                this_week,
                sa.func.count(),
                sa.func.sum(sa.case((heard.c.case_id != "", 1), else_=0)),
                sa.func.sum(sa.case((heard.c.settled.is_(sa.true()), 0), else_=1)),
            )
            .where(heard.c.day.between(week.before.first, week.last), _below(heard.c.path, path))
            .group_by(heard.c.kind, this_week)
        )
        found: dict[str, list[list[int]]] = defaultdict(lambda: [[0, 0], [0, 0], [0, 0]])
        with self._database.read() as connection:
            for kind, now, *numbers in connection.execute(query):
                for place, n in enumerate(numbers):
                    found[kind][place][0 if now else 1] += int(n)
        return {kind: Heard(*(Pair(*each) for each in numbers)) for kind, numbers in sorted(found.items())}

    def freshness(self, path: str, now: datetime) -> Freshness:
        """See the port."""
        people = sum(self._counts.counts("person", path).values())
        found = self._figures.quality(path, people, now - timedelta(days=STALE_AFTER_DAYS))
        return Freshness(found.people, found.fresh)

    def freshness_at(self, path: str, week: Week) -> Freshness | None:
        """See the port."""
        q = quality_week.c
        query = sa.select(sa.func.sum(q.people), sa.func.sum(q.fresh)).where(
            q.week == str(week), _below(q.path, path)
        )
        with self._database.read() as connection:
            people, fresh = connection.execute(query).one()
        return Freshness(int(people), int(fresh)) if people is not None else None


class KeepingWeeks:
    """What is kept at the end of a week, and how long what was done on a day is known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_week(self, now: datetime) -> int:
        """In the first days of a week keep how good records were when the last one ended; of how many grids.

        Later they would be those of another week, and none are kept. Days long gone are forgotten.
        """
        today = today_in_china(now)
        ended = Week.of(today).before
        if today - ended.last > _KEPT_WITHIN:
            return 0
        known = sa.select(quality_week.c.week).where(quality_week.c.week == str(ended)).limit(1)
        rows = sa.select(sa.literal(str(ended)), quality.c.path, quality.c.people, quality.c.fresh)
        with self._database.transaction() as connection:
            if connection.execute(known).first() is not None:
                return 0
            done = connection.execute(
                sa.insert(quality_week).from_select(["week", "path", "people", "fresh"], rows)
            )
            long_gone = (today - _DAYS_KEPT).isoformat()
            connection.execute(sa.delete(cube).where(cube.c.what.in_(DAILY), cube.c.a < long_gone))
            connection.commit()
        return int(done.rowcount)


def _days(week: Week) -> tuple[str, str, str]:
    return week.before.first.isoformat(), week.first.isoformat(), week.last.isoformat()


def _moments(week: Week) -> tuple[datetime, datetime, datetime]:
    """When the week before begins, this one, and when it ends, in China."""
    return _begin(week.before.first), _begin(week.first), _begin(week.last + timedelta(days=1))


def _begin(day: date) -> datetime:
    # SQLite keeps moments as text in UTC and compares what it is given as it stands.
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _below(column: sa.ColumnElement[str] | Any, path: str) -> sa.ColumnElement[bool]:
    return sa.and_(column >= path, column < path + ":") if path else sa.true()

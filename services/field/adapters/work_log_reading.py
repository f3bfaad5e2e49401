"""Work logs to look at: days, what is known around them, who keeps one, planned duty, weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from services.field.adapters.tables import check_in, patrol, seen_account, seen_holder, seen_place, seen_post
from services.field.adapters.work_log_days import day_of, entries_of
from services.field.adapters.work_log_tables import (
    duty_plan,
    scoped_work_day,
    seen_calendar,
    seen_deed,
    week_summary,
    work_day,
    work_entry,
    work_entry_past,
)
from services.field.adapters.work_log_weeks import plan_of, summary_of
from services.field.adapters.work_week_listing import weeks_of_communities
from services.field.application.work_log_ports import CommunityWeek, Deed, LogWorker, PastEntry, Walk
from services.field.domain.duty_plan import DutyPlan
from services.field.domain.patrol import State
from services.field.domain.week_summary import WeekState, WeekSummary
from services.field.domain.work_log import WorkDay
from services.field.domain.work_weeks import Week, day_in_china
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.security.fields import FieldCipher
from services.kernel.worktime import DayKind, WorkCalendar

_COMMON = "common"
_KINDS = ("grid_worker", "grid_head")
_GRID = 15
_KEEPS = sa.and_(seen_post.c.kind.in_(_KINDS), sa.func.length(seen_post.c.path) >= _GRID)
_PLACED = sa.func.coalesce(seen_place.c.name, "").label("place")
_HELD = (
    sa.select(seen_account.c.id, seen_account.c.name, seen_post.c.path, _PLACED)
    .select_from(
        seen_holder.join(seen_post, seen_post.c.id == seen_holder.c.post_id)
        .join(seen_account, seen_account.c.id == seen_holder.c.account_id)
        .outerjoin(seen_place, seen_place.c.path == seen_post.c.path)
    )
    .order_by(seen_post.c.path, seen_post.c.kind.desc(), seen_account.c.id)
)


class SqlWorkLogReader:
    """See the port."""

    def __init__(self, database: Database, cipher: FieldCipher) -> None:
        self._database = database
        self._cipher = cipher

    def day(self, worker_id: str, day: date) -> WorkDay | None:
        """With its entries."""
        where = sa.and_(work_day.c.worker_id == worker_id, work_day.c.day == day)
        with self._database.read() as connection:
            row = connection.execute(sa.select(work_day).where(where)).first()
            return day_of(row, entries_of(connection, row.id, self._cipher)) if row is not None else None

    def history(self, entry_ids: Sequence[str]) -> Sequence[PastEntry]:
        """Oldest first."""
        past = work_entry_past.c
        query = sa.select(work_entry_past).where(past.entry_id.in_(entry_ids))
        return [
            PastEntry(
                row.entry_id,
                aware(row.at),
                row.kind,
                self._cipher.open(row.text, place=f"field.work_entry_past.text/{row.entry_id}/{row.version}"),
                row.withdrawn,
                aware(row.changed_at),
            )
            for row in self._rows(query.order_by(past.entry_id, past.version))
        ]

    def days(self, workers: Sequence[str], first: date, last: date) -> Sequence[WorkDay]:
        """See the port."""
        days = work_day.c
        where = sa.and_(days.worker_id.in_(workers), days.day >= first, days.day <= last)
        return [day_of(row) for row in self._rows(sa.select(work_day).where(where).order_by(days.day))]

    def days_under(self, path: str, first: date, last: date) -> Sequence[WorkDay]:
        """See the port."""
        days = work_day.c
        where = sa.and_(scoped_work_day.under(path), days.day >= first, days.day <= last)
        return [day_of(row) for row in self._rows(sa.select(work_day).where(where).order_by(days.day))]

    def counts(self, day_ids: Sequence[str]) -> dict[tuple[str, str], int]:
        """See the port."""
        entry = work_entry.c
        query = (
            sa.select(entry.day_id, entry.kind, sa.func.count().label("number"))
            .where(entry.day_id.in_(day_ids), entry.withdrawn.is_(False))
            .group_by(entry.day_id, entry.kind)
        )
        return {(row.day_id, row.kind): row.number for row in self._rows(query)}

    def workers(self, path: str, begin: datetime, end: datetime, limit: int) -> Sequence[LogWorker]:
        """See the port. Whoever holds several posts is there once."""
        query = _HELD.where(
            _KEEPS,
            seen_post.c.path >= path,
            seen_post.c.path < path + ":",
            seen_account.c.active.is_(True),
            sa.or_(seen_holder.c.since.is_(None), seen_holder.c.since < end),
            sa.or_(seen_holder.c.until.is_(None), seen_holder.c.until > begin),
        ).limit(2 * limit)
        found: dict[str, LogWorker] = {}
        for row in self._rows(query):
            found.setdefault(row.id, LogWorker(row.id, row.name, row.path, row.place))
        return list(found.values())[:limit]

    def keepers(self, workers: Sequence[str]) -> dict[str, date]:
        """See the port."""
        query = (
            sa.select(seen_holder.c.account_id, seen_holder.c.since)
            .join(seen_post, seen_post.c.id == seen_holder.c.post_id)
            .where(seen_holder.c.account_id.in_(workers), _KEEPS)
        )
        found: dict[str, date] = {}
        for row in self._rows(query):
            since = day_in_china(aware(row.since)) if row.since is not None else date.min
            found[row.account_id] = min(since, found.get(row.account_id, since))
        return found

    def worker(self, worker_id: str) -> LogWorker | None:
        """See the port."""
        query = _HELD.where(seen_account.c.id == worker_id)
        rows = sorted(self._rows(query), key=lambda row: len(row.path), reverse=True)
        if rows:
            return LogWorker(rows[0].id, rows[0].name, rows[0].path, rows[0].place)
        return None

    def walks(self, workers: Sequence[str], begin: datetime, end: datetime) -> Sequence[Walk]:
        """See the port."""
        here = check_in.c.patrol_id == patrol.c.id
        calls = sa.select(sa.func.count()).select_from(check_in).where(here)
        query = (
            sa.select(
                patrol.c.id,
                patrol.c.worker_id,
                patrol.c.started_at,
                patrol.c.finished_at,
                calls.scalar_subquery().label("calls"),
                calls.where(check_in.c.finding != "").scalar_subquery().label("findings"),
                _PLACED,
            )
            .select_from(patrol.outerjoin(seen_place, seen_place.c.path == patrol.c.territory_path))
            .where(
                patrol.c.worker_id.in_(workers),
                patrol.c.started_at >= begin,
                patrol.c.started_at < end,
                patrol.c.state != State.LAPSED.value,
            )
            .order_by(patrol.c.started_at, patrol.c.id)
        )
        return [
            Walk(
                row.id,
                row.worker_id,
                aware(row.started_at),
                aware(row.finished_at),
                row.calls,
                row.findings,
                row.place,
            )
            for row in self._rows(query)
        ]

    def deeds(self, workers: Sequence[str], begin: datetime, end: datetime) -> Sequence[tuple[str, Deed]]:
        """See the port."""
        deed = seen_deed.c
        where = sa.and_(deed.account_id.in_(workers), deed.at >= begin, deed.at < end)
        query = sa.select(seen_deed).where(where).order_by(deed.at, deed.event_id)
        return [
            (row.account_id, Deed(aware(row.at), row.case_id, row.number, row.act))
            for row in self._rows(query)
        ]

    def plans(self, workers: Sequence[str], weeks: Sequence[Week]) -> Sequence[DutyPlan]:
        """See the port."""
        where = sa.and_(
            duty_plan.c.worker_id.in_(workers), duty_plan.c.week.in_([str(each) for each in weeks])
        )
        return [plan_of(row) for row in self._rows(sa.select(duty_plan).where(where))]

    def summary(self, path: str, week: Week) -> WeekSummary | None:
        """See the port."""
        where = sa.and_(week_summary.c.territory_path == path, week_summary.c.week == str(week))
        rows = self._rows(sa.select(week_summary).where(where))
        return summary_of(rows[0], self._cipher) if rows else None

    def communities(self, path: str, week: Week, after: str, limit: int) -> Sequence[CommunityWeek]:
        """See the port."""
        return [
            CommunityWeek(
                row.path, row.name, row.state or WeekState.DRAFT.value, row.finished, aware(row.reported_at)
            )
            for row in self._rows(weeks_of_communities(path, week, after, limit))
        ]

    def calendar(self) -> Callable[[date], bool]:
        """See the port. Monday to Friday until the directory has told it."""
        rows = self._rows(sa.select(seen_calendar.c.days).where(seen_calendar.c.name == _COMMON))
        deviations = rows[0].days if rows else {}
        days = {
            date.fromisoformat(day): DayKind.WORK if works else DayKind.REST
            for day, works in deviations.items()
        }
        return WorkCalendar(days).is_working_day

    def _rows(self, query: Any) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(query).all()

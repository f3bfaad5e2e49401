"""Planned duty (错时), reminders, what is heard of cases and the calendar, and what is purged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.field.application.ports import NewUow, People
from services.field.application.viewing import MOST_ROWS
from services.field.application.whereabouts import territory_of
from services.field.application.work_log_days import COMMUNITY, WRITE
from services.field.application.work_log_ports import (
    Deed,
    Deeds,
    DutyPlans,
    LogWorker,
    WorkDays,
    WorkLogReader,
)
from services.field.application.work_log_rows import Expectations, missing_days, rows_under
from services.field.application.work_log_views import VIEW
from services.field.application.work_log_weeks import SUM_UP
from services.field.domain.duty_plan import DutyPlan, PlannedDuty
from services.field.domain.week_summary import WeekState
from services.field.domain.work_log import DayState
from services.field.domain.work_log_refusals import PlanWrong
from services.field.domain.work_weeks import Week, day_in_china, reminded
from services.kernel.call import Call, system_call
from services.kernel.errors import FieldProblem
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock

KEPT = timedelta(days=2 * 366)
"""Logs, plans and summaries of two years (SEN-08)."""
DEEDS_KEPT = timedelta(days=60)
_PLANNED_AHEAD = 8
"""Weeks that may be planned; older ones than the last are not changed any more."""


class PutPlan:
    """The caller's own hours of a week in place of what was planned."""

    def __init__(self, new_uow: NewUow, plans: DutyPlans) -> None:
        self._new_uow = new_uow
        self._plans = plans

    def __call__(self, call: Call, week: Week, duties: Sequence[PlannedDuty], etag: str) -> None:
        """Raises PlanWrong, Stale, NoTerritory."""
        path = territory_of(call, WRITE, "")
        with self._new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            present = Week.of(day_in_china(uow.now))
            if not present.before <= week <= Week.of(present.first + timedelta(weeks=_PLANNED_AHEAD)):
                raise PlanWrong(FieldProblem("week", PlanWrong.code))
            plan = self._plans.find(uow, call.actor.id, week) or DutyPlan(call.actor.id, week, path)
            before = len(plan.duties)
            plan.plan(duties, etag)
            self._plans.save(uow, plan)
            changes: dict[str, object] = {"week": ["", str(week)], "duties": [before, len(plan.duties)]}
            record = f"{call.actor.id}/{week}"
            uow.audit("field.duty.plan", "duty_plan", record, territory=path, changes=changes)
            uow.commit(result=str(week))


@dataclass(frozen=True, slots=True)
class TerritoryPlans:
    """Planned hours of a territory's workers; those who planned nothing are there, too."""

    path: str
    name: str
    week: Week
    plans: Sequence[tuple[LogWorker, DutyPlan]]


class ListPlans:
    """Who of a territory is on duty when."""

    def __init__(self, reader: WorkLogReader, people: People) -> None:
        self._reader = reader
        self._people = people

    def __call__(self, call: Call, week: Week, territory_code: str) -> TerritoryPlans:
        """Raises NoTerritory, PermissionDenied."""
        path = territory_of(call, VIEW, territory_code)
        workers = self._reader.workers(path, *week.bounds, MOST_ROWS)
        made = {each.worker_id: each for each in self._reader.plans([each.id for each in workers], [week])}
        plans = [(each, made.get(each.id) or DutyPlan(each.id, week, each.path)) for each in workers]
        return TerritoryPlans(path, self._people.place_name(path), week, plans)


@dataclass(frozen=True, slots=True)
class Reminders:
    """What waits for somebody; ``week`` and ``path`` are of the week to sum up."""

    finish_today: bool = False
    missing: Sequence[date] = ()
    unfinished: int = 0
    week: str = ""
    path: str = ""


class GetReminders:
    """A day not finished after 17:30, days before it, and last week not summed up."""

    def __init__(self, reader: WorkLogReader, clock: Clock) -> None:
        self._reader = reader
        self._clock = clock

    def __call__(self, call: Call) -> Reminders:
        """Nothing for whoever neither writes nor reads logs."""
        now = self._clock()
        today = day_in_china(now)
        finish, missing = self._own(call, today, now) if call.may(WRITE) else (False, ())
        week, path = self._week(call, today)
        return Reminders(finish, missing, self._unfinished(call, today, now), week, path)

    def _own(self, call: Call, today: date, now: datetime) -> tuple[bool, Sequence[date]]:
        reader, me = self._reader, call.actor.id
        expected = Expectations(reader, [me], today - timedelta(days=7), today)
        done = any(each.state is DayState.FINISHED for each in reader.days([me], today, today))
        finish = not done and expected.due(me, today) and reminded(today, now)
        return finish, missing_days(reader, expected, me, today)

    def _unfinished(self, call: Call, today: date, now: datetime) -> int:
        """Of the caller's own community or grid alone: townships and above look at the page."""
        paths = [each for each in call.scope(VIEW).paths if len(each) >= COMMUNITY]
        if not paths or not reminded(today, now):
            return 0
        rows = [each for path in paths for each in rows_under(self._reader, path, today)]
        return len({each.worker.id for each in rows if each.due and not each.finished})

    def _week(self, call: Call, today: date) -> tuple[str, str]:
        last = Week.of(today).before
        for path in call.scope(SUM_UP).paths:
            if len(path) == COMMUNITY:
                found = self._reader.summary(path, last)
                if found is None or found.state is WeekState.DRAFT:
                    return str(last), path
        return "", ""


class HearDeeds:
    """What the platform's accounts do with cases, for the proposals of their day; nothing personal."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds

    def as_act(self, act: str) -> Any:
        """The handler that keeps an event as this act."""

        def handle(event: Any, envelope: Envelope, uow: UnitOfWork) -> None:
            if envelope.actor_id:
                deed = Deed(envelope.at, event.head.case_id[:40], event.head.number[:40], act)
                self._deeds.note(uow, envelope.id, envelope.actor_id, deed)

        return handle

    def calendar(self, event: Any, envelope: Envelope, uow: UnitOfWork) -> None:
        """Which days are working days."""
        found = event.calendar
        days = {each.date: bool(each.working) for each in found.days}
        self._deeds.keep_calendar(uow, found.name, days, found.version)


class PurgeLogs:
    """The timed job: logs of two years ago and deeds of two months ago go."""

    def __init__(self, new_uow: NewUow, days: WorkDays, deeds: Deeds) -> None:
        self._new_uow = new_uow
        self._days = days
        self._deeds = deeds

    def __call__(self, now: datetime) -> int:
        """How many rows were purged."""
        with self._new_uow(system_call("job:field.purge_logs")) as uow:
            purged = self._days.purge(uow, day_in_china(now - KEPT))
            deeds = self._deeds.purge(uow, now - DEEDS_KEPT)
            if purged or deeds:
                uow.audit("field.logs.purge", "work_day", "", changes={"rows": [purged + deeds, 0]})
            uow.commit()
        return purged + deeds

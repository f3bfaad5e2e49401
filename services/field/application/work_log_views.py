"""Looking at work logs: one's own day with what the platform knows of it, others' days, who has finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.field.application.ports import NewUow, People
from services.field.application.viewing import MOST_ROWS, bounds
from services.field.application.whereabouts import territory_of
from services.field.application.work_log_days import COMMUNITY, WRITE
from services.field.application.work_log_ports import Deed, LogWorker, PastEntry, Walk, WorkLogReader
from services.field.application.work_log_rows import (
    LOOKED_BACK,
    DayRow,
    Expectations,
    day_rows,
    missing_days,
    rows_under,
)
from services.field.domain.duty_plan import DutyPlan, PlannedDuty
from services.field.domain.work_log import DayState, WorkDay
from services.field.domain.work_log_refusals import WorkDayNotFound
from services.field.domain.work_weeks import Week, day_in_china, reminded
from services.kernel.call import Call
from services.kernel.types import Clock

VIEW = "field.log.view"


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day with what is known around it; ``walks`` and ``deeds`` are those no entry speaks of yet."""

    log: WorkDay
    worker: LogWorker
    history: Sequence[PastEntry] = ()
    walks: Sequence[Walk] = ()
    deeds: Sequence[Deed] = ()
    planned: Sequence[PlannedDuty] = ()
    missing: Sequence[date] = ()
    due: bool = False
    remind: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """The caller's week."""

    week: Week
    rows: Sequence[DayRow]
    plan: DutyPlan
    closed: bool


class GetDay:
    """One's own day with proposals, or another's in sight, which leaves an audit entry (SEN-08)."""

    def __init__(self, new_uow: NewUow, reader: WorkLogReader, clock: Clock) -> None:
        self._new_uow = new_uow
        self._reader = reader
        self._clock = clock

    def __call__(self, call: Call, day: date, worker_id: str = "") -> ShownDay:
        """Raises WorkDayNotFound for nobody in sight, NoTerritory."""
        reader, now = self._reader, self._clock()
        own = worker_id in ("", call.actor.id)
        log = reader.day(worker_id or call.actor.id, day)
        worker = self._own(call) if own else self._others(call, worker_id, log)
        shown = log or WorkDay("", worker.id, day, worker.path, version=0)
        first = day - timedelta(days=LOOKED_BACK) if own else day
        expected = Expectations(reader, [worker.id], first, day)
        due = expected.due(worker.id, day)
        open_ = shown.state is DayState.OPEN
        summary = reader.summary(shown.territory_path[:COMMUNITY], Week.of(day))
        walks, deeds = self._known(shown) if own else ([], [])
        if not own:
            with self._new_uow(call) as uow:
                changes: dict[str, object] = {"day": [day.isoformat(), day.isoformat()]}
                uow.audit(
                    "field.log.view", "work_day", shown.id, territory=shown.territory_path, changes=changes
                )
                uow.commit()
        return ShownDay(
            log=shown,
            worker=worker,
            history=reader.history([each.id for each in shown.entries if each.version > 1]),
            walks=walks,
            deeds=deeds,
            planned=expected.planned(worker.id, day),
            missing=missing_days(reader, expected, worker.id, day_in_china(now)) if own else (),
            due=due,
            remind=due and open_ and reminded(day, now),
            closed=summary is not None and summary.closed,
        )

    def _own(self, call: Call) -> LogWorker:
        path = territory_of(call, WRITE, "")
        known = self._reader.worker(call.actor.id)
        return LogWorker(call.actor.id, call.actor.name, path, known.place if known else "")

    def _others(self, call: Call, worker_id: str, log: WorkDay | None) -> LogWorker:
        known = self._reader.worker(worker_id)
        if known is None:
            raise WorkDayNotFound()
        path = log.territory_path if log else known.path
        if not call.scope(VIEW).contains(path):
            raise WorkDayNotFound()
        return known

    def _known(self, log: WorkDay) -> tuple[list[Walk], list[Deed]]:
        """Patrols and deeds of the day that no entry speaks of."""
        begin, end = bounds(log.day.isoformat())
        told = {each.source for each in log.standing if each.source}
        walks = [
            each
            for each in self._reader.walks([log.worker_id], begin, end)
            if f"patrol/{each.id}" not in told
        ]
        deeds: dict[str, Deed] = {}
        for _, deed in self._reader.deeds([log.worker_id], begin, end):
            source = f"case/{deed.case_id}/{deed.act}"
            if source not in told:
                deeds.setdefault(source, deed)
        return walks, list(deeds.values())[:100]


class GetOwnWeek:
    """The seven days of the caller's week, and what is planned for them."""

    def __init__(self, reader: WorkLogReader) -> None:
        self._reader = reader

    def __call__(self, call: Call, week: Week) -> OwnWeek:
        """Raises NoTerritory."""
        reader = self._reader
        path = territory_of(call, WRITE, "")
        worker = reader.worker(call.actor.id) or LogWorker(call.actor.id, call.actor.name, path, "")
        expected = Expectations(reader, [worker.id], week.days[0], week.days[-1])
        rows = day_rows(reader, [worker], week.days, expected)
        plan = expected.plans.get((worker.id, week)) or DutyPlan(worker.id, week, path)
        summary = reader.summary(path[:COMMUNITY], week)
        return OwnWeek(week, rows, plan, summary is not None and summary.closed)


@dataclass(frozen=True, slots=True)
class TerritoryDay:
    """Who of a territory finished a day."""

    path: str
    name: str
    day: date
    rows: Sequence[DayRow]


class ListDays:
    """Who of a territory has finished a day and who has not; those who should have come first."""

    def __init__(self, reader: WorkLogReader, people: People, clock: Clock) -> None:
        self._reader = reader
        self._people = people
        self._clock = clock

    def __call__(self, call: Call, territory_code: str, day: date | None) -> TerritoryDay:
        """Raises NoTerritory, PermissionDenied."""
        path = territory_of(call, VIEW, territory_code)
        wanted = day or day_in_china(self._clock())
        rows = rows_under(self._reader, path, wanted)
        rows.sort(key=lambda each: (not each.due or each.finished, each.finished, each.worker.path))
        return TerritoryDay(path, self._people.place_name(path), wanted, rows[:MOST_ROWS])

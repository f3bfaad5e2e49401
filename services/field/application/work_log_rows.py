"""Who is expected to keep a log on which day, and how far each worker's day has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.field.application.viewing import MOST_ROWS, bounds
from services.field.application.work_log_ports import LogWorker, WorkLogReader
from services.field.domain.duty_plan import PlannedDuty
from services.field.domain.work_log import DayState, WorkDay
from services.field.domain.work_weeks import Week, due_days

LOOKED_BACK = 7
"""Days for which what is missing is told."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A worker's day in lists; ``log`` is None where nothing was written."""

    worker: LogWorker
    day: date
    log: WorkDay | None
    due: bool
    entries: int = 0

    @property
    def finished(self) -> bool:
        """Whether it is done."""
        return self.log is not None and self.log.state is DayState.FINISHED


class Expectations:
    """On which days logs are expected: those planned, else working days of whoever holds such a post."""

    def __init__(self, reader: WorkLogReader, workers: Sequence[str], first: date, last: date) -> None:
        self._working, self._keepers = reader.calendar(), reader.keepers(workers)
        weeks = sorted({Week.of(first + timedelta(days=each)) for each in range((last - first).days + 1)})
        self.plans = {(each.worker_id, each.week): each for each in reader.plans(workers, weeks)}

    def due(self, worker_id: str, day: date) -> bool:
        """Whether a log of that day is expected of that worker."""
        week = Week.of(day)
        plan = self.plans.get((worker_id, week))
        if day < self._keepers.get(worker_id, date.max) and not (plan and plan.days):
            return False
        return day in due_days(week, plan.days if plan else None, self._working)

    def planned(self, worker_id: str, day: date) -> Sequence[PlannedDuty]:
        """Hours planned for that day."""
        plan = self.plans.get((worker_id, Week.of(day)))
        return [each for each in plan.duties if each.day == day] if plan else []


def rows_under(reader: WorkLogReader, path: str, day: date) -> list[DayRow]:
    """Everybody who keeps a log in a territory or wrote one of that day there."""
    workers = everybody(reader, path, bounds(day.isoformat()), reader.days_under(path, day, day))
    expected = Expectations(reader, [each.id for each in workers], day, day)
    return day_rows(reader, workers, [day], expected)


def everybody(
    reader: WorkLogReader, path: str, within: tuple[datetime, datetime], days: Sequence[WorkDay]
) -> list[LogWorker]:
    """Workers of a territory in that time, and whoever wrote a log there without holding such a post."""
    found = {each.id: each for each in reader.workers(path, *within, MOST_ROWS)}
    for each in days:
        if each.worker_id not in found:
            known = reader.worker(each.worker_id)
            name, place = (known.name, known.place) if known else ("", "")
            found[each.worker_id] = LogWorker(each.worker_id, name, each.territory_path, place)
    return list(found.values())


def day_rows(
    reader: WorkLogReader, workers: Sequence[LogWorker], days: Sequence[date], expected: Expectations
) -> list[DayRow]:
    """A row for each worker and day."""
    logs = {
        (each.worker_id, each.day): each
        for each in reader.days([each.id for each in workers], days[0], days[-1])
    }
    counts: dict[str, int] = {}
    for (day_id, _), number in reader.counts([each.id for each in logs.values()]).items():
        counts[day_id] = counts.get(day_id, 0) + number
    return [
        DayRow(
            worker,
            day,
            log := logs.get((worker.id, day)),
            expected.due(worker.id, day),
            counts.get(log.id, 0) if log else 0,
        )
        for worker in workers
        for day in days
    ]


def missing_days(
    reader: WorkLogReader, expected: Expectations, worker_id: str, today: date
) -> Sequence[date]:
    """Expected days of the last seven before today that are not finished, oldest first."""
    days = [today - timedelta(days=each) for each in range(LOOKED_BACK, 0, -1)]
    done = {
        each.day for each in reader.days([worker_id], days[0], days[-1]) if each.state is DayState.FINISHED
    }
    return [each for each in days if each not in done and expected.due(worker_id, each)]

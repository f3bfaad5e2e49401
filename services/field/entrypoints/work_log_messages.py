"""Work logs and weeks to contract and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from services.field.application.work_log_duty import TerritoryPlans
from services.field.application.work_log_ports import Deed, LogWorker, PastEntry, Walk
from services.field.application.work_log_rows import DayRow
from services.field.application.work_log_views import OwnWeek, ShownDay, TerritoryDay
from services.field.domain.duty_plan import DutyPlan, PlannedDuty
from services.field.domain.work_log import DayState, Entry, Kind
from services.field.domain.work_weeks import read_day
from services.kernel.territory_codes import code_of
from wangge.field.v1 import worklog_pb2 as pb

KINDS: Mapping[Kind, Any] = {each: pb.WorkKind.Value(f"WORK_KIND_{each.value}") for each in Kind}
KIND_OF: Mapping[Any, Kind] = {number: kind for kind, number in KINDS.items()}
_DAY_STATES: Mapping[DayState, Any] = {
    each: pb.WorkDayState.Value(f"WORK_DAY_STATE_{each.value}") for each in DayState
}


def day(shown: ShownDay) -> pb.WorkDay:
    """A day with all that is known around it."""
    log = shown.log
    history: dict[str, list[PastEntry]] = {}
    for each in shown.history:
        history.setdefault(each.entry_id, []).append(each)
    entries = sorted(log.entries, key=lambda each: (each.at, each.id))
    message = pb.WorkDay(
        day=log.day.isoformat(),
        worker_id=log.worker_id,
        worker_name=shown.worker.name,
        territory_code=code_of(log.territory_path),
        territory_name=shown.worker.place,
        state=_DAY_STATES[log.state],
        late=log.late,
        entries=[_entry(each, history.get(each.id, ())) for each in entries],
        proposals=[*(_walk(each) for each in shown.walks), *(_deed(each) for each in shown.deeds)],
        due=shown.due,
        remind=shown.remind,
        week_closed=shown.closed,
        planned=[planned(each) for each in shown.planned],
        missing_days=days_in(shown.missing),
        etag=str(log.version),
    )
    stamp(message, "finish_time", log.finished_at)
    return message


def day_row(row: DayRow) -> pb.WorkDayRow:
    """A worker's day in a list."""
    log = row.log
    message = pb.WorkDayRow(
        worker_id=row.worker.id,
        worker_name=row.worker.name,
        territory_code=code_of(row.worker.path),
        territory_name=row.worker.place,
        state=_DAY_STATES[log.state if log else DayState.OPEN],
        late=log.late if log else False,
        due=row.due,
        entries=row.entries,
        day=row.day.isoformat(),
    )
    stamp(message, "finish_time", log.finished_at if log else None)
    return message


def own_week(found: OwnWeek, worker: str) -> pb.WorkWeek:
    """The caller's week."""
    return pb.WorkWeek(
        week=str(found.week),
        days=[day_row(each) for each in found.rows],
        plan=plan(found.plan, LogWorker(found.plan.worker_id, worker, found.plan.territory_path, "")),
        closed=found.closed,
    )


def days_of(found: TerritoryDay) -> pb.ListWorkDaysResponse:
    """A territory's day."""
    due = [each for each in found.rows if each.due]
    return pb.ListWorkDaysResponse(
        territory_code=code_of(found.path),
        territory_name=found.name,
        day=found.day.isoformat(),
        due=len(due),
        finished=sum(each.finished for each in due),
        rows=[day_row(each) for each in found.rows],
    )


def plan(found: DutyPlan, worker: LogWorker) -> pb.DutyPlan:
    """Planned hours of a week."""
    return pb.DutyPlan(
        worker_id=worker.id,
        worker_name=worker.name,
        week=str(found.week),
        duties=[planned(each) for each in found.duties],
        territory_name=worker.place,
        etag=str(found.version),
    )


def plans(found: TerritoryPlans) -> pb.ListDutyPlansResponse:
    """Planned hours of a territory."""
    return pb.ListDutyPlansResponse(
        territory_code=code_of(found.path),
        territory_name=found.name,
        week=str(found.week),
        plans=[plan(each, worker) for worker, each in found.plans],
    )


def planned(duty: PlannedDuty) -> pb.PlannedDuty:
    """Hours of one day."""
    return pb.PlannedDuty(day=duty.day.isoformat(), begin=duty.begin, end=duty.end)


def planned_of(duties: Iterable[pb.PlannedDuty]) -> list[PlannedDuty]:
    """Hours as they were sent. Raises Invalid for a day that is none."""
    return [
        PlannedDuty(read_day(each.day, f"duties[{number}].day"), each.begin, each.end)
        for number, each in enumerate(duties)
    ]


def _entry(entry: Entry, past: Iterable[PastEntry]) -> pb.WorkEntry:
    message = pb.WorkEntry(
        id=entry.id,
        kind=KINDS[entry.kind],
        text=entry.text,
        case_id=entry.case_id,
        case_number=entry.case_number,
        act=entry.act,
        patrol_id=entry.patrol_id,
        addition=entry.addition,
        withdrawn=entry.withdrawn,
        etag=str(entry.version),
    )
    stamp(message, "at", entry.at)
    for each in past:
        kind = KINDS[Kind(each.kind)]
        version = message.history.add(kind=kind, text=each.text, withdrawn=each.withdrawn)
        stamp(version, "at", each.at)
        stamp(version, "change_time", each.changed_at)
    return message


def _walk(walk: Walk) -> pb.WorkProposal:
    message = pb.WorkProposal(
        kind=pb.WORK_KIND_PATROL,
        patrol_id=walk.id,
        check_ins=walk.check_ins,
        findings=walk.findings,
        territory_name=walk.place,
    )
    stamp(message, "at", walk.began)
    stamp(message, "end_time", walk.ended)
    return message


def _deed(deed: Deed) -> pb.WorkProposal:
    message = pb.WorkProposal(
        kind=pb.WORK_KIND_CASE, case_id=deed.case_id, case_number=deed.number, act=deed.act
    )
    stamp(message, "at", deed.at)
    return message


def days_in(days: Iterable[date]) -> list[str]:
    """Days as contracts write them."""
    return [each.isoformat() for each in days]


def stamp(message: Any, field: str, moment: datetime | None) -> None:
    """Set a moment that is there."""
    if moment is not None:
        getattr(message, field).FromDatetime(moment.astimezone(UTC))

"""Weeks of communities and reminders to contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.field.application.work_log_duty import Reminders
from services.field.application.work_log_ports import CommunityWeek
from services.field.application.work_log_weeks import ShownWeek, TerritoryWeek
from services.field.domain.week_summary import WeekState, WorkerWeek
from services.field.domain.work_log import Kind
from services.field.entrypoints.work_log_messages import KINDS, days_in, stamp
from services.kernel.territory_codes import code_of
from wangge.field.v1 import worklog_pb2 as pb

_WEEK_STATES: Mapping[str, Any] = {
    each.value: pb.WeekState.Value(f"WEEK_STATE_{each.value}") for each in WeekState
}


def reminders(found: Reminders) -> pb.LogReminders:
    """What waits for somebody."""
    return pb.LogReminders(
        finish_today=found.finish_today,
        missing_days=days_in(found.missing),
        unfinished_workers=found.unfinished,
        week_to_sum_up=found.week,
        territory_code=code_of(found.path),
    )


def summary(found: ShownWeek) -> pb.WeekSummary:
    """A community's week."""
    source, figures = found.summary, found.figures
    message = pb.WeekSummary(
        week=str(source.week),
        first_day=source.week.days[0].isoformat(),
        last_day=source.week.days[-1].isoformat(),
        territory_code=code_of(source.territory_path),
        territory_name=found.place,
        state=_WEEK_STATES[source.state.value],
        workers=[_worker(each) for each in figures.workers],
        kinds=[
            pb.WeekSummary.KindCount(kind=KINDS[each], count=figures.kinds[each.value])
            for each in Kind
            if figures.kinds.get(each.value)
        ],
        patrol_days=sum(each.patrol_days for each in figures.workers),
        findings=sum(each.findings for each in figures.workers),
        cases_reported=figures.cases_reported,
        cases_handled=figures.cases_handled,
        conclusions=source.conclusions,
        needs=source.needs,
        minutes=source.minutes,
        summed_up_by_name=found.summed_up_by,
        reported_by_name=found.reported_by,
        actions=found.actions,
        etag=str(source.version),
    )
    stamp(message, "sum_up_time", source.summed_up_at)
    stamp(message, "report_time", source.reported_at)
    return message


def communities(found: TerritoryWeek, shown: Iterable[CommunityWeek]) -> pb.ListWeekSummariesResponse:
    """Communities of a territory."""
    response = pb.ListWeekSummariesResponse(territory_code=code_of(found.path), territory_name=found.name)
    for each in shown:
        row = response.communities.add(
            territory_code=code_of(each.path),
            territory_name=each.name,
            state=_WEEK_STATES[each.state],
            finished=each.finished,
        )
        stamp(row, "report_time", each.reported_at)
    return response


def _worker(each: WorkerWeek) -> pb.WeekSummary.Worker:
    return pb.WeekSummary.Worker(
        worker_id=each.worker_id,
        worker_name=each.name,
        due=each.due,
        finished=each.finished,
        late=each.late,
        missing_days=days_in(each.missing),
        entries=each.entries,
        patrol_days=each.patrol_days,
        findings=each.findings,
        cases=each.cases,
    )

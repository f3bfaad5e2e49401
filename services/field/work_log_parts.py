"""Composes the part of field about work logs."""

from __future__ import annotations

from dataclasses import dataclass

from services.field.adapters.patrols import SqlPatrols
from services.field.adapters.people import SqlPeople
from services.field.adapters.work_log_days import SqlWorkDays
from services.field.adapters.work_log_reading import SqlWorkLogReader
from services.field.adapters.work_log_weeks import SqlDeeds, SqlDutyPlans, SqlWeekSummaries
from services.field.application.work_log_days import AddEntry, ChangeEntry, FinishDay, LogParts, ReopenDay
from services.field.application.work_log_duty import (
    GetReminders,
    HearDeeds,
    ListPlans,
    PurgeLogs,
    PutPlan,
)
from services.field.application.work_log_views import GetDay, GetOwnWeek, ListDays
from services.field.application.work_log_weeks import (
    GetSummary,
    ListSummaries,
    ReportWeek,
    SummaryParts,
    SumUpWeek,
    WriteSummary,
)
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True, slots=True)
class WorkLogs:
    """Commands, queries and policies of work logs."""

    add_entry: AddEntry
    change_entry: ChangeEntry
    finish_day: FinishDay
    reopen_day: ReopenDay
    get_day: GetDay
    get_own_week: GetOwnWeek
    list_days: ListDays
    get_reminders: GetReminders
    put_plan: PutPlan
    list_plans: ListPlans
    get_summary: GetSummary
    write_summary: WriteSummary
    sum_up_week: SumUpWeek
    report_week: ReportWeek
    list_summaries: ListSummaries
    hear_deeds: HearDeeds
    purge_logs: PurgeLogs


def build(context: ServiceContext, people: SqlPeople, patrols: SqlPatrols) -> WorkLogs:
    """Put them together; imports no grpc."""
    new_uow, clock = context.new_uow, context.clock
    reader = SqlWorkLogReader(context.database, context.cipher)
    days, weeks = SqlWorkDays(context.cipher), SqlWeekSummaries(context.cipher)
    plans, deeds = SqlDutyPlans(), SqlDeeds()
    parts = LogParts(new_uow, days, weeks, context.new_id)
    summaries = SummaryParts(new_uow, weeks, reader)
    return WorkLogs(
        add_entry=AddEntry(parts, patrols, deeds),
        change_entry=ChangeEntry(parts),
        finish_day=FinishDay(parts),
        reopen_day=ReopenDay(parts),
        get_day=GetDay(new_uow, reader, clock),
        get_own_week=GetOwnWeek(reader),
        list_days=ListDays(reader, people, clock),
        get_reminders=GetReminders(reader, clock),
        put_plan=PutPlan(new_uow, plans),
        list_plans=ListPlans(reader, people),
        get_summary=GetSummary(reader, people, clock),
        write_summary=WriteSummary(summaries),
        sum_up_week=SumUpWeek(summaries),
        report_week=ReportWeek(summaries),
        list_summaries=ListSummaries(reader, people),
        hear_deeds=HearDeeds(deeds),
        purge_logs=PurgeLogs(new_uow, days, deeds),
    )

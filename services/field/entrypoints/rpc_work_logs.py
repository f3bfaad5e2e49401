"""Messages in, commands out, replies back: work logs, planned duty, weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.field.application.work_log_days import Written
from services.field.domain.work_weeks import Week, read_day
from services.field.entrypoints import messages, work_log_messages, work_week_messages
from services.field.work_log_parts import WorkLogs
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.paging import clamp
from services.kernel.rpc.server import call_of
from wangge.field.v1 import worklog_pb2 as pb
from wangge.field.v1 import worklog_pb2_grpc as pb_grpc


class WorkLogServicer(pb_grpc.WorkLogServiceServicer):
    """WorkLogService of wangge/field/v1/worklog.proto."""

    def __init__(self, logs: WorkLogs) -> None:
        self._logs = logs

    def GetWorkDay(self, request: pb.GetWorkDayRequest, context: Any) -> pb.WorkDay:
        found = self._logs.get_day(call_of(context), read_day(request.day), request.worker_id)
        return work_log_messages.day(found)

    def AddWorkEntry(self, request: pb.AddWorkEntryRequest, context: Any) -> pb.WorkDay:
        call, day = call_of(context), read_day(request.day)
        written = Written(
            kind=work_log_messages.KIND_OF[request.kind],
            text=request.text,
            id=request.id,
            at=messages.moment_of(request, "at"),
            case_id=request.case_id,
            act=request.act,
            patrol_id=request.patrol_id,
        )
        if not request.text.strip():
            raise Invalid.one("text", "kernel.required")
        self._logs.add_entry(call, day, written)
        return self._day(call, day)

    def ChangeWorkEntry(self, request: pb.ChangeWorkEntryRequest, context: Any) -> pb.WorkDay:
        call = call_of(context)
        day = self._logs.change_entry(
            call,
            request.id,
            request.etag,
            at=messages.moment_of(request, "at"),
            kind=work_log_messages.KIND_OF.get(request.kind),
            text=request.text,
            withdrawn=request.withdrawn,
        )
        return self._day(call, day)

    def FinishWorkDay(self, request: pb.FinishWorkDayRequest, context: Any) -> pb.WorkDay:
        call, day = call_of(context), read_day(request.day)
        self._logs.finish_day(call, day, messages.moment_of(request, "at"))
        return self._day(call, day)

    def ReopenWorkDay(self, request: pb.ReopenWorkDayRequest, context: Any) -> pb.WorkDay:
        call, day = call_of(context), read_day(request.day)
        self._logs.reopen_day(call, day)
        return self._day(call, day)

    def GetWorkWeek(self, request: pb.GetWorkWeekRequest, context: Any) -> pb.WorkWeek:
        call = call_of(context)
        found = self._logs.get_own_week(call, Week.read(request.week))
        return work_log_messages.own_week(found, call.actor.name)

    def ListWorkDays(self, request: pb.ListWorkDaysRequest, context: Any) -> pb.ListWorkDaysResponse:
        day = read_day(request.day) if request.day else None
        found = self._logs.list_days(call_of(context), request.territory_code, day)
        return work_log_messages.days_of(found)

    def GetLogReminders(self, request: pb.GetLogRemindersRequest, context: Any) -> pb.LogReminders:
        return work_week_messages.reminders(self._logs.get_reminders(call_of(context)))

    def PutDutyPlan(self, request: pb.PutDutyPlanRequest, context: Any) -> pb.DutyPlan:
        call, week = call_of(context), Week.read(request.week)
        self._logs.put_plan(call, week, work_log_messages.planned_of(request.duties), request.etag)
        return work_log_messages.own_week(self._logs.get_own_week(call, week), call.actor.name).plan

    def ListDutyPlans(self, request: pb.ListDutyPlansRequest, context: Any) -> pb.ListDutyPlansResponse:
        week = Week.read(request.week)
        found = self._logs.list_plans(call_of(context), week, request.territory_code)
        return work_log_messages.plans(found)

    def GetWeekSummary(self, request: pb.GetWeekSummaryRequest, context: Any) -> pb.WeekSummary:
        return self._summary(call_of(context), Week.read(request.week), request.territory_code)

    def WriteWeekSummary(self, request: pb.WriteWeekSummaryRequest, context: Any) -> pb.WeekSummary:
        call, week = call_of(context), Week.read(request.week)
        words = (request.conclusions, request.needs, request.minutes)
        self._logs.write_summary(call, week, request.territory_code, request.etag, words)
        return self._summary(call, week, request.territory_code)

    def SumUpWeek(self, request: pb.SumUpWeekRequest, context: Any) -> pb.WeekSummary:
        call, week = call_of(context), Week.read(request.week)
        self._logs.sum_up_week(call, week, request.territory_code, request.etag)
        return self._summary(call, week, request.territory_code)

    def ReportWeek(self, request: pb.ReportWeekRequest, context: Any) -> pb.WeekSummary:
        call, week = call_of(context), Week.read(request.week)
        self._logs.report_week(call, week, request.territory_code, request.etag)
        return self._summary(call, week, request.territory_code)

    def ListWeekSummaries(
        self, request: pb.ListWeekSummariesRequest, context: Any
    ) -> pb.ListWeekSummariesResponse:
        size = clamp(request.page_size, 100)
        if not request.page_token.isascii() or not (request.page_token or "0").isdigit():
            raise Invalid.one("page_token", "kernel.page_token_invalid")
        found = self._logs.list_summaries(
            call_of(context), Week.read(request.week), request.territory_code, request.page_token, size + 1
        )
        shown = found.communities[:size]
        response = work_week_messages.communities(found, shown)
        if len(found.communities) > size:
            response.next_page_token = shown[-1].path
        return response

    def _day(self, call: Call, day: date) -> pb.WorkDay:
        return work_log_messages.day(self._logs.get_day(call, day))

    def _summary(self, call: Call, week: Week, code: str) -> pb.WeekSummary:
        return work_week_messages.summary(self._logs.get_summary(call, week, code))

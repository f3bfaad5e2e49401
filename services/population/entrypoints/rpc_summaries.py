"""SummaryService of wangge/population/v1/summaries.proto."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.application.room import day_of as day_said
from services.population.domain.meetings import Decision, Minutes
from services.population.domain.weeks import Week
from services.population.entrypoints import summaries_messages as to
from services.population.entrypoints.messages import day_of
from services.population.summary_parts import SummaryParts
from wangge.population.v1 import register_pb2
from wangge.population.v1 import summaries_pb2 as pb
from wangge.population.v1 import summaries_pb2_grpc as pb_grpc

_BY_ID = Order((("id", sa.column("id"), True),))
_BY_PLACE = Order((("path", sa.column("path"), False),))


class SummaryServicer(pb_grpc.SummaryServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: SummaryParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def GetWeekReport(self, request: pb.GetWeekReportRequest, context: Any) -> pb.WeekReport:
        found = self._app.report.asked(call_of(context), path_of(request.territory_code), _week(request.week))
        return to.report(found, self._clock())

    def PrepareMeeting(self, request: pb.PrepareMeetingRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        week = Week.read(request.week)
        return self._one(call, self._app.prepare(call, path_of(request.territory_code), week))

    def RecordHuddle(self, request: pb.RecordHuddleRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        files = tuple(request.grounds.evidence_ids)
        made = self._app.huddle(call, path_of(request.territory_code), self._minutes(request), files)
        return self._one(call, made)

    def RecordMeeting(self, request: pb.RecordMeetingRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        files = tuple(request.grounds.evidence_ids)
        said = self._minutes(request)
        return self._one(call, self._app.change.record(call, request.id, request.etag, said, files))

    def AddDecision(self, request: pb.AddDecisionRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        said = Decision(request.text.strip(), request.who.strip(), day_of(request.until, "until"))
        return self._one(call, self._app.change.decide(call, request.id, request.etag, said))

    def ReportMeeting(self, request: pb.ReportMeetingRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        return self._one(call, self._app.send(call, request.id, request.etag))

    def AddToMinutes(self, request: pb.AddToMinutesRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        return self._one(call, self._app.change.add(call, request.id, request.text.strip()))

    def NoteMeeting(self, request: pb.NoteMeetingRequest, context: Any) -> pb.Meeting:
        call = call_of(context)
        return self._one(call, self._app.note(call, request.id, request.etag, request.remark.strip()))

    def GetMeeting(self, request: pb.GetMeetingRequest, context: Any) -> pb.Meeting:
        return self._one(call_of(context), request.id)

    def GetMeetingFile(self, request: pb.GetMeetingFileRequest, context: Any) -> register_pb2.EvidenceData:
        filed, data = self._app.see.file(call_of(context), request.id, request.file_id)
        return register_pb2.EvidenceData(
            file_name=filed.file_name, content_type=filed.content_type, data=data
        )

    def ListCommunityWeeks(
        self, request: pb.ListCommunityWeeksRequest, context: Any
    ) -> pb.ListCommunityWeeksResponse:
        size = clamp(request.page_size, default=200, most=500)
        query = f"{request.week} {request.missing} {request.territory_code}"
        token = decode_token(request.page_token, _BY_PLACE, query)
        after = str(token[0]) if token else ""
        found = self._app.see.weeks(
            call_of(context),
            path_of(request.territory_code),
            _week(request.week),
            after,
            size + 1,
            missing=request.missing,
        )
        answer = pb.ListCommunityWeeksResponse(
            communities=[to.community(each, over=found.over) for each in found.communities[:size]],
            total=found.total,
            reported=found.reported,
            week=str(found.week),
        )
        if len(found.communities) > size:
            answer.next_page_token = encode_token(_BY_PLACE, query, [found.communities[size - 1].path])
        return answer

    def ListMeetings(self, request: pb.ListMeetingsRequest, context: Any) -> pb.ListMeetingsResponse:
        size = clamp(request.page_size)
        query = f"{request.huddles} {request.territory_code}"
        token = decode_token(request.page_token, _BY_ID, query)
        after = str(token[0]) if token else ""
        path = path_of(request.territory_code)
        found = self._app.see.listed(call_of(context), path, after, size + 1, huddles=request.huddles)
        answer = pb.ListMeetingsResponse(meetings=[to.meeting(each, words=False) for each in found[:size]])
        if len(found) > size:
            answer.next_page_token = encode_token(_BY_ID, query, [found[size - 1].meeting.id])
        return answer

    def ListSummaryReminders(
        self, request: pb.ListSummaryRemindersRequest, context: Any
    ) -> pb.ListSummaryRemindersResponse:
        found = self._app.see.reminders(call_of(context))
        return pb.ListSummaryRemindersResponse(reminders=[to.reminder(each) for each in found])

    def _minutes(self, request: pb.RecordHuddleRequest | pb.RecordMeetingRequest) -> Minutes:
        people = tuple(each.strip() for each in request.participants if each.strip())
        return Minutes(
            held_on=day_said(day_of(request.held_on, "held_on"), self._clock(), "held_on"),
            chair=request.chair.strip(),
            participants=people,
            text=request.minutes.strip(),
        )

    def _one(self, call: Call, meeting_id: str) -> pb.Meeting:
        return to.meeting(self._app.see.one(call, meeting_id))


def _week(text: str) -> Week | None:
    return Week.read(text) if text else None

"""CaseService: message in, command out, reply back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.cases.application import access
from services.cases.application.commands.report import Report
from services.cases.application.desk import Ref
from services.cases.application.queries import digest_of
from services.cases.domain.saved_filter import SavedFilter
from services.cases.domain.states import Level, Urgency
from services.cases.entrypoints.messages import (
    LEVELS,
    Around,
    attachment_message,
    case_message,
    channel_of,
    document_of,
    entries,
    moment_of,
    overrun_of,
    point_of,
    progress_message,
    receipt_message,
    saved_filter_message,
    stamp,
    summary_message,
    urgency_of,
)
from services.cases.loop_parts import Loop
from services.kernel.persistence.moments import aware
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc
from wangge.types.v1 import types_pb2 as types

_LEVEL_OF = {number: Level(name) for name, number in LEVELS.items()}


def _ref(request: Any) -> Ref:
    return Ref(request.id, request.etag, overrun_of(request))


class CaseServicer(cases_pb2_grpc.CaseServiceServicer):
    """Every RPC of the loop."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop

    def _around(self, now: datetime) -> Around:
        return Around(self._loop.directory.community_of, self._loop.time_left.at(now))

    # Reading

    def GetCase(self, request: pb.GetCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.get(call_of(context), request.id))

    def ListCases(self, request: pb.ListCasesRequest, context: Any) -> pb.ListCasesResponse:
        page, now = self._loop.list(
            call_of(context),
            size=request.page_size,
            token=request.page_token,
            filter=request.filter,
            order_by=request.order_by,
            query=request.query,
            view=request.view,
        )
        around = self._around(now)
        return pb.ListCasesResponse(
            cases=[
                (progress_message if row.id in page.reduced else summary_message)(row, now, around)
                for row in page.rows
            ],
            next_page_token=page.next_token,
            saved_filters=self._kept(context) if request.with_saved_filters else (),
        )

    def SaveFilter(self, request: pb.SaveFilterRequest, context: Any) -> pb.SavedFilter:
        asked = request.saved_filter
        wanted = SavedFilter(
            id=asked.id,
            name=asked.name,
            filter=asked.filter,
            query=asked.query,
            order_by=asked.order_by,
            view=asked.view,
            columns=tuple(asked.columns),
        )
        return saved_filter_message(self._loop.save_filter(call_of(context), wanted, asked.etag))

    def ListFilters(self, request: pb.ListFiltersRequest, context: Any) -> pb.ListFiltersResponse:
        return pb.ListFiltersResponse(saved_filters=self._kept(context))

    def _kept(self, context: Any) -> list[pb.SavedFilter]:
        return [saved_filter_message(each) for each in self._loop.list_filters(call_of(context))]

    def DeleteFilter(self, request: pb.DeleteFilterRequest, context: Any) -> pb.DeleteFilterResponse:
        self._loop.delete_filter(call_of(context), request.id)
        return pb.DeleteFilterResponse()

    def ListPending(self, request: pb.ListPendingRequest, context: Any) -> pb.ListPendingResponse:
        pending, now = self._loop.pending(
            call_of(context),
            size=request.page_size,
            token=request.page_token,
            ask=request.ask,
            overdue_only=request.overdue_only,
        )
        around = self._around(now)
        found = [
            pb.PendingCase(
                case=summary_message(row, now, around),
                ask=row.ask,
                minutes_left=around.left(aware(row.ask_due)) if row.ask_due is not None else 0,
            )
            for row in pending.rows
        ]
        return pb.ListPendingResponse(
            cases=found,
            next_page_token=pending.next_token,
            total=pending.total,
            overdue=pending.overdue,
            amber=pending.amber,
            by_ask=pending.by_ask,
        )

    def ListNewest(self, request: pb.ListNewestRequest, context: Any) -> pb.ListNewestResponse:
        newest = self._loop.newest(call_of(context), request.page_size)
        around = self._around(newest.now)
        message = pb.ListNewestResponse(unseen=newest.unseen)
        stamp(message.read_time, newest.now)
        for row in newest.rows:
            message.cases.add(
                case=summary_message(row, newest.now, around),
                ask=row.ask,
                minutes_left=around.left(aware(row.ask_due)) if row.ask_due is not None else 0,
                unseen=newest.seen_at is None or aware(row.updated_at) > newest.seen_at,
            )
        return message

    def SeeNewest(self, request: pb.SeeNewestRequest, context: Any) -> pb.SeeNewestResponse:
        until = moment_of(request, "until")
        if until is not None:
            self._loop.see_newest(call_of(context), until)
        return pb.SeeNewestResponse()

    def GetTimeline(self, request: pb.GetTimelineRequest, context: Any) -> pb.Timeline:
        rows, view = self._loop.timeline(call_of(context), request.id)
        return pb.Timeline(entries=entries(rows, view))

    def GetLedger(self, request: pb.GetLedgerRequest, context: Any) -> pb.Ledger:
        rows, view = self._loop.ledger(call_of(context), request.id)
        return pb.Ledger(case=case_message(view), entries=entries(rows, view), digest=digest_of(rows))

    def RevealReporter(self, request: pb.RevealReporterRequest, context: Any) -> pb.Reporter:
        name, phone, reporter = self._loop.reveal(call_of(context), request.id, request.purpose)
        return pb.Reporter(
            name=name,
            phone=phone,
            anonymous=reporter.anonymous,
            account_id=reporter.account_id,
            wants_answer=reporter.wants_answer,
        )

    def FindByReporter(self, request: pb.FindByReporterRequest, context: Any) -> pb.ListCasesResponse:
        page, now = self._loop.find_by_reporter(
            call_of(context),
            phone=request.phone,
            purpose=request.purpose,
            size=request.page_size,
            token=request.page_token,
        )
        around = self._around(now)
        return pb.ListCasesResponse(
            cases=[summary_message(row, now, around) for row in page.rows], next_page_token=page.next_token
        )

    def FindSimilar(self, request: pb.FindSimilarRequest, context: Any) -> pb.FindSimilarResponse:
        call = call_of(context)
        found, now = self._loop.similar(call, request.category, (request.longitude, request.latitude))
        sight, around = access.sight_of(call), self._around(now)
        message = pb.FindSimilarResponse()
        for row, metres in found:
            shown = summary_message if sight.covers(row.grid_path, row.category) else progress_message
            message.cases.add(case=shown(row, now, around), metres=round(metres, 1))
        return message

    def SuggestCategory(self, request: pb.SuggestCategoryRequest, context: Any) -> pb.SuggestCategoryResponse:
        message = pb.SuggestCategoryResponse()
        for category, title, score in self._loop.suggest_category(call_of(context), request.words):
            message.suggestions.add(category=category, title=title, score=score)
        return message

    def SuggestRoute(self, request: pb.SuggestRouteRequest, context: Any) -> pb.SuggestRouteResponse:
        pinned = request.longitude or request.latitude
        route = self._loop.suggest_route(
            call_of(context),
            request.category,
            request.grid_code,
            (request.longitude, request.latitude) if pinned else None,
            _LEVEL_OF.get(request.level, Level.COMMUNITY),
        )
        message = pb.SuggestRouteResponse(
            grid_code=code_of(route.grid_path), grid_name=route.grid_name, rule=route.rule
        )
        for each in route.candidates:
            message.candidates.add(
                unit_id=each.unit.id,
                unit_name=each.unit.name,
                principle=each.principle,
                level=LEVELS[each.level.value],
            )
        return message

    def WatchCases(self, request: pb.WatchCasesRequest, context: Any) -> Iterator[pb.CaseNotice]:
        sight = access.sight_of(call_of(context))
        watched = self._loop.watcher.watch(
            sight, request.after, path_of(request.territory_code), context.is_active
        )
        for notice, row in watched:
            # Whoever merely takes part opens the case to see more: some of them see its progress alone.
            shown = summary_message if sight.covers(row.grid_path, row.category) else progress_message
            now = self._loop.context.clock()
            message = pb.CaseNotice(
                id=str(notice.position), action=notice.action, case=shown(row, now, self._around(now))
            )
            stamp(message.at, notice.at)
            yield message

    # Reporting and evidence

    def ReportCase(self, request: pb.ReportCaseRequest, context: Any) -> pb.Case:
        report = Report(
            content=request.content,
            channel=channel_of(request.channel),
            title=request.title,
            category=request.category,
            urgency=urgency_of(request.urgency) or Urgency.NORMAL,
            grid_code=request.place.grid_code,
            point=point_of(request.place, "point"),
            address=request.place.address,
            reporter_name=request.reporter.name,
            reporter_phone=request.reporter.phone,
            anonymous=request.reporter.anonymous,
            reporter_account=request.reporter.account_id,
            wants_answer=request.reporter.wants_answer,
            occurred_at=moment_of(request, "occurred_time"),
            attachment_ids=list(request.attachment_ids),
            direct=request.direct,
            submit=request.submit,
            external_system=request.external_system,
            external_number=request.external_number,
            consent_to_publish=request.consent_to_publish,
            disposed_first=request.disposed_first,
        )
        return case_message(self._loop.report(call_of(context), report))

    def AddAttachment(self, request: pb.AddAttachmentRequest, context: Any) -> types.Attachment:
        row = self._loop.add_attachment(
            call_of(context),
            case_id=request.case_id,
            file_name=request.file_name,
            data=request.data,
            taken_at=moment_of(request, "taken_at"),
            taken_where=point_of(request, "taken_where"),
            moment=request.moment,
        )
        actor = call_of(context).actor
        return attachment_message(row, {actor.id: actor.name})

    def GetAttachmentData(self, request: pb.GetAttachmentDataRequest, context: Any) -> pb.AttachmentData:
        content_type, name, data = self._loop.get_attachment(
            call_of(context), request.id, request.attachment_id, thumbnail=request.thumbnail
        )
        return pb.AttachmentData(content_type=content_type, file_name=name, data=data)

    # Receipts

    def GetReceipt(self, request: pb.GetReceiptRequest, context: Any) -> pb.Receipt:
        return receipt_message(self._loop.get_receipt(call_of(context), request.number, request.secret))

    def RateByReceipt(self, request: pb.RateByReceiptRequest, context: Any) -> pb.Receipt:
        view = self._loop.rate_by_receipt(
            call_of(context), request.number, request.secret, score=request.score, text=request.text
        )
        return receipt_message(view)

    def ReopenByReceipt(self, request: pb.ReopenByReceiptRequest, context: Any) -> pb.Receipt:
        view = self._loop.reopen_by_receipt(
            call_of(context), request.number, request.secret, ground=request.ground
        )
        return receipt_message(view)

    def WithdrawByReceipt(self, request: pb.WithdrawByReceiptRequest, context: Any) -> pb.Receipt:
        view = self._loop.withdraw_by_receipt(
            call_of(context), request.number, request.secret, reason=request.reason
        )
        return receipt_message(view)

    # Grid and screening

    def SettleOnSpot(self, request: pb.SettleOnSpotRequest, context: Any) -> pb.Case:
        view = self._loop.settle(
            call_of(context),
            _ref(request),
            measures=request.measures,
            attachment_ids=list(request.attachment_ids),
            place=point_of(request, "place"),
        )
        return case_message(view)

    def ConfirmSettled(self, request: pb.ConfirmSettledRequest, context: Any) -> pb.Case:
        view = self._loop.confirm(
            call_of(context),
            _ref(request),
            opinion=request.opinion,
            attachment_ids=list(request.attachment_ids),
        )
        return case_message(view)

    def SubmitCase(self, request: pb.SubmitCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.submit(call_of(context), _ref(request), reason=request.reason))

    def FileCase(self, request: pb.FileCaseRequest, context: Any) -> pb.Case:
        view = self._loop.file(
            call_of(context),
            _ref(request),
            category=request.category,
            urgency=urgency_of(request.urgency),
            opinion=request.opinion,
        )
        return case_message(view)

    def ReturnCase(self, request: pb.ReturnCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.return_case(call_of(context), _ref(request), missing=request.missing))

    def ResubmitCase(self, request: pb.ResubmitCaseRequest, context: Any) -> pb.Case:
        view = self._loop.resubmit(
            call_of(context),
            _ref(request),
            additions=request.additions,
            attachment_ids=list(request.attachment_ids),
            address=request.address,
            place=point_of(request, "place"),
        )
        return case_message(view)

    def RejectCase(self, request: pb.RejectCaseRequest, context: Any) -> pb.Case:
        view = self._loop.reject(
            call_of(context), _ref(request), reason=request.reason, answer=request.answer_to_reporter
        )
        return case_message(view)

    def MergeCase(self, request: pb.MergeCaseRequest, context: Any) -> pb.Case:
        view = self._loop.merge(
            call_of(context), _ref(request), into_id=request.into_id, reason=request.reason
        )
        return case_message(view)

    def ChangeCategory(self, request: pb.ChangeCategoryRequest, context: Any) -> pb.Case:
        view = self._loop.change_category(
            call_of(context),
            _ref(request),
            reason=request.reason,
            category=request.category,
            urgency=urgency_of(request.urgency),
        )
        return case_message(view)

    # Assignment

    def TakeCase(self, request: pb.TakeCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.take(call_of(context), _ref(request), opinion=request.opinion))

    def AssignCase(self, request: pb.AssignCaseRequest, context: Any) -> pb.Case:
        view = self._loop.assign(
            call_of(context),
            _ref(request),
            lead_unit_id=request.lead_unit_id,
            joint_unit_ids=list(request.joint_unit_ids),
            requirement=request.requirement,
        )
        return case_message(view)

    def EscalateCase(self, request: pb.EscalateCaseRequest, context: Any) -> pb.Case:
        view = self._loop.escalate(
            call_of(context), _ref(request), reason=request.reason, work_done=request.work_done
        )
        return case_message(view)

    def PushDownCase(self, request: pb.PushDownCaseRequest, context: Any) -> pb.Case:
        view = self._loop.push_down(
            call_of(context), _ref(request), territory_code=request.territory_code, reason=request.reason
        )
        return case_message(view)

    def SignForCase(self, request: pb.SignForCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.sign(call_of(context), _ref(request), officer=request.officer))

    def SendBackCase(self, request: pb.SendBackCaseRequest, context: Any) -> pb.Case:
        view = self._loop.send_back(
            call_of(context),
            _ref(request),
            legal_ground=request.legal_ground,
            suggested_unit_id=request.suggested_unit_id,
        )
        return case_message(view)

    def TransferCase(self, request: pb.TransferCaseRequest, context: Any) -> pb.Case:
        view = self._loop.transfer(
            call_of(context), _ref(request), to_unit_id=request.to_unit_id, reason=request.reason
        )
        return case_message(view)

    def HandToEmergency(self, request: pb.HandToEmergencyRequest, context: Any) -> pb.Case:
        view = self._loop.hand_to_emergency(call_of(context), _ref(request), reason=request.reason)
        return case_message(view)

    # Work

    def AddProgress(self, request: pb.AddProgressRequest, context: Any) -> pb.Case:
        view = self._loop.progress(
            call_of(context),
            _ref(request),
            note=request.note,
            attachment_ids=list(request.attachment_ids),
            step_done=request.step_done,
        )
        return case_message(view)

    def RequestExtension(self, request: pb.RequestExtensionRequest, context: Any) -> pb.Case:
        view = self._loop.request_extension(
            call_of(context), _ref(request), reason=request.reason, extra=request.extra
        )
        return case_message(view)

    def RequestSuspension(self, request: pb.RequestSuspensionRequest, context: Any) -> pb.Case:
        until = moment_of(request, "until") or self._loop.context.clock()
        view = self._loop.request_suspension(
            call_of(context), _ref(request), reason=request.reason, until=until
        )
        return case_message(view)

    def DecideRequest(self, request: pb.DecideRequestRequest, context: Any) -> pb.Case:
        view = self._loop.decide_request(
            call_of(context),
            _ref(request),
            change_request_id=request.change_request_id,
            approve=request.approve,
            opinion=request.opinion,
        )
        return case_message(view)

    def SuspendCase(self, request: pb.SuspendCaseRequest, context: Any) -> pb.Case:
        until = moment_of(request, "until") or self._loop.context.clock()
        view = self._loop.suspend(call_of(context), _ref(request), ground=request.ground, until=until)
        return case_message(view)

    def ResumeCase(self, request: pb.ResumeCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.resume(call_of(context), _ref(request), reason=request.reason))

    def FeedBack(self, request: pb.FeedBackRequest, context: Any) -> pb.Case:
        view = self._loop.feed_back(
            call_of(context),
            _ref(request),
            result=request.result,
            attachment_ids=list(request.attachment_ids),
            cost=request.cost,
            place=point_of(request, "place"),
        )
        return case_message(view)

    def PutDispute(self, request: pb.PutDisputeRequest, context: Any) -> pb.Case:
        view = self._loop.put_dispute(call_of(context), _ref(request), dispute=document_of(request.dispute))
        return case_message(view)

    def AddMediation(self, request: pb.AddMediationRequest, context: Any) -> pb.Case:
        view = self._loop.add_mediation(call_of(context), _ref(request), session=document_of(request.session))
        return case_message(view)

    # Closing

    def CheckFeedback(self, request: pb.CheckFeedbackRequest, context: Any) -> pb.Case:
        view = self._loop.check(
            call_of(context), _ref(request), accept=request.accept, opinion=request.opinion
        )
        return case_message(view)

    def VerifyCase(self, request: pb.VerifyCaseRequest, context: Any) -> pb.Case:
        view = self._loop.verify(
            call_of(context),
            _ref(request),
            passed=request.passed,
            defects=request.defects,
            attachment_ids=list(request.attachment_ids),
            place=point_of(request, "place"),
        )
        return case_message(view)

    def RateCase(self, request: pb.RateCaseRequest, context: Any) -> pb.Case:
        view = self._loop.rate(
            call_of(context),
            _ref(request),
            score=request.score,
            text=request.text,
            by_call_back=request.by_call_back,
        )
        return case_message(view)

    def ReopenCase(self, request: pb.ReopenCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.reopen(call_of(context), _ref(request), ground=request.ground))

    def WithdrawCase(self, request: pb.WithdrawCaseRequest, context: Any) -> pb.Case:
        return case_message(self._loop.withdraw(call_of(context), _ref(request), reason=request.reason))

    def FollowCase(self, request: pb.FollowCaseRequest, context: Any) -> pb.Case:
        view = self._loop.follow(
            call_of(context),
            _ref(request),
            name=request.reporter_name,
            phone=request.reporter_phone,
            words=request.words,
        )
        return case_message(view)

    def HandOverFirstReceipt(self, request: pb.HandOverFirstReceiptRequest, context: Any) -> pb.Case:
        view = self._loop.hand_over(
            call_of(context), _ref(request), to_account_id=request.to_account_id, reason=request.reason
        )
        return case_message(view)

    def AcknowledgeFirstReceipt(self, request: pb.AcknowledgeFirstReceiptRequest, context: Any) -> pb.Case:
        return case_message(self._loop.acknowledge(call_of(context), _ref(request)))

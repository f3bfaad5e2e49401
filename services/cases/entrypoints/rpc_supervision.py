"""SupervisionService: message in, command out, reply back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.cases.application.access import units_of
from services.cases.application.oversight.board import LIST
from services.cases.application.oversight.screenings import DECIDE, REPORT
from services.cases.domain.board import BoardItem
from services.cases.domain.comment import Comment
from services.cases.domain.screening import Screening
from services.cases.domain.supervision import Order
from services.cases.entrypoints.messages import LIGHTS, stamp
from services.cases.entrypoints.paging_by_id import asked, following
from services.kernel.call import Call
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.territory_codes import code_of
from services.kernel.types import Clock
from wangge.cases.v1 import supervision_pb2 as pb
from wangge.cases.v1 import supervision_pb2_grpc


def servicers(application: Any, context: ServiceContext) -> Sequence[Servicer]:
    """The one servicer of this module."""
    return [
        Servicer(
            "wangge.cases.v1.SupervisionService",
            supervision_pb2_grpc.add_SupervisionServiceServicer_to_server,
            SupervisionServicer(application.oversight, context.clock),
        )
    ]


class SupervisionServicer(supervision_pb2_grpc.SupervisionServiceServicer):
    """Every RPC of supervision."""

    def __init__(self, oversight: Any, clock: Clock) -> None:
        self._do = oversight
        self._clock = clock

    # Orders

    def IssueOrder(self, request: pb.IssueOrderRequest, context: Any) -> pb.SupervisionOrder:
        call = call_of(context)
        order = self._do.issue(
            call,
            case_id=request.case_id,
            unit_id=request.unit_id,
            requirement=request.requirement,
            limit=request.limit,
        )
        return self._order(order, call)

    def GetOrder(self, request: pb.GetOrderRequest, context: Any) -> pb.SupervisionOrder:
        call = call_of(context)
        order, _ = self._do.get_order(call, request.id)
        return self._order(order, call)

    def ListOrders(self, request: pb.ListOrdersRequest, context: Any) -> pb.ListOrdersResponse:
        call, state = call_of(context), _name(pb.SupervisionState, request.state)
        query = f"orders\n{request.case_id}\n{request.only_open}\n{state}\n{request.only_overdue}"
        size, after = asked(request.page_size, request.page_token, query)
        found, _ = self._do.list_orders(
            call,
            request.case_id,
            request.only_open,
            size + 1,
            after,
            state=state,
            only_overdue=request.only_overdue,
        )
        page = found[:size]
        return pb.ListOrdersResponse(
            orders=[self._order(order, call) for order in page],
            next_page_token=following(len(found) > size, page[-1].id if page else "", query),
        )

    def SignOrder(self, request: pb.OrderVerbRequest, context: Any) -> pb.SupervisionOrder:
        return self._verb(self._do.sign, request, context)

    def ReplyOrder(self, request: pb.OrderVerbRequest, context: Any) -> pb.SupervisionOrder:
        return self._verb(self._do.reply, request, context)

    def UrgeOrder(self, request: pb.OrderVerbRequest, context: Any) -> pb.SupervisionOrder:
        return self._verb(self._do.urge, request, context)

    def EndOrder(self, request: pb.OrderVerbRequest, context: Any) -> pb.SupervisionOrder:
        return self._verb(self._do.end, request, context)

    def DecideReply(self, request: pb.DecideReplyRequest, context: Any) -> pb.SupervisionOrder:
        call = call_of(context)
        order = self._do.decide_reply(call, request.id, request.etag, request.accept, request.opinion)
        return self._order(order, call)

    def _verb(self, command: Any, request: pb.OrderVerbRequest, context: Any) -> pb.SupervisionOrder:
        call = call_of(context)
        return self._order(command(call, request.id, request.etag, request.text), call)

    def _order(self, order: Order, call: Call) -> pb.SupervisionOrder:
        message = pb.SupervisionOrder(
            id=order.id,
            number=order.number,
            case_id=order.case_id,
            case_number=order.case_number,
            unit_id=order.unit_id,
            unit_name=order.unit_name,
            state=f"SUPERVISION_STATE_{order.state.value}",
            level=order.level,
            requirement=order.requirement,
            light=LIGHTS[order.light(self._clock())],
            issued_by=order.issued_by_name,
            origin=order.origin,
            urges=order.urges,
            missed=order.missed,
            etag=str(order.version),
            territory_code=code_of(order.path),
            actions=order.actions(
                units_of(call),
                call.may("cases.case.supervise", order.authority_path),
                call.may("cases.task.handle"),
            ),
        )
        stamp(message.due_time, order.clock.due_at)
        stamp(message.issued_at, order.issued_at)
        for reply in order.replies:
            entry = message.replies.add(
                number=reply.number,
                text=reply.text,
                by=reply.by,
                verdict=reply.verdict,
                opinion=reply.opinion,
            )
            stamp(entry.at, reply.at)
        return message

    # Comments and dossiers

    def AddComment(self, request: pb.AddCommentRequest, context: Any) -> pb.Comment:
        comment = self._do.add_comment(
            call_of(context), request.case_id, request.type, request.text, request.answer_required
        )
        return _comment(comment)

    def AnswerComment(self, request: pb.AnswerCommentRequest, context: Any) -> pb.Comment:
        return _comment(self._do.answer_comment(call_of(context), request.case_id, request.id, request.text))

    def ListComments(self, request: pb.ListCommentsRequest, context: Any) -> pb.ListCommentsResponse:
        found = self._do.list_comments(call_of(context), request.case_id)
        return pb.ListCommentsResponse(comments=[_comment(each) for each in found])

    def CompileDossier(self, request: pb.CompileDossierRequest, context: Any) -> pb.Dossier:
        found = self._do.compile_dossier(call_of(context), request.case_id, request.reason, request.to_body)
        message = pb.Dossier(
            id=found.id,
            case_id=found.case_id,
            text=found.text,
            compiled_by=found.compiled_by,
            digest=found.digest,
        )
        stamp(message.compiled_at, found.compiled_at)
        return message

    # Board

    def PutOnBoard(self, request: pb.PutOnBoardRequest, context: Any) -> pb.BoardItem:
        call = call_of(context)
        item = self._do.put_on_board(
            call,
            title=request.title,
            case_id=request.case_id,
            territory_code=request.territory_code,
            listing_unit_id=request.listing_unit_id,
            owner_unit_id=request.owner_unit_id,
            measures=request.measures,
            due_at=request.due_time.ToDatetime(tzinfo=UTC),
            public=request.public,
        )
        return self._item(item, call)

    def MoveBoardItem(self, request: pb.MoveBoardItemRequest, context: Any) -> pb.BoardItem:
        call = call_of(context)
        item = self._do.move_board_item(call, request.id, request.etag, request.move, request.text)
        return self._item(item, call)

    def GetBoardItem(self, request: pb.GetBoardItemRequest, context: Any) -> pb.BoardItem:
        call = call_of(context)
        return self._item(self._do.get_board_item(call, request.id), call)

    def ListBoard(self, request: pb.ListBoardRequest, context: Any) -> pb.ListBoardResponse:
        call, state = call_of(context), _name(pb.BoardState, request.state)
        query = f"board\n{request.only_open}\n{state}\n{request.only_overdue}"
        size, after = asked(request.page_size, request.page_token, query)
        found = self._do.list_board(
            call, request.only_open, size + 1, after, state=state, only_overdue=request.only_overdue
        )
        page = found[:size]
        return pb.ListBoardResponse(
            items=[self._item(each, call) for each in page],
            next_page_token=following(len(found) > size, page[-1].id if page else "", query),
        )

    def _item(self, item: BoardItem, call: Call) -> pb.BoardItem:
        message = pb.BoardItem(
            id=item.id,
            number=item.number,
            title=item.title,
            case_id=item.case_id,
            territory_code=code_of(item.path),
            listing_unit_id=item.listing_unit_id,
            listing_name=self._do.book.around.unit_name(item.listing_unit_id),
            owner_unit_id=item.owner_unit_id,
            owner_name=item.owner_name,
            measures=item.measures,
            state=f"BOARD_STATE_{item.state.value}",
            public=item.public,
            overdue=item.overdue(self._clock()),
            evidence=item.evidence,
            opinion=item.opinion,
            etag=str(item.version),
            actions=item.actions(units_of(call), call.may(LIST, item.path)),
        )
        stamp(message.due_time, item.due_at)
        stamp(message.listed_at, item.listed_at)
        return message

    # Screenings

    def ListScreenings(self, request: pb.ListScreeningsRequest, context: Any) -> pb.ListScreeningsResponse:
        call, state = call_of(context), _name(pb.ScreeningState, request.state)
        query = f"screenings\n{state}\n{request.only_overdue}\n{request.period}\n{request.only_waiting}"
        size, after = asked(request.page_size, request.page_token, query)
        found, now = self._do.list_screenings(
            call,
            state=state,
            only_overdue=request.only_overdue,
            period=request.period,
            only_waiting=request.only_waiting,
            size=size + 1,
            after=after,
        )
        page = found[:size]
        counts = {} if request.page_token else self._do.list_screenings.counts(call, request.period)
        return pb.ListScreeningsResponse(
            counts=[
                pb.ScreeningCount(state=f"SCREENING_STATE_{name}", count=count)
                for name, count in sorted(counts.items())
            ],
            screenings=[_screening(each, now, call) for each in page],
            next_page_token=following(len(found) > size, page[-1].id if page else "", query),
        )

    def StartScreening(self, request: pb.StartScreeningRequest, context: Any) -> pb.Screening:
        call = call_of(context)
        return _screening(self._do.start_screening(call, request.id, request.etag), self._clock(), call)

    def GetScreening(self, request: pb.GetScreeningRequest, context: Any) -> pb.Screening:
        call = call_of(context)
        return _screening(self._do.get_screening(call, request.id), self._clock(), call)

    def ReportScreening(self, request: pb.ReportScreeningRequest, context: Any) -> pb.Screening:
        call = call_of(context)
        found = self._do.report_screening(
            call,
            request.id,
            request.etag,
            places=request.places,
            found=request.found,
            settled=request.settled,
            nil=request.nil,
            text=request.text,
            case_ids=list(request.case_ids),
        )
        return _screening(found, self._clock(), call)

    def DecideScreening(self, request: pb.DecideScreeningRequest, context: Any) -> pb.Screening:
        call = call_of(context)
        found = self._do.decide_screening(call, request.id, request.etag, request.accept, request.opinion)
        return _screening(found, self._clock(), call)


def _comment(comment: Comment) -> pb.Comment:
    message = pb.Comment(
        id=comment.id,
        case_id=comment.case_id,
        type=comment.type,
        text=comment.text,
        by=comment.by_name,
        answer_required=comment.answer_required,
        answer=comment.answer,
        answered_by=comment.answered_by,
    )
    stamp(message.at, comment.at)
    stamp(message.answered_at, comment.answered_at)
    return message


def _name(states: Any, value: int) -> str:
    """A state as the domain calls it; empty when none is asked for."""
    return str(states.Name(value)).partition("_STATE_")[2] if value else ""


def _screening(found: Screening, now: datetime, call: Call) -> pb.Screening:
    message = pb.Screening(
        id=found.id,
        territory_code=code_of(found.path),
        territory_name=found.name,
        period=found.period,
        state=f"SCREENING_STATE_{found.state.value}",
        overdue=found.overdue(now),
        places=found.places,
        found=found.found,
        settled=found.settled,
        nil=found.nil,
        text=found.text,
        case_ids=found.case_ids,
        reported_by=found.reported_by,
        reported_by_name=found.reported_by_name,
        opinion=found.opinion,
        etag=str(found.version),
        actions=found.actions(call.actor.id, call.may(REPORT, found.path), call.may(DECIDE, found.above)),
    )
    stamp(message.period_start, found.start)
    stamp(message.period_end, found.end)
    stamp(message.due_time, found.due_at)
    stamp(message.reported_at, found.reported_at)
    return message

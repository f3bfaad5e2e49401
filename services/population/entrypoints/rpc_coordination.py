"""CoordinationService of wangge/population/v1/coordination.proto."""

from __future__ import annotations

from typing import Any

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.adapters.coordination.exchanges import EXCHANGES
from services.population.application.coordination.answering import Given
from services.population.application.coordination.asking import Wanted
from services.population.application.coordination.ports import AskedExchanges
from services.population.application.coordination.reading import SHOWN_FOR
from services.population.application.coordination.receiving import Named, Received
from services.population.coordination_parts import CoordinationParts
from services.population.domain.coordination.exchange import ExchangeState
from services.population.entrypoints.coordination_messages import (
    answer_message,
    exchange_message,
    letter_message,
    purpose_message,
    purpose_said,
)
from services.population.entrypoints.messages import day_of, stamp
from services.population.entrypoints.words import optional
from wangge.population.v1 import coordination_pb2 as pb
from wangge.population.v1 import coordination_pb2_grpc as pb_grpc

_ORDER = Order(tuple((f"{column.key}", column, descending) for column, descending in EXCHANGES))


class CoordinationServicer(pb_grpc.CoordinationServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: CoordinationParts, clock: Clock) -> None:
        self._do = parts
        self._clock = clock

    def ListPurposes(self, request: pb.ListPurposesRequest, context: Any) -> pb.ListPurposesResponse:
        found = self._do.purposes(with_retired=request.with_retired)
        return pb.ListPurposesResponse(purposes=[purpose_message(each) for each in found])

    def PutPurpose(self, request: pb.PutPurposeRequest, context: Any) -> pb.CoordinationPurpose:
        said = purpose_said(request.purpose)
        return purpose_message(self._do.put_purpose(call_of(context), said, request.etag))

    def DraftExchange(self, request: pb.DraftExchangeRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        wanted = Wanted(
            person_id=request.person_id,
            purpose_code=request.purpose_code,
            fields=tuple(request.fields),
            to_path=path_of(request.to_territory_code),
            to_outside=" ".join(request.to_outside.split()),
            to_unit_id=request.to_unit_id,
            note=request.note,
            send=request.send,
        )
        return self._one(call, self._do.draft(call, wanted))

    def RecordLetter(self, request: pb.RecordLetterRequest, context: Any) -> pb.RecordLetterResponse:
        call = call_of(context)
        said = Received(
            sender=" ".join(request.sender.split()),
            number=" ".join(request.letter_number.split()),
            on=day_of(request.letter_on, "letter_on"),
            to_path=path_of(request.to_territory_code),
            purpose_code=request.purpose_code,
            people=tuple(Named(each.name, each.document_number) for each in request.people),
            file_name=request.file_name,
            data=request.file_data,
            fields=tuple(request.fields),
            address=request.address,
            note=request.note,
            due_on=day_of(request.due_on, "due_on"),
            acknowledge=request.acknowledge,
        )
        made = self._do.record_letter(call, said)
        return pb.RecordLetterResponse(exchanges=[self._one(call, each) for each in made])

    def ReadLetter(self, request: pb.ReadLetterRequest, context: Any) -> pb.ReadLetterResponse:
        found, data = self._do.look.letter(call_of(context), request.id)
        return letter_message(found, data)

    def SendExchange(self, request: pb.ExchangeStepRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        return self._one(call, self._do.send(call, request.id, request.etag))

    def WithdrawExchange(self, request: pb.EndExchangeRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        return self._one(call, self._do.withdraw(call, request.id, request.etag, request.reason))

    def AcknowledgeExchange(self, request: pb.ExchangeStepRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        return self._one(call, self._do.acknowledge(call, request.id, request.etag))

    def AnswerExchange(self, request: pb.AnswerExchangeRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        given = Given(dict(request.values), request.file_name, request.file_data)
        return self._one(call, self._do.answer(call, request.id, request.etag, given))

    def DeclineExchange(self, request: pb.EndExchangeRequest, context: Any) -> pb.Exchange:
        call = call_of(context)
        return self._one(call, self._do.decline(call, request.id, request.etag, request.reason))

    def ReadAnswer(self, request: pb.ReadAnswerRequest, context: Any) -> pb.ReadAnswerResponse:
        found = self._do.look.read(call_of(context), request.id, with_file=request.with_file)
        return answer_message(found)

    def RevealSubject(self, request: pb.RevealSubjectRequest, context: Any) -> pb.RevealSubjectResponse:
        whole = self._do.reveal(call_of(context), request.id, request.purpose.strip())
        message = pb.RevealSubjectResponse(document_number=whole)
        stamp(message, "hide_time", self._clock() + SHOWN_FOR)
        return message

    def GetExchange(self, request: pb.GetExchangeRequest, context: Any) -> pb.Exchange:
        return self._one(call_of(context), request.id)

    def ListExchanges(self, request: pb.ListExchangesRequest, context: Any) -> pb.ListExchangesResponse:
        size = clamp(request.page_size)
        state = optional(ExchangeState, request.state, "state")
        query = f"{request.box} {request.state} {request.waiting_only} {request.person_id}"
        after = decode_token(request.page_token, _ORDER, query)
        asked = AskedExchanges(request.box or "in", state, request.waiting_only, request.person_id)
        texts = None if after is None else [str(each) for each in after]
        found = self._do.look.page(call_of(context), asked, texts, size + 1)
        response = pb.ListExchangesResponse(exchanges=[exchange_message(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_ORDER, query, [found[size - 1].exchange.id])
        return response

    def GetExchangeFigures(self, request: pb.GetExchangeFiguresRequest, context: Any) -> pb.ExchangeFigures:
        found = self._do.look.figures(call_of(context))
        return pb.ExchangeFigures(
            to_acknowledge=found.to_acknowledge,
            to_answer=found.to_answer,
            near=found.near,
            overdue=found.overdue,
            to_read=found.to_read,
            late_elsewhere=found.late_elsewhere,
            to_reply=found.to_reply,
        )

    def _one(self, call: Call, exchange_id: str) -> pb.Exchange:
        return exchange_message(self._do.look.one(call, exchange_id))

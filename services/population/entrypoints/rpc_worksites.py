"""WorksiteService and CommitmentService of wangge/population/v1/worksites.proto."""

from __future__ import annotations

from typing import Any

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.adapters.commitments import EMPLOYERS
from services.population.adapters.worksites import WORKSITES
from services.population.application.room import today_in_china
from services.population.application.worksites.commitments import Signed
from services.population.domain.commitments import LetterForm
from services.population.domain.worksites import WorksiteState
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.safety_messages import evidence_message, item_message
from services.population.entrypoints.words import optional, word
from services.population.entrypoints.worksites_messages import (
    commitment_message,
    text_message,
    worksite_message,
    worksite_said,
)
from services.population.worksite_parts import WorksiteParts
from wangge.population.v1 import register_pb2
from wangge.population.v1 import worksites_pb2 as pb
from wangge.population.v1 import worksites_pb2_grpc as pb_grpc

_BY_PLACE = Order(tuple((f"{column.key}", column, descending) for column, descending in WORKSITES))
_UNITS = Order(tuple((f"{column.key}", column, descending) for column, descending in EMPLOYERS))


class WorksiteServicer(pb_grpc.WorksiteServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: WorksiteParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def RegisterWorksite(self, request: pb.RegisterWorksiteRequest, context: Any) -> pb.Worksite:
        call, said = call_of(context), worksite_said(request.worksite, today_in_china(self._clock()))
        return self._one(call, self._app.register(call, said, add_dwelling=request.add_dwelling))

    def CorrectWorksite(self, request: pb.CorrectWorksiteRequest, context: Any) -> pb.Worksite:
        call, said = call_of(context), worksite_said(request.worksite, today_in_china(self._clock()))
        return self._one(call, self._app.correct(call, said, request.worksite.etag))

    def EndWorksite(self, request: pb.EndWorksiteRequest, context: Any) -> pb.Worksite:
        call = call_of(context)
        return self._one(call, self._app.end(call, request.id, request.etag, day_of(request.day, "day")))

    def GetWorksite(self, request: pb.GetWorksiteRequest, context: Any) -> pb.Worksite:
        return self._one(call_of(context), request.id)

    def ListWorksites(self, request: pb.ListWorksitesRequest, context: Any) -> pb.ListWorksitesResponse:
        call, size = call_of(context), clamp(request.page_size)
        state = optional(WorksiteState, request.state, "state") or WorksiteState.ACTIVE
        query = f"worksites {request.territory_code} {state.value}"
        after = decode_token(request.page_token, _BY_PLACE, query)
        path = path_of(request.territory_code) if request.territory_code else ""
        texts = None if after is None else [str(each) for each in after]
        found = self._app.worksites.page(call, path, state, texts, size + 1)
        around = self._app.worksites.around(call, found[:size])
        today = today_in_china(self._clock())
        response = pb.ListWorksitesResponse(
            worksites=[worksite_message(each, around, today) for each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1]
            response.next_page_token = encode_token(_BY_PLACE, query, [last.path, last.id])
        return response

    def _one(self, call: Call, wanted: str) -> pb.Worksite:
        found, history = self._app.worksites.one(call, wanted)
        around = self._app.worksites.around(call, [found])
        return worksite_message(found, around, today_in_china(self._clock()), history)


class CommitmentServicer(pb_grpc.CommitmentServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: WorksiteParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def SignCommitment(self, request: pb.SignCommitmentRequest, context: Any) -> pb.Commitment:
        call = call_of(context)
        said = Signed(
            text_version=request.text_version,
            form=word(LetterForm, request.form, "form"),
            signed_by=" ".join(request.signed_by.split()),
            file_id=request.file_id,
            valid_until=day_of(request.valid_until, "valid_until"),
        )
        return self._one(call, self._app.sign(call, request.id, request.etag, said))

    def CheckCommitment(self, request: pb.CheckCommitmentRequest, context: Any) -> pb.Commitment:
        call = call_of(context)
        made = self._app.check(call, request.id, request.etag, request.check_id.lower(), list(request.failed))
        return self._one(call, made)

    def RectifyCommitment(self, request: pb.RectifyCommitmentRequest, context: Any) -> pb.Commitment:
        call = call_of(context)
        return self._one(call, self._app.rectify(call, request.id, request.etag, request.defect_id))

    def GetCommitment(self, request: pb.GetCommitmentRequest, context: Any) -> pb.Commitment:
        return self._one(call_of(context), request.id)

    def GetCommitmentLetter(
        self, request: pb.GetCommitmentLetterRequest, context: Any
    ) -> register_pb2.EvidenceData:
        return evidence_message(
            *self._app.commitments.letter(call_of(context), request.id, request.letter_id)
        )

    def ListEmployers(self, request: pb.ListEmployersRequest, context: Any) -> pb.ListEmployersResponse:
        size, query = clamp(request.page_size), f"employers {request.territory_code}"
        after = decode_token(request.page_token, _UNITS, query)
        path = path_of(request.territory_code) if request.territory_code else ""
        texts = None if after is None else [str(each) for each in after]
        found = self._app.commitments.employers(call_of(context), path, texts, size + 1)
        places = self._app.commitments.place_names([bound for bound, _ in found[:size]])
        today = today_in_china(self._clock())
        response = pb.ListEmployersResponse(
            employers=[commitment_message(bound, each, places, today) for bound, each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1][0]
            response.next_page_token = encode_token(_UNITS, query, [last.path, last.id])
        return response

    def _one(self, call: Call, wanted: str) -> pb.Commitment:
        bound, commitment = self._app.commitments.one(call, wanted)
        places = self._app.commitments.place_names([bound])
        message = commitment_message(bound, commitment, places, today_in_china(self._clock()))
        message.text.CopyFrom(text_message(self._app.letters.in_force(bound.subject)))
        message.items.extend(item_message(each) for each in self._app.check_list.items(bound.subject))
        return message

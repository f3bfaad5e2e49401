"""RightsService of wangge/population/v1/rights.proto."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of
from services.kernel.types import Clock
from services.population.application.rights import Erasure, MassReading
from services.population.domain.rights import PROMISE_EN, PROMISE_VERSION, PROMISE_ZH, Held, Promise, Reading
from services.population.entrypoints.messages import stamp
from services.population.entrypoints.rpc_reading import ReadingServicer
from services.population.rights_parts import RightsParts
from wangge.population.v1 import register_pb2
from wangge.population.v1 import rights_pb2 as pb
from wangge.population.v1 import rights_pb2_grpc as pb_grpc

_BY_ID = Order((("id", sa.column("id"), True),))
_BY_POSITION = Order((("position", sa.column("position"), True),))


class RightsServicer(pb_grpc.RightsServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: RightsParts, shown: ReadingServicer, clock: Clock) -> None:
        self._app = parts
        self._shown = shown
        self._clock = clock

    def GetUndertaking(self, request: pb.GetUndertakingRequest, context: Any) -> pb.Undertaking:
        call = call_of(context)
        return self._undertaking(self._app.get_undertaking(call), call.locale)

    def SignUndertaking(self, request: pb.SignUndertakingRequest, context: Any) -> pb.Undertaking:
        call = call_of(context)
        return self._undertaking(self._app.sign_undertaking(call, request.version), call.locale)

    def ListReadings(self, request: pb.ListReadingsRequest, context: Any) -> pb.ListReadingsResponse:
        size = clamp(request.page_size)
        after = decode_token(request.page_token, _BY_POSITION, request.person_id)
        before = int(str(after[0])) if after else 0
        found = self._app.list_readings(call_of(context), request.person_id, before, size + 1)
        response = pb.ListReadingsResponse(readings=[_reading(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(
                _BY_POSITION, request.person_id, [found[size - 1].position]
            )
        return response

    def ExportPerson(self, request: pb.ExportPersonRequest, context: Any) -> pb.ExportPersonResponse:
        parts = self._app.export_person(call_of(context), request.id, request.purpose.strip())
        response = pb.ExportPersonResponse(holdings=[_holding(each) for each in parts])
        stamp(response, "at", self._clock())
        return response

    def RestrictPerson(self, request: pb.RestrictPersonRequest, context: Any) -> register_pb2.Person:
        call = call_of(context)
        made = self._app.restrict_person(
            call, request.id, request.etag, restricted=request.restricted, reason=request.reason.strip()
        )
        return self._shown.shown_person(call, made)

    def ErasePerson(self, request: pb.ErasePersonRequest, context: Any) -> pb.Erasure:
        call = call_of(context)
        return _erasure(self._app.erase_person(call, request.id, request.ground, request.reason.strip()))

    def ListErasures(self, request: pb.ListErasuresRequest, context: Any) -> pb.ListErasuresResponse:
        size = clamp(request.page_size)
        after = decode_token(request.page_token, _BY_ID, "erasures")
        found = self._app.list_erasures(call_of(context), str(after[0]) if after else "", size + 1)
        response = pb.ListErasuresResponse(erasures=[_erasure(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_BY_ID, "erasures", [found[size - 1].id])
        return response

    def ListMassReadings(
        self, request: pb.ListMassReadingsRequest, context: Any
    ) -> pb.ListMassReadingsResponse:
        size = clamp(request.page_size)
        query = f"alerts {request.open_only}"
        after = decode_token(request.page_token, _BY_ID, query)
        found = self._app.list_mass_readings(
            call_of(context), request.open_only, str(after[0]) if after else "", size + 1
        )
        response = pb.ListMassReadingsResponse(readings=[_alert(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_BY_ID, query, [found[size - 1].id])
        return response

    def ReviewMassReading(self, request: pb.ReviewMassReadingRequest, context: Any) -> pb.MassReading:
        finding = request.finding.strip()
        return _alert(self._app.review_mass_reading(call_of(context), request.id, finding))

    def _undertaking(self, promise: Promise | None, locale: str) -> pb.Undertaking:
        message = pb.Undertaking(
            signed=promise is not None and promise.holds(self._clock()),
            version=PROMISE_VERSION,
            text=PROMISE_EN if locale == "en" else PROMISE_ZH,
        )
        if promise is not None:
            stamp(message, "sign_time", promise.signed_at)
            stamp(message, "expire_time", promise.expires_at)
        return message


def _reading(found: Reading) -> pb.Reading:
    message = pb.Reading(
        actor_id=found.actor_id,
        actor_name=found.actor_name,
        action=found.action,
        purpose=found.purpose,
        fields=found.fields,
    )
    stamp(message, "at", found.at)
    return message


def _holding(held: Held) -> pb.Holding:
    return pb.Holding(
        part=held.part,
        title_zh=held.title[0],
        title_en=held.title[1],
        purpose_zh=held.purpose[0],
        purpose_en=held.purpose[1],
        columns_zh=[zh for zh, _ in held.columns],
        columns_en=[en for _, en in held.columns],
        rows=[pb.Holding.Row(values=row) for row in held.rows],
    )


def _erasure(proof: Erasure) -> pb.Erasure:
    message = pb.Erasure(
        id=proof.id,
        person_id=proof.person_id,
        actor_name=proof.actor_name,
        ground=proof.ground,
        reason=proof.reason,
        digest=proof.digest,
        values=proof.removed,
        territory_code=code_of(proof.path),
    )
    stamp(message, "at", proof.at)
    return message


def _alert(found: MassReading) -> pb.MassReading:
    message = pb.MassReading(
        id=found.id,
        actor_id=found.actor_id,
        actor_name=found.actor_name,
        readings=found.readings,
        territory_code=code_of(found.path),
        reviewed_by=found.reviewed_by,
        finding=found.finding,
    )
    stamp(message, "from", found.begun_at)
    stamp(message, "review_time", found.reviewed_at)
    return message

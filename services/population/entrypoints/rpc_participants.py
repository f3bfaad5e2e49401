"""ParticipantService of wangge/population/v1/participants.proto."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.security import masks
from services.kernel.territory_codes import code_of, path_of
from services.population.application.participants_viewing import Shown
from services.population.domain.disclosure import HIDDEN, hidden_of
from services.population.domain.participants import CONSENT_HOLDS, Participant
from services.population.participants_parts import ParticipantParts
from wangge.population.v1 import participants_pb2 as pb
from wangge.population.v1 import participants_pb2_grpc as pb_grpc
from wangge.population.v1 import statistics_pb2

_LATEST = Order((("id", sa.column("id", sa.String), True),))
_TOTAL = ""


class ParticipantServicer(pb_grpc.ParticipantServiceServicer):
    """Who agreed to be called by an organisation."""

    def __init__(self, parts: ParticipantParts) -> None:
        self._do = parts

    def ListParticipants(
        self, request: pb.ListParticipantsRequest, context: Any
    ) -> pb.ListParticipantsResponse:
        size, query = clamp(request.page_size), f"participants {request.establishment_id}"
        after = decode_token(request.page_token, _LATEST, query)
        before = str(after[0]) if after else ""
        found = self._do.look.page(call_of(context), request.establishment_id, before, size + 1)
        response = pb.ListParticipantsResponse(participants=[message_of(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_LATEST, query, (found[size - 1].entry.id,))
        return response

    def GetParticipant(self, request: pb.GetParticipantRequest, context: Any) -> pb.Participant:
        return message_of(self._do.look.one(call_of(context), request.id))

    def PutParticipant(self, request: pb.PutParticipantRequest, context: Any) -> pb.Participant:
        call, said = call_of(context), request.participant
        made = self._do.put(call, _said(said), said.etag)
        return message_of(self._do.look.one(call, made))

    def WithdrawParticipant(
        self, request: pb.WithdrawParticipantRequest, context: Any
    ) -> pb.WithdrawParticipantResponse:
        organisation = self._do.withdraw(call_of(context), request.id)
        return pb.WithdrawParticipantResponse(establishment_id=organisation)

    def RevealParticipant(
        self, request: pb.RevealParticipantRequest, context: Any
    ) -> pb.RevealParticipantResponse:
        phone = self._do.look.phone(call_of(context), request.id, request.purpose.strip())
        return pb.RevealParticipantResponse(phone=phone)

    def CountParticipants(self, request: pb.CountParticipantsRequest, context: Any) -> pb.ParticipantCounts:
        path, counts = self._do.look.counts(call_of(context), path_of(request.territory_code))
        return _counted(path, self._do.places.place_name(path), counts)


def message_of(shown: Shown) -> pb.Participant:
    """An entry, the phone masked; of whoever restricted processing nothing but the name."""
    entry = shown.entry
    message = pb.Participant(
        id=entry.id,
        establishment_id=entry.establishment_id,
        establishment_name=shown.organisation.name,
        name=entry.name,
        linked=bool(entry.person_id),
        etag=str(entry.version),
    )
    if shown.restricted:
        return message
    message.person_id = shown.person_id
    message.building_id, message.building_name = entry.building_id, shown.building
    message.skills, message.available = entry.skills, entry.available
    message.phone = masks.mask_phone(entry.phone)
    message.purpose, message.consent_kept_at = entry.purpose, entry.consent_kept_at
    message.consented_on, message.expires_on = entry.consented_on.isoformat(), entry.expires_on.isoformat()
    return message


def _said(said: pb.Participant) -> Participant:
    agreed = _day(said.consented_on, "consented_on")
    # A day this far off is refused as one to come, and has none after it.
    ends = agreed + CONSENT_HOLDS if agreed.year < date.max.year else agreed
    return Participant(
        id=said.id,
        establishment_id=said.establishment_id,
        person_id=said.person_id,
        name=" ".join(said.name.split()),
        building_id=said.building_id,
        skills=said.skills.strip(),
        available=said.available.strip(),
        phone=said.phone.strip(),
        purpose=said.purpose.strip(),
        consented_on=agreed,
        consent_kept_at=said.consent_kept_at.strip(),
        expires_on=_day(said.expires_on, "expires_on") if said.expires_on else ends,
    )


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            FieldProblem(f"participant.{field}", "kernel.date_unreadable", {"value": text})
        ) from None


def _counted(path: str, name: str, counts: Mapping[str, int]) -> pb.ParticipantCounts:
    """Small numbers hidden: they would tell of single people (Sens-8)."""
    values = {_TOTAL: sum(counts.values()), **counts}
    hidden = hidden_of(values, [(_TOTAL, list(counts))])

    def figure(key: str) -> statistics_pb2.Figure:
        if key not in hidden:
            return statistics_pb2.Figure(value=values[key], text=str(values[key]))
        return statistics_pb2.Figure(hidden=True, text=HIDDEN)

    return pb.ParticipantCounts(
        territory_code=code_of(path),
        territory_name=name,
        participants=figure(_TOTAL),
        kinds=[pb.ParticipantsOfKind(kind=kind, participants=figure(kind)) for kind in sorted(counts)],
    )

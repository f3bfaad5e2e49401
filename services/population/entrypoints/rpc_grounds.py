"""EstablishmentService of wangge/population/v1/establishments.proto."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.population.entrypoints.families_messages import revealed
from services.population.entrypoints.grounds_messages import (
    establishment_message,
    establishment_said,
    place_message,
    place_said,
)
from services.population.families_parts import Families
from wangge.population.v1 import establishments_pb2 as pb
from wangge.population.v1 import establishments_pb2_grpc as pb_grpc
from wangge.population.v1 import families_pb2

_BY_PLACE = Order((("path", sa.column("path", sa.String), False), ("id", sa.column("id", sa.String), False)))


class EstablishmentServicer(pb_grpc.EstablishmentServiceServicer):
    """Units and places."""

    def __init__(self, parts: Families) -> None:
        self._do = parts

    def ListEstablishments(
        self, request: pb.ListEstablishmentsRequest, context: Any
    ) -> pb.ListEstablishmentsResponse:
        size, path = clamp(request.page_size), path_of(request.territory_code)
        query = f"units {path} {request.kind} {request.with_closed}"
        found = self._do.grounds.establishments(
            call_of(context),
            path,
            request.kind,
            _after(request.page_token, query),
            size + 1,
            closed=request.with_closed,
        )
        grids, buildings = self._do.grounds.names(found)
        response = pb.ListEstablishmentsResponse(
            establishments=[establishment_message(each, grids, buildings) for each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1]
            response.next_page_token = encode_token(_BY_PLACE, query, (last.path, last.id))
        return response

    def GetEstablishment(self, request: pb.GetEstablishmentRequest, context: Any) -> pb.Establishment:
        return self._establishment(context, request.id)

    def PutEstablishment(self, request: pb.PutEstablishmentRequest, context: Any) -> pb.Establishment:
        said = establishment_said(request.establishment)
        done = self._do.put_establishment(call_of(context), said, request.establishment.etag)
        return self._establishment(context, done)

    def CloseEstablishment(self, request: pb.CloseEstablishmentRequest, context: Any) -> pb.Establishment:
        call, reason = call_of(context), request.reason.strip()
        return self._establishment(
            context, self._do.close_ground.establishment(call, request.id, request.etag, reason)
        )

    def RevealEstablishment(
        self, request: pb.RevealEstablishmentRequest, context: Any
    ) -> families_pb2.RevealedValues:
        call = call_of(context)
        return revealed(
            self._do.reveal_establishment(call, request.id, list(request.fields), request.purpose)
        )

    def ListPlaces(self, request: pb.ListPlacesRequest, context: Any) -> pb.ListPlacesResponse:
        size, path = clamp(request.page_size), path_of(request.territory_code)
        query = f"places {path} {request.kind} {request.with_closed}"
        found = self._do.grounds.places(
            call_of(context),
            path,
            request.kind,
            _after(request.page_token, query),
            size + 1,
            closed=request.with_closed,
        )
        grids, _ = self._do.grounds.names(found)
        response = pb.ListPlacesResponse(places=[place_message(each, grids) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1]
            response.next_page_token = encode_token(_BY_PLACE, query, (last.path, last.id))
        return response

    def GetPlace(self, request: pb.GetPlaceRequest, context: Any) -> pb.Place:
        return self._place(context, request.id)

    def PutPlace(self, request: pb.PutPlaceRequest, context: Any) -> pb.Place:
        done = self._do.put_place(call_of(context), place_said(request.place), request.place.etag)
        return self._place(context, done)

    def ClosePlace(self, request: pb.ClosePlaceRequest, context: Any) -> pb.Place:
        call, reason = call_of(context), request.reason.strip()
        return self._place(context, self._do.close_ground.place(call, request.id, request.etag, reason))

    def _establishment(self, context: Any, wanted: str) -> pb.Establishment:
        found, history = self._do.grounds.establishment(call_of(context), wanted)
        grids, buildings = self._do.grounds.names([found])
        return establishment_message(found, grids, buildings, history)

    def _place(self, context: Any, wanted: str) -> pb.Place:
        found, history = self._do.grounds.place(call_of(context), wanted)
        grids, _ = self._do.grounds.names([found])
        return place_message(found, grids, history)


def _after(token: str, query: str) -> list[str] | None:
    after = decode_token(token, _BY_PLACE, query)
    return [str(each) for each in after] if after is not None else None

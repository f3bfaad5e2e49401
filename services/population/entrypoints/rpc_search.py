"""The search of RegisterService."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.adapters.finding_queries import Place
from services.population.bootstrap import Application
from services.population.entrypoints import messages as to
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc as pb_grpc

_ORDER = Order(
    (
        *((name, sa.column(name, sa.Integer), False) for name in ("reading", "stage")),
        *((name, sa.column(name, sa.String), False) for name in ("first", "second", "id")),
    )
)


class SearchServicer(pb_grpc.RegisterServiceServicer):
    """SearchPeople."""

    app: Application
    _clock: Clock

    def SearchPeople(self, request: pb.SearchPeopleRequest, context: Any) -> pb.SearchPeopleResponse:
        call = call_of(context)
        if request.purpose:
            call = call.for_purpose(request.purpose)
        size = clamp(request.page_size, 20, 100)
        asked = f"{request.query}\n{request.territory_code}\n{request.with_former}"
        after = decode_token(request.page_token, _ORDER, asked)
        hits, names = self.app.search.people(
            call,
            request.query,
            path_of(request.territory_code),
            Place(*after) if after is not None else None,  # type: ignore[arg-type]
            size + 1,
            with_former=request.with_former,
        )
        shown = to.Shown(names, self._clock())
        response = pb.SearchPeopleResponse(
            found=[
                pb.SearchPeopleResponse.Found(person=shown.person(dossier), found_by=hit.found_by)
                for hit, dossier in hits[:size]
            ]
        )
        if len(hits) > size:
            response.next_page_token = encode_token(_ORDER, asked, list(hits[size - 1][0].place))
        return response

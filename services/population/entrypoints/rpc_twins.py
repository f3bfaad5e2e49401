"""Messages in, commands out, replies back: TwinService of wangge/population/v1/twins.proto."""

from __future__ import annotations

from typing import Any

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.adapters.twin_pairs import PAIRS
from services.population.application.twins import Pair, ShownPair, TwinsState
from services.population.application.views.view import Names
from services.population.bootstrap import Application
from services.population.domain.merging import CHOOSABLE, differing
from services.population.entrypoints import messages as to
from wangge.population.v1 import register_pb2
from wangge.population.v1 import twins_pb2 as pb
from wangge.population.v1 import twins_pb2_grpc as pb_grpc

_ORDER = Order(tuple((f"{column.key}", column, descending) for column, descending in PAIRS))
_STATES = {
    TwinsState.PROPOSED: pb.TWINS_STATE_PROPOSED,
    TwinsState.SAME: pb.TWINS_STATE_SAME,
    TwinsState.DIFFERENT: pb.TWINS_STATE_DIFFERENT,
}
_ASKED = {number: state for state, number in _STATES.items()}


class TwinServicer(pb_grpc.TwinServiceServicer):
    """Pairs of records."""

    def __init__(self, application: Application, clock: Clock) -> None:
        self._twins = application.twins
        self._clock = clock

    def ListTwins(self, request: pb.ListTwinsRequest, context: Any) -> pb.ListTwinsResponse:
        size = clamp(request.page_size)
        state = _ASKED.get(request.state, TwinsState.PROPOSED)
        asked = f"{request.territory_code} {state} {request.cause}"
        after = decode_token(request.page_token, _ORDER, asked)
        found, names = self._twins.views.list(
            call_of(context),
            path_of(request.territory_code),
            state,
            request.cause,
            tuple(str(each) for each in after) if after else None,
            size + 1,
        )
        response = pb.ListTwinsResponse(
            twins=[self._message(each, names) for _, each in found[:size] if each is not None]
        )
        if len(found) > size:
            last = found[size - 1][0]
            response.next_page_token = encode_token(_ORDER, asked, [last.path, last.id])
        return response

    def GetTwins(self, request: pb.GetTwinsRequest, context: Any) -> pb.Twins:
        call = call_of(context)
        return self._one(call.for_purpose(request.purpose) if request.purpose else call, request.id)

    def DecideTwins(self, request: pb.DecideTwinsRequest, context: Any) -> pb.Twins:
        call, grounds = call_of(context), to.grounds_of(request.grounds)
        match _ASKED.get(request.decision):
            case TwinsState.SAME:
                take = list(request.take_from_other)
                self._twins.decide.same(call, request.id, request.keep_id, take, grounds)
            case TwinsState.DIFFERENT:
                self._twins.decide.different(call, request.id, grounds)
            case _:
                raise Invalid(FieldProblem("decision", "kernel.value_unknown"))
        return self._one(call, request.id)

    def DecideTwinsInBulk(
        self, request: pb.DecideTwinsInBulkRequest, context: Any
    ) -> pb.DecideTwinsInBulkResponse:
        done, refused = self._twins.decide_in_bulk(
            call_of(context), list(request.ids), request.reason.strip()
        )
        return pb.DecideTwinsInBulkResponse(
            merged_ids=done,
            refused=[
                pb.DecideTwinsInBulkResponse.Refused(id=key, code=code) for key, code in refused.items()
            ],
        )

    def UndoMerge(self, request: pb.UndoMergeRequest, context: Any) -> pb.Twins:
        call = call_of(context)
        self._twins.undo(call, request.id, request.reason.strip())
        return self._one(call, request.id)

    def _one(self, call: Any, pair_id: str) -> pb.Twins:
        shown, names = self._twins.views.get(call, pair_id)
        message = self._message(shown, names)
        message.fields.extend(_fields(shown, message))
        return message

    def _message(self, shown: ShownPair, names: Names) -> pb.Twins:
        pair: Pair = shown.pair
        people = to.Shown(names, self._clock())
        message = pb.Twins(
            id=pair.id,
            state=_STATES[pair.state],
            cause=pair.cause,
            first=people.person(shown.first),
            second=people.person(shown.second),
            decided_by=pair.decided_by,
            reason=pair.reason,
            evident=shown.evident,
            keep_id=shown.keep_id,
            undoable=shown.undoable,
        )
        to.stamp(message, "propose_time", pair.proposed_at)
        if pair.decided_at is not None:
            to.stamp(message, "decide_time", pair.decided_at)
        return message


def _fields(shown: ShownPair, message: pb.Twins) -> list[pb.TwinsField]:
    """What is compared is the whole value; what is shown is masked."""
    first, second = message.first, message.second
    differ = differing(shown.first.person, shown.second.person)
    found = [
        pb.TwinsField(
            field=name,
            first=_said(first, name),
            second=_said(second, name),
            differs=name in differ,
            choosable=True,
        )
        for name in CHOOSABLE
    ]
    here, there = shown.first.main, shown.second.main
    apart = (here.dwelling_id if here else "") != (there.dwelling_id if there else "")
    found.append(
        pb.TwinsField(
            field="residence", first=_place(first), second=_place(second), differs=apart, choosable=False
        )
    )
    return found


def _said(person: register_pb2.Person, field: str) -> str:
    if field == "sex":
        return register_pb2.Sex.Name(person.sex).removeprefix("SEX_").lower() if person.sex else ""
    return str(getattr(person, "document_number" if field == "document" else field))


def _place(person: register_pb2.Person) -> str:
    place = person.residence
    return f"{place.territory_name} {place.address}".strip()

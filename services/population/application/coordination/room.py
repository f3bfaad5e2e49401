"""What the commands of coordination share: doors, sight and the one way a request is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.coordination.ports import AnswerFiles, Exchanges, Purposes, Reach
from services.population.application.ports import NewUow, Places, Register
from services.population.application.room import must_be_current
from services.population.application.visits.ports import Calendars
from services.population.domain.coordination.exchange import Exchange, ExchangeState
from services.population.domain.coordination.purpose import Purpose
from services.population.domain.coordination.refusals import ExchangeNotFound, PurposeNotFound
from wangge.population.v1 import events_pb2

ASK = "population.coordination.ask"
ANSWER = "population.coordination.answer"
SERVE = "population.coordination.serve"


@dataclass(frozen=True, slots=True)
class Side:
    """On which sides of a request the caller stands; ``serves`` for a place that is not on this platform."""

    asks: bool
    answers: bool
    serves: bool

    @property
    def none(self) -> bool:
        """On no side: to this caller the request does not exist."""
        return not (self.asks or self.answers or self.serves)


def reach_of(call: Call) -> Reach:
    """What lies within the caller's sight. A platform elsewhere sees what was asked of its organisation."""
    grants = [each for each in call.actor.grants if each.unit and SERVE in each.permissions]
    serves = tuple((each.territory, each.unit) for each in grants)
    return Reach(call.scope(ASK).paths, call.scope(ANSWER).paths, serves)


def side_of(call: Call, exchange: Exchange) -> Side:
    """Nobody is asked by what was never sent."""
    sent = exchange.due_at is not None
    return Side(
        asks=bool(exchange.from_path) and sight.sees(call, ASK, exchange.from_path),
        answers=sent and bool(exchange.to_path) and sight.sees(call, ANSWER, exchange.to_path),
        serves=sent
        and any(
            unit == exchange.to_unit_id and exchange.from_path.startswith(place)
            for place, unit in reach_of(call).serves
        ),
    )


def may_answer(side: Side, exchange: Exchange) -> bool:
    """What came by letter is entered by whoever asked."""
    return side.answers or side.serves or (side.asks and exchange.outside)


def writes(side: Side, exchange: Exchange) -> bool:
    """Whoever wrote the request down here: the side that asks, and for a letter the side it came to."""
    return side.asks or (side.answers and exchange.letter is not None)


@dataclass(frozen=True, slots=True)
class CoordinationRoom:
    """The requests and their doors."""

    new_uow: NewUow
    exchanges: Exchanges
    purposes: Purposes
    files: AnswerFiles
    register: Register
    places: Places
    calendars: Calendars
    new_id: NewId


class ExchangeCommand:
    """A command about a request within the caller's sight."""

    def __init__(self, room: CoordinationRoom) -> None:
        self._room = room
        self._new_uow = room.new_uow

    def exchange(
        self, uow: UnitOfWork, exchange_id: str, etag: str, may: Callable[[Side, Exchange], bool]
    ) -> Exchange:
        """Raises ExchangeNotFound, Stale."""
        found = self._room.exchanges.one(uow, exchange_id)
        if found is None or not may(side_of(uow.call, found), found):
            raise ExchangeNotFound()
        must_be_current(etag, found.version)
        return found

    def purpose(self, exchange: Exchange) -> Purpose:
        """In the version it was asked under. Raises PurposeNotFound."""
        found = self._room.purposes.get(exchange.purpose_code, exchange.purpose_version)
        if found is None:
            raise PurposeNotFound()
        return found

    def store(self, uow: UnitOfWork, before: Exchange | None, after: Exchange, action: str) -> None:
        """Write it, with event and audit entry. Raises Stale."""
        if before is None:
            self._room.exchanges.add(uow, after)
        elif before is not after:
            self._room.exchanges.put(uow, after)
        moved = before is None or before.state is not after.state
        if moved and after.state is not ExchangeState.DRAFTED:
            announce(uow, after)
        left(uow, after, action, {"state": [before.state.value if before else "", after.state.value]})


def announce(uow: UnitOfWork, exchange: Exchange) -> None:
    """Tell that it moved on."""
    event = events_pb2.CoordinationMoved(
        exchange_id=exchange.id,
        territory_path=exchange.ground,
        asked_path=exchange.to_path,
        state=exchange.state.value,
    )
    event.at.FromDatetime(uow.now)
    uow.record(event, aggregate=exchange.id, territory=exchange.ground)


def left(uow: UnitOfWork, exchange: Exchange, action: str, changes: dict[str, list[object]]) -> None:
    """An audit entry of the person it is about, who may see it; of the request for somebody unknown here."""
    uow.audit(
        f"population.coordination.{action}",
        "person" if exchange.person_id else "exchange",
        exchange.person_id or exchange.id,
        territory=exchange.ground,
        changes=changes | {"exchange": ["", exchange.id], "number": ["", exchange.number]},
    )

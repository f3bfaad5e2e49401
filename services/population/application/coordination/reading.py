"""Requests as either side sees them; answers are read for their purpose, and every reading is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application.coordination.answering import matching, may_reveal
from services.population.application.coordination.ports import AskedExchanges, Figures
from services.population.application.coordination.room import (
    CoordinationRoom,
    ExchangeCommand,
    Side,
    left,
    may_answer,
    reach_of,
    side_of,
    writes,
)
from services.population.domain.coordination.exchange import OPEN, Exchange, ExchangeState
from services.population.domain.coordination.purpose import Purpose
from services.population.domain.coordination.refusals import AnswerErased, ExchangeNotFound

SHOWN_FOR = timedelta(minutes=5)
_REPLIED = (ExchangeState.ANSWERED, ExchangeState.DECLINED)


@dataclass(frozen=True, slots=True)
class ShownExchange:
    """A request with what stands around it."""

    exchange: Exchange
    purpose: Purpose
    side: Side
    from_name: str
    to_name: str
    actions: tuple[str, ...]
    now: datetime
    match_id: str = ""


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What was answered."""

    exchange: Exchange
    values: dict[str, str]
    data: bytes
    hide_at: datetime


class LookAtExchanges(ExchangeCommand):
    """One, some, and how many."""

    def __init__(self, room: CoordinationRoom, clock: Clock) -> None:
        super().__init__(room)
        self._clock = clock

    def one(self, call: Call, exchange_id: str) -> ShownExchange:
        """Raises ExchangeNotFound."""
        known = self._known(call, exchange_id)
        with self._new_uow(call.for_purpose(self.purpose(known).zh)) as uow:
            left(uow, known, "view", {})
            match = matching(self._room, uow, known) if side_of(call, known).answers else ""
            uow.commit()
        return self._shown(call, known, self._names([known]), match)

    def page(
        self, call: Call, asked: AskedExchanges, after: Sequence[str] | None, limit: int
    ) -> Sequence[ShownExchange]:
        """Newest first; the reading is logged."""
        found = self._room.exchanges.page(reach_of(call), asked, self._clock(), after, limit)
        with self._new_uow(call) as uow:
            uow.audit("population.coordination.list", "box", asked.box)
            uow.commit()
        names = self._names(found)
        return [self._shown(call, each, names) for each in found]

    def figures(self, call: Call) -> Figures:
        """Of the caller's sides."""
        return self._room.exchanges.figures(reach_of(call), self._clock())

    def read(self, call: Call, exchange_id: str, *, with_file: bool) -> ReadAnswer:
        """For the purpose it was asked for. Raises ExchangeNotFound, ExchangeNotInState, AnswerErased."""
        known = self._known(call, exchange_id)
        with self._new_uow(call.for_purpose(self.purpose(known).zh)) as uow:
            before = self.exchange(uow, exchange_id, "", writes)
            look = before.reply if before.letter is not None else before.look
            after = look(call.actor.name, uow.now)
            fields: list[object] = ["", [*after.answered_fields, *(["file"] if after.file_id else [])]]
            if after is not before:
                self._room.exchanges.put(uow, after)
            left(uow, after, "read", {"fields": fields})
            uow.commit()
        data = self._room.files.data(after.file_id) if with_file and after.file_id else b""
        return ReadAnswer(after, dict(after.words.values), data, self._clock() + SHOWN_FOR)

    def letter(self, call: Call, exchange_id: str) -> tuple[Exchange, bytes]:
        """The scan of the letter by which somebody asked. Raises ExchangeNotFound, AnswerErased."""
        known = self._known(call, exchange_id)
        with self._new_uow(call.for_purpose(self.purpose(known).zh)) as uow:
            found = self.exchange(uow, exchange_id, "", lambda side, each: side.answers and bool(each.letter))
            if found.letter is None or not found.letter.file_id:
                raise AnswerErased()
            left(uow, found, "letter", {})
            uow.commit()
        return found, self._room.files.data(found.letter.file_id)

    def _known(self, call: Call, exchange_id: str) -> Exchange:
        found = self._room.exchanges.known(exchange_id)
        if found is None or side_of(call, found).none:
            raise ExchangeNotFound()
        return found

    def _names(self, found: Sequence[Exchange]) -> dict[str, str]:
        paths = {path for each in found for path in (each.from_path[:12], each.to_path)}
        return self._room.places.place_names(paths)

    def _shown(self, call: Call, found: Exchange, names: dict[str, str], match_id: str = "") -> ShownExchange:
        side = side_of(call, found)
        return ShownExchange(
            exchange=found,
            purpose=self.purpose(found),
            side=side,
            from_name=found.letter.sender if found.letter else names.get(found.from_path[:12], ""),
            to_name=names.get(found.to_path, "") if found.to_path else found.to_name,
            actions=tuple(_actions(call, side, found)),
            now=self._clock(),
            match_id=match_id,
        )


def _actions(call: Call, side: Side, found: Exchange) -> list[str]:
    """What the caller may do now."""
    sent, drafted = found.state is ExchangeState.SENT, found.state is ExchangeState.DRAFTED
    answers = found.running and may_answer(side, found)
    possible = {
        "send": side.asks and drafted,
        "acknowledge": sent and (side.answers or side.serves),
        "answer": answers,
        "decline": answers,
        "withdraw": writes(side, found) and found.state in OPEN,
        "read": side.asks and found.state is ExchangeState.ANSWERED,
        "reply": side.answers and found.letter is not None and found.state in _REPLIED and not found.erased,
        "letter": side.answers and found.letter is not None and bool(found.letter.file_id),
        "reveal": may_reveal(call, found),
    }
    return [name for name, may in possible.items() if may]

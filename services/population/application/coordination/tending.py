"""By the clock: reminders before and after the limit; what was asked and answered is erased in time."""

from __future__ import annotations

from datetime import datetime

from services.kernel.call import system_call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.coordination.room import CoordinationRoom, announce, left
from services.population.application.room import today_in_china
from services.population.domain.coordination.exchange import Exchange
from wangge.population.v1 import events_pb2

_AT_ONCE = 200


class TendExchanges:
    """Reminds and erases."""

    def __init__(self, room: CoordinationRoom) -> None:
        self._room = room

    def remind(self, now: datetime) -> int:
        """How many were reminded of: once near their limit, once beyond it."""
        reminded = 0
        for exchange_id in self._room.exchanges.to_remind(now, _AT_ONCE):
            with self._room.new_uow(system_call("timer")) as uow:
                before = self._room.exchanges.one(uow, exchange_id)
                after = before.remind(now) if before is not None else None
                if after is not None and after is not before:
                    self._room.exchanges.put(uow, after)
                    _tell(uow, after)
                    reminded += 1
                uow.commit()
        return reminded

    def expire(self, now: datetime) -> int:
        """How many were erased; the proof that they were asked stays."""
        erased = self._room.exchanges.to_erase(today_in_china(now), _AT_ONCE)
        for exchange_id in erased:
            with self._room.new_uow(system_call("timer")) as uow:
                before = self._room.exchanges.one(uow, exchange_id)
                if before is not None and not before.erased:
                    self.erase(uow, before)
                uow.commit()
        return len(erased)

    def erase(self, uow: UnitOfWork, before: Exchange) -> None:
        """Within a transaction: words, answer and file."""
        after = before.expire(uow.now)
        self._room.exchanges.put(uow, after)
        for file_id in (before.file_id, before.letter.file_id if before.letter is not None else ""):
            if file_id:
                self._room.files.forget(uow, file_id)
        if before.state is not after.state:
            announce(uow, after)
        fields: list[object] = [list(before.answered_fields), []]
        left(uow, after, "expire", {"fields": fields, "state": [before.state.value, after.state.value]})


def _tell(uow: UnitOfWork, exchange: Exchange) -> None:
    event = events_pb2.CoordinationDue(
        exchange_id=exchange.id,
        territory_path=exchange.ground,
        asked_path=exchange.to_path,
        overdue=exchange.overdue(uow.now),
    )
    if exchange.due_at is not None:
        event.due_at.FromDatetime(exchange.due_at)
    event.at.FromDatetime(uow.now)
    uow.record(event, aggregate=exchange.id, territory=exchange.ground)

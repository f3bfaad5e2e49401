"""Records by the clock: closed at their end, moved along with the person, forgotten in time (POP-05)."""

from __future__ import annotations

from datetime import datetime

from services.kernel.call import system_call
from services.population.application.families.room import FamilyRoom
from services.population.application.room import today_in_china

_AT_ONCE = 200


class TendRecords:
    """See the module. Each record in a transaction of its own: one that fails stops no other."""

    def __init__(self, room: FamilyRoom) -> None:
        self._room = room

    def __call__(self, now: datetime) -> int:
        """How many records were touched."""
        today = today_in_china(now)
        touched = 0
        for record_id in self._room.records.ended(today, _AT_ONCE):
            touched += self._close(record_id, "ended", now)
        for record_id, what, where in self._room.records.astray(_AT_ONCE):
            if what == "merged":
                touched += self._now_about(record_id, where)
            elif what == "moved":
                touched += self._move(record_id, where)
            else:
                touched += self._close(record_id, what, now)
        for record_id in self._room.records.forgettable(today, _AT_ONCE):
            touched += self._forget(record_id)
        return touched

    def _close(self, record_id: str, reason: str, now: datetime) -> int:
        room = self._room
        with room.new_uow(system_call("timer")) as uow:
            before = room.records.get(uow, record_id)
            if before is None or not before.is_open:
                return 0
            after = before.closed(room.declared(before), reason, uow.now, today_in_china(now))
            room.keep(uow, before, after, "close")
            uow.commit()
        return 1

    def _move(self, record_id: str, path: str) -> int:
        room = self._room
        with room.new_uow(system_call("timer")) as uow:
            before = room.records.get(uow, record_id)
            if before is None or before.path == path:
                return 0
            room.keep(uow, before, before.moved(path), "move")
            uow.commit()
        return 1

    def _now_about(self, record_id: str, person_id: str) -> int:
        with self._room.new_uow(system_call("timer")) as uow:
            self._room.records.now_about(uow, record_id, person_id)
            uow.commit()
        return 1

    def _forget(self, record_id: str) -> int:
        room = self._room
        with room.new_uow(system_call("timer")) as uow:
            before = room.records.get(uow, record_id)
            if before is None or before.is_open:
                return 0
            room.records.forget_history(uow, record_id)
            room.keep(uow, before.emptied(), before.forgotten(), "forget")
            uow.commit()
        return 1

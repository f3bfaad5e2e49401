"""Lists of participants by the clock: nobody stays on one longer than agreed (POP-12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from services.kernel.call import system_call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.participants import ListRoom
from services.population.application.room import today_in_china

_AT_ONCE = 200


class Astray(Protocol):
    """Entries that need something done."""

    def ended(self, today: date, limit: int) -> Sequence[str]:
        """Those whose end has come, and those of organisations that closed."""

    def gone(self, limit: int) -> Sequence[tuple[str, str]]:
        """Those linked to somebody who died, left or was erased; or, with the other id, was merged."""

    def now_of(self, uow: UnitOfWork, wanted: str, person_id: str) -> None: ...


class TendParticipants:
    """See the module. Each entry in a transaction of its own: one that fails stops no other."""

    def __init__(self, room: ListRoom, astray: Astray) -> None:
        self._room = room
        self._astray = astray

    def __call__(self, now: datetime) -> int:
        """How many entries were touched."""
        touched = 0
        for wanted in self._astray.ended(today_in_china(now), _AT_ONCE):
            touched += self._erase(wanted, "ended")
        for wanted, merged_into in self._astray.gone(_AT_ONCE):
            touched += self._follow(wanted, merged_into) if merged_into else self._erase(wanted, "gone")
        return touched

    def _erase(self, wanted: str, why: str) -> int:
        with self._room.new_uow(system_call("timer")) as uow:
            entry = self._room.entries.get(uow, wanted)
            if entry is None:
                return 0
            organisation = self._room.grounds.establishment(uow, entry.establishment_id)
            self._room.erase(uow, entry, organisation.path if organisation else "", why)
            uow.commit()
        return 1

    def _follow(self, wanted: str, person_id: str) -> int:
        """Two records of one person are one: so are the entries."""
        with self._room.new_uow(system_call("timer")) as uow:
            entry = self._room.entries.get(uow, wanted)
            if entry is None:
                return 0
            if self._room.entries.linked(uow, entry.establishment_id, person_id):
                organisation = self._room.grounds.establishment(uow, entry.establishment_id)
                self._room.erase(uow, entry, organisation.path if organisation else "", "merged")
            else:
                self._astray.now_of(uow, wanted, person_id)
            uow.commit()
        return 1

"""Safety checks, of whatever is checked: defects with their limits, and what happens when one is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from services.kernel.call import system_call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import Limit, Unit
from services.population.application.incomers.ports import CheckList
from services.population.application.ports import NewUow
from services.population.application.room import today_in_china
from services.population.application.visits.ports import Calendars
from services.population.domain.safety import Check, Defect, Subject

_AT_ONCE = 200


class ChecksOf(Protocol):
    """Where checks are kept."""

    def add_check(self, uow: UnitOfWork, owner_id: str, check: Check) -> None: ...
    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """Empty for a check that is not there."""


class Inspector:
    """Keeps a check once and makes defects of what is not in order."""

    def __init__(self, items: CheckList, calendars: Calendars, new_id: NewId) -> None:
        self._items = items
        self._calendars = calendars
        self._new_id = new_id

    def known(self, uow: UnitOfWork, checks: ChecksOf, owner_id: str, check_id: str) -> bool:
        """Whether the check was kept before. Raises Invalid for the id of a check of something else."""
        owner = checks.owner_of_check(uow, check_id)
        if owner and owner != owner_id:
            raise Invalid(FieldProblem("check_id", "kernel.value_unknown"))
        return bool(owner)

    def keep(
        self,
        uow: UnitOfWork,
        checks: ChecksOf,
        subject: Subject,
        owner_id: str,
        check_id: str,
        failed: Sequence[str],
    ) -> list[Defect]:
        """Keep the check; what is to be put right. Raises Invalid for what is not on the list."""
        listed = {each.code: each for each in self._items.items(subject)}
        codes = tuple(dict.fromkeys(failed))
        if any(each not in listed for each in codes):
            raise Invalid(FieldProblem("failed", "kernel.value_unknown"))
        actor, today = uow.call.actor, today_in_china(uow.now)
        checks.add_check(uow, owner_id, Check(check_id, uow.now, actor.id, actor.name, codes))
        return [
            Defect(self._new_id(), code, today, self._due(uow.now, listed[code].limit_days)) for code in codes
        ]

    def _due(self, now: datetime, days: int) -> date:
        due = self._calendars.calendar().due(now, Limit(days, Unit.WORKING_DAYS))
        return today_in_china(due)


class Watched(Protocol):
    """What may have defects that are over."""

    @property
    def id(self) -> str: ...
    def overdue(self, today: date, codes: Sequence[str]) -> list[Defect]: ...


W = TypeVar("W", bound=Watched)


class WatchedStore(Protocol[W]):
    """Where they are."""

    def one(self, uow: UnitOfWork, wanted: str) -> W | None: ...
    def put(self, uow: UnitOfWork, watched: W) -> None: ...
    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]: ...


def tell_overdue(
    new_uow: NewUow,
    store: WatchedStore[W],
    codes: Sequence[str],
    now: datetime,
    told: Callable[[W, list[str]], W],
    announce: Callable[[UnitOfWork, W, Defect], None],
) -> int:
    """Defects of these kinds beyond their limit are announced, each once; how many there were."""
    today, count = today_in_china(now), 0
    for wanted in store.overdue(today, codes, _AT_ONCE):
        with new_uow(system_call("timer")) as uow:
            watched = store.one(uow, wanted)
            defects = watched.overdue(today, codes) if watched is not None else []
            if watched is not None and defects:
                store.put(uow, told(watched, [each.id for each in defects]))
                for defect in defects:
                    announce(uow, watched, defect)
                count += len(defects)
            uow.commit()
    return count


def opening_cases(items: CheckList, *subjects: Subject) -> list[str]:
    """Codes of what may not stay beyond its limit."""
    return sorted({each.code for one in subjects for each in items.items(one) if each.opens_case})

"""What visits need of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import WorkCalendar
from services.population.domain.visiting import Candidate, Outcome, Plan, Visit, Wish


@dataclass(frozen=True, slots=True)
class Tally:
    """Visits of one worker in one grid on one day with one outcome."""

    path: str
    worker_id: str
    worker_name: str
    day: date
    outcome: Outcome
    visits: int
    households: int


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A household, when somebody called last and when it was verified."""

    candidate: Candidate
    path: str
    last_day: date | None


class VisitStore(Protocol):
    """Plans, visits and wishes."""

    def households(self, paths: Sequence[str]) -> dict[str, int]:
        """Households by grid below these places."""

    def plan(self, path: str, day: date, worker_id: str) -> Plan | None: ...

    def add_plan(self, uow: UnitOfWork, plan: Plan) -> bool:
        """False when there is one already: two phones asked at once."""

    def planned_by_others(self, path: str, day: date, worker_id: str) -> set[str]:
        """Households that stand in somebody else's plan of that day."""

    def oldest(self, path: str, called_before: date, missed_before: date, limit: int) -> Sequence[Candidate]:
        """Households that were not called at since, or not at home before, verified longest ago first."""

    def due(self, path: str, day: date, worker_id: str) -> Sequence[Candidate]:
        """Households that wait for a visit by that day.

        What was promised as care is called so to whoever promised it alone; to others somebody asked for it.
        """

    def candidates(self, household_ids: Sequence[str]) -> dict[str, Candidate]: ...

    def add(self, uow: UnitOfWork, visit: Visit) -> None:
        """With the day it was called at last; what waited for it is answered, unless nobody was at home."""

    def one(self, uow: UnitOfWork, visit_id: str) -> Visit | None: ...
    def put_cases(self, uow: UnitOfWork, visit: Visit) -> None: ...
    def of_household(self, household_id: str, limit: int) -> Sequence[Visit]: ...
    def of_day(self, path: str, day: date, worker_id: str) -> Sequence[Visit]: ...
    def days(self, path: str, first: date, last: date, worker_id: str) -> set[date]:
        """On which the worker made visits that count."""

    def add_wish(self, uow: UnitOfWork, wish: Wish) -> None: ...
    def wish(self, uow: UnitOfWork, wish_id: str) -> Wish | None: ...
    def tallies(self, paths: Sequence[str], first: date, last: date) -> Sequence[Tally]: ...
    def reached(self, paths: Sequence[str], first: date, last: date) -> dict[str, int]:
        """Different households that were met, by grid."""

    def unvisited(self, paths: Sequence[str], limit: int) -> Sequence[Unvisited]:
        """Those that were not called at for longest."""


class CareDue(Protocol):
    """Where care is to be looked at again."""

    def homes(self, path: str, day: date, carer_id: str) -> dict[str, date]:
        """Households of that grid where somebody lives in this carer's care, with the day it is due since.

        Without those that the carer called at since; of nobody else's care.
        """


class Calendars(Protocol):
    """Which days are worked."""

    def calendar(self) -> WorkCalendar: ...

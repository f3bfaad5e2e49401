"""Whom to visit on a day, in what order, and what counts as a visit (POP-22 to 25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import cos, hypot, radians

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.needs import NeedKind

DAYS_A_WEEK = 3
"""So often each worker goes into the grid (POP-22)."""
_SHARE = 4
"""Percent of the households of a grid, each working day (POP-22)."""
NOT_AGAIN_WITHIN = timedelta(days=7)
"""A household that was called at is left in peace for so long, unless it asked (POP-24, [D])."""


ABSENT_AGAIN_AFTER = timedelta(days=2)
"""Where nobody was at home somebody calls again after so long, at another time of day (POP-23, [D])."""


class Purpose(StrEnum):
    """What a visit is for."""

    COLLECT = "collect"
    CARE = "care"
    REQUESTED = "requested"
    RENTAL = "rental"
    OTHER = "other"


class Slot(StrEnum):
    """The time of day that suits a household (POP-23)."""

    ANY = ""
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Outcome(StrEnum):
    """What came of a visit."""

    MET = "met"
    REFUSED = "refused"
    ABSENT = "absent"

    @property
    def counts(self) -> bool:
        """Who refuses was visited, too (ASM-15); nobody at home is a visit still to be made."""
        return self is not Outcome.ABSENT


def slot_after_absence(hour: int) -> Slot:
    """When to come again where nobody was at home at that hour of the day."""
    return Slot.EVENING if hour < 17 else Slot.MORNING


class Cause(StrEnum):
    """Why a household stands in a plan."""

    REQUESTED = "requested"
    CARE = "care"
    OLDEST = "oldest"


def target_of(households: int) -> int:
    """Visits of one working day: 4 % of the households, rounded up; 14 of 335 (POP-22)."""
    return -(-households * _SHARE // 100)


def percent(done: int, target: int) -> int:
    """How much of a target was reached, 100 at most."""
    return min(100, done * 100 // target) if target else 100


@dataclass(frozen=True, slots=True)
class Door:
    """Where a household is, to put visits in order."""

    building_id: str = ""
    unit: str = ""
    storey: int = 0
    room: str = ""
    address: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household that may be visited. It says nothing of its people (POP-24)."""

    household_id: str
    dwelling_id: str
    verified_at: datetime | None = None
    slot: Slot = Slot.ANY
    cause: Cause = Cause.OLDEST
    due_on: date | None = None
    door: Door = Door()


@dataclass(frozen=True, slots=True)
class Stop:
    """A household of a plan."""

    household_id: str
    dwelling_id: str
    position: int
    cause: Cause
    slot: Slot


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom one worker visits in one grid on one day."""

    id: str
    path: str
    day: date
    worker_id: str
    households: int
    target: int
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """A household was called at."""

    id: str
    household_id: str
    path: str
    at: datetime
    day: date
    worker_id: str
    worker_name: str
    purpose: Purpose
    outcome: Outcome
    met: str = ""
    confirmed: bool = False
    changed: tuple[str, ...] = ()
    note: str = ""
    heard: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    # What each of the things heard is about.
    kinds: tuple[NeedKind, ...] = ()
    next_slot: Slot = Slot.ANY
    version: int = 1

    def told_to(self, account_id: str, *, manages_care: bool) -> Visit:
        """The same; that it was for somebody's care is told to the carer and to whoever manages care alone.

        To others it is what it was as well: a visit that keeps the register true (Sens-2).
        """
        if self.purpose is not Purpose.CARE or manages_care or self.worker_id == account_id:
            return self
        return replace(self, purpose=Purpose.COLLECT)

    def checked(self) -> Visit:
        """The same. Raises Invalid: nobody confirms, or tells of changes, who was not spoken to."""
        if self.outcome is not Outcome.MET and (self.confirmed or self.changed):
            field = "confirmed" if self.confirmed else "changed"
            raise Invalid(FieldProblem(field, "population.nobody_was_met"))
        if self.confirmed and self.changed:
            raise Invalid(FieldProblem("confirmed", "population.confirmed_and_changed"))
        return self

    def kinds_of_all(self) -> tuple[NeedKind, ...]:
        """One for each thing that was heard, whether somebody said it or not."""
        return (*self.kinds, *[NeedKind.UNSAID] * len(self.heard))[: len(self.heard)]

    def linked(self, heard: int, case_id: str) -> Visit:
        """A case was made of what was heard. Raises Invalid when nothing of that number was."""
        if not 0 <= heard < len(self.heard):
            raise Invalid(FieldProblem("heard", "kernel.value_unknown"))
        cases = [*self.cases, *[""] * (len(self.heard) - len(self.cases))]
        cases[heard] = case_id
        return replace(self, cases=tuple(cases), version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody waits for a visit from a day on."""

    id: str
    household_id: str
    path: str
    cause: Cause
    due_on: date
    slot: Slot = Slot.ANY
    note: str = ""
    asked_by: str = ""
    visit_id: str = ""


def chosen(due: Iterable[Candidate], oldest: Iterable[Candidate], target: int) -> list[Candidate]:
    """What was asked for or is due first, all of it; then the records verified longest ago, up to the target.

    ``oldest`` come in the order of their age.
    """
    found: dict[str, Candidate] = {}
    for each in sorted(due, key=lambda each: (each.due_on or date.max, each.cause)):
        found.setdefault(each.household_id, each)
    for each in oldest:
        if len(found) >= target:
            break
        found.setdefault(each.household_id, each)
    return list(found.values())


def routed(stops: Sequence[Candidate]) -> list[Candidate]:
    """In the order to walk: from building to the nearest next one; within it by unit, storey and room.

    Doors without a position come last, by address.
    """
    groups: dict[str, list[Candidate]] = {}
    for each in stops:
        door = each.door
        groups.setdefault(door.building_id or f"{door.place or door.address}", []).append(each)
    placed = {key: found[0].door.place for key, found in groups.items()}
    rest = sorted(
        (key for key, at in placed.items() if at is None), key=lambda key: groups[key][0].door.address
    )
    left = {key: at for key, at in placed.items() if at is not None}
    order: list[str] = []
    here = min(left.values(), default=(0.0, 0.0))
    while left:
        key = min(left, key=lambda each: (_apart(here, left[each]), each))
        here = left.pop(key)
        order.append(key)
    return [each for key in (*order, *rest) for each in sorted(groups[key], key=_within)]


def _within(stop: Candidate) -> tuple[str, int, str, str]:
    return stop.door.unit.zfill(4), stop.door.storey, stop.door.room.zfill(6), stop.household_id


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot((one[0] - other[0]) * cos(radians(one[1])), one[1] - other[1])

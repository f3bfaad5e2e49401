"""The report of a week, beside the week before (POP-26, ASM-15): numbers of work and records, of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from services.population.domain.disclosure import SMALLEST_SHOWN, hidden_of
from services.population.domain.needs import NeedKind
from services.population.domain.visiting import percent

RECORDS = ("person", "household", "dwelling")
PEOPLE = "people"
"""Hidden as a kind of need is: how many are on record, and with it whose records are stale."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of this week and of the one before; None where that is not known."""

    now: int = 0
    before: int | None = 0

    def __add__(self, other: Pair) -> Pair:
        known = self.before is not None and other.before is not None
        return Pair(self.now + other.now, (self.before or 0) + (other.before or 0) if known else None)


NOTHING = Pair()


@dataclass(frozen=True, slots=True)
class Quota:
    """Visits against the quota; refused ones are among those done."""

    planned: Pair = NOTHING
    done: Pair = NOTHING
    refused: Pair = NOTHING
    absent: Pair = NOTHING

    @property
    def attainment(self) -> Pair:
        """Percent."""
        return Pair(
            percent(self.done.now, self.planned.now),
            percent(self.done.before or 0, self.planned.before or 0),
        )


@dataclass(frozen=True, slots=True)
class Records:
    """What happened to records of one kind, or of all."""

    fresh: Pair = NOTHING
    changed: Pair = NOTHING
    verified: Pair = NOTHING

    def __add__(self, other: Records) -> Records:
        return Records(self.fresh + other.fresh, self.changed + other.changed, self.verified + other.verified)


@dataclass(frozen=True, slots=True)
class Part:
    """A territory directly below."""

    path: str
    name: str
    records: Records = Records()
    visits: Quota = Quota()


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker's visits in one grid."""

    worker_id: str
    name: str
    path: str
    place: str
    planned: int
    done: int
    days: int

    @property
    def attainment(self) -> int:
        """Percent."""
        return percent(self.done, self.planned)


@dataclass(frozen=True, slots=True)
class Heard:
    """Requests heard of one kind: became cases; wait, having no case or one that is not closed."""

    heard: Pair = NOTHING
    cases: Pair = NOTHING
    open: Pair = NOTHING

    def __add__(self, other: Heard) -> Heard:
        return Heard(self.heard + other.heard, self.cases + other.cases, self.open + other.open)


@dataclass(frozen=True, slots=True)
class Report:
    """A week of a territory. ``hidden`` are kinds of needs and `PEOPLE` (with ``before`` or ``now``)."""

    path: str
    name: str
    week: str
    records: Mapping[str, Records]
    people: Pair
    stale: Pair
    proposed: Pair
    confirmed: Pair
    rejected: Pair
    visits: Quota
    parts: tuple[Part, ...] = ()
    workers: tuple[Worker, ...] = ()
    needs: Mapping[NeedKind, Heard] = field(default_factory=dict)
    protected: bool = False
    hidden: frozenset[tuple[str, str]] = frozenset()

    @property
    def heard(self) -> Heard:
        """Of all kinds."""
        return sum(self.needs.values(), Heard())

    def protected_from(self, *, whole: bool) -> Report:
        """As somebody sees it who may not see the register: small numbers of people and of a kind are hidden.

        ``whole``: the territory is the largest he may see. Of those below it no such number is shown at all:
        what is hidden in one would follow from the others and their sum.
        """
        hidden: set[tuple[str, str]] = set()
        for at in ("now", "before"):
            if not whole or 0 < (getattr(self.people, at) or 0) < SMALLEST_SHOWN:
                hidden.add((at, PEOPLE))
            kinds = {
                (at, kind.value): getattr(each.heard, at) or 0
                for kind, each in self.needs.items()
                if getattr(each.heard, at)
            }
            if not whole:
                hidden |= set(kinds)
                continue
            # The sum is work that was done, and is shown whatever it is: it hides nothing.
            total = (at, "*")
            values = {**kinds, total: sum(kinds.values())}
            left = hidden_of(kinds, [])
            if left and values[total] >= SMALLEST_SHOWN:
                left = hidden_of(values, [(total, list(kinds))]) - {total}
            elif left:
                left = set(kinds)
            hidden |= left
        return replace(self, protected=True, hidden=frozenset(hidden))

    def to_data(self) -> dict[str, Any]:
        """As JSON can hold it; what is hidden depends on who reads it and is not kept."""
        data = asdict(self)
        del data["protected"], data["hidden"]
        data["needs"] = {kind.value: each for kind, each in data["needs"].items()}
        return data


def from_data(data: Mapping[str, Any]) -> Report:
    """What `Report.to_data` made."""
    return Report(
        path=data["path"],
        name=data["name"],
        week=data["week"],
        people=_pair(data["people"]),
        stale=_pair(data["stale"]),
        proposed=_pair(data["proposed"]),
        confirmed=_pair(data["confirmed"]),
        rejected=_pair(data["rejected"]),
        records={kind: _records(each) for kind, each in data["records"].items()},
        visits=_quota(data["visits"]),
        parts=tuple(
            Part(each["path"], each["name"], _records(each["records"]), _quota(each["visits"]))
            for each in data["parts"]
        ),
        workers=tuple(Worker(**each) for each in data["workers"]),
        needs={NeedKind(kind): Heard(**_pairs(each)) for kind, each in data["needs"].items()},
    )


def _pair(data: Mapping[str, Any]) -> Pair:
    return Pair(data["now"], data["before"])


def _pairs(data: Mapping[str, Any]) -> dict[str, Pair]:
    return {name: _pair(each) for name, each in data.items()}


def _records(data: Mapping[str, Any]) -> Records:
    return Records(**_pairs(data))


def _quota(data: Mapping[str, Any]) -> Quota:
    return Quota(**_pairs(data))

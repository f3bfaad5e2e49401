"""The network of stations that serve incoming residents (POP-16). Verbs give a new one.

state    verb           next
none     open           open
open     correct        open
open     appoint        open: a coordinator (协管员) has a term
open     relieve        open: the term ends
open     close          closed: everybody's term ends

A town has one station; a community with many incoming residents has a sub-station, which may serve others of
the same town. Whom no sub-station serves, the town's station serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.cards import ServiceKind
from services.population.domain.refusals import CoordinatorNotFound, StationClosed

TOWN, COMMUNITY = 9, 12
"""Digits of the codes of a town and of a community."""
NEEDED_FROM = 100
"""More incoming residents than this need a sub-station, where the town says nothing else ([D])."""


class StationKind(StrEnum):
    """The town's, or one below it."""

    MAIN = "main"
    SUB = "sub"


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Somebody on duty there: work name and work number alone (Sens-9)."""

    id: str
    work_name: str
    work_number: str
    account_id: str
    post: str
    from_day: date
    to_day: date | None = None

    def serves(self, today: date) -> bool:
        """Within the term; whoever's is over is not shown any more."""
        return self.from_day <= today and (self.to_day is None or today <= self.to_day)

    def checked(self) -> Coordinator:
        """The same. Raises Invalid for a term that ends before it begins, and for nobody in particular."""
        if not self.account_id and not self.post:
            raise Invalid(FieldProblem("coordinator.post", "population.account_or_post"))
        if self.to_day is not None and self.to_day < self.from_day:
            raise Invalid(FieldProblem("coordinator.to_day", "population.term_ends_early"))
        return self


@dataclass(frozen=True, slots=True)
class Station:
    """One of the network; ``serves`` are paths of what it serves."""

    id: str
    kind: StationKind
    path: str
    name: str
    address: str
    hours: str
    longitude: float | None = None
    latitude: float | None = None
    phone: str = ""
    services: tuple[ServiceKind, ...] = ()
    serves: tuple[str, ...] = ()
    needed_from: int = NEEDED_FROM
    coordinators: tuple[Coordinator, ...] = ()
    closed_on: date | None = None
    version: int = 1

    def checked(self) -> Station:
        """With what it serves at the least. Raises Invalid where the place is of another level or town."""
        width = TOWN if self.kind is StationKind.MAIN else COMMUNITY
        if len(self.path) != width:
            raise Invalid(FieldProblem("station.territory_code", f"population.station_level_{self.kind}"))
        if self.kind is StationKind.MAIN:
            return replace(self, serves=(self.path,))
        wrong = [each for each in self.serves if len(each) != COMMUNITY or each[:TOWN] != self.path[:TOWN]]
        if wrong:
            raise Invalid(FieldProblem("station.serves_codes", "population.station_other_town"))
        return replace(self, serves=tuple(dict.fromkeys((self.path, *self.serves))))

    def corrected(self, said: Station) -> Station:
        """What was said of it now. Raises StationClosed, Invalid."""
        self.must_be_open()
        fixed = {"id": self.id, "kind": self.kind, "path": self.path, "coordinators": self.coordinators}
        changed = replace(said, **fixed, version=self.version).checked()  # type: ignore[arg-type]
        return self if changed == self else replace(changed, version=self.version + 1)

    def appoint(self, coordinator: Coordinator) -> Station:
        """Somebody's term begins. Raises StationClosed, Invalid."""
        self.must_be_open()
        return self._with(coordinators=(*self.coordinators, coordinator.checked()))

    def relieve(self, coordinator_id: str, day: date) -> Station:
        """Somebody's term ends. Raises StationClosed, CoordinatorNotFound, Invalid."""
        self.must_be_open()
        if all(each.id != coordinator_id for each in self.coordinators):
            raise CoordinatorNotFound()
        return self._with(
            coordinators=tuple(
                replace(each, to_day=day).checked() if each.id == coordinator_id else each
                for each in self.coordinators
            )
        )

    def close(self, day: date) -> Station:
        """It serves nobody any more. Raises StationClosed."""
        self.must_be_open()
        over = tuple(
            each
            if each.to_day is not None and each.to_day <= day
            else replace(each, to_day=max(day, each.from_day))
            for each in self.coordinators
        )
        return self._with(closed_on=day, coordinators=over)

    def on_duty(self, today: date) -> list[Coordinator]:
        """Whose term it is, and whose is to come."""
        return [each for each in self.coordinators if each.serves(max(today, each.from_day))]

    def must_be_open(self) -> None:
        """Raises StationClosed."""
        if self.closed_on is not None:
            raise StationClosed()

    def _with(self, **changes: object) -> Station:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def serving(stations: Iterable[Station], path: str) -> Station | None:
    """The open one that serves a place: the sub-station of its community, else the town's."""
    able = [
        (len(area), each)
        for each in stations
        if each.closed_on is None
        for area in each.serves
        if path.startswith(area)
    ]
    return max(able, key=lambda found: found[0])[1] if able else None


@dataclass(frozen=True, slots=True)
class Needed:
    """A community that should have a sub-station."""

    path: str
    cards: int
    needed_from: int


def needed(counts: Iterable[tuple[str, int]], stations: Sequence[Station]) -> list[Needed]:
    """Communities with more open cards than their town's number, and no sub-station; the most first."""
    limits = {
        each.path: each.needed_from
        for each in stations
        if each.kind is StationKind.MAIN and each.closed_on is None
    }
    found = []
    for path, cards in counts:
        limit = limits.get(path[:TOWN], NEEDED_FROM)
        station = serving(stations, path)
        if cards > limit and (station is None or station.kind is StationKind.MAIN):
            found.append(Needed(path, cards, limit))
    return sorted(found, key=lambda each: (-each.cards, each.path))

"""The stations that serve incoming residents: opened, corrected, staffed, closed, found by place (POP-16)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.incomers.ports import CardStore
from services.population.application.incomers.views import paths_of
from services.population.application.room import Command, Room, must_be_current, today_in_china
from services.population.application.worksites.ports import StationStore
from services.population.domain.refusals import StationNotFound, StationThere, TerritoryUnknown
from services.population.domain.stations import TOWN, Coordinator, Needed, Station, needed, serving
from wangge.population.v1 import events_pb2

EDIT = "population.station.edit"
MOST = 500
"""So many stations of a place are listed at once; a county has fewer communities than that."""


def _serves_caller(call: Call, path: str) -> bool:
    """Whether the station is in the caller's places, or above them: it serves those who are."""
    granted = {each for permission in (sight.VIEW, EDIT) for each in call.scope(permission).paths}
    return any(path.startswith(each) or each.startswith(path) for each in granted)


class StationCommand(Command):
    """A command about a station within the caller's places."""

    def __init__(self, room: Room, stations: StationStore) -> None:
        super().__init__(room)
        self._stations = stations

    def station(self, uow: UnitOfWork, wanted: str, etag: str = "") -> Station:
        """Raises StationNotFound, Stale."""
        found = self._stations.one(uow, wanted)
        if found is None or not sight.sees(uow.call, EDIT, found.path):
            raise StationNotFound()
        must_be_current(etag, found.version)
        return found

    def must_be_alone(self, station: Station) -> None:
        """Raises StationThere when another open one serves a place of it."""
        for other in self._stations.of_town(station.path[:TOWN]):
            if other.id != station.id and other.closed_on is None and set(other.serves) & set(station.serves):
                raise StationThere(name=other.name)

    def store(self, uow: UnitOfWork, before: Station | None, station: Station, what: str) -> None:
        """Write it, with event and audit entry. Raises Stale."""
        if before is None:
            self._stations.add(uow, station)
        else:
            self._stations.put(uow, station)
        event = events_pb2.StationChanged(
            station_id=station.id, territory_path=station.path, closed=station.closed_on is not None
        )
        event.at.FromDatetime(uow.now)
        uow.record(event, aggregate=station.id, territory=station.path)
        uow.audit(f"population.station.{what}", "station", station.id, territory=station.path)


class PutStation(StationCommand):
    """Opens one, or says other things of it; its level and its own place stay."""

    def __call__(self, call: Call, said: Station, etag: str) -> str:
        """Its id. Raises TerritoryUnknown, StationNotFound, StationClosed, StationThere, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.station(uow, said.id, etag) if said.id else None
            if before is None:
                call.require(EDIT, said.path)
                after = replace(said, id=self._new_id(), version=1).checked()
            else:
                after = before.corrected(said)
            names = self._room.places.place_names(after.serves)
            if any(not names.get(each) for each in after.serves):
                field = "station.serves_codes" if names.get(after.path) else "station.territory_code"
                raise TerritoryUnknown(FieldProblem(field, TerritoryUnknown.code))
            self.must_be_alone(after)
            if after != before:
                self.store(uow, before, after, "change" if before else "open")
            uow.commit(result=after.id)
        return after.id


class StaffStation(StationCommand):
    """Coordinators (协管员) have terms."""

    def appoint(self, call: Call, wanted: str, etag: str, said: Coordinator) -> str:
        """Its id. Raises StationNotFound, StationClosed, Stale, Invalid."""

        def appointed(before: Station, today: date) -> Station:
            if said.account_id and not self._room.places.account_names([said.account_id]):
                raise Invalid(FieldProblem("coordinator.account_id", "kernel.value_unknown"))
            return before.appoint(replace(said, id=self._new_id()))

        return self._change(call, wanted, etag, "appoint", appointed)

    def relieve(self, call: Call, wanted: str, etag: str, coordinator_id: str, day: date | None) -> str:
        """Its id. Raises StationNotFound, StationClosed, CoordinatorNotFound, Stale, Invalid."""
        return self._change(
            call,
            wanted,
            etag,
            "relieve",
            lambda before, today: before.relieve(coordinator_id, day or today),
        )

    def close(self, call: Call, wanted: str, etag: str) -> str:
        """Its id. Raises StationNotFound, StationClosed, Stale."""
        return self._change(call, wanted, etag, "close", lambda before, today: before.close(today))

    def _change(
        self, call: Call, wanted: str, etag: str, what: str, change: Callable[[Station, date], Station]
    ) -> str:
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.station(uow, wanted, etag)
            self.store(uow, before, change(before, today_in_china(uow.now)), what)
            uow.commit(result=wanted)
        return wanted


@dataclass(frozen=True, slots=True)
class ShownStation:
    """With the names of what it serves, and how many open cards within the caller's sight it serves."""

    station: Station
    names: dict[str, str]
    cards: int


class LookAtStations(StationCommand):
    """Stations of the caller's places and those above, which serve them too."""

    def __init__(self, room: Room, stations: StationStore, cards: CardStore) -> None:
        super().__init__(room, stations)
        self._cards = cards

    def one(self, call: Call, wanted: str) -> ShownStation:
        """Raises StationNotFound."""
        with self._new_uow(call) as uow:
            found = self._stations.one(uow, wanted)
        if found is None or not _serves_caller(call, found.path):
            raise StationNotFound()
        town = self._stations.of_town(found.path[:TOWN])
        return self._shown(found, town, self._counts(call, found.path[:TOWN]))

    def below(self, call: Call, path: str) -> list[ShownStation]:
        """Of a place: those below it, and the town's."""
        self._must_be_allowed(call)
        found = {each.id: each for each in self._stations.below(path, MOST)}
        if len(path) >= TOWN:
            found |= {each.id: each for each in self._stations.of_town(path[:TOWN])}
        seen = [
            each
            for each in found.values()
            if _serves_caller(call, each.path)
            and (each.path.startswith(path) or any(path.startswith(area) for area in each.serves))
        ]
        counts = self._counts(call, path[:TOWN])
        ordered = sorted(seen, key=lambda each: (each.closed_on is not None, each.path, each.name))
        return [self._shown(each, seen, counts) for each in ordered]

    def of_place(self, call: Call, path: str) -> ShownStation | None:
        """The one that serves a place: its sub-station, else the town's, else none."""
        self._must_be_allowed(call)
        if len(path) < TOWN or not _serves_caller(call, path):
            return None
        found = serving(self._stations.of_town(path[:TOWN]), path)
        return self._shown(found, (), []) if found is not None else None

    def needed(self, call: Call, path: str) -> tuple[list[Needed], dict[str, str]]:
        """Communities that should have a sub-station, as far as the caller sees their cards, with names."""
        self._must_be_allowed(call)
        found = needed(self._counts(call, path), self._stations.below(path[:TOWN], MOST))
        return found, self._room.places.place_names([each.path for each in found])

    def today(self) -> date:
        """In China."""
        return today_in_china(self._room.clock())

    def _must_be_allowed(self, call: Call) -> None:
        """Figures of the register are for whoever signed the promise, like the register itself."""
        with self._new_uow(call):
            pass

    def _counts(self, call: Call, path: str) -> list[tuple[str, int]]:
        return self._cards.by_community(paths_of(call, sight.VIEW, path))

    def _shown(
        self, station: Station, beside: Sequence[Station], counts: Sequence[tuple[str, int]]
    ) -> ShownStation:
        cards = 0
        for path, number in counts:
            by = serving([station, *(each for each in beside if each.id != station.id)], path)
            cards += number if by is not None and by.id == station.id else 0
        return ShownStation(station, self._room.places.place_names([station.path, *station.serves]), cards)

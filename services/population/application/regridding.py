"""When grids are drawn anew, whoever and whatever is on their ground goes along (DIR-07).

Nobody moved: residences go on, only the grid they are counted in is another, and with it what is recorded of
homes, of premises and of the people there. What has ended keeps the grid of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.spatial import PolygonIndex
from services.population.application.ports import KnownBuilding
from wangge.directory.v1 import events_pb2

_AT_ONCE = 200
_COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A dwelling on ground that changed hands, or premises; ``home`` is the grid of their dwelling."""

    id: str
    building_id: str
    place: tuple[float, float] | None
    home: str = ""


class Ground(Protocol):
    """Dwellings by where they stand."""

    def standing(self, uow: UnitOfWork, path: str, after: str, limit: int) -> Sequence[Standing]:
        """Those of one grid by id, beginning after ``after``."""

    def of_building(
        self, uow: UnitOfWork, building_id: str, other_than: str, after: str, limit: int
    ) -> Sequence[str]:
        """Ids of a building's dwellings that are not yet in that grid, beginning after ``after``."""

    def move(self, uow: UnitOfWork, dwelling_ids: Sequence[str], path: str) -> int:
        """Count them, their households and their people in another grid; how many people there are."""

    def building(self, building_id: str) -> KnownBuilding | None: ...

    def keep_building(self, uow: UnitOfWork, known: KnownBuilding, version: int, *, ended: bool) -> bool:
        """What the directory told of a building; False when something newer is known."""


class PremisesOnGround(Protocol):
    """Worksites, units and public places by where they stand."""

    def standing(self, uow: UnitOfWork, path: str) -> Sequence[Standing]:
        """Those of one grid that go on."""

    def of_building(self, uow: UnitOfWork, building_id: str, other_than: str) -> Sequence[str]:
        """Ids of units of a building that are not yet in that grid."""

    def move(self, uow: UnitOfWork, ids: Sequence[str], path: str) -> int:
        """Count them, and what is recorded of them, in another grid; how many they are."""

    def move_whole(self, uow: UnitOfWork, ended: str, path: str) -> None:
        """What was planned or offered for a grid as a whole."""


class FollowGrids:
    """Grids were split, merged or bordered anew."""

    def __init__(self, ground: Ground, premises: PremisesOnGround) -> None:
        self._ground = ground
        self._premises = premises

    def __call__(self, event: events_pb2.GridsReplaced, envelope: Envelope, uow: UnitOfWork) -> None:
        paths = [each.path for each in event.created]
        if not paths:
            return
        areas = PolygonIndex((each.path, each.boundary) for each in event.created if each.boundary)
        for ended in event.ended:
            if ended.path not in paths:
                self._follow(uow, ended.path, paths, areas)

    def _follow(self, uow: UnitOfWork, ended: str, paths: Sequence[str], areas: PolygonIndex) -> None:
        after = ""
        while batch := self._ground.standing(uow, ended, after, _AT_ONCE):
            after = batch[-1].id
            homes = {each.id: self._home(each, paths, areas) for each in batch}
            for path in sorted(set(homes.values())):
                self._ground.move(uow, [each for each, home in homes.items() if home == path], path)
        # After the dwellings: premises are where their dwelling is now.
        premises = {each.id: self._home(each, paths, areas) for each in self._premises.standing(uow, ended)}
        for path in sorted(set(premises.values())):
            self._premises.move(uow, [each for each, home in premises.items() if home == path], path)
        # For a grid that was split, the community of its parts.
        self._premises.move_whole(uow, ended, paths[0] if len(paths) == 1 else paths[0][:_COMMUNITY])

    def _home(self, dwelling: Standing, paths: Sequence[str], areas: PolygonIndex) -> str:
        """Its dwelling's or building's new grid, else the one that holds its point, else the first."""
        if dwelling.home in paths:
            return dwelling.home
        building = self._ground.building(dwelling.building_id) if dwelling.building_id else None
        if building is not None and building.path in paths:
            return building.path
        place = dwelling.place or (building.place if building is not None else None)
        holding = areas.at(*place) if place is not None else []
        return holding[0] if holding else paths[0]


class FollowBuildings:
    """A building became known, changed, or came into another grid: whoever lives there comes along."""

    def __init__(self, ground: Ground, premises: PremisesOnGround) -> None:
        self._ground = ground
        self._premises = premises

    def __call__(self, event: events_pb2.BuildingChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        told = event.building
        known = KnownBuilding(
            id=told.id,
            code=told.code,
            name=told.name,
            path=event.territory_path,
            storeys=told.storeys,
            units=told.units,
            per_storey=told.dwellings_per_storey,
            place=(told.place.longitude, told.place.latitude) if told.HasField("place") else None,
        )
        version = int(told.etag) if told.etag.isdigit() else 0
        newest = self._ground.keep_building(uow, known, version, ended=event.removed)
        if newest and not event.removed and told.grid_code:
            after = ""
            while ids := self._ground.of_building(uow, told.id, event.territory_path, after, _AT_ONCE):
                after = ids[-1]
                self._ground.move(uow, ids, event.territory_path)
            if units := self._premises.of_building(uow, told.id, event.territory_path):
                self._premises.move(uow, units, event.territory_path)

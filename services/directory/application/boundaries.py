"""Drawing borders and finding the grid at a point (DIR-06)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.buildings import rehouse_buildings
from services.directory.application.messages import territory_message
from services.directory.application.ports import Registry
from services.directory.application.territory_lookups import EDIT, announce, get_territory, present
from services.directory.domain.levels import Level, community_of
from services.directory.domain.refusals import OutsideParent, OverlapsSibling
from services.directory.domain.territory import Territory
from services.kernel.call import Call
from services.kernel.geojson import check_geometry
from services.kernel.spatial import gaps, overlaps
from wangge.directory.v1 import territories_pb2

OVERLAP_TOLERANCE_M2 = 25.0
"""What two grids drawn by different hands may share along a border."""
OUTSIDE_TOLERANCE = 0.01
"""Share of an area that may lie outside its parent, as borders come from different surveys."""


def check_fits(registry: Registry, connection: Connection, territory: Territory, border: str) -> None:
    """Raises OutsideParent and, between grids of one community, OverlapsSibling."""
    outer = registry.territories.boundary(connection, territory.parent_path) if territory.parent_path else ""
    if outer:
        outside, whole = gaps(border, [outer]).area_m2, gaps(border, []).area_m2
        if outside > OUTSIDE_TOLERANCE * whole:
            raise OutsideParent(name=territory.name, percent=round(100 * outside / whole, 1))
    if territory.level is Level.GRID:
        siblings = registry.territories.boundaries_beneath(
            connection, community_of(territory.path), Level.GRID
        )
        check_apart({path: text for path, text in siblings.items() if path != territory.path}, {"": border})


def check_apart(standing: dict[str, str], drawn: dict[str, str]) -> None:
    """Raises OverlapsSibling when a drawn area takes ground of another beyond the tolerance."""
    for pair in overlaps([*standing.items(), *drawn.items()], OVERLAP_TOLERANCE_M2):
        if pair.first in drawn or pair.second in drawn:
            other = pair.second if pair.first in drawn else pair.first
            raise OverlapsSibling(code=other, square_metres=round(pair.area_m2))


@dataclass(frozen=True)
class SetBoundary:
    """Draws or moves a border; the border before stays in the history (DIR-07)."""

    registry: Registry

    def __call__(self, call: Call, request: territories_pb2.SetBoundaryRequest) -> territories_pb2.Territory:
        """Raises Invalid for an unreadable area, Stale, TerritoryEnded, OverlapsSibling, OutsideParent."""
        registry = self.registry
        border = check_geometry(request.boundary, "boundary")
        with registry.new_uow(call) as uow:
            before = get_territory(registry, uow.connection, request.code)
            call.require(EDIT, before.path)
            before.must_be_version(request.etag)
            after = before.redrawn(*registry.coverage.middle(border))
            check_fits(registry, uow.connection, before, border)
            registry.territories.save(uow.connection, before, after, uow.now, "boundary")
            registry.territories.draw(uow.connection, after.path, border, uow.now)
            if after.level is Level.GRID:
                registry.territories.borders_moved(uow.connection)
                rehouse_buildings(registry, uow, community_of(after.path))
            announce(registry, uow, after)
            changes = {"boundary": [before.version, after.version]}
            uow.audit(EDIT, "territory", after.code, territory=after.path, changes=changes)
            shown = present(registry, uow.connection, [after], with_boundary=True)[0]
            uow.commit()
            registry.grids.forget()
            return shown


@dataclass(frozen=True)
class LocatePoint:
    """The grid at a point with what is above it, from the prefecture down."""

    registry: Registry

    def __call__(self, call: Call, longitude: float, latitude: float) -> territories_pb2.LocatePointResponse:
        """Empty when no valid grid holds the point."""
        chain = self.registry.grids.chain(longitude, latitude)
        return territories_pb2.LocatePointResponse(territories=[territory_message(each) for each in chain])

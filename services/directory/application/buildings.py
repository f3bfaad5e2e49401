"""Buildings, the grids they stand in, and their outer facts (DIR-03, DIR-06)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.building_ports import Building
from services.directory.application.footprints import checked_footprint
from services.directory.application.paging import after_key, page_size
from services.directory.application.ports import Registry
from services.directory.application.sites import named, next_token, next_version, path_or_all
from services.directory.application.territory_lookups import EDIT, VIEW, get_territory
from services.directory.domain.levels import DIVISION_WIDTHS, Level, community_of
from services.directory.domain.refusals import RecordUnknown
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.spatial import PolygonIndex, distance_m
from wangge.directory.v1 import events_pb2, territories_pb2

EARLIEST_YEAR = 1800
AWAY_M = 500
"""How far a building's position may lie from the middle of its footprint."""
_FACTS = (
    "name",
    "code",
    "grid_code",
    "households",
    "storeys",
    "basements",
    "units",
    "dwellings_per_storey",
    "year_built",
)


def building_path(building: Building) -> str:
    """Path of its grid, or of its community while it has no grid."""
    return building.grid_code or building.community_code


def tell_building(uow: UnitOfWork, building: Building, *, removed: bool = False) -> None:
    """Tell the others the whole building."""
    path = building_path(building)
    event = events_pb2.BuildingChanged(building=building, territory_path=path, removed=removed)
    uow.record(event, aggregate=building.id, territory=path)


def county_border(registry: Registry, connection: Connection, path: str) -> str:
    """The border of the county around a path; empty when it was not drawn."""
    return registry.territories.boundary(connection, path[: DIVISION_WIDTHS[Level.COUNTY]])


def rehouse_buildings(registry: Registry, uow: UnitOfWork, community_path: str) -> None:
    """After borders moved: give every building of the community the grid it stands in, or none."""
    connection = uow.connection
    grids = registry.territories.boundaries_beneath(connection, community_path, Level.GRID)
    index = PolygonIndex(grids.items())
    valid = {each.path for each in registry.territories.valid_beneath(connection, community_path, Level.GRID)}
    for building in registry.buildings.beneath(connection, community_path):
        found = (
            index.at(building.place.longitude, building.place.latitude) if building.HasField("place") else []
        )
        # Without a place on the map, what a person decided stands as long as that grid does.
        kept = building.grid_code if not building.HasField("place") and building.grid_code in valid else ""
        grid = found[0] if found else kept
        if grid != building.grid_code:
            building.grid_code = grid
            building.etag = str(int(building.etag) + 1)
            registry.buildings.rehouse(connection, building, building_path(building))
            tell_building(uow, building)


@dataclass(frozen=True)
class PutBuilding:
    """Registers or changes a building; its grid follows from its place, else it is "unassigned" (DIR-06)."""

    registry: Registry

    def __call__(self, call: Call, wanted: Building) -> Building:
        """Without a place, that of its footprint is taken.

        Raises RecordUnknown, Stale, TerritoryUnknown, BuildingCodeTaken, and Invalid when grid and community
        do not agree, or the footprint is no building's or stands elsewhere.
        """
        registry = self.registry
        named(wanted.name, "building.name")
        if wanted.year_built and wanted.year_built < EARLIEST_YEAR:
            raise Invalid.one("building.year_built", "directory.year_built", least=EARLIEST_YEAR)
        with registry.new_uow(call) as uow:
            record = Building()
            record.CopyFrom(wanted)
            record.name = wanted.name.strip()
            path = self._place(uow.connection, record)
            call.require(EDIT, path)
            scope = call.scope(EDIT)
            before = registry.buildings.find(uow.connection, wanted.id, scope) if wanted.id else None
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            record.etag = next_version(wanted, before)
            record.id = wanted.id or registry.new_id()
            registry.buildings.put(uow.connection, record, path, before is None)
            tell_building(uow, record)
            uow.audit(EDIT, "building", record.id, territory=path, changes=_changes(before, record))
            uow.commit(result=record.id)
        return record

    def _place(self, connection: Connection, record: Building) -> str:
        """Fill in footprint, place, grid and community; the path the building belongs to."""
        if record.footprint.strip():
            self._stand(connection, record)
        located = ""
        if record.HasField("place"):
            located = self.registry.grids.at(record.place.longitude, record.place.latitude)
        if located and not record.community_code:
            record.community_code = community_of(located)
        if not record.community_code:
            raise Invalid.one("building.community_code", "kernel.required")
        community = get_territory(self.registry, connection, record.community_code, valid=True)
        if community.level is not Level.COMMUNITY:
            raise Invalid.one("building.community_code", "directory.not_a_community", value=community.code)
        if located and not located.startswith(community.path):
            raise Invalid.one("building.community_code", "directory.building_elsewhere", grid=located)
        if record.HasField("place"):
            record.grid_code = located
        elif record.grid_code:
            grid = get_territory(self.registry, connection, record.grid_code, valid=True)
            if grid.level is not Level.GRID or not grid.path.startswith(community.path):
                raise Invalid.one("building.grid_code", "directory.building_elsewhere", grid=grid.code)
        border = county_border(self.registry, connection, community.path)
        record.footprint = checked_footprint(record.footprint, border, "building.footprint")
        return building_path(record)

    def _stand(self, connection: Connection, record: Building) -> None:
        """Where the footprint stands; it is read before anything else is known of the building."""
        shape = checked_footprint(record.footprint, "", "building.footprint")
        longitude, latitude = self.registry.coverage.middle(shape)
        if not record.HasField("place"):
            record.place.longitude, record.place.latitude = longitude, latitude
            return
        metres = round(distance_m(record.place.longitude, record.place.latitude, longitude, latitude))
        if metres > AWAY_M:
            raise Invalid.one("building.place", "directory.footprint_away", metres=metres)


def _changes(before: Building | None, after: Building) -> dict[str, object]:
    old = before or Building()
    pairs: dict[str, object] = {
        name: [getattr(old, name), getattr(after, name)]
        for name in _FACTS
        if name == "grid_code" or getattr(old, name) != getattr(after, name)
    }
    if old.footprint != after.footprint:
        pairs["footprint"] = [bool(old.footprint), bool(after.footprint)]
    return pairs


@dataclass(frozen=True)
class GetBuilding:
    """One building with its footprint, within the caller's scope."""

    registry: Registry

    def __call__(self, call: Call, id: str) -> Building:
        """Raises RecordUnknown, also for a building out of the caller's sight."""
        with self.registry.read() as connection:
            found = self.registry.buildings.find(connection, id, call.scope(VIEW))
        if found is None:
            raise RecordUnknown(id=id)
        return found


@dataclass(frozen=True)
class ListBuildings:
    """Buildings of a territory and below, within the caller's scope; or those without a grid."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.ListBuildingsRequest
    ) -> territories_pb2.ListBuildingsResponse:
        """Raises TerritoryUnknown."""
        size = page_size(request.page_size)
        query = f"buildings {request.territory_code} {request.only_unassigned}"
        with self.registry.read() as connection:
            found = self.registry.buildings.page(
                connection,
                call.scope(VIEW),
                path_or_all(self.registry, connection, request.territory_code),
                size + 1,
                after_key(request.page_token, query),
                unassigned=request.only_unassigned,
                with_footprint=request.with_footprint,
            )
        token = next_token(found, size, query)
        return territories_pb2.ListBuildingsResponse(buildings=found[:size], next_page_token=token)

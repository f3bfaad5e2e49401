"""Estates, facilities and buildings (DIR-06, DIR-08, DIR-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Building, Estate, Facility, Registry
from services.directory.application.territories import EDIT, VIEW, check_entry, get_territory
from services.directory.domain.estates import check_haves, expected_haves
from services.directory.domain.levels import Level, community_of
from services.directory.domain.refusals import RecordUnknown, Stale
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.spatial import PolygonIndex
from wangge.directory.v1 import territories_pb2


def rehouse_buildings(registry: Registry, connection: Connection, community_path: str) -> None:
    """After borders moved: give every building of the community the grid it stands in, or none."""
    grids = registry.territories.boundaries_beneath(connection, community_path, Level.GRID)
    index = PolygonIndex(grids.items())
    valid = {each.path for each in registry.territories.valid_beneath(connection, community_path, Level.GRID)}
    for building in registry.sites.buildings_beneath(connection, community_path):
        found = (
            index.at(building.place.longitude, building.place.latitude) if building.HasField("place") else []
        )
        # Without a place on the map, what a person decided stands as long as that grid does.
        kept = building.grid_code if not building.HasField("place") and building.grid_code in valid else ""
        grid = found[0] if found else kept
        if grid != building.grid_code:
            building.grid_code = grid
            building.etag = str(int(building.etag) + 1)
            registry.sites.put_building(connection, building, grid or community_path, False)


def _territory_path(registry: Registry, connection: Connection, code: str, field: str) -> str:
    if not code:
        raise Invalid.one(field, "kernel.required")
    return get_territory(registry, connection, code, valid=True).path


def _named(name: str, field: str) -> None:
    if not name.strip() or len(name) > 60:
        raise Invalid.one(field, "directory.name_needed", most=60)


def _next_version(record: Estate | Facility | Building, before: Estate | Facility | Building | None) -> str:
    if before is None:
        return "1"
    if record.etag != before.etag:
        raise Stale(record=before.name)
    return str(int(before.etag) + 1)


@dataclass(frozen=True)
class PutEstate:
    """Registers or changes a residential compound's profile."""

    registry: Registry

    def __call__(self, call: Call, wanted: Estate) -> Estate:
        """Raises RecordUnknown, Stale, TerritoryUnknown, Invalid for a "have" that is not on its list."""
        registry = self.registry
        _named(wanted.name, "estate.name")
        check_haves(wanted.enclosable, wanted.haves)
        with registry.new_uow(call) as uow:
            path = _territory_path(registry, uow.connection, wanted.territory_code, "estate.territory_code")
            call.require(EDIT, path)
            before = registry.sites.estate(uow.connection, wanted.id, call.scope(EDIT)) if wanted.id else None
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            record = Estate()
            record.CopyFrom(wanted)
            record.etag = _next_version(wanted, before)
            record.id = wanted.id or registry.new_id()
            del record.haves[:]
            record.haves.extend(dict.fromkeys(wanted.haves))
            registry.sites.put_estate(uow.connection, record, path, before is None)
            uow.audit(EDIT, "estate", record.id, territory=path, changes={"haves": ["", len(record.haves)]})
            uow.commit(result=record.id)
        return _counted(record)


def _counted(estate: Estate) -> Estate:
    estate.expected = len(expected_haves(estate.enclosable))
    estate.fulfilled = len(estate.haves)
    return estate


@dataclass(frozen=True)
class ListEstates:
    """Estates of a territory and below, within the caller's scope."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.ListEstatesRequest
    ) -> territories_pb2.ListEstatesResponse:
        size, query = page_size(request.page_size), f"estates {request.territory_code}"
        with self.registry.read() as connection:
            path = _path_or_all(self.registry, connection, request.territory_code)
            after = after_key(request.page_token, query)
            found = self.registry.sites.estates(connection, call.scope(VIEW), path, size + 1, after)
        token = _next_token(found, size, query)
        return territories_pb2.ListEstatesResponse(
            estates=[_counted(each) for each in found[:size]], next_page_token=token
        )


@dataclass(frozen=True)
class PutFacility:
    """Registers or changes a facility of a community; its kind is an entry of "facility_kind" (DIR-09)."""

    registry: Registry

    def __call__(self, call: Call, wanted: Facility) -> Facility:
        """Raises RecordUnknown, Stale, TerritoryUnknown, Invalid for an unknown kind."""
        registry = self.registry
        _named(wanted.name, "facility.name")
        if not wanted.kind:
            raise Invalid.one("facility.kind", "kernel.required")
        with registry.new_uow(call) as uow:
            path = _territory_path(registry, uow.connection, wanted.territory_code, "facility.territory_code")
            call.require(EDIT, path)
            check_entry(registry, uow.connection, "facility_kind", wanted.kind, "facility.kind")
            before = (
                registry.sites.facility(uow.connection, wanted.id, call.scope(EDIT)) if wanted.id else None
            )
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            record = Facility()
            record.CopyFrom(wanted)
            record.etag = _next_version(wanted, before)
            record.id = wanted.id or registry.new_id()
            registry.sites.put_facility(uow.connection, record, path, before is None)
            changes = {"kind": [before.kind if before else "", record.kind]}
            uow.audit(EDIT, "facility", record.id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return record


@dataclass(frozen=True)
class ListFacilities:
    """Facilities of a territory and below, within the caller's scope."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.ListFacilitiesRequest
    ) -> territories_pb2.ListFacilitiesResponse:
        size, query = page_size(request.page_size), f"facilities {request.territory_code} {request.kind}"
        with self.registry.read() as connection:
            path = _path_or_all(self.registry, connection, request.territory_code)
            found = self.registry.sites.facilities(
                connection,
                call.scope(VIEW),
                path,
                request.kind,
                size + 1,
                after_key(request.page_token, query),
            )
        token = _next_token(found, size, query)
        return territories_pb2.ListFacilitiesResponse(facilities=found[:size], next_page_token=token)


@dataclass(frozen=True)
class PutBuilding:
    """Registers or changes a building; its grid follows from its place, else it is "unassigned" (DIR-06)."""

    registry: Registry

    def __call__(self, call: Call, wanted: Building) -> Building:
        """Raises RecordUnknown, Stale, TerritoryUnknown, Invalid when grid and community do not agree."""
        registry = self.registry
        _named(wanted.name, "building.name")
        with registry.new_uow(call) as uow:
            record = Building()
            record.CopyFrom(wanted)
            path = self._place(uow.connection, record)
            call.require(EDIT, path)
            before = (
                registry.sites.building(uow.connection, wanted.id, call.scope(EDIT)) if wanted.id else None
            )
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            record.etag = _next_version(wanted, before)
            record.id = wanted.id or registry.new_id()
            registry.sites.put_building(uow.connection, record, path, before is None)
            changes = {"grid_code": [before.grid_code if before else "", record.grid_code]}
            uow.audit(EDIT, "building", record.id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return record

    def _place(self, connection: Connection, record: Building) -> str:
        """Fill in grid and community; the path the building belongs to."""
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
        return record.grid_code or community.path


@dataclass(frozen=True)
class ListBuildings:
    """Buildings of a territory and below, within the caller's scope; or those without a grid."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.ListBuildingsRequest
    ) -> territories_pb2.ListBuildingsResponse:
        size, query = (
            page_size(request.page_size),
            f"buildings {request.territory_code} {request.only_unassigned}",
        )
        with self.registry.read() as connection:
            path = _path_or_all(self.registry, connection, request.territory_code)
            after = after_key(request.page_token, query)
            found = self.registry.sites.buildings(
                connection, call.scope(VIEW), path, request.only_unassigned, size + 1, after
            )
        token = _next_token(found, size, query)
        return territories_pb2.ListBuildingsResponse(buildings=found[:size], next_page_token=token)


def _path_or_all(registry: Registry, connection: Connection, code: str) -> str:
    return get_territory(registry, connection, code).path if code else ""


def _next_token(
    found: Sequence[Estate] | Sequence[Facility] | Sequence[Building], size: int, query: str
) -> str:
    return token_after(found[size - 1].id, query) if len(found) > size else ""

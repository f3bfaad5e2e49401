"""Estates and facilities (DIR-08, DIR-09), and what every register of what stands in a place does alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.building_ports import Building
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Estate, Facility, Registry
from services.directory.application.territory_lookups import EDIT, VIEW, check_entry, get_territory
from services.directory.domain.estates import check_haves, expected_haves
from services.directory.domain.refusals import RecordUnknown, Stale
from services.kernel.call import Call
from services.kernel.errors import Invalid
from wangge.directory.v1 import territories_pb2


def _territory_path(registry: Registry, connection: Connection, code: str, field: str) -> str:
    if not code:
        raise Invalid.one(field, "kernel.required")
    return get_territory(registry, connection, code, valid=True).path


def named(name: str, field: str) -> None:
    """Raises Invalid on ``field`` for no name, or one that is too long."""
    if not name.strip() or len(name) > 60:
        raise Invalid.one(field, "directory.name_needed", most=60)


def next_version(record: Estate | Facility | Building, before: Estate | Facility | Building | None) -> str:
    """The etag that the record gets. Raises Stale when somebody changed it first."""
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
        named(wanted.name, "estate.name")
        check_haves(wanted.enclosable, wanted.haves)
        with registry.new_uow(call) as uow:
            path = _territory_path(registry, uow.connection, wanted.territory_code, "estate.territory_code")
            call.require(EDIT, path)
            before = registry.sites.estate(uow.connection, wanted.id, call.scope(EDIT)) if wanted.id else None
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            record = Estate()
            record.CopyFrom(wanted)
            record.etag = next_version(wanted, before)
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
            path = path_or_all(self.registry, connection, request.territory_code)
            after = after_key(request.page_token, query)
            found = self.registry.sites.estates(connection, call.scope(VIEW), path, size + 1, after)
        token = next_token(found, size, query)
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
        named(wanted.name, "facility.name")
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
            record.etag = next_version(wanted, before)
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
            path = path_or_all(self.registry, connection, request.territory_code)
            found = self.registry.sites.facilities(
                connection,
                call.scope(VIEW),
                path,
                request.kind,
                size + 1,
                after_key(request.page_token, query),
            )
        token = next_token(found, size, query)
        return territories_pb2.ListFacilitiesResponse(facilities=found[:size], next_page_token=token)


def path_or_all(registry: Registry, connection: Connection, code: str) -> str:
    """The path of a territory, empty for everything. Raises TerritoryUnknown."""
    return get_territory(registry, connection, code).path if code else ""


def next_token(
    found: Sequence[Estate] | Sequence[Facility] | Sequence[Building], size: int, query: str
) -> str:
    """The token of the page after ``size`` of those found; empty when there are no more."""
    return token_after(found[size - 1].id, query) if len(found) > size else ""

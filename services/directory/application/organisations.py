"""Organisations: who they are, what they answer for, whom they elected (DIR-11, DIR-12, DIR-17, DIR-36)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.messages import moment, organisation_kind
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Election, Organisation, OrganisationQuery, Registry
from services.directory.application.territory_lookups import VIEW, check_entry, get_territory
from services.directory.domain.levels import ancestors
from services.directory.domain.lines import check_line, prefixes_of
from services.directory.domain.refusals import (
    OrganisationCycle,
    OrganisationExists,
    OrganisationUnknown,
    Stale,
)
from services.directory.domain.rights import unit_of
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import events_pb2, organisations_pb2

EDIT = "directory.organisation.edit"
BODY = organisations_pb2.ORGANISATION_KIND_BODY
LAYERS = ("leading", "deciding", "executing", "deliberating")


def get_organisation(registry: Registry, connection: Connection, id: str) -> Organisation:
    """Raises OrganisationUnknown."""
    found = registry.organisations.find(connection, id)
    if found is None:
        raise OrganisationUnknown(id=id)
    return found


def _path_of(registry: Registry, connection: Connection, record: Organisation) -> str:
    return get_territory(registry, connection, record.territory_code).path


def _check(registry: Registry, connection: Connection, record: Organisation) -> None:
    """What needs knowledge: names, lines, body layer, parent, dictionary entries, term."""
    if not record.name.strip() or len(record.name) > 100:
        raise Invalid.one("organisation.name", "directory.name_needed", most=100)
    if not record.code.strip() or len(record.code) > 60:
        raise Invalid.one("organisation.code", "directory.code_needed", most=60)
    if record.kind == organisations_pb2.ORGANISATION_KIND_UNSPECIFIED:
        raise Invalid.one("organisation.kind", "kernel.required")
    for number, line in enumerate(record.lines):
        check_line(line, f"organisation.lines[{number}]")
    if record.kind == BODY and record.body_layer not in LAYERS:
        raise Invalid.one("organisation.body_layer", "directory.body_layer", layers=", ".join(LAYERS))
    check_entry(
        registry, connection, "governance_mode", record.governance_mode, "organisation.governance_mode"
    )
    begin, end = moment(record, "term_from"), moment(record, "term_to")
    if begin and end and end <= begin:
        raise Invalid.one("organisation.term_to", "directory.term_ends_before_start")
    above, seen = record.parent_id, {record.id}
    while above:
        if above in seen:
            raise OrganisationCycle(name=record.name)
        seen.add(above)
        above = get_organisation(registry, connection, above).parent_id


def _announce(uow: UnitOfWork, record: Organisation, path: str) -> None:
    event = events_pb2.OrganisationChanged(organisation=record, territory_path=path)
    uow.record(event, aggregate=record.id, territory=path)


def _may_widen(
    registry: Registry, connection: Connection, call: Call, before: Organisation, after: Organisation
) -> None:
    """A kind that lifts the limit to the organisation's own affairs gives its posts more (DIR-25, DIR-26)."""
    limited, left = (unit_of(each.id, organisation_kind(each.kind)) for each in (before, after))
    if limited and not left:
        for post in registry.posts.of_organisation(connection, before.id):
            registry.giving(connection, call, post.roles, [place.path for place in post.places])


@dataclass(frozen=True)
class CreateOrganisation:
    """Registers an organisation; it starts active."""

    registry: Registry

    def __call__(self, call: Call, wanted: Organisation) -> Organisation:
        """Raises OrganisationExists for a code in use, TerritoryUnknown, Invalid."""
        registry = self.registry
        with registry.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return get_organisation(registry, uow.connection, first)
            territory = get_territory(registry, uow.connection, wanted.territory_code, valid=True)
            call.require(EDIT, territory.path)
            record = Organisation()
            record.CopyFrom(wanted)
            record.id, record.etag, record.active = registry.new_id(), "1", True
            record.level = record.level or type(record.level)(territory.level)
            _check(registry, uow.connection, record)
            if registry.organisations.find_code(uow.connection, record.code):
                raise OrganisationExists(code=record.code)
            registry.organisations.put(uow.connection, record, territory.path, True)
            _announce(uow, record, territory.path)
            changes = {"name": ["", record.name], "lines": [[], list(record.lines)]}
            uow.audit(EDIT, "organisation", record.id, territory=territory.path, changes=changes)
            uow.commit(result=record.id)
        return record


@dataclass(frozen=True)
class UpdateOrganisation:
    """Replaces an organisation's record; a move needs the right at both places."""

    registry: Registry

    def __call__(self, call: Call, wanted: Organisation) -> Organisation:
        """Raises OrganisationUnknown, Stale, OrganisationExists, OrganisationCycle, NotYoursToGive,
        Invalid.
        """
        registry = self.registry
        with registry.new_uow(call) as uow:
            before = get_organisation(registry, uow.connection, wanted.id)
            call.require(EDIT, _path_of(registry, uow.connection, before))
            path = get_territory(registry, uow.connection, wanted.territory_code, valid=True).path
            call.require(EDIT, path)
            if wanted.etag != before.etag:
                raise Stale(record=before.name)
            record = Organisation()
            record.CopyFrom(wanted)
            record.etag = str(int(before.etag) + 1)
            _check(registry, uow.connection, record)
            same = registry.organisations.find_code(uow.connection, record.code)
            if same is not None and same.id != record.id:
                raise OrganisationExists(code=record.code)
            _may_widen(registry, uow.connection, call, before, record)
            registry.organisations.put(uow.connection, record, path, False)
            _announce(uow, record, path)
            changes: dict[str, object] = {
                "name": [before.name, record.name],
                "lines": [list(before.lines), list(record.lines)],
                "active": [before.active, record.active],
                "kind": [organisation_kind(before.kind), organisation_kind(record.kind)],
            }
            uow.audit(EDIT, "organisation", record.id, territory=path, changes=changes)
            uow.commit()
        return record


@dataclass(frozen=True)
class GetOrganisation:
    """One organisation; open to any signed-in account."""

    registry: Registry

    def __call__(self, call: Call, id: str) -> Organisation:
        """Raises OrganisationUnknown."""
        with self.registry.read() as connection:
            return get_organisation(self.registry, connection, id)


@dataclass(frozen=True)
class ListOrganisations:
    """Organisations of a territory, in order of registration."""

    registry: Registry

    def __call__(
        self, call: Call, request: organisations_pb2.ListOrganisationsRequest
    ) -> organisations_pb2.ListOrganisationsResponse:
        """Raises TerritoryUnknown."""
        size = page_size(request.page_size)
        asked = repr((request.territory_code, request.deep, request.kind, request.name_contains))
        with self.registry.read() as connection:
            path = None
            if request.territory_code:
                path = get_territory(self.registry, connection, request.territory_code).path
            query = OrganisationQuery(path, request.deep, request.kind, request.name_contains)
            after = after_key(request.page_token, asked)
            found = self.registry.organisations.page(connection, query, size + 1, after)
        token = token_after(found[size - 1].id, asked) if len(found) > size else ""
        return organisations_pb2.ListOrganisationsResponse(organisations=found[:size], next_page_token=token)


@dataclass(frozen=True)
class FindResponsible:
    """Who answers for a line of work at a place: nearest level, then most specific line (DIR-11)."""

    registry: Registry

    def __call__(self, call: Call, line: str, territory_code: str) -> list[Organisation]:
        """Empty when nobody does. Raises TerritoryUnknown."""
        with self.registry.read() as connection:
            path = get_territory(self.registry, connection, territory_code).path
            return self.registry.organisations.responsible(connection, prefixes_of(line), ancestors(path))


@dataclass(frozen=True)
class RecordElection:
    """Keeps who was elected when and for how long (DIR-17)."""

    registry: Registry

    def __call__(self, call: Call, organisation_id: str, wanted: Election) -> Election:
        """Raises OrganisationUnknown, Invalid without names or with a term that ends before the vote."""
        registry = self.registry
        names = [name.strip() for name in wanted.elected if name.strip()]
        if not names or not wanted.HasField("held_on"):
            raise Invalid.one("election.elected" if not names else "election.held_on", "kernel.required")
        if wanted.HasField("term_to") and wanted.term_to.ToNanoseconds() <= wanted.held_on.ToNanoseconds():
            raise Invalid.one("election.term_to", "directory.term_ends_before_start")
        with registry.new_uow(call) as uow:
            organisation = get_organisation(registry, uow.connection, organisation_id)
            path = _path_of(registry, uow.connection, organisation)
            call.require(EDIT, path)
            record = Election()
            record.CopyFrom(wanted)
            record.id, record.organisation_id = registry.new_id(), organisation_id
            del record.elected[:]
            record.elected.extend(names)
            registry.organisations.add_election(uow.connection, record)
            changes = {"elected": [0, len(names)]}
            uow.audit(EDIT, "organisation", organisation_id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return record


@dataclass(frozen=True)
class ListElections:
    """Elections of one organisation, latest first."""

    registry: Registry

    def __call__(self, call: Call, organisation_id: str) -> list[Election]:
        """Raises OrganisationUnknown, PermissionDenied outside the caller's scope."""
        with self.registry.read() as connection:
            organisation = get_organisation(self.registry, connection, organisation_id)
            call.require(VIEW, _path_of(self.registry, connection, organisation))
            return self.registry.organisations.elections(connection, organisation_id)

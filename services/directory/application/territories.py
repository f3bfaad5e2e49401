"""Creating, reading and changing territories (DIR-01 to DIR-05)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.directory.application.messages import details_of
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Registry, TerritoryQuery
from services.directory.application.territory_lookups import (
    EDIT,
    announce,
    check_entry,
    get_territory,
    present,
    size_rules,
)
from services.directory.domain.levels import (
    DIVISION_WIDTHS,
    Level,
    check_code_below,
    may_contain,
    next_code,
    path_of_division,
)
from services.directory.domain.refusals import (
    TerritoryExists,
    WrongParent,
)
from services.directory.domain.territory import Details, Territory, check_size
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import territories_pb2


@dataclass(frozen=True)
class CreateTerritory:
    """Adds a place to the tree; what breaks the five levels is refused (DIR-01)."""

    registry: Registry

    def __call__(self, call: Call, wanted: territories_pb2.Territory) -> territories_pb2.Territory:
        """An empty code takes the next free. Raises WrongParent, TerritoryExists, NoFreeCode, Invalid."""
        registry, level = self.registry, self._level(wanted)
        with registry.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                created = get_territory(registry, uow.connection, first)
                return present(registry, uow.connection, [created], with_boundary=True)[0]
            parent = None
            if wanted.parent_code:
                parent = get_territory(registry, uow.connection, wanted.parent_code, valid=True)
            if not may_contain(parent.level if parent else None, level):
                raise WrongParent(
                    FieldProblem(
                        "territory.parent_code",
                        "directory.wrong_parent",
                        {"level": level.name.lower(), "parent": parent.level.name.lower() if parent else "-"},
                    )
                )
            path = self._path(uow, wanted.code, level, parent)
            code = wanted.code or path
            call.require(EDIT, path)
            if registry.territories.many(uow.connection, [path]):
                raise TerritoryExists(code=code)
            details = self._details(uow, wanted, level)
            territory = Territory(
                code=code,
                path=path,
                level=level,
                parent_code=parent.code if parent else "",
                parent_path=parent.path if parent else "",
                details=details,
                valid_from=uow.now,
            )
            registry.territories.add(uow.connection, [territory])
            registry.territories.adopt(uow.connection, territory)
            announce(registry, uow, territory)
            changes = {"name": ["", details.name], "level": ["", level.name.lower()]}
            uow.audit(EDIT, "territory", code, territory=path, changes=changes)
            shown = present(registry, uow.connection, [territory])[0]
            uow.commit(result=code)
            return shown

    def _level(self, wanted: territories_pb2.Territory) -> Level:
        if wanted.level == 0:
            raise Invalid.one("territory.level", "kernel.required")
        if not wanted.name.strip() or len(wanted.name) > 60:
            raise Invalid.one("territory.name", "directory.name_needed", most=60)
        return Level(wanted.level)

    def _path(self, uow: UnitOfWork, code: str, level: Level, parent: Territory | None) -> str:
        if level in DIVISION_WIDTHS:
            path = path_of_division(code, level)
            if parent and not path.startswith(parent.path):
                raise Invalid.one("territory.code", "directory.code_not_below", parent=parent.path)
            return path
        assert parent is not None  # no level below the community stands alone
        if code:
            return check_code_below(code, parent.path)
        return next_code(parent.path, self.registry.territories.codes_under(uow.connection, parent.path))

    def _details(self, uow: UnitOfWork, wanted: territories_pb2.Territory, level: Level) -> Details:
        details = details_of(wanted)
        check_entry(self.registry, uow.connection, "territory_type", details.type, "territory.type")
        check_size(details, level, size_rules(self.registry, uow.connection))
        return details


@dataclass(frozen=True)
class GetTerritory:
    """One territory with its border, ended ones too."""

    registry: Registry

    def __call__(self, call: Call, code: str) -> territories_pb2.Territory:
        """Raises TerritoryUnknown. Open to any signed-in account: the tree is public reference data."""
        with self.registry.read() as connection:
            found = get_territory(self.registry, connection, code)
            return present(self.registry, connection, [found], with_boundary=True)[0]


@dataclass(frozen=True)
class ListTerritories:
    """Children of one territory, or everything below it, in path order."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.ListTerritoriesRequest
    ) -> territories_pb2.ListTerritoriesResponse:
        """Raises TerritoryUnknown for a parent that is not there."""
        size = page_size(request.page_size)
        codes = tuple(sorted(set(request.codes)))
        asked = (
            request.parent_code,
            request.deep,
            request.level,
            request.name_contains,
            request.with_past,
            *codes,
        )
        with self.registry.read() as connection:
            parent_path = None
            if request.parent_code:
                parent_path = get_territory(self.registry, connection, request.parent_code).path
            query = TerritoryQuery(
                parent_path=parent_path,
                deep=request.deep,
                level=request.level,
                name_contains=request.name_contains,
                with_past=request.with_past,
                codes=codes,
            )
            after = after_key(request.page_token, repr(asked)) or None
            found = self.registry.territories.page(connection, query, size + 1, after)
            more = len(found) > size
            shown = present(self.registry, connection, found[:size], with_boundary=request.with_boundary)
        token = token_after(shown[-1].path, repr(asked)) if more else ""
        return territories_pb2.ListTerritoriesResponse(territories=shown, next_page_token=token)


@dataclass(frozen=True)
class UpdateTerritory:
    """Changes what is known about a place; the border is `SetBoundary`'s."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.UpdateTerritoryRequest
    ) -> territories_pb2.Territory:
        """Raises TerritoryUnknown, TerritoryEnded, Stale, Invalid for a size without its reason."""
        registry = self.registry
        with registry.new_uow(call) as uow:
            before = get_territory(registry, uow.connection, request.code)
            call.require(EDIT, before.path)
            before.must_be_version(request.etag)
            after = before.revised(self._details(before.details, request))
            self._check(uow, before, after)
            registry.territories.save(uow.connection, before, after, uow.now, "update")
            announce(registry, uow, after)
            uow.audit(EDIT, "territory", after.code, territory=after.path, changes=_changes(before, after))
            shown = present(registry, uow.connection, [after], with_boundary=True)[0]
            uow.commit()
            registry.grids.forget()
            return shown

    def _details(self, details: Details, request: territories_pb2.UpdateTerritoryRequest) -> Details:
        fields = (
            "name",
            "type",
            "settlement",
            "households",
            "size_rule",
            "size_reason",
            "post_in_charge",
            "head_title",
        )
        given = {field: getattr(request, field) for field in fields if request.HasField(field)}
        if request.HasField("centre"):
            given |= {"longitude": request.centre.longitude, "latitude": request.centre.latitude}
        if "name" in given and not given["name"].strip():
            raise Invalid.one("name", "directory.name_needed", most=60)
        return replace(details, **given)

    def _check(self, uow: UnitOfWork, before: Territory, after: Territory) -> None:
        connection, details = uow.connection, after.details
        if details.type != before.details.type:
            check_entry(self.registry, connection, "territory_type", details.type, "type")
        if details.post_in_charge and details.post_in_charge != before.details.post_in_charge:
            post = self.registry.posts.find(connection, details.post_in_charge)
            if post is None or not any(after.path.startswith(place.path) for place in post.places):
                raise Invalid.one("post_in_charge", "directory.post_not_here", name=after.name)
        check_size(details, after.level, size_rules(self.registry, connection))


def _changes(before: Territory, after: Territory) -> dict[str, object]:
    names = before.details.__dataclass_fields__
    pairs = {name: [getattr(before.details, name), getattr(after.details, name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

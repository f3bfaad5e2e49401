"""Splitting and merging grids: old ones end, new ones take their ground and records (DIR-07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.directory.application.boundaries import OVERLAP_TOLERANCE_M2, check_apart
from services.directory.application.buildings import rehouse_buildings
from services.directory.application.messages import territory_message
from services.directory.application.ports import Registry
from services.directory.application.posts import announce_post
from services.directory.application.territory_lookups import (
    EDIT,
    announce,
    get_territory,
    present,
    size_rules,
)
from services.directory.domain.levels import Level, community_of, next_code
from services.directory.domain.post import Place
from services.directory.domain.refusals import (
    NotAGrid,
    NotOneCommunity,
    OverlapsSibling,
    PartsDoNotFit,
    TerritoryEnded,
)
from services.directory.domain.territory import Details, Territory, check_size
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.geojson import check_geometry
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.spatial import PolygonIndex, gaps
from wangge.directory.v1 import events_pb2, territories_pb2


@dataclass(frozen=True)
class _Plan:
    """Grids that end, grids that begin, and the border of each new one."""

    ended: list[Territory]
    created: list[Territory]
    borders: dict[str, str]


@dataclass(frozen=True)
class SplitGrid:
    """Makes several grids of one; its head leads all of them until others are appointed (DIR-14)."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.SplitGridRequest
    ) -> territories_pb2.ChangeGridResponse:
        """Raises NotAGrid, TerritoryEnded, Stale, PartsDoNotFit, OverlapsSibling, Invalid, NoFreeCode."""
        if len(request.parts) < 2:
            raise Invalid.one("parts", "directory.parts_needed")
        borders = [
            check_geometry(part.boundary, f"parts[{number}].boundary") if part.boundary else ""
            for number, part in enumerate(request.parts)
        ]
        registry = self.registry
        with registry.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return _told_again(registry, uow, first)
            grid = _valid_grid(registry, uow, request.code)
            call.require(EDIT, grid.path)
            grid.must_be_version(request.etag)
            self._check_cover(uow, grid, borders)
            rules = size_rules(registry, uow.connection)
            details = [_part(grid, part, request.reason) for part in request.parts]
            for each in details:
                check_size(each, Level.GRID, rules)
            created = _fresh_grids(registry, uow, grid, details, borders)
            drawn = {each.path: border for each, border in zip(created, borders, strict=True) if border}
            return _carry_out(registry, uow, _Plan([grid], created, drawn), request.reason)

    def _check_cover(self, uow: UnitOfWork, grid: Territory, borders: Sequence[str]) -> None:
        whole = self.registry.territories.boundary(uow.connection, grid.path)
        if (any(borders) and not all(borders)) or (whole and not all(borders)):
            raise Invalid.one("parts", "directory.parts_need_borders")
        if not whole:
            return
        try:
            check_apart({}, {str(number): border for number, border in enumerate(borders)})
        except OverlapsSibling as refusal:
            raise PartsDoNotFit(**refusal.details) from None
        left = gaps(whole, borders).area_m2
        beyond = max(gaps(border, [whole]).area_m2 for border in borders)
        if max(left, beyond) > OVERLAP_TOLERANCE_M2:
            raise PartsDoNotFit(square_metres=round(max(left, beyond)))


@dataclass(frozen=True)
class MergeGrids:
    """Makes one grid of several; the first one's head stays accountable."""

    registry: Registry

    def __call__(
        self, call: Call, request: territories_pb2.MergeGridsRequest
    ) -> territories_pb2.ChangeGridResponse:
        """Raises NotAGrid, NotOneCommunity, TerritoryEnded, TerritoryUnknown, Invalid, NoFreeCode."""
        codes = list(dict.fromkeys(request.codes))
        if len(codes) < 2:
            raise Invalid.one("codes", "directory.parts_needed")
        registry = self.registry
        with registry.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return _told_again(registry, uow, first)
            grids = [_valid_grid(registry, uow, code) for code in codes]
            for grid in grids:
                call.require(EDIT, grid.path)
            if len({grid.parent_path for grid in grids}) > 1:
                raise NotOneCommunity(codes="、".join(codes))
            borders = registry.territories.boundaries(uow.connection, [grid.path for grid in grids])
            whole = registry.coverage.merged(list(borders.values())) if len(borders) == len(grids) else ""
            merged = replace(
                grids[0].details,
                name=request.name.strip(),
                households=sum(grid.details.households for grid in grids),
                size_reason=request.reason,
                post_in_charge="",
                longitude=None,
                latitude=None,
            )
            created = _fresh_grids(registry, uow, grids[0], [merged], [whole])
            drawn = {created[0].path: whole} if whole else {}
            return _carry_out(registry, uow, _Plan(grids, created, drawn), request.reason)


def _valid_grid(registry: Registry, uow: UnitOfWork, code: str) -> Territory:
    grid = get_territory(registry, uow.connection, code)
    if grid.level is not Level.GRID:
        raise NotAGrid(code=code)
    if grid.ended:
        raise TerritoryEnded(name=grid.name)
    return grid


def _part(grid: Territory, part: territories_pb2.SplitGridRequest.Part, reason: str) -> Details:
    # The reason of the split also explains a size outside the rule (DIR-05).
    return replace(
        grid.details,
        name=part.name.strip(),
        households=part.households,
        size_reason=reason,
        post_in_charge="",
        longitude=None,
        latitude=None,
    )


def _fresh_grids(
    registry: Registry, uow: UnitOfWork, like: Territory, details: Sequence[Details], borders: Sequence[str]
) -> list[Territory]:
    codes = registry.territories.codes_under(uow.connection, like.parent_path)
    created = []
    for each, border in zip(details, borders, strict=True):
        code = next_code(like.parent_path, codes)
        codes.append(code)
        longitude, latitude = registry.coverage.middle(border) if border else (None, None)
        placed = replace(each, longitude=longitude, latitude=latitude)
        created.append(
            replace(like, code=code, path=code, details=placed, valid_from=uow.now, valid_to=None, version=1)
        )
    return created


def _carry_out(
    registry: Registry, uow: UnitOfWork, plan: _Plan, reason: str
) -> territories_pb2.ChangeGridResponse:
    """End, create, move what belongs to the grids, tell everybody, commit."""
    connection, store = uow.connection, registry.territories
    below = [
        each
        for grid in plan.ended
        for each in store.valid_beneath(connection, grid.path)
        if each.path != grid.path
    ]
    layers = _carried_layers(registry, uow, plan, below)
    store.add(connection, [*plan.created, *layers.values()])
    for path, border in plan.borders.items():
        store.draw(connection, path, border, uow.now)
    for each in below:
        if border := store.boundary(connection, each.path):
            store.draw(connection, layers[each.path].path, border, uow.now)
    ended = []
    for each in [*plan.ended, *below]:
        gone = each.end(uow.now)
        store.save(connection, each, gone, uow.now, reason)
        ended.append(gone)
    pairs = [(old.path, new.path) for old in plan.ended for new in plan.created]
    store.succeed(connection, [*pairs, *((old, new.path) for old, new in layers.items())], uow.now)
    store.borders_moved(connection)
    _move_records(registry, uow, plan, layers)
    created = [*plan.created, *layers.values()]
    for each in [*ended, *created]:
        announce(registry, uow, each)
    event = events_pb2.GridsReplaced(
        ended=[_whole(registry, uow, each) for each in ended],
        created=[_whole(registry, uow, each) for each in created],
        reason=reason,
    )
    home = plan.ended[0].parent_path
    uow.record(event, aggregate=plan.ended[0].code, territory=home)
    changes = {
        "grids": [[each.code for each in plan.ended], [each.code for each in plan.created]],
        "reason": ["", reason],
    }
    uow.audit("directory.territory.replace", "territory", plan.ended[0].code, territory=home, changes=changes)
    answer = territories_pb2.ChangeGridResponse(
        ended=present(registry, connection, ended[: len(plan.ended)], with_boundary=True),
        created=present(registry, connection, plan.created, with_boundary=True),
    )
    uow.commit(result=plan.created[0].code)
    registry.grids.forget()
    return answer


def _whole(registry: Registry, uow: UnitOfWork, territory: Territory) -> territories_pb2.Territory:
    border = registry.territories.boundary(uow.connection, territory.path)
    return territory_message(territory, boundary=border)


def _carried_layers(
    registry: Registry, uow: UnitOfWork, plan: _Plan, below: Sequence[Territory]
) -> dict[str, Territory]:
    """Layers below the grids, re-created under the new grid they lie in; keyed by their old path."""
    index = PolygonIndex(plan.borders.items())
    by_path = {each.path: each for each in plan.created}
    layers: dict[str, Territory] = {}
    taken: dict[str, list[str]] = {}
    for each in sorted(below, key=lambda territory: territory.path):
        parent = layers.get(each.parent_path)
        if parent is None:
            longitude, latitude = each.details.longitude, each.details.latitude
            found = index.at(longitude, latitude) if longitude is not None and latitude is not None else []
            parent = by_path[found[0]] if found else plan.created[0]
        codes = taken.setdefault(parent.path, [])
        code = next_code(parent.path, codes)
        codes.append(code)
        layers[each.path] = replace(
            each,
            code=code,
            path=code,
            parent_code=parent.code,
            parent_path=parent.path,
            valid_from=uow.now,
            version=1,
        )
    return layers


def _move_records(registry: Registry, uow: UnitOfWork, plan: _Plan, layers: dict[str, Territory]) -> None:
    connection = uow.connection
    for old, new in layers.items():
        registry.sites.move(connection, old, new.code, new.path)
    # Without a point an estate or facility cannot choose between the parts: it stays in the first.
    for grid in plan.ended:
        registry.sites.move(connection, grid.path, plan.created[0].code, plan.created[0].path)
    new_places = tuple(Place(each.code, each.path) for each in plan.created)
    moves = {grid.path: new_places for grid in plan.ended}
    moves |= {old: (Place(new.code, new.path),) for old, new in layers.items()}
    heads = registry.posts.heads(connection, [grid.path for grid in plan.ended])
    keeper = next((heads[grid.path] for grid in plan.ended if grid.path in heads), "")
    posts = registry.posts.in_places(connection, moves)
    moved = [post.moved(moves, keeps_account=post.id == keeper) for post in posts]
    # Those that give up the grid first, so that it never has two heads.
    for post in sorted(moved, key=lambda each: each.accountable):
        registry.posts.put(connection, post, False)
        announce_post(registry, uow, post)
    rehouse_buildings(registry, uow, community_of(plan.created[0].path))


def _told_again(registry: Registry, uow: UnitOfWork, first: str) -> territories_pb2.ChangeGridResponse:
    created, ended = registry.territories.replaced(uow.connection, first)
    return territories_pb2.ChangeGridResponse(
        ended=present(registry, uow.connection, ended, with_boundary=True),
        created=present(registry, uow.connection, created, with_boundary=True),
    )

"""Checks of a division, notice boards and service circles (DIR-05, 06, 10, 14, 19)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.boundaries import OVERLAP_TOLERANCE_M2
from services.directory.application.messages import stamp
from services.directory.application.ports import AccountCard, Registry
from services.directory.application.territory_lookups import VIEW, get_territory, size_rules, staff_rules
from services.directory.domain.levels import WITH_BOARD, Level, ancestors, community_of
from services.directory.domain.post import Post
from services.directory.domain.refusals import TerritoryUnknown
from services.directory.domain.staff_rules import Workers, staff_rule_in_force
from services.directory.domain.territory import Territory, rule_in_force
from services.kernel.call import Call
from services.kernel.spatial import distance_m, gaps, overlaps
from wangge.directory.v1 import territories_pb2

METRES_PER_MINUTE = 80
"""How far people walk in a minute (DIR-10)."""


@dataclass(frozen=True)
class CheckDivision:
    """Gaps, overlaps, sizes, heads and unassigned buildings under one territory; ready when none is open."""

    registry: Registry

    def __call__(self, call: Call, code: str) -> territories_pb2.CheckDivisionResponse:
        """Raises TerritoryUnknown, PermissionDenied outside the caller's scope."""
        registry = self.registry
        with registry.read() as connection:
            top = get_territory(registry, connection, code, valid=True)
            call.require(VIEW, top.path)
            grids = registry.territories.valid_beneath(connection, top.path, Level.GRID)
            communities = registry.territories.valid_beneath(connection, top.path, Level.COMMUNITY)
            if not communities and (home := community_of(top.path)):
                communities = list(registry.territories.many(connection, [home]).values())
            borders = registry.territories.boundaries_beneath(connection, top.path, Level.GRID)
            answer = territories_pb2.CheckDivisionResponse(
                grids_without_boundary=[each.code for each in grids if each.path not in borders],
                unassigned_buildings=registry.buildings.unassigned(connection, top.path),
            )
            headed = registry.posts.headed_beneath(connection, top.path, registry.clock())
            answer.grids_without_head.extend(each.code for each in grids if each.path not in headed)
            self._sizes(connection, answer, grids)
            by_community: dict[str, list[str]] = defaultdict(list)
            for grid in grids:
                by_community[community_of(grid.path)].append(grid.path)
            self._staff(connection, answer, top.path, communities, by_community, grids)
            answer.communities_without_grids.extend(
                each.code for each in communities if each.path not in by_community
            )
            if top.level in (Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY):
                self._gaps(connection, answer, communities, by_community, borders)
        for pair in overlaps(borders.items(), OVERLAP_TOLERANCE_M2):
            answer.overlaps.add(
                first_code=pair.first, second_code=pair.second, area_square_metres=round(pair.area_m2, 1)
            )
        answer.ready = bool(grids) and not (
            answer.gap
            or answer.overlaps
            or answer.grids_without_head
            or answer.grids_without_boundary
            or answer.communities_without_grids
            or answer.unassigned_buildings
        )
        return answer

    def _sizes(
        self,
        connection: Connection,
        answer: territories_pb2.CheckDivisionResponse,
        grids: list[Territory],
    ) -> None:
        rules = size_rules(self.registry, connection)
        for grid in grids:
            rule = rule_in_force(grid.details, grid.level, rules)
            if rule and not rule.fits(grid.details.households):
                answer.size_warnings.add(
                    code=grid.code,
                    rule=rule.code,
                    households=grid.details.households,
                    reason=grid.details.size_reason,
                )

    def _staff(
        self,
        connection: Connection,
        answer: territories_pb2.CheckDivisionResponse,
        top: str,
        communities: list[Territory],
        by_community: dict[str, list[str]],
        grids: list[Territory],
    ) -> None:
        """Communities, and grids whose community keeps no ratio of its own, with too few people (DIR-05)."""
        rules = staff_rules(self.registry, connection)
        if not rules:
            return
        held = self.registry.posts.held_beneath(connection, top, self.registry.clock())
        workers, counted = Workers(held), {each.path: each.details.households for each in grids}
        special = set()
        for place in [*communities, *grids]:
            rule = staff_rule_in_force(place.level, place.details.type, rules)
            if place.level is Level.COMMUNITY and rule and rule.type:
                special.add(place.path)
            if (
                not rule
                or not place.path.startswith(top)
                or (place.level is Level.GRID and community_of(place.path) in special)
            ):
                continue
            households = place.details.households or sum(
                counted[path] for path in by_community.get(place.path, ())
            )
            needed, present = rule.needed(households), workers.count(place.path, rule.kinds)
            if present < needed:
                answer.staff_warnings.add(
                    code=place.code, rule=rule.code, households=households, needed=needed, present=present
                )

    def _gaps(
        self,
        connection: Connection,
        answer: territories_pb2.CheckDivisionResponse,
        communities: list[Territory],
        by_community: dict[str, list[str]],
        borders: dict[str, str],
    ) -> None:
        outer = self.registry.territories.boundaries(connection, [each.path for each in communities])
        found = []
        for path, border in outer.items():
            gap = gaps(border, [borders[grid] for grid in by_community[path] if grid in borders])
            if gap.area_m2 > OVERLAP_TOLERANCE_M2:
                found.append(gap.geometry)
                answer.gap_square_metres += gap.area_m2
        answer.gap = self.registry.coverage.merged(found)
        answer.gap_square_metres = round(answer.gap_square_metres, 1)


@dataclass(frozen=True)
class GetNoticeBoard:
    """The public board (公示牌) of a grid or community: computed when asked; a new head shows at once."""

    registry: Registry

    def __call__(self, call: Call, code: str) -> territories_pb2.NoticeBoard:
        """Raises TerritoryUnknown, for ended grids too. Work data only."""
        registry, now = self.registry, self.registry.clock()
        with registry.read() as connection:
            grid = get_territory(registry, connection, code)
            if grid.ended or grid.level not in WITH_BOARD:
                raise TerritoryUnknown(code=code)
            chain = registry.territories.many(connection, ancestors(grid.path))
            posts = [
                post for post in registry.posts.in_places(connection, [grid.path]) if post.on_notice_board
            ]
            ids = [holder.account_id for post in posts for holder in post.current(now)]
            cards = registry.accounts.cards(connection, ids)
            border = registry.territories.boundary(connection, grid.path)
        posts.sort(key=lambda post: (not post.accountable, post.kind, post.title, post.id))
        return territories_pb2.NoticeBoard(
            code=grid.code,
            name=grid.name,
            chain=[chain[path].name for path in sorted(chain)],
            boundary=border,
            staff=[
                _staff(post, cards[holder.account_id])
                for post in posts
                for holder in post.current(now)
                if holder.account_id in cards and cards[holder.account_id].active
            ],
            as_of=stamp(now),
        )


def _staff(post: Post, card: AccountCard) -> territories_pb2.NoticeBoard.Staff:
    return territories_pb2.NoticeBoard.Staff(
        post_title=post.title,
        work_name=card.name,
        work_number=card.work_number,
        work_phone=post.work_phone or card.work_phone,
        photo=f"/api/v1/pictures/{card.photo}/data" if card.photo else "",
        service_items=post.duties,
    )


@dataclass(frozen=True)
class GetServiceCircle:
    """Share of an area and of its buildings within a walking time of the facilities of a kind (DIR-10)."""

    registry: Registry

    def __call__(self, call: Call, code: str, kind: str, minutes: int) -> territories_pb2.ServiceCircle:
        """``minutes`` 0 means 15. Without a border only buildings are counted. Raises TerritoryUnknown."""
        registry, reach = self.registry, (minutes or 15) * METRES_PER_MINUTE
        with registry.read() as connection:
            area = get_territory(registry, connection, code)
            call.require(VIEW, area.path)
            border = registry.territories.boundary(connection, area.path)
            buildings = registry.buildings.points(connection, area.path)
            box = (-180.0, -90.0, 180.0, 90.0)
            if border:
                box = registry.coverage.box(border, reach)
            facilities = registry.sites.facilities_within(connection, kind, box)
        covered = sum(
            any(distance_m(*building, *facility) <= reach for facility in facilities)
            for building in buildings
        )
        share = covered / len(buildings) if buildings else 0.0
        if border:
            share = registry.coverage.share_within(border, facilities, reach)
        return territories_pb2.ServiceCircle(
            facilities=len(facilities),
            covered_share=round(share, 4),
            buildings_covered=covered,
            buildings_total=len(buildings),
        )

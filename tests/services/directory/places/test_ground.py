"""Borders: finding, splitting, merging, checking (DIR-06, DIR-07, DIR-10, DIR-14, DIR-19)."""

from __future__ import annotations

import time

import pytest

from services.directory.domain.refusals import (
    NotAGrid,
    OutsideParent,
    OverlapsSibling,
    PartsDoNotFit,
    TerritoryEnded,
    TerritoryUnknown,
)
from services.kernel.call import PermissionDenied
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import organisations_pb2
from wangge.directory.v1 import territories_pb2 as pb

from .conftest import COMMUNITY, World, box, point


def tiled(world: World) -> tuple[pb.Territory, pb.Territory]:
    """A community two hundredths wide, tiled by two grids."""
    world.draw(world.get(COMMUNITY), box(0, 0, 2, 1))
    return world.grid(border=box(0, 0, 1, 1)), world.grid(border=box(1, 0, 2, 1))


def test_a_point_is_located_from_prefecture_to_grid(world: World) -> None:
    left, right = tiled(world)

    assert world.located(0.5, 0.5)[-1] == left.code
    assert world.located(1.5, 0.5)[0] == "410600000000"
    assert world.located(1.5, 0.5)[-1] == right.code
    assert world.located(9, 9) == []


def test_a_border_moved_by_another_process_is_seen_within_a_second(world: World) -> None:
    from services.directory.application.ports import NoAccounts
    from services.directory.places_parts import build_places

    left, _ = tiled(world)
    other = build_places(world.context, NoAccounts())
    assert other.locate_point(world.system, 114.005, 35.005).territories[-1].code == left.code

    world.draw(world.get(left.code), box(0, 0, 0.4, 1))
    world.clock.advance(seconds=1)

    assert not other.locate_point(world.system, 114.005, 35.005).territories


def test_a_renamed_grid_is_located_under_its_new_name(world: World) -> None:
    left, _ = tiled(world)
    world.located(0.5, 0.5)
    world.places.update_territory(
        world.system, pb.UpdateTerritoryRequest(code=left.code, etag=left.etag, name="新名")
    )
    assert world.places.locate_point(world.system, 114.005, 35.005).territories[-1].name == "新名"


def test_grids_may_not_overlap_nor_leave_their_community(world: World) -> None:
    tiled(world)
    grid = world.grid()
    with pytest.raises(OverlapsSibling):
        world.draw(grid, box(0.5, 0, 1, 1))
    with pytest.raises(OutsideParent):
        world.draw(grid, box(2, 0, 3, 1))


def test_a_division_is_ready_when_tiled_and_headed(world: World) -> None:
    left, right = tiled(world)
    before = world.places.check_division(world.system, COMMUNITY)
    world.appoint(world.head(left.code, right.code), "a1")
    after = world.places.check_division(world.system, COMMUNITY)

    assert list(before.grids_without_head) == [left.code, right.code]
    assert not before.ready
    assert after.ready
    assert after.gap_square_metres == 0


def test_gaps_and_unassigned_buildings_are_named(world: World) -> None:
    world.draw(world.get(COMMUNITY), box(0, 0, 2, 1))
    grid = world.grid(border=box(0, 0, 1, 1))
    world.appoint(world.head(grid.code), "a1")
    building = world.places.put_building(
        world.system, pb.Building(name="1号楼", community_code=COMMUNITY, place=point(1.5, 0.5))
    )
    found = world.places.check_division(world.system, COMMUNITY)

    assert building.grid_code == ""
    assert found.unassigned_buildings == 1
    assert found.gap_square_metres > 900_000
    assert found.gap
    assert not found.ready


def test_a_building_moves_into_the_grid_drawn_around_it(world: World) -> None:
    world.draw(world.get(COMMUNITY), box(0, 0, 2, 1))
    world.places.put_building(
        world.system, pb.Building(name="1号楼", community_code=COMMUNITY, place=point(1.5, 0.5))
    )
    grid = world.grid(border=box(1, 0, 2, 1))
    listed = world.places.list_buildings(world.system, pb.ListBuildingsRequest())

    assert listed.buildings[0].grid_code == grid.code


def split(world: World, grid: pb.Territory, *borders: str) -> pb.ChangeGridResponse:
    request = pb.SplitGridRequest(code=grid.code, etag=grid.etag, reason="户数过多")
    for number, border in enumerate(borders):
        request.parts.add(name=f"新{number + 1}", boundary=border, households=250)
    return world.places.split_grid(world.system, request)


def test_a_split_ends_the_grid_and_its_head_leads_the_parts(world: World) -> None:
    left, right = tiled(world)
    head = world.appoint(world.head(left.code), "a1")
    layer = world.territory(7, left.code, centre=point(0.75, 0.5))
    world.places.put_building(
        world.system, pb.Building(name="1号楼", community_code=COMMUNITY, place=point(0.25, 0.5))
    )

    answer = split(world, world.get(left.code), box(0, 0, 0.5, 1), box(0.5, 0, 1, 1))

    codes = [each.code for each in answer.created]
    assert codes == [COMMUNITY + "003", COMMUNITY + "004"]
    assert world.get(left.code).HasField("valid_to")
    assert world.get(layer.code).HasField("valid_to")
    assert world.located(0.25, 0.5)[-1] == codes[0]
    assert world.located(1.5, 0.5)[-1] == right.code
    post = world.places.get_post(world.system, head.id)
    assert [post.territory_code, *post.also_territories] == codes
    assert post.accountable
    listed = world.places.list_buildings(world.system, pb.ListBuildingsRequest())
    assert listed.buildings[0].grid_code == codes[0]
    assert world.get(codes[1] + "001").name == layer.name
    replaced = next(data for name, data in world.events() if name == "GridsReplaced")
    assert [each["boundary"] != "" for each in replaced["created"][:2]] == [True, True]  # type: ignore[index]


def test_parts_must_cover_the_grid_exactly(world: World) -> None:
    left, _ = tiled(world)
    with pytest.raises(PartsDoNotFit):
        split(world, left, box(0, 0, 0.5, 1), box(0.6, 0, 1, 1))
    with pytest.raises(PartsDoNotFit):
        split(world, left, box(0, 0, 0.6, 1), box(0.5, 0, 1, 1))


def test_a_merge_keeps_one_accountable_head(world: World) -> None:
    left, right = tiled(world)
    first, second = world.head(left.code), world.head(right.code, title="另一网格长")
    request = pb.MergeGridsRequest(codes=[left.code, right.code], name="大网格", reason="户数过少")

    created = world.places.merge_grids(world.system, request).created[0]

    assert created.boundary
    assert world.located(1.5, 0.5)[-1] == created.code
    assert world.places.get_post(world.system, first.id).accountable
    assert not world.places.get_post(world.system, second.id).accountable
    assert world.places.get_post(world.system, second.id).territory_code == created.code
    with pytest.raises(TerritoryEnded):
        world.places.merge_grids(world.system, request)


def test_only_grids_are_split(world: World) -> None:
    with pytest.raises(NotAGrid):
        split(world, world.get(COMMUNITY), "", "")


def test_the_notice_board_follows_the_head_and_shows_work_data_only(world: World) -> None:
    left, _ = tiled(world)
    post = world.appoint(world.head(left.code), "a1")
    board = world.places.get_notice_board(world.system, left.code)
    assert [(each.work_name, each.work_number) for each in board.staff] == [("王建国", "N-a1")]
    assert list(board.chain)[-1] == left.name

    from wangge.directory.v1 import organisations_pb2

    post = world.places.vacate_post(
        world.system, organisations_pb2.VacatePostRequest(id=post.id, etag=post.etag, account_id="a1")
    )
    world.appoint(post, "a2")
    assert [each.work_name for each in world.places.get_notice_board(world.system, left.code).staff] == [
        "李秀英"
    ]
    assert not world.places.get_notice_board(world.system, COMMUNITY).staff  # its own posts, not its grids'
    with pytest.raises(TerritoryUnknown):
        world.places.get_notice_board(world.system, COMMUNITY[:9] + "000")


def test_a_service_circle_measures_ground_and_buildings(world: World) -> None:
    tiled(world)
    facility = pb.Facility(
        territory_code=COMMUNITY, kind="medical", name="卫生室", place=point(0, 0), present=True
    )
    world.places.put_facility(world.system, facility)
    for across in (0.1, 1.9):
        world.places.put_building(
            world.system, pb.Building(name="楼", community_code=COMMUNITY, place=point(across, 0.1))
        )
    circle = world.places.get_service_circle(world.system, COMMUNITY, "medical", 10)

    assert (circle.facilities, circle.buildings_covered, circle.buildings_total) == (1, 1, 2)
    assert 0.2 < circle.covered_share < 0.3


def test_lists_of_sites_keep_to_the_scope(world: World) -> None:
    estate = pb.Estate(
        territory_code=COMMUNITY, name="花园小区", enclosable=True, haves=["council", "guards"]
    )
    made = world.places.put_estate(world.system, estate)
    assert (made.fulfilled, made.expected) == (2, 10)
    view = "directory.territory.view"
    other = staff("a1", [view], "410602")
    assert not world.places.list_estates(other, pb.ListEstatesRequest()).estates
    assert world.places.list_estates(staff("a1", [view], "410611"), pb.ListEstatesRequest()).estates
    with pytest.raises(PermissionDenied):
        world.places.check_division(other, COMMUNITY)


def test_locating_a_point_takes_less_than_a_millisecond_when_warm(world: World) -> None:
    tiled(world)
    world.located(0.5, 0.5)
    best = 1.0
    for _ in range(200):
        began = time.perf_counter()
        world.places.locate_point(world.system, 114.005, 35.005)
        best = min(best, time.perf_counter() - began)
    assert best < 0.001


def staffed(world: World, grid: str, kind: str, *accounts: str) -> None:
    wanted = organisations_pb2.Post(title="网格员", kind=kind, territory_code=grid)
    post = world.places.create_post(world.system, wanted)
    for account in accounts:
        post = world.appoint(post, account)


def test_the_staff_ratio_warns_of_a_community_and_its_grids_and_holds_nothing_up(world: World) -> None:
    # The observed case: 14 grids, ten of them inhabited, 4,686 households (G-REAL).
    sizes = [469] * 6 + [468] * 4 + [0] * 4
    reason = "人口密集"
    grids = [world.grid(households=each, settlement=1, size_reason=reason) for each in sizes]
    staffed(world, grids[0].code, "grid_worker", "a1", "a2")

    found = world.places.check_division(world.system, COMMUNITY)

    shown = [(w.code, w.rule, w.households, w.needed, w.present) for w in found.staff_warnings]
    assert shown[0] == (COMMUNITY, "ST-100", 4686, 47, 2)
    assert shown[1] == (grids[0].code, "ST-100", 469, 5, 2)
    assert len(shown) == 1 + 10


def test_a_newly_built_community_needs_a_full_time_worker_per_300_households_and_five_at_least(
    world: World,
) -> None:
    community = world.get(COMMUNITY)
    request = pb.UpdateTerritoryRequest(
        code=COMMUNITY, etag=community.etag, type="newly_built", households=4686
    )
    community = world.places.update_territory(world.system, request)
    grid = world.grid(households=400, settlement=1)
    staffed(world, grid.code, "grid_worker", "a1")
    staffed(world, grid.code, "grid_head", "a2")

    large = world.places.check_division(world.system, COMMUNITY).staff_warnings
    request = pb.UpdateTerritoryRequest(code=COMMUNITY, etag=community.etag, households=301)
    world.places.update_territory(world.system, request)
    small = world.places.check_division(world.system, COMMUNITY).staff_warnings

    assert [(w.code, w.rule, w.needed, w.present) for w in large] == [(COMMUNITY, "ST-300", 16, 1)]
    assert [(w.rule, w.needed, w.present) for w in small] == [("ST-300", 5, 1)]


def test_a_person_with_two_posts_counts_once_and_one_from_elsewhere_does_not(world: World) -> None:
    grid, other = world.grid(households=200, settlement=1), world.grid(parent="410611002002")
    staffed(world, grid.code, "grid_worker", "a1")
    staffed(world, grid.code, "grid_head", "a1")
    staffed(world, other.code, "grid_worker", "a2")
    staffed(world, grid.code, "volunteer", "a2")

    found = world.places.check_division(world.system, grid.code).staff_warnings

    assert [(w.code, w.needed, w.present) for w in found] == [(grid.code, 2, 1)]

"""Territories, their types, sizes and what stands in them, as the requirements say (DIR-01 to DIR-10)."""

from __future__ import annotations

import json

import pytest

from services.directory.domain.refusals import WrongParent
from services.kernel.errors import Invalid
from tests.services.directory.places.conftest import COMMUNITY, World, box, point
from wangge.directory.v1 import organisations_pb2
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2


def codes(world: World, dictionary: str) -> dict[str, dict[str, object]]:
    entries = world.places.get_dictionary(world.system, dictionary).entries
    return {each.code: json.loads(each.attributes or "{}") for each in entries}


def test_when_a_grid_is_created_under_a_county_directly_then_it_is_refused(world: World) -> None:
    for parent in ("410611000000", "410611002000", "410600000000"):
        with pytest.raises(WrongParent):
            world.territory(5, parent)


def test_a_territory_carries_all_its_fields(world: World) -> None:
    grid = world.grid(
        border=box(0, 0, 1, 1), settlement=1, type="estate", households=300, post_in_charge="网格长"
    )

    got = world.get(grid.code)

    assert (got.level, got.parent_code, got.name) == (5, COMMUNITY, "区域")
    assert (got.settlement, got.type, got.post_in_charge) == (1, "estate", "网格长")
    assert got.boundary
    assert got.centre.longitude == pytest.approx(114.005)
    assert got.HasField("valid_from")
    assert not got.HasField("valid_to")


def test_areas_and_large_and_medium_grids_nest_between_community_and_grid(world: World) -> None:
    large = world.territory(6, COMMUNITY, type="large_grid")
    medium = world.territory(6, large.code, type="medium_grid")
    grid = world.territory(5, medium.code)

    assert grid.path.startswith(COMMUNITY)
    request = pb.ListTerritoriesRequest(parent_code=COMMUNITY, deep=True, level=types_pb2.LEVEL_GRID)
    found = world.places.list_territories(world.system, request).territories
    assert [each.code for each in found] == [grid.code]
    for fields in ((6, grid.code), (6, "410611002000")):
        with pytest.raises(WrongParent):
            world.territory(*fields)


def test_the_chain_of_group_cluster_and_unit_hangs_below_a_grid_and_each_layer_has_its_head(
    world: World,
) -> None:
    grid = world.grid()
    group = world.territory(7, grid.code, type="resident_group", households=100, head_title="居民小组长")
    cluster = world.territory(7, group.code, type="building_cluster", head_title="楼群长")
    unit = world.territory(7, cluster.code, type="entrance_unit", head_title="单元长")
    for place, kind in ((group, "group_head"), (cluster, "cluster_head"), (unit, "unit_head")):
        wanted = organisations_pb2.Post(title=place.head_title, kind=kind, territory_code=place.code)
        world.appoint(world.places.create_post(world.system, wanted), "a1")
    world.places.create_post(
        world.system, organisations_pb2.Post(title="楼栋长", kind="building_head", territory_code=unit.code)
    )

    assert unit.path.startswith(cluster.path)
    assert cluster.path.startswith(group.path)
    assert group.path.startswith(grid.path)
    request = organisations_pb2.ListPostsRequest(territory_code=grid.code, deep=True)
    posts = world.places.list_posts(world.system, request).posts
    assert sorted(each.kind for each in posts) == ["building_head", "cluster_head", "group_head", "unit_head"]


def test_types_of_all_sources_are_there_and_an_administrator_adds_one(world: World) -> None:
    assert codes(world, "territory_type").keys() >= {
        "street_lane", "courtyard", "work_unit", "estate", "residential", "trade", "fringe", "complex",
        "self_managed", "property_managed", "unit_estate", "scattered", "resident_group", "settlement",
        "villager_group",
    }  # fmt: skip
    with pytest.raises(Invalid):
        world.grid(type="campus")

    dictionary = world.places.get_dictionary(world.system, "territory_type")
    dictionary.entries.add(code="campus", title_zh="校园型", title_en="Campus")
    world.places.publish_dictionary(world.system, dictionary)

    assert world.grid(type="campus").type == "campus"


@pytest.mark.parametrize(
    ("rule", "least", "most"), [("G-URB", 200, 500), ("G-RUR", 100, 300), ("G-FINE", 50, 100)]
)
def test_the_size_rules_hold_at_their_edges(world: World, rule: str, least: int, most: int) -> None:
    found = codes(world, "size_rule")[rule]

    assert (found["least"], found["most"]) == (least, most)
    for households in (least, most):
        assert world.grid(size_rule=rule, households=households).households == households
    for households in (least - 1, most + 1):
        with pytest.raises(Invalid):
            world.grid(size_rule=rule, households=households)


def test_a_size_outside_its_rule_is_a_warning_with_its_reason_and_holds_nothing_up(world: World) -> None:
    world.draw(world.get(COMMUNITY), box(0, 0, 1, 1))
    grid = world.grid(border=box(0, 0, 1, 1), settlement=1, households=900, size_reason="安置小区，暂不拆分")
    world.appoint(world.head(grid.code), "a1")

    found = world.places.check_division(world.system, COMMUNITY)

    assert [(w.code, w.rule, w.households, w.reason) for w in found.size_warnings] == [
        (grid.code, "G-URB", 900, "安置小区，暂不拆分")
    ]
    assert found.ready


def test_when_a_building_is_in_no_grid_then_it_is_on_the_unassigned_list_and_go_live_waits(
    world: World,
) -> None:
    world.draw(world.get(COMMUNITY), box(0, 0, 1, 1))
    grid = world.grid(border=box(0, 0, 1, 1))
    world.appoint(world.head(grid.code), "a1")
    for name, across in (("网格内", 0.5), ("网格外", 1.5)):
        world.places.put_building(
            world.system, pb.Building(name=name, community_code=COMMUNITY, place=point(across, 0.5))
        )

    listed = world.places.list_buildings(
        world.system, pb.ListBuildingsRequest(only_unassigned=True)
    ).buildings
    check = world.places.check_division(world.system, COMMUNITY)

    assert [each.name for each in listed] == ["网格外"]
    assert (check.unassigned_buildings, check.ready) == (1, False)

    lost = listed[0]
    lost.place.CopyFrom(point(0.6, 0.5))
    world.places.put_building(world.system, lost)
    check = world.places.check_division(world.system, COMMUNITY)
    assert (check.unassigned_buildings, check.ready) == (0, True)


def test_an_open_estate_counts_four_haves_and_an_enclosed_one_ten(world: World) -> None:
    haves = ["council", "building_heads", "patrollers"]
    opened = world.places.put_estate(
        world.system, pb.Estate(name="老旧小区", enclosable=False, haves=haves, territory_code=COMMUNITY)
    )
    enclosed = world.places.put_estate(
        world.system,
        pb.Estate(
            name="花园小区", enclosable=True, haves=["rules", "street_lights"], territory_code=COMMUNITY
        ),
    )

    assert (opened.fulfilled, opened.expected) == (3, 4)
    assert (enclosed.fulfilled, enclosed.expected) == (2, 10)
    with pytest.raises(Invalid):
        world.places.put_estate(
            world.system, pb.Estate(name="又一", enclosable=False, haves=["guards"], territory_code=COMMUNITY)
        )


def test_the_facility_checklist_has_every_item_and_shows_what_is_there(world: World) -> None:
    kinds = codes(world, "facility_kind")
    parents = {
        each.code: each.parent_code
        for each in world.places.get_dictionary(world.system, "facility_kind").entries
    }
    groups = {
        "five_rooms": {"office", "police_room", "activity_room", "reading_room", "service_room"},
        "three_stations": {"family_planning_station", "health_station", "rehabilitation_station"},
        "two_boards": {"affairs_board", "science_board"},
    }
    for group, members in groups.items():
        assert {code for code, parent in parents.items() if parent == group} == members
    assert kinds.keys() >= {
        "school", "exercise_place", "one_stop_hall", "mediation_room", "party_room",
        "wedding_funeral_council",
        "one_station_four_centres",
    }  # fmt: skip

    for kind, present in (("police_room", True), ("reading_room", False)):
        world.places.put_facility(
            world.system, pb.Facility(territory_code=COMMUNITY, kind=kind, name=kind, present=present)
        )
    listed = world.places.list_facilities(world.system, pb.ListFacilitiesRequest(territory_code=COMMUNITY))
    assert {each.kind: each.present for each in listed.facilities} == {
        "police_room": True,
        "reading_room": False,
    }
    with pytest.raises(Invalid):
        world.places.put_facility(
            world.system, pb.Facility(territory_code=COMMUNITY, kind="castle", name="x")
        )


@pytest.mark.parametrize("kind", ["jobs", "medical", "leisure", "shopping", "home_help"])
def test_fifteen_minutes_reach_further_than_ten(world: World, kind: str) -> None:
    world.draw(world.get(COMMUNITY), box(0, 0, 2, 1))
    world.grid(border=box(0, 0, 2, 1))
    world.places.put_facility(
        world.system,
        pb.Facility(territory_code=COMMUNITY, kind=kind, name="点", place=point(0, 0), present=True),
    )

    ten = world.places.get_service_circle(world.system, COMMUNITY, kind, 10)
    fifteen = world.places.get_service_circle(world.system, COMMUNITY, kind, 15)

    assert 0 < ten.covered_share < fifteen.covered_share < 1

"""The tree: five levels, codes, sizes, rights, versions (DIR-01 to DIR-05)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.directory.domain.refusals import Stale, TerritoryExists, TerritoryUnknown, WrongParent
from services.kernel.call import PermissionDenied, RequestKey
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import territories_pb2 as pb

from .conftest import COMMUNITY, OTHER, World

EDIT = "directory.territory.edit"


def test_a_grid_directly_under_a_county_is_refused(world: World) -> None:
    with pytest.raises(WrongParent):
        world.territory(5, "410611000000")


def test_an_area_may_stand_between_community_and_grid_and_a_subgrid_below(world: World) -> None:
    area = world.territory(6, COMMUNITY)
    grid = world.territory(5, area.code)
    subgrid = world.territory(7, grid.code)

    assert [area.code, grid.code, subgrid.code] == [
        COMMUNITY + "001",
        COMMUNITY + "001001",
        COMMUNITY + "001001001",
    ]
    with pytest.raises(WrongParent):
        world.territory(5, grid.code)


def test_grids_take_the_next_free_code(world: World) -> None:
    assert [world.grid().code[-3:] for _ in range(3)] == ["001", "002", "003"]


@pytest.mark.parametrize("code", ["410611002", "41061100200a", "410611999999", "410611000000"])
def test_a_township_needs_a_division_code_of_its_level_under_its_county(world: World, code: str) -> None:
    with pytest.raises(Invalid):
        world.territory(3, "410611000000", code)


def test_a_code_is_given_once(world: World) -> None:
    with pytest.raises(TerritoryExists):
        world.territory(3, "410611000000", "410611002000")


def test_a_size_outside_the_rule_needs_a_reason_and_is_not_blocked(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        world.grid(settlement=1, households=900)
    grid = world.grid(settlement=1, households=900, size_reason="安置小区，暂不拆分")

    assert refused.value.problems[0].code == "directory.size_reason_required"
    assert grid.households == 900


def test_the_limits_of_a_size_rule_are_inside_it(world: World) -> None:
    assert world.grid(settlement=1, households=200).households == 200
    assert world.grid(settlement=1, households=500).households == 500
    with pytest.raises(Invalid):
        world.grid(settlement=2, households=99)


def test_a_clerk_edits_in_his_own_township_only(world: World) -> None:
    wanted = pb.Territory(level=5, parent_code=OTHER, name="网格")
    with pytest.raises(PermissionDenied):
        world.places.create_territory(staff("a1", [EDIT], COMMUNITY), wanted)
    assert world.places.create_territory(staff("a1", [EDIT], "410611002"), wanted).code == OTHER + "001"


def test_a_repeated_request_creates_one_grid(world: World) -> None:
    wanted = pb.Territory(level=5, parent_code=COMMUNITY, name="网格")
    call = replace(world.system, request=RequestKey("k", "f"))

    first = world.places.create_territory(call, wanted)
    second = world.places.create_territory(call, wanted)

    assert first.code == second.code
    assert len([name for name, _ in world.events() if name == "TerritoryChanged"]) == 6


def test_a_stale_etag_is_a_conflict(world: World) -> None:
    request = pb.UpdateTerritoryRequest(code=COMMUNITY, etag="1", name="甲社区")
    world.places.update_territory(world.system, request)
    with pytest.raises(Stale):
        world.places.update_territory(world.system, request)


def test_children_are_listed_page_by_page_and_deep_on_demand(world: World) -> None:
    for _ in range(5):
        world.grid()
    request = pb.ListTerritoriesRequest(parent_code=COMMUNITY, page_size=2)
    seen: list[str] = []
    while True:
        answer = world.places.list_territories(world.system, request)
        seen += [each.code[-3:] for each in answer.territories]
        if not answer.next_page_token:
            break
        request.page_token = answer.next_page_token
    deep = world.places.list_territories(
        world.system, pb.ListTerritoriesRequest(parent_code="410611000000", deep=True, level=5)
    )

    assert seen == ["001", "002", "003", "004", "005"]
    assert len(deep.territories) == 5
    assert world.get(COMMUNITY).has_children
    assert not world.get(OTHER).has_children


def test_a_token_of_another_list_is_refused(world: World) -> None:
    world.grid(), world.grid()
    first = world.places.list_territories(
        world.system, pb.ListTerritoriesRequest(parent_code=COMMUNITY, page_size=1)
    )
    with pytest.raises(Invalid):
        world.places.list_territories(
            world.system, pb.ListTerritoriesRequest(parent_code=OTHER, page_token=first.next_page_token)
        )


def test_an_unknown_type_and_an_unknown_place_are_refused(world: World) -> None:
    with pytest.raises(Invalid):
        world.grid(type="castle")
    with pytest.raises(TerritoryUnknown):
        world.get("999")


def test_places_are_listed_by_their_codes_in_one_call_ended_ones_when_asked_for(world: World) -> None:
    first, second = world.grid(), world.grid()
    merge = pb.MergeGridsRequest(codes=[first.code, second.code], name="大网格", reason="合并")
    world.places.merge_grids(world.system, merge)
    codes = [second.code, first.code, first.code, COMMUNITY, "999999999999"]

    def listed(**more: bool) -> list[str]:
        request = pb.ListTerritoriesRequest(codes=codes, deep=True, **more)  # type: ignore[arg-type]
        return [each.code for each in world.places.list_territories(world.system, request).territories]

    assert listed() == [COMMUNITY]
    assert listed(with_past=True) == [COMMUNITY, first.code, second.code]


def test_what_lies_below_is_counted_ended_places_and_held_posts_apart(world: World) -> None:
    first, second, third = world.grid(), world.grid(), world.grid()
    merge = pb.MergeGridsRequest(codes=[first.code, second.code], name="大网格", reason="合并")
    merged = world.places.merge_grids(world.system, merge).created[0]
    world.appoint(world.head(merged.code), "a1")
    world.head(third.code)

    found = world.places.count_below(world.system, "410611000000")

    assert [(each.level, each.count) for each in found.levels] == [(3, 1), (4, 2), (5, 2)]
    assert (found.posts, found.vacant_posts) == (2, 1)
    elsewhere = world.head(world.grid(parent="410611002002").code, world.grid().code)
    here = world.places.count_below(world.system, COMMUNITY)
    assert elsewhere.territory_code.startswith("410611002002")
    assert (here.posts, here.vacant_posts) == (3, 2)
    assert not world.places.count_below(world.system, merged.code).levels
    with pytest.raises(TerritoryUnknown):
        world.places.count_below(world.system, "999999999999")

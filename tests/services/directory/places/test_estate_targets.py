"""Yearly targets for estates (DIR-08)."""

from __future__ import annotations

import pytest

from services.directory.domain.estates import FOUR_HAVES, TEN_HAVES
from services.directory.domain.refusals import Stale
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import territories_pb2 as pb

from .conftest import COMMUNITY, OTHER, World, make_world

TOWN = "410611002000"


def estate(world: World, place: str, *haves: str, enclosable: bool = True) -> pb.Estate:
    wanted = pb.Estate(territory_code=place, name="小区", enclosable=enclosable, haves=haves)
    return world.places.put_estate(world.system, wanted)


def target(world: World, place: str = TOWN, most: int = 5, etag: str = "", **more: object) -> pb.EstateTarget:
    values: dict[str, object] = {"year": 2026, "kind": "self_governing", **more}
    wanted = pb.EstateTarget(territory_code=place, target=most, etag=etag, **values)  # type: ignore[arg-type]
    return world.places.put_estate_target(world.system, wanted)


def test_a_town_of_six_communities_counts_towards_its_five_self_governing_ones(world: World) -> None:
    four = [f"41061100200{number}" for number in range(3, 7)]
    for code in four:
        world.territory(4, TOWN, code)
    for place in (COMMUNITY, OTHER, *four[:2]):
        estate(world, place, *FOUR_HAVES, enclosable=False)
    estate(world, four[2], *TEN_HAVES[:9])
    estate(world, four[3], *FOUR_HAVES[:3], enclosable=False)

    found = target(world)

    assert (found.target, found.fulfilled, found.estates, found.etag) == (5, 4, 6, "1")
    estate(world, four[3], *TEN_HAVES)
    listed = world.places.list_estate_targets(world.system, pb.ListEstateTargetsRequest(year=2026)).targets
    assert [(each.fulfilled, each.estates) for each in listed] == [(5, 7)]


def test_a_target_changes_under_its_version_and_each_place_counts_its_own(world: World) -> None:
    estate(world, COMMUNITY, *TEN_HAVES)
    first = target(world)
    target(world, COMMUNITY, 1)
    target(world, OTHER, 1, year=2027)

    with pytest.raises(Stale):
        target(world)
    assert target(world, most=6, etag=first.etag).target == 6

    request = pb.ListEstateTargetsRequest(territory_code=TOWN, page_size=2)
    page = world.places.list_estate_targets(world.system, request)
    request.page_token = page.next_page_token
    rest = world.places.list_estate_targets(world.system, request)
    shown = [(t.territory_code, t.year, t.fulfilled) for t in (*page.targets, *rest.targets)]
    assert shown == [(TOWN, 2026, 1), (COMMUNITY, 2026, 1), (OTHER, 2027, 0)]


def test_targets_keep_to_the_scope_and_to_their_dictionary(world: World) -> None:
    target(world)
    target(world, OTHER, 1)
    clerk = staff("u1", ["directory.territory.view", "directory.territory.edit"], COMMUNITY)

    assert not world.places.list_estate_targets(clerk, pb.ListEstateTargetsRequest()).targets
    wanted = pb.EstateTarget(territory_code=TOWN, year=2027, kind="self_governing", target=1)
    with pytest.raises(PermissionDenied):
        world.places.put_estate_target(clerk, wanted)
    for wrong in ({"kind": "prettiest"}, {"kind": ""}, {"year": 0}):
        with pytest.raises(Invalid):
            target(world, **wrong)


def test_targets_work_on_postgresql_as_on_sqlite(postgres_url: str) -> None:
    world = make_world(postgres_url)
    estate(world, COMMUNITY, *TEN_HAVES)

    first = target(world)

    assert (first.fulfilled, target(world, etag=first.etag).etag) == (1, "2")

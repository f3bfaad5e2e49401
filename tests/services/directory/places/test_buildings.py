"""What is known of a building: storeys, units, ground plan, its own code (DIR-03, DIR-06)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.application.footprints import LEAST_M2, MOST_CORNERS, MOST_M2, checked_footprint
from services.directory.domain.refusals import BuildingCodeTaken, RecordUnknown, Stale
from services.directory.entrypoints.demo_ground import block
from services.kernel.errors import Invalid
from services.kernel.spatial import gaps
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import territories_pb2 as pb

from .conftest import COMMUNITY, OTHER, World, box, make_world, point

LONGITUDE, LATITUDE = 114.005, 35.005
DEGREE = 111_195.0


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def county(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A county with a border, a community of two grids, on either database."""
    url = f"sqlite:///{tmp_path}/directory.db"
    made = make_world(url if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    made.draw(made.get("410611000000"), box(0, 0, 10, 10))
    made.draw(made.get(COMMUNITY), box(0, 0, 2, 1))
    yield made
    made.context.database.dispose()


def plan(metres: float = 30, longitude: float = LONGITUDE, latitude: float = LATITUDE) -> str:
    """A square ground plan about a point."""
    north = metres / 2 / DEGREE
    east = north / math.cos(math.radians(latitude))
    ring = [
        [longitude + x * east, latitude + y * north]
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def tower(**more: object) -> pb.Building:
    fields: dict[str, object] = {
        "name": "1号楼",
        "community_code": COMMUNITY,
        "place": point(0.5, 0.5),
        "households": 108,
        "storeys": 18,
        "basements": 1,
        "units": 2,
        "dwellings_per_storey": 3,
        "year_built": 2012,
        "footprint": plan(),
        "code": "B-0001",
    }
    return pb.Building(**(fields | more))  # type: ignore[arg-type]


def told(world: World) -> list[dict[str, object]]:
    return [data for name, data in world.events() if name == "BuildingChanged"]


def test_a_building_keeps_its_facts_and_tells_them(county: World) -> None:
    grid = county.grid(border=box(0, 0, 1, 1))

    made = county.places.put_building(county.system, tower())

    found = county.places.get_building(county.system, made.id)
    assert found == made
    assert (found.storeys, found.basements, found.units, found.dwellings_per_storey) == (18, 1, 2, 3)
    assert (found.year_built, found.code, found.grid_code) == (2012, "B-0001", grid.code)
    event = told(county)[-1]
    assert event["territoryPath"] == grid.path
    assert event["building"]["storeys"] == 18  # type: ignore[index]
    assert event["building"]["footprint"] == found.footprint  # type: ignore[index]


def test_lists_leave_the_footprint_out_unless_asked(county: World) -> None:
    county.places.put_building(county.system, tower())

    bare = county.places.list_buildings(county.system, pb.ListBuildingsRequest()).buildings[0]
    whole = county.places.list_buildings(county.system, pb.ListBuildingsRequest(with_footprint=True))

    assert (bare.footprint, bare.storeys) == ("", 18)
    assert whole.buildings[0].footprint


def test_without_a_position_a_building_stands_where_its_footprint_does(county: World) -> None:
    grid = county.grid(border=box(0, 0, 1, 1))
    wanted = tower()
    wanted.ClearField("place")

    made = county.places.put_building(county.system, wanted)

    assert made.grid_code == grid.code
    assert made.place.longitude == pytest.approx(LONGITUDE)


@pytest.mark.parametrize(
    ("footprint", "code"),
    [
        ("{", "kernel.geometry_not_json"),
        ('{"type":"Point","coordinates":[114,35]}', "kernel.geometry_wrong_type"),
        (
            json.dumps(
                {
                    "type": "Polygon",
                    "coordinates": [
                        [[114, 35], [114.0004, 35.0004], [114.0004, 35], [114, 35.0004], [114, 35]]
                    ],
                }
            ),
            "kernel.geometry_invalid",
        ),
        (plan(1), "directory.footprint_size"),
        (plan(900), "directory.footprint_size"),
        (plan(30, 115.5, 36.5), "directory.footprint_away"),
    ],
)
def test_what_is_no_ground_plan_of_the_building_is_refused(world: World, footprint: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        world.places.put_building(world.system, tower(footprint=footprint))

    assert refused.value.problems[0].code == code
    assert told(world) == []


def test_a_footprint_beyond_the_county_is_refused(county: World) -> None:
    wanted = tower(footprint=plan(30, 114.5, 35.5))
    wanted.ClearField("place")

    with pytest.raises(Invalid) as refused:
        county.places.put_building(county.system, wanted)

    assert refused.value.problems[0].code == "directory.footprint_outside"


def test_a_year_before_any_that_stands_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        world.places.put_building(world.system, tower(year_built=208))

    assert refused.value.problems[0].field == "building.year_built"


def test_a_code_names_one_building_and_none_may_be_without(county: World) -> None:
    county.places.put_building(county.system, tower())
    for name in ("2号楼", "3号楼"):
        county.places.put_building(county.system, tower(name=name, code=""))

    with pytest.raises(BuildingCodeTaken):
        county.places.put_building(county.system, tower(name="4号楼"))


def test_an_old_page_does_not_overwrite_a_building(county: World) -> None:
    made = county.places.put_building(county.system, tower())
    county.places.put_building(county.system, tower(id=made.id, etag=made.etag, storeys=19))

    with pytest.raises(Stale):
        county.places.put_building(county.system, tower(id=made.id, etag=made.etag, storeys=20))

    assert county.places.get_building(county.system, made.id).storeys == 19


def test_a_building_out_of_sight_is_not_there(county: World) -> None:
    made = county.places.put_building(county.system, tower())
    view = ["directory.territory.view"]

    assert county.places.get_building(staff("a1", view, COMMUNITY), made.id).name == "1号楼"
    with pytest.raises(RecordUnknown):
        county.places.get_building(staff("a2", view, OTHER), made.id)


def test_a_building_that_comes_into_another_grid_tells_it_with_all_its_facts(county: World) -> None:
    made = county.places.put_building(county.system, tower())

    grid = county.grid(border=box(0, 0, 1, 1))

    event = told(county)[-1]
    assert event["territoryPath"] == grid.path
    assert event["building"]["etag"] == "2"  # type: ignore[index]
    assert event["building"]["storeys"] == 18  # type: ignore[index]
    assert county.places.get_building(county.system, made.id).footprint == made.footprint


@given(metres=st.floats(min_value=2.5, max_value=440), turned=st.integers(min_value=0, max_value=359))
def test_any_rectangle_of_a_buildings_size_is_kept_as_it_is(metres: float, turned: int) -> None:
    angle, north = math.radians(turned), metres / 2 / DEGREE
    east = north / math.cos(math.radians(LATITUDE))
    ring = [
        [
            LONGITUDE + (x * math.cos(angle) - y * math.sin(angle)) * east,
            LATITUDE + (x * math.sin(angle) + y * math.cos(angle)) * north,
        ]
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ]

    kept = checked_footprint(json.dumps({"type": "Polygon", "coordinates": [ring]}), "", "f")

    assert LEAST_M2 <= gaps(kept, []).area_m2 <= MOST_M2
    assert checked_footprint(kept, "", "f") == kept


def test_a_footprint_drawn_too_finely_is_refused() -> None:
    corners = [
        [
            LONGITUDE + 2e-4 * math.cos(n * 6.28 / MOST_CORNERS),
            LATITUDE + 2e-4 * math.sin(n * 6.28 / MOST_CORNERS),
        ]
        for n in range(MOST_CORNERS)
    ]
    text = json.dumps({"type": "Polygon", "coordinates": [[*corners, corners[0]]]})

    with pytest.raises(Invalid) as refused:
        checked_footprint(text, "", "f")

    assert refused.value.problems[0].code == "directory.footprint_corners"


@pytest.mark.parametrize("urban", [True, False])
def test_every_building_of_the_demo_is_one_that_could_stand(urban: bool) -> None:
    for number in range(40):
        about = block(number, urban=urban)
        assert 3 <= about.storeys <= 33
        assert 1988 <= about.year_built <= 2022
        assert about.households == about.storeys * about.units * about.dwellings_per_storey
        assert checked_footprint(about.footprint(LONGITUDE, LATITUDE), "", "f")

"""Areas, distances and map systems."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel import geojson, map_systems, spatial
from services.kernel.errors import Invalid

longitudes, latitudes = st.floats(75, 134), st.floats(3, 53)


def square(west: float, south: float, side: float = 0.01) -> str:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def test_a_point_on_a_shared_border_belongs_to_the_smaller_area_then_to_the_lower_id() -> None:
    index = spatial.PolygonIndex(
        [("township", square(114, 35, 1)), ("b", square(114.01, 35)), ("a", square(114, 35))]
    )
    assert index.at(114.005, 35.005) == ["a", "township"]
    assert index.at(114.01, 35.005)[2] == "township"
    assert set(index.at(114.01, 35.005)) == {"a", "b", "township"}
    assert index.at(114.01, 35.005) == index.at(114.01, 35.005)
    assert index.at(110, 30) == []
    assert index.at(math.nan, 30) == []
    assert spatial.PolygonIndex([]).at(114, 35) == []


def test_equal_neighbours_are_told_apart_by_id() -> None:
    text = square(114, 35)
    assert spatial.PolygonIndex([("2", text), ("1", text)]).at(114.005, 35.005) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "geometry_not_json"),
        ("[" * 100_000, "geometry_not_json"),
        ('{"type":"Polygon","coordinates":[[[NaN,0],[0,0],[1,1],[NaN,0]]]}', "geometry_not_json"),
        ('{"type":"Point","coordinates":[1,2]}', "geometry_wrong_type"),
        ("[]", "geometry_wrong_type"),
        ('{"type":"Polygon","coordinates":[]}', "geometry_empty"),
        ('{"type":"MultiPolygon","coordinates":[[]]}', "geometry_empty"),
        ('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}', "geometry_malformed"),
        ('{"type":"Polygon","coordinates":[[[0,0],[1,"0"],[1,1],[0,0]]]}', "geometry_malformed"),
        ('{"type":"Polygon","coordinates":"x"}', "geometry_malformed"),
        ('{"type":"Polygon","coordinates":[[[35,114],[36,114],[36,115],[35,114]]]}', "geometry_out_of_range"),
        ('{"type":"Polygon","coordinates":[[[1e999,0],[0,0],[1,1],[1e999,0]]]}', "geometry_out_of_range"),
        ('{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}', "geometry_invalid"),
        ('{"type":"Polygon","coordinates":[[[0,0],[1,0],[2,0],[0,0]]]}', "geometry_invalid"),
    ],
)
def test_a_useless_geometry_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        geojson.check_geometry(text, "boundary")
    assert (refusal.value.problems[0].field, refusal.value.problems[0].code) == ("boundary", f"kernel.{code}")


def test_twenty_thousand_vertices_are_enough() -> None:
    ring = [[114 + math.cos(i / 3500) / 100, 35 + math.sin(i / 3500) / 100] for i in range(20_001)]
    with pytest.raises(Invalid) as refusal:
        geojson.check_geometry(json.dumps({"type": "Polygon", "coordinates": [ring]}), "boundary")
    assert refusal.value.problems[0].code == "kernel.geometry_too_large"


def test_a_normalised_geometry_is_flat_rounded_anticlockwise_and_stays_so() -> None:
    clockwise = [[0, 0, 5], [0, 1, 5], [1.00000000001, 1, 5], [1, 0, 5], [0, 0, 5]]
    once = geojson.check_geometry(json.dumps({"type": "Polygon", "coordinates": [clockwise]}), "boundary")
    assert json.loads(once)["coordinates"] == [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
    assert geojson.check_geometry(once, "boundary") == once


def test_overlaps_and_gaps_are_measured() -> None:
    parent = square(114, 35, 0.02)
    items = [("a", square(114, 35)), ("b", square(114.005, 35)), ("far", square(120, 30))]
    (found,) = spatial.overlaps(items)
    size = spatial.distance_m(114, 35.005, 114.005, 35.005) * spatial.distance_m(114, 35, 114, 35.01)
    assert (found.first, found.second) == ("a", "b")
    assert found.area_m2 == pytest.approx(size, rel=0.001)
    gap = spatial.gaps(parent, [text for _, text in items])
    assert gap.area_m2 == pytest.approx(size * 5, rel=0.001)  # of eight halves of a cell, three are covered
    assert spatial.PolygonIndex([("gap", gap.geometry)]).at(114.018, 35.018) == ["gap"]
    assert spatial.gaps(parent, [parent]) == spatial.Gap(0.0, "")
    assert spatial.overlaps([]) == []


def test_the_neighbours_of_a_shared_border_do_not_overlap() -> None:
    assert spatial.overlaps([("a", square(114, 35)), ("b", square(114.01, 35))]) == []


def test_distances_agree_with_known_ones() -> None:
    assert spatial.distance_m(114, 35, 114, 36) == pytest.approx(111_195, abs=1)
    assert spatial.distance_m(116.3913, 39.9075, 121.4737, 31.2304) == pytest.approx(1_067_000, rel=0.005)
    assert spatial.distance_m(114, 35, 114, 35) == 0


@pytest.mark.parametrize(
    ("convert", "source", "target"),
    [
        (map_systems.wgs84_to_gcj02, (116.404, 39.915), (116.41024449916938, 39.91640428150164)),
        (map_systems.gcj02_to_bd09, (116.404, 39.915), (116.41036949371029, 39.92133699351021)),
        (map_systems.bd09_to_gcj02, (116.404, 39.915), (116.39762729119315, 39.90865673957631)),
        (map_systems.gcj02_to_wgs84, (116.404, 39.915), (116.39775550083061, 39.91359571849836)),
    ],
)
def test_map_systems_agree_with_published_pairs(
    convert: object, source: tuple[float, float], target: tuple[float, float]
) -> None:
    assert callable(convert)
    assert convert(*source) == pytest.approx(target, abs=1e-5)


@given(longitudes, latitudes)
def test_map_systems_go_back_to_where_they_came_from(longitude: float, latitude: float) -> None:
    for there, back in (
        (map_systems.wgs84_to_gcj02, map_systems.gcj02_to_wgs84),
        (map_systems.wgs84_to_bd09, map_systems.bd09_to_wgs84),
    ):
        returned = back(*there(longitude, latitude))
        assert spatial.distance_m(longitude, latitude, *returned) < 0.01


def test_outside_china_nothing_is_shifted() -> None:
    assert map_systems.wgs84_to_bd09(2.35, 48.85) == (2.35, 48.85) == map_systems.bd09_to_wgs84(2.35, 48.85)


@given(longitudes, latitudes, st.floats(1, 3_000), st.floats(0, 360), st.floats(0, 1))
def test_no_point_within_the_radius_escapes_box_or_cells(
    longitude: float, latitude: float, radius: float, bearing: float, share: float
) -> None:
    angle, phi, turn = radius * share / spatial.EARTH_RADIUS_M, math.radians(latitude), math.radians(bearing)
    lat = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn))
    lon = math.radians(longitude) + math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(lat)
    )
    x, y = math.degrees(lon), math.degrees(lat)
    west, south, east, north = spatial.bounding_box(longitude, latitude, radius)
    assert west - 1e-9 <= x <= east + 1e-9
    assert south - 1e-9 <= y <= north + 1e-9
    assert spatial.cell(x, y, 200) in spatial.cells_around(longitude, latitude, radius, 200)


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(ValueError):
        spatial.cells_around(114, 35, 100_000, 10)
    assert spatial.bounding_box(0, 89.99, 50_000)[::2] == (-180.0, 180.0)

"""The map of cases: what it is drawn on, its clusters, its popups, and the list that says the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.cases.edge import outlines
from services.kernel.web.pages import MapTiles
from tests.console.browsing import Browser, Office, words
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc
from wangge.types.v1 import types_pb2

WORLD = "west=-180&south=-85&east=180&north=85&zoom=2"
HERE = types_pb2.Point(longitude=114.203125, latitude=35.66375)


def read(browser: Browser, address: str) -> Any:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code, words(answer))
    return json.loads(answer.get_data(as_text=True))


@pytest.fixture(scope="module")
def case(office: Office) -> cases_pb2.Case:
    """A case on the map, with a reporter."""
    stub = office.platform.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    assert stub is not None
    identity = office.browser("worker").identity
    assert identity is not None
    asked = cases_pb2.ReportCaseRequest(
        content="地图上的路灯不亮，晚上看不清路",
        place=cases_pb2.Place(point=HERE, address="东街 12 号"),
        reporter=cases_pb2.Reporter(name="张小明", phone="13712345678"),
        channel=cases_pb2.CHANNEL_HANDHELD,
        request_id="map-page-1",
        category=_leaf(office),
    )
    made: cases_pb2.Case = stub.ReportCase(asked, metadata=[("authorization", f"Bearer {identity.token}")])
    office.platform.settle()
    return made


def _leaf(office: Office) -> str:
    stub = office.platform.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    assert stub is not None
    identity = office.browser("worker").identity
    assert identity is not None
    found = stub.SuggestCategory(
        cases_pb2.SuggestCategoryRequest(words="路灯不亮"),
        metadata=[("authorization", f"Bearer {identity.token}")],
    )
    return str(found.suggestions[0].category)


@pytest.mark.parametrize(("locale", "told"), [("zh", "图上的案件 此范围内共"), ("en", "Cases on the map")])
def test_the_page_says_without_scripts_what_the_map_would_show(
    office: Office, case: cases_pb2.Case, locale: str, told: str
) -> None:
    text = office.browser("leader", locale).text("/cases/map")

    assert told in text
    assert ("三维" if locale == "zh" else "3-D") in text


def test_the_map_is_for_those_who_may_see_cases(office: Office) -> None:
    assert office.browser().get("/cases/map").status_code == 303
    for address in ("/cases/map", f"/cases/map/clusters.json?{WORLD}"):
        assert office.browser("resident01").get(address).status_code == 403
    assert office.browser().get("/cases/map/ground.json").status_code == 303


def test_the_ground_is_the_countys_own_and_asked_for_once(office: Office) -> None:
    browser = office.browser("leader")
    answer = browser.get("/cases/map/ground.json")
    ground = json.loads(answer.get_data(as_text=True))

    again = browser._client.get(
        "/cases/map/ground.json",
        headers={"If-None-Match": answer.headers["ETag"]},
        **browser._surroundings(),
    )

    levels = {each["properties"]["level"] for each in ground["areas"]["features"]}
    assert levels == {"county", "township"}
    west, south, east, north = ground["bounds"]
    assert west < HERE.longitude < east
    assert south < HERE.latitude < north
    assert "tiles" not in ground
    assert (again.status_code, again.get_data()) == (304, b"")
    assert "private" in answer.headers["Cache-Control"]


def test_somebody_of_a_township_starts_at_it(office: Office) -> None:
    ground = read(office.browser("dispatcher"), "/cases/map/ground.json")

    assert ground["own"]
    assert ground["own"] != ground["bounds"]


def test_configured_tiles_are_told_to_the_maps(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    context = office.app.extensions["wangge"]
    monkeypatch.setitem(
        office.app.extensions,
        "wangge",
        type(context)(context.peers, context.manifests, MapTiles("https://t/{z}/{x}/{y}", "天地图")),
    )

    for address in ("/cases/map/ground.json", "/cases/map/around.json?lon=114.2&lat=35.66"):
        tiles = read(office.browser("leader"), address)["tiles"]
        assert tiles == {"url": "https://t/{z}/{x}/{y}", "attribution": "天地图"}


def test_communities_and_grids_come_by_township(office: Office) -> None:
    browser = office.browser("leader")
    towns = read(browser, "/cases/map/ground.json")["areas"]["features"]
    grids = [
        read(browser, f"/cases/map/areas.json?parent={each['properties']['code']}&level=grid")["features"]
        for each in towns
        if each["properties"]["level"] == "township"
    ]
    around = read(browser, f"/cases/map/around.json?lon={HERE.longitude}&lat={HERE.latitude}")["areas"]

    assert any(grids)
    assert {"county", "township", "community", "grid"} <= {
        each["properties"]["level"] for each in around["features"]
    }
    for wrong in (
        "parent=x&level=grid",
        "parent=410611&level=county",
        "parent=41&level=grid",
        "",
        "parent=410602000000&level=grid",
        "parent=410600000000&level=community",
    ):
        assert browser.get(f"/cases/map/areas.json?{wrong}").status_code == 404
    for wrong in ("lon=200&lat=1", "lon=nan&lat=1", "lon=&lat=", ""):
        assert browser.get(f"/cases/map/around.json?{wrong}").status_code == 404


def test_thinned_borders_of_neighbours_stay_shared() -> None:
    import shapely

    steps = [(1 + 0.0001 * (i % 2), i / 50) for i in range(51)]
    left = shapely.Polygon([(0, 0), *steps, (0, 1)])
    right = shapely.Polygon([(2, 0), (2, 1), *steps[::-1]])

    thin = outlines.thinned([left, right], 0.01)

    assert shapely.coverage_is_valid(thin)
    assert shapely.get_num_coordinates(thin).sum() < shapely.get_num_coordinates([left, right]).sum() / 4


def test_buildings_rise_storey_by_storey_on_their_footprints(office: Office) -> None:
    browser = office.browser("leader")
    towns = read(browser, "/cases/map/ground.json")["areas"]["features"]
    found = [
        block
        for each in towns
        if each["properties"]["level"] == "township"
        for block in read(browser, f"/cases/map/buildings.json?parent={each['properties']['code']}")[
            "features"
        ]
    ]

    assert found
    for each in found:
        assert each["properties"]["height"] == 3 * each["properties"]["storeys"]
        assert len(each["geometry"]["coordinates"][0]) == 5
    assert len({each["properties"]["storeys"] for each in found}) > 3
    assert browser.get("/cases/map/buildings.json?parent=x").status_code == 404


def test_clusters_count_what_the_list_counts_and_the_list_beside_says_it(
    office: Office, case: cases_pb2.Case
) -> None:
    browser = office.browser("dispatcher")

    found = read(browser, f"/cases/map/clusters.json?{WORLD}")

    assert sum(each["count"] for each in found["clusters"]) == found["total"] >= 1
    shown = {c["id"]: c for each in found["clusters"] for c in each["cases"]}
    if found["total"] <= 200:
        assert case.id in shown
        assert shown[case.id]["title"] == case.title
        assert set(shown[case.id]) == {"id", "number", "title", "state", "light", "at"}
    assert "13712345678" not in json.dumps(found, ensure_ascii=False)
    assert "张小明" not in json.dumps(found, ensure_ascii=False)
    near = "west=114.2030&south=35.6636&east=114.2032&north=35.6639&zoom=18"
    listed = read(browser, f"/cases/map/clusters.json?{near}")
    assert listed["total"] < found["total"] or found["total"] == 1
    assert case.number in listed["listed"] or listed["total"] > 5
    assert found["list_address"].startswith("/cases/list?")


def test_filters_of_the_map_are_those_of_the_list(office: Office, case: cases_pb2.Case) -> None:
    browser = office.browser("leader")

    every = read(browser, f"/cases/map/clusters.json?{WORLD}&open=all&first=2000-01-01")["total"]
    opened = read(browser, f"/cases/map/clusters.json?{WORLD}")["total"]
    closed = read(browser, f"/cases/map/clusters.json?{WORLD}&open=all&first=2000-01-01&state=CLOSED")[
        "total"
    ]
    category = read(browser, f"/cases/map/clusters.json?{WORLD}&category={case.category}")
    none = read(browser, f"/cases/map/clusters.json?{WORLD}&last=2001-01-01")
    recent = read(browser, f"/cases/map/clusters.json?{WORLD}&open=all")

    assert every >= opened + closed
    assert closed > 0
    assert category["total"] >= 1
    assert none["total"] == 0
    assert "没有符合条件" in none["listed"]
    assert "first=" in recent["list_address"], "all of them are those of the last ninety days"


@pytest.mark.parametrize(
    "query", ["west=x&zoom=-4", "zoom=99&north=1e999", "light=PURPLE", "first=2026-99-99"]
)
def test_an_address_that_makes_no_sense_still_gives_a_map(office: Office, query: str) -> None:
    assert office.browser("leader").get(f"/cases/map/clusters.json?{query}").status_code == 200
    assert office.browser("leader").get(f"/cases/map?{query}").status_code == 200


def test_the_popup_of_a_case_tells_what_the_reader_may_know(office: Office, case: cases_pb2.Case) -> None:
    text = office.browser("dispatcher").text(f"/cases/map/case/{case.id}", part=True)
    english = office.browser("dispatcher", "en").text(f"/cases/map/case/{case.id}", part=True)

    for told in (case.number, "东街 12 号", "反映人", "采集人", "处理进度", "地图上的路灯不亮"):
        assert told in text
    assert "13712345678" not in text
    assert "张小明" not in text
    assert "Step" in english
    assert office.browser("dispatcher").get("/cases/map/case/nothing").status_code == 404


def test_the_popup_of_an_area_names_centre_and_person_in_charge(office: Office) -> None:
    browser = office.browser("leader")
    town = next(
        each["properties"]
        for each in read(browser, "/cases/map/ground.json")["areas"]["features"]
        if each["properties"]["level"] == "township" and each["properties"]["name"].startswith("九州路")
    )

    text = browser.text(f"/cases/map/area/{town['code']}", part=True)
    english = office.browser("leader", "en").text(f"/cases/map/area/{town['code']}", part=True)

    assert town["name"] in text
    assert "指挥中心" in text
    assert "负责人" in text
    assert "In charge" in english
    assert browser.get("/cases/map/area/999999999999").status_code == 404

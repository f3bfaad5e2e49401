"""Pages of territories: the tree, one place, borders, splitting and merging, what stands in them."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest

from services.directory.edge.cutting import cut_area, read_cut
from tests.console.browsing import Browser, Office, words

PREFECTURE, COUNTY, TOWNSHIP = "410600000000", "410611000000", "410611002000"
COMMUNITY = "410611002001"
OTHER = "410611002004"


def address(code: str, more: str = "") -> str:
    return f"/directory/territories/{code}{more}"


def field(browser: Browser, page: str, name: str) -> str:
    """The value of an input on a page."""
    text = browser.get(page).get_data(as_text=True)
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, name
    return found[1]


def grids_of(browser: Browser, code: str) -> list[str]:
    text = browser.get(address(code)).get_data(as_text=True)
    return list(dict.fromkeys(re.findall(rf'data-href="/directory/territories/({code}\d+)"', text)))


def new_grid(browser: Browser, community: str, name: str, **more: Any) -> str:
    data = {"territory.name": name, "territory.level": "LEVEL_GRID", **more}
    answer = browser.post(address(community, "/create"), data)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"].rsplit("/", 1)[1]


@pytest.mark.parametrize("login", ["admin", "worker", "leader"])
def test_whoever_may_see_territories_sees_the_tree_at_the_own_area(office: Office, login: str) -> None:
    text = office.browser(login).text("/directory/territories")

    assert "鹤壁市" in text
    assert "桂鹤社区" in text or login != "worker"


def test_a_department_handler_without_the_right_is_refused(office: Office) -> None:
    assert office.browser("gongan").get("/directory/territories").status_code == 403


def test_the_page_is_there_in_english(office: Office) -> None:
    text = office.browser("admin", "en").text(address(COMMUNITY))

    assert "Places below" in text
    assert "Check the division" in text


def test_a_branch_is_fetched_when_it_is_opened(office: Office) -> None:
    answer = office.browser("admin").get(address(TOWNSHIP, "/below"), part=True)

    body = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in body
    assert 'aria-expanded="false"' in body
    assert "桂鹤社区" in body


def test_a_long_level_goes_on_page_by_page_and_shows_the_chosen_line_once(office: Office) -> None:
    admin = office.browser("admin")
    community = "410611002010"
    made = [new_grid(admin, community, f"长列表{number:03d}") for number in range(101)]

    page = admin.get(address(made[-1])).get_data(as_text=True)
    more = re.search(r'hx-get="([^"]+page_token=[^"]+)"', page)

    assert page.count(f'href="/directory/territories/{made[-1]}" hx-get') == 1
    assert more
    assert f"without={made[-1]}" in more[1]
    rest = admin.get(more[1].replace("&amp;", "&"), part=True).get_data(as_text=True)
    assert made[-1] not in rest
    assert made[-2] in rest


@pytest.mark.parametrize(
    ("asked", "found"), [("桂鹤", "桂鹤社区"), ("410611", "淇滨区"), ("无此地名", "没有找到")]
)
def test_places_are_found_by_name_and_code(office: Office, asked: str, found: str) -> None:
    assert found in office.browser("admin").text(f"/directory/territories/found?q={asked}", part=True)


def test_going_back_in_the_history_gives_a_whole_page(office: Office) -> None:
    browser = office.browser("admin")
    known = browser._surroundings()
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    answer = browser._client.get(address(COMMUNITY), headers=headers, **known)

    assert "<html" in answer.get_data(as_text=True)


def test_an_unknown_place_is_not_found(office: Office) -> None:
    assert office.browser("admin").get(address("999999999999")).status_code == 404
    assert office.browser("admin").get(address("nonsense")).status_code == 404


def test_a_grid_is_not_created_directly_below_a_county(office: Office) -> None:
    data = {"territory.name": "错位网格", "territory.level": "LEVEL_GRID"}
    answer = office.browser("admin").post(address(COUNTY, "/create"), data)

    assert answer.status_code == 422
    assert "五级体系" in words(answer)


def test_a_grid_is_created_changed_and_a_stale_change_is_refused(office: Office) -> None:
    admin = office.browser("admin")
    grid = new_grid(admin, OTHER, "新建网格甲")
    etag = field(admin, address(grid, "/edit"), "etag")

    changed = admin.post(address(grid, "/edit"), {"etag": etag, "name": "新建网格乙", "households": "260"})
    stale = admin.post(address(grid, "/edit"), {"etag": etag, "name": "新建网格丙"})

    assert changed.status_code == 303
    assert "新建网格乙" in admin.text(address(grid))
    assert stale.status_code == 422
    assert "已被他人修改" in words(stale)


def test_a_size_outside_the_rule_asks_for_its_reason_at_the_field(office: Office) -> None:
    admin = office.browser("admin")
    grid = new_grid(admin, OTHER, "规模网格")
    sent = {
        "etag": field(admin, address(grid, "/edit"), "etag"),
        "name": "规模网格",
        "settlement": "SETTLEMENT_URBAN",
        "households": "900",
    }

    refused = admin.post(address(grid, "/edit"), sent)
    accepted = admin.post(address(grid, "/edit"), {**sent, "size_reason": "在建小区尚未分户"})

    assert refused.status_code == 422
    assert re.search(r'id="f-size-reason-error">[^<]*G-URB', refused.get_data(as_text=True))
    assert accepted.status_code == 303
    assert "在建小区尚未分户" in admin.text(address(grid))


def test_somebody_without_the_right_cannot_change_a_place(office: Office) -> None:
    worker = office.browser("worker")

    assert worker.post(address(COMMUNITY, "/edit"), {"name": "x"}).status_code == 403
    page = worker.get(address(COMMUNITY)).get_data(as_text=True)
    assert "/edit" not in page
    assert "/estates" not in page
    assert "/estates" in worker.get(address(f"{COMMUNITY}001")).get_data(as_text=True)


def test_the_map_has_the_place_and_what_lies_below(office: Office) -> None:
    data = json.loads(office.browser("worker").get(address(COMMUNITY, "/map.json")).data)

    roles = [each["properties"]["role"] for each in data["features"]]
    assert roles[0] == "self"
    assert roles.count("child") >= 1


def test_a_border_is_pasted_as_a_feature_and_uploaded_as_a_file(office: Office) -> None:
    admin = office.browser("admin")
    grid = new_grid(admin, "410611002011", "绘界网格")
    square = {"type": "Polygon", "coordinates": [[[100, 30], [100.001, 30], [100.001, 30.001], [100, 30]]]}
    page = address(grid, "/boundary")
    feature = json.dumps({"type": "Feature", "properties": {}, "geometry": square})
    etag = field(admin, page, "etag")

    outside = admin.post(page, {"etag": etag, "boundary": feature})
    unreadable = admin.post(page, {"etag": etag, "boundary": "不是坐标"})
    empty = admin.post(page, {"etag": etag})
    not_text = admin.post(page, {"etag": etag, "file": (io.BytesIO(b"\xff\xfe\x00"), "a.json")})

    for answer, field_name in (
        (outside, "boundary"),
        (unreadable, "boundary"),
        (empty, "boundary"),
        (not_text, "file"),
    ):
        assert answer.status_code == 422, words(answer)
        assert f'id="f-{field_name}-error"' in answer.get_data(as_text=True)


def test_a_grid_is_cut_by_a_line_and_its_parts_are_merged_again(office: Office) -> None:
    admin = office.browser("admin")
    grid = grids_of(admin, "410611002002")[0]
    border = json.loads(admin.get(address(grid, "/map.json")).data)["features"][0]["geometry"]
    ring = border["coordinates"][0]
    middle = sum(each[1] for each in ring[:4]) / 4
    page = address(grid, f"/split?from={ring[0][0] - 1},{middle}&to={ring[0][0] + 1},{middle}")
    shown = admin.get(page).get_data(as_text=True)
    etag = re.search(r'name="etag" value="([^"]*)"', shown)
    sent = {"etag": etag[1] if etag else "", "part_name": ["甲部", "乙部"], "part_households": ["", ""]}

    without_reason = admin.post(page, sent)
    without_name = admin.post(page, {**sent, "part_name": ["甲部", ""], "reason": "人口增加"})
    done = admin.post(page, {**sent, "reason": "人口增加"})

    assert shown.count('name="part_name"') == 2
    assert without_reason.status_code == 422
    assert "f-reason-error" in without_reason.get_data(as_text=True)
    assert without_name.status_code == 422
    assert "请填写名称" in words(without_name)
    assert done.status_code == 303
    parts = [each for each in grids_of(admin, "410611002002") if "部" in admin.text(address(each))][:2]
    alone = admin.post(
        address("410611002002", "/merge"), {"codes": parts[:1], "name": "合并网格", "reason": "合并"}
    )
    merged = admin.post(
        address("410611002002", "/merge"), {"codes": parts, "name": "合并网格", "reason": "合并"}
    )
    assert alone.status_code == 422
    assert merged.status_code == 303
    assert "合并网格" in admin.text(merged.headers["Location"])


def test_a_line_beside_the_area_cuts_nothing() -> None:
    square = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]})
    beside, through = read_cut("2,0", "2,1"), read_cut("0.5，0", "0.5, 1")
    assert beside
    assert through

    assert len(cut_area(square, [beside])) == 1
    assert len(cut_area(square, [through])) == 2
    assert read_cut("1,1", "1,1") is None
    assert read_cut("x", "1,1") is None


def test_the_check_names_what_is_open(office: Office) -> None:
    admin = office.browser("admin")
    grid = new_grid(admin, "410611002012", "未画边界网格")
    text = admin.text(address("410611002012", "/check"))

    assert "还有问题需要处理" in text
    assert "未画边界网格" in text
    assert grid not in text


@pytest.mark.parametrize(
    ("at", "status", "said"),
    [("114.201,35.661", 200, "桂鹤社区"), ("1,1", 200, "不在任何网格"), ("x", 422, "经度")],
)
def test_a_position_leads_to_its_grid(office: Office, at: str, status: int, said: str) -> None:
    answer = office.browser("worker").get(f"/directory/territories/locate?at={at}")

    assert answer.status_code == status
    assert said in words(answer)


def test_a_building_shows_its_storeys_and_its_form_says_what_is_wrong(office: Office) -> None:
    admin = office.browser("admin")
    new = {
        "building.name": "轮廓测试楼",
        "building.community_code": COMMUNITY,
        "building.storeys": "26",
        "building.basements": "2",
        "building.units": "3",
        "building.dwellings_per_storey": "4",
        "building.year_built": "2015",
    }

    wrong = admin.post(address(COMMUNITY, "/buildings/put"), {**new, "building.footprint": "{}"})
    tall = admin.post(address(COMMUNITY, "/buildings/put"), {**new, "building.storeys": "201"})
    right = admin.post(address(COMMUNITY, "/buildings/put"), new)

    assert wrong.status_code == 422
    assert "f-building-footprint-error" in wrong.get_data(as_text=True)
    assert "f-building-storeys-error" in tall.get_data(as_text=True)
    assert right.status_code == 303
    page = admin.get(address(COMMUNITY, "/buildings?unassigned=1")).get_data(as_text=True)
    one = re.search(r'href="([^"]+/buildings/[0-9a-f-]{36})"[^>]*>轮廓测试楼<', page)
    assert one
    assert "每层 4 户" in page
    english = office.browser("admin", "en").text(address(COMMUNITY, "/buildings?unassigned=1"))
    assert "2 below ground" in english
    etag = field(admin, one[1], "building.etag")
    assert field(admin, one[1], "building.year_built") == "2015"
    changed = {**new, "building.etag": etag, "building.code": "PAGE-1"}
    assert admin.post(one[1], changed).status_code == 303
    again = admin.post(address(COMMUNITY, "/buildings/put"), {**new, "building.code": "PAGE-1"})
    assert "f-building-code-error" in again.get_data(as_text=True)
    assert office.browser("worker").get(one[1]).status_code == 403


def test_estates_buildings_and_facilities_are_registered_and_changed(office: Office) -> None:
    admin = office.browser("admin")
    estate = {
        "estate.name": "阳光小区",
        "estate.territory_code": COMMUNITY,
        "estate.haves": ["council", "guards"],
    }

    wrong = admin.post(address(COMMUNITY, "/estates/put"), estate)
    right = admin.post(address(COMMUNITY, "/estates/put"), {**estate, "estate.enclosable": "true"})
    building = admin.post(
        address(COMMUNITY, "/buildings/put"),
        {"building.name": "无位置楼", "building.community_code": COMMUNITY},
    )
    facility = admin.post(
        address(COMMUNITY, "/facilities/put"),
        {"facility.name": "社区警务室", "facility.kind": "police_room", "facility.territory_code": COMMUNITY},
    )

    assert wrong.status_code == 422
    assert "f-estate-haves-error" in wrong.get_data(as_text=True)
    assert {right.status_code, building.status_code, facility.status_code} == {303}
    assert "十有 2/10" in admin.text(address(COMMUNITY, "/estates"))
    assert "无位置楼" in admin.text(address(COMMUNITY, "/buildings?unassigned=1"))
    assert "社区警务室" in admin.text(address(COMMUNITY, "/facilities?kind=police_room"))
    page = admin.get(address(COMMUNITY, "/estates")).get_data(as_text=True)
    one = re.search(r'data-href="([^"]+/estates/[0-9a-f-]{36})"', page)
    assert one
    etag = field(admin, one[1], "estate.etag")
    data = {**estate, "estate.etag": etag, "estate.enclosable": "true", "estate.name": "月光小区"}
    assert admin.post(one[1], data).status_code == 303
    assert "月光小区" in admin.text(address(COMMUNITY, "/estates"))
    stale = admin.post(one[1], data)
    assert stale.status_code == 422
    assert "已被他人修改" in words(stale)


def test_a_yearly_target_is_set(office: Office) -> None:
    admin = office.browser("admin")
    sent = {"target.kind": "self_governing", "target.target": "5"}

    assert admin.post(address(TOWNSHIP, "/estates/target/2027"), sent).status_code == 303
    assert "/ 5" in admin.text(address(TOWNSHIP, "/estates?year=2027"))


def test_the_service_circle_is_computed(office: Office) -> None:
    worker = office.browser("screener")

    assert "步行 15 分钟" in worker.text(address(COMMUNITY, "/service-circle?kind=police_room&minutes=15"))
    assert worker.get(address(COMMUNITY, "/service-circle?kind=police_room&minutes=900")).status_code == 422


def test_a_picture_is_added_cleared_and_deleted_with_a_reason(office: Office) -> None:
    admin, worker = office.browser("admin"), office.browser("worker")
    home = f"/directory/pictures/territory/{TOWNSHIP}"
    data = io.BytesIO()
    image().save(data, "JPEG")
    data.seek(0)

    not_a_picture = admin.post(f"{home}/add", {"data": (io.BytesIO(b"hello"), "a.jpg")})
    none = admin.post(f"{home}/add", {"caption": "无"})
    added = admin.post(f"{home}/add", {"data": (data, "街道.jpg"), "caption": "街道办事处"})

    assert not_a_picture.status_code == none.status_code == 422
    assert added.status_code == 303
    listed = admin.get(home, part=True).get_data(as_text=True)
    assert "街道办事处" in listed
    one = re.search(rf"{home}/([0-9a-f-]{{36}})/clear", listed)
    assert one
    etag = field(admin, f"{home}/{one[1]}/clear", "etag")
    outside = admin.post(f"{home}/{one[1]}/clear", {"etag": etag, "boxes": "0,0,9000,10"})
    unreadable = admin.post(f"{home}/{one[1]}/clear", {"etag": etag, "boxes": "左上角"})
    cleared = admin.post(f"{home}/{one[1]}/clear", {"etag": etag, "boxes": "1,1,10,10"})
    assert outside.status_code == unreadable.status_code == 422
    assert cleared.status_code == 303
    assert "可公开" in admin.text(home)
    assert admin.get(f"/directory/picture/{one[1]}?small=1").mimetype == "image/jpeg"
    assert worker.post(f"{home}/{one[1]}/delete", {"etag": "2", "reason": "x"}).status_code == 403
    etag = field(admin, f"{home}/{one[1]}/delete", "etag")
    assert admin.post(f"{home}/{one[1]}/delete", {"etag": etag}).status_code == 422
    assert admin.post(f"{home}/{one[1]}/delete", {"etag": etag, "reason": "重复"}).status_code == 303


def image() -> Any:
    from PIL import Image

    return Image.new("RGB", (200, 150), (40, 90, 160))

"""Pages of field: places of patrols, guides, campaigns, plans of buildings, badges that no longer hold."""

from __future__ import annotations

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from tests.console.browsing import Browser, Office, words
from tests.console.case_steps import values

POINTS, GUIDES, LISTS, BUILDINGS = (
    "/field/checkpoints",
    "/field/guides",
    "/field/checklists",
    "/field/buildings",
)


@pytest.fixture
def screener(office: Office) -> Browser:
    return office.browser("screener")


def links(browser: Browser, address: str, pattern: str) -> list[str]:
    return re.findall(pattern, browser.get(address).text)


def sent(browser: Browser, address: str, **changes: str) -> TestResponse:
    return browser.post(address, {**shown(browser, address), **changes})


def shown(browser: Browser, address: str) -> dict[str, str]:
    """What a form holds, with what is chosen in its drop-downs."""
    page = browser.get(address)
    chosen = r'(?s)<select\b[^>]*\bname="([^"]+)"[^>]*>(?:(?!</select>).)*?value="([^"]+)" selected'
    return {**values(page), **dict(re.findall(chosen, page.text))}


def grid_of(browser: Browser) -> str:
    point = links(browser, POINTS, rf'href="({POINTS}/[0-9a-f-]+)"')[0]
    return str(values(browser.get(point))["checkpoint.territory_code"])


def test_places_are_added_changed_and_retired(office: Office, screener: Browser) -> None:
    grid = grid_of(screener)
    data = {
        "checkpoint.name": "北门岗亭",
        "checkpoint.territory_code": grid,
        "checkpoint.code": "test-n1",
        "checkpoint.position": "9",
        "checkpoint.place": "114.2,35.66",
    }
    assert sent(screener, f"{POINTS}/new", **data).status_code == 303
    taken = sent(screener, f"{POINTS}/new", **data)
    assert taken.status_code == 422
    assert "已被使用" in words(taken)
    empty = sent(screener, f"{POINTS}/new", **{"checkpoint.place": "somewhere"})
    assert empty.status_code == 422
    assert 'id="f-checkpoint-place-error"' in empty.text

    page = screener.get(POINTS).text
    (address,) = re.findall(rf'href="({POINTS}/[0-9a-f-]+)">北门岗亭', page)
    before = values(screener.get(address))
    assert before["checkpoint.place"] == "114.200000,35.660000"
    assert sent(screener, address, **{"checkpoint.retired": "true"}).status_code == 303
    assert "北门岗亭" not in screener.text(POINTS)
    assert "北门岗亭" in screener.text(f"{POINTS}?retired=1&territory={grid}")
    stale = screener.post(address, {**before, "checkpoint.name": "别的名字"})
    assert stale.status_code == 422
    assert "已被修改" in words(stale)


def test_the_sign_of_a_place_holds_its_code(screener: Browser) -> None:
    point = links(screener, POINTS, rf'href="({POINTS}/[0-9a-f-]+)/sign"')[0]

    page = screener.get(f"{point}/sign").text

    assert "data:image/svg+xml;base64," in page
    assert "001001-01" in page
    assert "点位二维码" in page


def test_who_may_not_edit_places_reads_them_or_nothing(office: Office) -> None:
    assert f"{POINTS}/new" not in office.browser("head").get(POINTS).text
    assert office.browser("head").get(f"{POINTS}/new").status_code == 403
    assert office.browser("worker").get(POINTS).status_code == 403
    assert "Patrol places" in office.browser("screener", "en").text(POINTS)


def test_a_guide_is_written_published_and_read_by_those_below(office: Office, screener: Browser) -> None:
    grid = grid_of(screener)
    data = {
        "guide.zh.title": "社区食堂办卡",
        "guide.category": "GUIDE_CATEGORY_ELDERLY",
        "guide.territory_code": grid[:12],
        "guide.zh.papers": "身份证\n户口簿",
        "guide.phone": "13812345678",
    }
    refused = sent(screener, f"{GUIDES}/new", **data)
    assert refused.status_code == 422
    assert 'id="f-guide-phone-error"' in refused.text
    untitled = sent(screener, f"{GUIDES}/new", **{**data, "guide.zh.title": "", "guide.phone": ""})
    assert 'id="f-guide-zh-title-error"' in untitled.text
    unsorted = sent(screener, f"{GUIDES}/new", **{**data, "guide.category": "", "guide.phone": ""})
    assert 'id="f-guide-category-error"' in unsorted.text
    made = sent(screener, f"{GUIDES}/new", **{**data, "guide.phone": "0392-3310009"})
    assert made.status_code == 303
    address = made.headers["Location"]

    reader = office.browser("worker")
    assert "社区食堂办卡" in reader.text(f"{GUIDES}?q=户口簿")
    assert "居住证办理（示例）" in reader.text(GUIDES)
    page = reader.text(address)
    assert "户口簿" in page
    assert "第 1 版" not in page
    assert "社区食堂办卡" not in office.browser("dispatcher2").text(GUIDES)
    assert sent(screener, f"{address}/edit", **{"guide.zh.title": "社区食堂优惠卡"}).status_code == 303
    assert "第 2 版" in screener.text(address)
    assert "社区食堂办卡" in screener.text(f"{address}?version=1")
    unpublished = shown(screener, f"{address}/edit") | {"guide.published": ""}
    assert screener.post(f"{address}/edit", unpublished).status_code == 303
    assert reader.get(address).status_code == 404
    assert "草稿" in screener.text(f"{GUIDES}?show=mine")
    assert reader.get(f"{GUIDES}/new").status_code == 403


def test_a_campaign_is_planned_started_and_closed(office: Office, screener: Browser) -> None:
    community = grid_of(screener)[:12]
    data = {
        "checklist.title": "井盖专项排查",
        "checklist.mechanism": "MECHANISM_PROBLEMS",
        "checklist.territory_code": community,
        "checklist.first_day": "2026-01-01",
        "checklist.last_day": "2099-12-31",
        "checklist.expected": "5",
    }
    reversed_ = sent(screener, f"{LISTS}/new", **{**data, "checklist.last_day": "2025-01-01"})
    assert reversed_.status_code == 422
    assert 'id="f-checklist-last-day-error"' in reversed_.text
    incomplete = sent(screener, f"{LISTS}/new", **{**data, "checklist.mechanism": ""})
    assert 'id="f-checklist-mechanism-error"' in incomplete.text
    address = sent(screener, f"{LISTS}/new", **data).headers["Location"]

    new_item = f"{address}/items/new?kind=ITEM_KIND_CHOICE"
    one_choice = sent(screener, new_item, text="井盖状况", choices="完好")
    assert one_choice.status_code == 422
    assert 'id="f-choices-error"' in one_choice.text
    unknown = sent(screener, new_item, text="井盖状况", choices="完好\n破损", alarms="丢失")
    assert 'id="f-alarms-error"' in unknown.text
    assert sent(screener, new_item, text="井盖状况", choices="完好\n破损", alarms="破损").status_code == 303
    number = sent(
        screener, f"{address}/items/new?kind=ITEM_KIND_NUMBER", text="高差（厘米）", alarm_above="2"
    )
    assert number.status_code == 303
    page = screener.get(address).text
    assert "> 2" in words(screener.get(address)).replace("&gt;", ">")
    second = re.findall(rf'href="{address}/items/([0-9a-f-]+)"', page)[1]
    etag = re.findall(r'name="etag" value="(\d+)"', page)[0]
    assert screener.post(f"{address}/items/{second}/up", {"etag": etag}).status_code == 303
    assert screener.post(f"{address}/items/{second}/up", {"etag": etag}).status_code == 409
    assert re.findall(rf'href="{address}/items/([0-9a-f-]+)"', screener.get(address).text)[0] == second

    assert "井盖专项排查" not in office.browser("head").text(LISTS)
    etag = re.findall(r'name="etag" value="(\d+)"', screener.get(address).text)[0]
    assert screener.post(f"{address}/start", {"etag": etag}).status_code == 303
    assert "0 / 5" in screener.text(address)
    assert "进行中" in office.browser("head").text(address)
    noted = sent(screener, f"{address}/edit", **{"checklist.note": "雨后重点看"})
    assert noted.status_code == 303, words(noted)
    assert screener.post(f"{address}/items/{second}/remove", {"etag": "6"}).status_code == 409
    etag = re.findall(r'name="etag" value="(\d+)"', screener.get(address).text)[0]
    assert screener.post(f"{address}/close", {"etag": etag}).status_code == 303
    assert "已结束" in screener.text(address)


def test_sheets_are_listed_opened_and_exported(office: Office, screener: Browser) -> None:
    (address,) = set(links(screener, LISTS, rf'data-href="({LISTS}/[0-9a-f-]+)"')) & {
        each for each in links(screener, LISTS, rf'href="({LISTS}/[0-9a-f-]+)">楼道消防')
    }
    assert "3 份" in screener.text(address)
    assert "2 号楼 1 单元" in screener.text(f"{address}/results?alarms=1")
    assert "1 号楼 1 单元" not in screener.text(f"{address}/results?alarms=1")
    sheet = links(screener, f"{address}/results?alarms=1", rf'data-href="({LISTS}/results/[0-9a-f-]+)"')[0]
    assert "还没有上报" in screener.text(sheet)

    file = screener.get(f"{address}/results.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["时间", "网格", "排查对象"]
    assert len(rows) == 4
    assert {row[7] for row in rows[1:]} == {"否", "是"}
    assert office.browser("worker").get(address).status_code == 403
    assert office.browser("dispatcher2").get(address).status_code == 404
    assert office.browser("dispatcher2").get(sheet).status_code == 404


def test_plans_of_buildings_are_drawn_by_units_and_storeys(office: Office, screener: Browser) -> None:
    found = links(screener, BUILDINGS, rf'data-href="({BUILDINGS}/[0-9a-f-]+)"')
    assert found
    page = screener.get(found[0]).text
    assert "1 单元" in page
    assert ">101<" in page
    running = re.findall(r'<option value="([0-9a-f-]+)"', page)[0]
    assert "–" in screener.get(f"{found[0]}?checklist={running}").text
    assert "Unit 1" in office.browser("screener", "en").text(found[0])
    assert screener.get(f"{BUILDINGS}/no-such").status_code == 404
    assert office.browser("worker").get(found[0]).status_code == 200

"""Guides, campaigns, plans and screening on the handheld, without a network as with one (FLD-12, FLD-13)."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.visitors import axe

GRID = {"longitude": 114.203125, "latitude": 35.66375, "accuracy": 8.0}
CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK", "status of 409"]
SignedIn = Callable[..., Page]


@pytest.fixture
def phone(signed_in: SignedIn) -> Callable[[str], Page]:
    """The handheld, opened and kept for when the network is gone, with what a day needs."""

    def opened(login: str) -> Page:
        page = signed_in(
            login,
            phone=True,
            geolocation=GRID,
            permissions=["geolocation", "clipboard-read", "clipboard-write"],
            allow=CUT_OFF,
        )
        page.goto("/field")
        expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
        until(page, "navigator.serviceWorker.controller !== null")
        return page

    return opened


def until(page: Page, condition: str, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(100)


def photo() -> Any:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "brown").save(out, "JPEG")
    return {"name": "堵塞.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def fetched(page: Page, path: str) -> Any:
    answer = page.context.request.get(f"/api/v1{path}")
    assert answer.ok, answer.text()
    return answer.json()


def all_sent(page: Page) -> None:
    expect(page.locator("#top").get_by_role("link", name="项未上传")).to_have_count(0, timeout=30_000)


def test_a_guide_is_found_by_words_without_a_network_and_passed_on(phone: Callable[[str], Page]) -> None:
    page = phone("worker")
    page.get_by_role("link", name="查询", exact=True).click()
    page.get_by_role("link", name="办事指南").click()
    expect(page.get_by_role("link", name="居住证办理（示例）")).to_be_visible()
    page.context.set_offline(True)
    page.goto("/field#/guides")

    page.get_by_label("居民要办什么？").fill("老年 身份证")
    expect(page.get_by_role("link", name="居住证办理（示例）")).to_have_count(0)
    page.get_by_role("link", name="老年人优待证（示例）").click()
    expect(page.get_by_role("heading", name="要带的材料")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="发给居民").click()
    expect(page.get_by_text("已复制，可以粘贴到短信或微信")).to_be_visible()

    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("老年人优待证（示例）")
    assert "1. 居民身份证" in text


def test_a_sheet_filled_offline_arrives_once_with_the_case_made_of_it(phone: Callable[[str], Page]) -> None:
    page, place = phone("worker"), f"车棚{uuid4().hex[:6]}"
    page.get_by_role("link", name="巡查", exact=True).click()
    page.get_by_role("link", name="专项排查").click()
    page.get_by_role("link", name="楼道消防安全专项排查（示例）").click()
    expect(page.get_by_label("排查的是哪里")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("排查的是哪里").fill(place)
    questions = page.locator("fieldset.choice")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("请回答")
    for number, answer in enumerate(("否", "是", "没有", "否")):
        questions.nth(number).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("请拍照")
    page.get_by_label("拍照", exact=True).first.set_input_files(photo())
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="保存").click()

    expect(page.get_by_text(f"已保存：{place}")).to_be_visible()
    page.get_by_role("button", name="上报成案件").click()
    expect(page.get_by_label("情况说明")).to_have_value(f"{place}：消防通道、安全出口是否畅通？ 否")
    expect(page.get_by_text("已定位，精度约 8 米")).to_be_visible()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("2 份未上传").or_(page.get_by_text("1 份未上传"))).to_be_visible()
    page.context.set_offline(False)
    all_sent(page)

    (mine,) = fetched(page, "/checklists")["checklists"]
    results = fetched(page, f"/checklists/{mine['id']}/results?page_size=500")["results"]
    (sheet,) = [each for each in results if each["object"] == place]
    (alarm,) = [each for each in sheet["answers"] if each.get("alarm")]
    assert (sheet["alarms"], sheet["cases"], len(alarm["photos"])) == (1, 1, 1)
    assert place in fetched(page, f"/cases/{alarm['caseId']}")["content"]


def test_a_room_of_the_plan_leads_to_its_sheet_and_shows_that_it_was_visited(
    phone: Callable[[str], Page],
) -> None:
    page = phone("worker")
    page.get_by_role("link", name="查询", exact=True).click()
    page.get_by_role("link", name="楼栋平面图").click()
    page.locator("a.card.row").last.click()
    page.get_by_label("走访情况").select_option(label="楼道消防安全专项排查（示例）")
    room = page.get_by_role("link", name="201 ").first
    expect(room).to_contain_text("未走访")
    assert axe(page) == []
    room.click()
    questions = page.locator("fieldset.choice")
    for number, answer in enumerate(("是", "是", "没有", "否")):
        questions.nth(number).get_by_label(answer, exact=True).check()
    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="填下一处").click()

    expect(page.get_by_role("link", name="201 ").first).to_contain_text("已走访")
    page.context.set_offline(False)
    all_sent(page)


def test_group_service_is_asked_for_as_a_report(phone: Callable[[str], Page]) -> None:
    page = phone("worker")
    page.get_by_role("link", name="查询", exact=True).click()
    page.get_by_role("link", name="服务团队").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("需要什么服务").fill("老人家中断电")
    assert axe(page) == []
    page.get_by_role("button", name="发起组团服务").click()

    expect(page.get_by_label("情况说明")).to_have_value("【组团服务】请桂鹤社区网格长共同上门：老人家中断电")
    expect(page.get_by_text("由派遣员组织多个单位一起办理")).to_be_visible()


def due() -> dict[str, Any]:
    """A screening as the timer opens it, which a fresh county waits for some minutes for."""
    return {
        "id": "0193574a-6f00-7000-8000-000000000001",
        "territoryCode": "410611002001",
        "territoryName": "桂鹤社区",
        "period": "2026-W48",
        "periodStart": "2026-11-22T16:00:00Z",
        "periodEnd": "2026-11-29T16:00:00Z",
        "dueTime": "2026-11-29T15:59:00Z",
        "state": "SCREENING_STATE_DUE",
        "etag": "1",
        "actions": ["start", "report"],
    }


def test_a_nil_report_made_offline_is_sent_once_although_its_answer_was_lost(
    phone: Callable[[str], Page],
) -> None:
    page, sent = phone("screener"), list[Any]()

    def report(route: Route) -> None:
        """The first answer never comes; by then the report is there, which the second try is told."""
        sent.append(json.loads(route.request.post_data or ""))
        if len(sent) == 1:
            route.abort()
        else:
            route.fulfill(status=409, json={"code": "cases.stale", "detail": "已被修改"})

    listed = {"screenings": [due()]}
    done = {**due(), "state": "SCREENING_STATE_REPORTED", "nil": True, "places": 120}
    page.route("**/api/v1/screenings?*", lambda route: route.fulfill(json=listed))
    page.route(f"**/api/v1/screenings/{due()['id']}", lambda route: route.fulfill(json=done))
    page.route("**/api/v1/screenings/*:report", report)
    page.goto("/field#/screening")
    page.get_by_role("link", name="桂鹤社区 2026 年第 48 周").click()
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("alert")).to_have_text("请选择排查结果")
    page.get_by_label("未发现（零报告）").check()
    page.get_by_label("排查户（处）数").fill("120")
    assert axe(page) == []
    page.context.set_offline(True)
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_text("已填，等待上传")).to_be_visible()
    page.context.set_offline(False)
    all_sent(page)

    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert (sent[0]["nil"], sent[0]["places"], sent[0]["etag"]) == (True, 120, "1")


def test_disputes_that_were_found_are_counted_and_recorded(phone: Callable[[str], Page]) -> None:
    page = phone("screener")
    page.route("**/api/v1/screenings?*", lambda route: route.fulfill(json={"screenings": [due()]}))
    page.goto("/field#/screening")
    page.get_by_role("link", name="桂鹤社区 2026 年第 48 周").click()
    page.get_by_label("发现矛盾纠纷").check()
    page.get_by_label("排查户（处）数").fill("80")
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写发现几件")
    page.get_by_label("发现纠纷件数").fill("1")
    page.get_by_label("其中已化解件数").fill("2")
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("alert")).to_have_text("已化解的不能多于发现的")
    page.get_by_role("button", name="登记一件发现的纠纷").click()

    page.get_by_role("button", name="邻里纠纷").click()
    expect(page.get_by_text("当事人不写全名和电话")).to_be_visible()

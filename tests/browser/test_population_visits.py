"""Visits on the handheld: the plan, a visit recorded offline, a request made a case (FLD-06, POP-25)."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visitors import axe

GRID = {"longitude": 114.203125, "latitude": 35.66375, "accuracy": 8.0}
CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK"]


def test_a_visit_is_recorded_offline_and_what_was_heard_becomes_a_case(
    signed_in: Callable[..., Page],
) -> None:
    page = signed_in("worker", phone=True, geolocation=GRID, permissions=["geolocation"], allow=CUT_OFF)
    page.goto("/field")
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    end = time.monotonic() + 20
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        assert time.monotonic() < end
        page.wait_for_timeout(100)
    page.get_by_role("link", name="巡查", exact=True).click()
    page.get_by_role("link", name="今日走访").click()
    expect(page.get_by_role("heading", name="今日走访")).to_be_visible()
    stops = page.locator("a.card.row")
    expect(stops.first).to_be_visible()
    assert axe(page) == []

    page.context.set_offline(True)
    stops.filter(has_not_text="已见面").first.click()
    expect(page.get_by_label("信息无变化")).to_be_checked()
    page.get_by_role("radio", name="谢绝").check()
    expect(page.get_by_text("居民有权谢绝")).to_be_visible()
    page.get_by_role("radio", name="已见面").check()
    page.get_by_label("听到的诉求").fill("楼道灯不亮")
    assert axe(page) == []
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="听到的诉求，点一下上报成案件")).to_be_visible()
    page.get_by_role("button", name="上报成案件").click()
    expect(page.get_by_text("走访中听到的诉求")).to_be_visible()
    page.goto("/field#/visits")
    expect(page.get_by_text("未上传", exact=True).first).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator("#top").get_by_role("link", name="项未上传")).to_have_count(0, timeout=30_000)
    page.goto("/field#/visits")
    page.reload()
    expect(page.get_by_text("已见面").first).to_be_visible()

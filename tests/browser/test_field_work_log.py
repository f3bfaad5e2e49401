"""The work log on a phone: written and finished without a network, sent once (FLD-09)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import axe

CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK"]
TODAY = "new Intl.DateTimeFormat('sv-SE', {timeZone: 'Asia/Shanghai'}).format(new Date())"


@pytest.fixture
def phone(signed_in: Callable[..., Page]) -> Callable[..., Page]:
    """A phone with the handheld opened and kept for when the network is gone."""

    def opened(login: str, **options: Any) -> Page:
        page = signed_in(login, phone=True, allow=CUT_OFF, **options)
        page.goto("/field")
        expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
        end = time.monotonic() + 20
        while not page.evaluate("navigator.serviceWorker.controller !== null"):
            assert time.monotonic() < end
            page.wait_for_timeout(100)
        return page

    return opened


def the_log(page: Page) -> None:
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="日志").click()
    expect(page.get_by_role("heading", level=1, name="今日日志")).to_be_visible()


def fetched(page: Page, path: str) -> Any:
    answer = page.context.request.get(f"/api/v1{path}")
    assert answer.ok, answer.text()
    return answer.json()


def unsent(page: Page, count: int) -> None:
    chip = page.locator(".unsent-chip")
    if count:
        expect(chip).to_contain_text(str(count))
    else:
        expect(chip).to_have_count(0)


def test_a_day_written_and_finished_offline_arrives_once(phone: Callable[..., Page]) -> None:
    page, words = phone("head"), f"走访{uuid4().hex[:8]}"
    the_log(page)
    if page.get_by_role("button", name="重新打开").count():
        page.get_by_role("button", name="重新打开").click()
        unsent(page, 0)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)

    page.get_by_role("button", name="记入日志").last.click()
    expect(page.get_by_role("alert").get_by_text("请填写做了什么")).to_be_visible()
    page.get_by_label("代办服务").check()
    page.get_by_label("做了什么").fill(words)
    assert axe(page) == []
    page.get_by_role("button", name="记入日志").last.click()
    entry = page.get_by_role("listitem").filter(has_text=words)
    expect(entry.get_by_text("未上传")).to_be_visible()
    page.get_by_role("button", name="今日日清").click()
    dialog = page.get_by_role("dialog")
    if dialog.count():
        dialog.get_by_role("button", name="日清").click()
    expect(page.locator(".duty-state")).to_contain_text("已日清")
    unsent(page, 2)
    page.reload()
    the_log(page)
    expect(page.get_by_text("没有网络：这是")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()

    page.context.set_offline(False)
    unsent(page, 0)
    expect(entry.get_by_text("未上传")).to_have_count(0)
    day = fetched(page, f"/workDays/{page.evaluate(TODAY)}")
    found = [each for each in day["entries"] if each["text"] == words]
    assert day["state"] == "WORK_DAY_STATE_FINISHED"
    assert [each["kind"] for each in found] == ["WORK_KIND_SERVICE"]


def test_what_is_known_becomes_entries_and_the_week_shows_it(phone: Callable[..., Page]) -> None:
    page = phone("worker")
    the_log(page)
    page.get_by_role("link", name="前一天").click()
    expect(page.get_by_role("heading", level=1, name="工作日志")).to_be_visible()
    known = page.get_by_role("heading", name="系统已记录的工作")
    if not known.count():
        page.get_by_role("link", name="前一天").click()
    if known.count():
        page.get_by_role("listitem").get_by_role("button", name="记入日志").first.click()
        unsent(page, 0)
    expect(page.get_by_role("listitem").filter(has_text="打卡 4 处").first).to_be_visible()
    assert axe(page) == []

    page.goto("/field#/log/week")
    expect(page.get_by_role("heading", level=1, name="我的一周")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="填写值班时间").click()
    expect(page.get_by_role("heading", level=1, name="值班时间")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_those_without_a_log_have_no_such_screen(phone: Callable[..., Page]) -> None:
    page = phone("chengguan")

    menu = page.get_by_role("navigation", name="主菜单")
    expect(menu.get_by_role("link", name="任务")).to_be_visible()
    expect(menu.get_by_role("link", name="日志")).to_have_count(0)

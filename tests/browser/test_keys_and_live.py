"""What makes the console quick: keys, dialogs, one record for two clicks, news as it comes, kept choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from services.directory.entrypoints.demo_accounts import PASSWORD

GRID = {"longitude": 114.203125, "latitude": 35.66375}
SignedIn = Callable[..., Page]


def posted(page: Page, path: str, body: dict[str, Any]) -> Any:
    """What the API answers to somebody who works with another client meanwhile."""
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "wangge_csrf")
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    headers = {"X-CSRF-Token": token, "Origin": origin}
    answer = page.context.request.post(f"/api/v1{path}", data=body, headers=headers)
    assert answer.ok, answer.text()
    return answer.json()


def found(page: Page, words: str) -> list[Any]:
    """Cases with these words in their title."""
    answer = page.context.request.get("/api/v1/cases", params={"page_size": "20"})
    assert answer.ok, answer.text()
    return [each for each in answer.json()["cases"] if words in each["title"]]


def report(page: Page, words: str) -> Any:
    """The worker reports on another device."""
    body = {
        "requestId": str(uuid4()),
        "content": words,
        "channel": "CHANNEL_PATROL",
        "place": {"point": GRID},
    }
    return posted(page, "/cases", body)


def test_keys_lead_to_search_to_help_and_to_the_next_item(signed_in: SignedIn) -> None:
    page = signed_in("worker")
    page.goto("/cases/work")

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="搜索")).to_be_focused()
    page.keyboard.type("/n?")
    expect(page.get_by_role("searchbox", name="搜索")).to_have_value("/n?")

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="本页帮助")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="本页帮助")).to_be_hidden()

    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/cases/case/[0-9a-f-]+$"))


def test_a_dialog_takes_the_focus_and_gives_it_back(signed_in: SignedIn) -> None:
    page = signed_in("screener")
    page.goto("/cases/work?show=screen")
    page.locator("[data-next]").first.click()
    opener = page.get_by_role("link", name="立案", exact=True)
    dialog = page.get_by_role("dialog", name="立案")

    opener.press("Enter")
    category = dialog.get_by_label("类别")
    expect(category).to_be_focused()
    chosen = category.input_value()
    assert chosen
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()

    more = page.locator("summary", has_text="更多")
    more.click()
    page.get_by_role("link", name="更改类别").press("Enter")
    dialog = page.get_by_role("dialog", name="更改类别")
    expect(dialog.get_by_label("类别")).to_have_value(chosen)
    dialog.get_by_role("link", name="取消").click()
    expect(dialog).to_be_hidden()
    expect(more).to_be_focused()


def test_what_is_missing_is_said_in_the_dialog_at_its_field(signed_in: SignedIn) -> None:
    page = signed_in("screener", allow=["status of 422"])
    page.goto("/cases/work?show=screen")
    page.locator("[data-next]").first.click()
    page.get_by_role("link", name="退回补充", exact=True).click()
    dialog = page.get_by_role("dialog", name="退回补充")

    dialog.get_by_role("button", name="退回补充").click()

    missing = dialog.get_by_label("还缺什么")
    expect(missing).to_have_attribute("aria-invalid", "true")
    expect(missing).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_form_that_is_sent_twice_makes_one_record(signed_in: SignedIn, scripts: bool) -> None:
    page = signed_in("worker", java_script_enabled=scripts)
    words = f"公园长椅损坏 {uuid4().hex[:8]}"
    page.goto("/cases/report")
    page.get_by_label("发生了什么").fill(words)
    page.get_by_label("位置", exact=True).fill(f"{GRID['longitude']},{GRID['latitude']}")

    page.get_by_role("button", name="上报").last.dblclick(no_wait_after=True)

    expect(page.get_by_role("heading", name="上报成功")).to_be_visible()
    assert len(found(page, words)) == 1


def test_the_bell_and_the_counts_tell_of_what_somebody_else_submits(signed_in: SignedIn) -> None:
    worker, screener = signed_in("worker"), signed_in("screener")
    worker.goto("/cases/work")
    with screener.expect_response(lambda answer: "cases:watch" in answer.url):
        screener.goto("/cases/work")
    words = f"路面塌陷一处 {uuid4().hex[:8]}"
    bell = screener.get_by_role("button", name="通知")
    badge = (
        screener.get_by_role("navigation", name="主菜单")
        .get_by_role("link", name="我的工作")
        .locator(".count")
    )
    expect(badge).to_contain_text("件待办")
    waiting = int(re.sub(r"\D.*", "", badge.inner_text().strip(), flags=re.DOTALL))
    bell.click()
    expect(bell.locator(".bell-new")).to_have_count(0)
    bell.click()

    case = report(worker, words)
    posted(worker, f"/cases/{case['id']}:submit", {"reason": "需要社区处理", "etag": case["etag"]})

    expect(bell.locator(".bell-new")).to_contain_text("1")
    expect(bell.locator(".bell-sum")).to_have_text("1")
    expect(screener.get_by_role("region", name="待办").get_by_text(words).first).to_be_visible()
    expect(badge).to_contain_text(f"{waiting + 1}")
    bell.click()
    expect(bell.locator(".bell-new")).to_have_count(0)
    expect(bell.locator(".bell-sum")).to_be_hidden()
    expect(screener.get_by_role("region", name="通知")).to_contain_text(f"{waiting + 1} 件")
    expect(screener.get_by_role("region", name="通知").get_by_text(words).first).to_be_visible()


def test_language_and_theme_stay_as_chosen(signed_in: SignedIn) -> None:
    page = signed_in("dispatcher", own_session=True)
    page.goto("/cases/list?view=mine")

    page.get_by_role("button", name="我的账号").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    assert page.url.endswith("/cases/list?view=mine")
    page.get_by_role("button", name="My account").click()
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

    page.goto("/cases/board")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/auth/sign-in")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("click", [False, True], ids=["page", "dialog"])
def test_whose_session_is_over_signs_in_and_is_back_at_the_page(signed_in: SignedIn, click: bool) -> None:
    page = signed_in("head", own_session=True, allow=["status of 401"])
    page.goto("/directory/me")
    page.context.clear_cookies()

    if click:
        page.get_by_role("link", name="委托权限").click()
    else:
        page.goto("/cases/list?view=mine")
    expect(page).to_have_url(re.compile("/auth/sign-in"))
    page.locator("[name=login]").fill("head")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    expect(page).to_have_url(re.compile(r"/directory/me" if click else r"/cases/list\?view=mine$"))
    expect(page.get_by_role("button", name="我的账号")).to_be_visible()

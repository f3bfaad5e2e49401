"""A correction proposed on the handheld without a network arrives for review (POP-27)."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visitors import axe

CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK"]


def test_a_correction_is_proposed_offline_and_waits_for_review(signed_in: Callable[..., Page]) -> None:
    page = signed_in("worker", phone=True, allow=CUT_OFF)
    page.goto("/population/people")
    links = re.findall(r"/population/person/([0-9a-f-]{36})", page.content())
    page.goto("/field")
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    page.goto(f"/field#/residents/person/{links[-1]}")
    page.get_by_text("信息有误，提出更正").click()
    expect(page.get_by_label("户籍地址")).to_be_visible()
    assert axe(page) == []

    page.context.set_offline(True)
    page.get_by_label("户籍地址").fill("建设路77号")
    page.get_by_label("依据").fill("本人当面说明")
    page.get_by_role("button", name="已核对，提交审核").click()
    expect(page.get_by_text("已保存，联网后送社区审核")).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator("#top").get_by_role("link", name="项未上传")).to_have_count(0, timeout=30_000)
    page.goto("/population/proposals/mine")
    page.locator("a[href^='/population/proposal/']").first.click()
    expect(page.get_by_text("本人当面说明")).to_be_visible()

"""Signing in with a browser, in both languages, on both kinds of screen."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from services.directory.entrypoints.demo_accounts import PASSWORD
from tests.browser.visitors import Visitors, axe

SIGN_IN_PATH = "/auth/sign-in"
SIGN_IN = {"zh": "登录", "en": "Sign in"}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_page_opens_in_the_readers_language_for_everybody(
    signed_out: Callable[..., Page], locale: str, phone: bool
) -> None:
    page = signed_out(locale=locale, phone=phone)

    page.goto("/auth/sign-in")

    expect(page.get_by_role("button", name=SIGN_IN[locale])).to_be_visible()
    assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[locale]
    assert axe(page) == []


def test_a_grid_worker_signs_in_and_is_at_home(signed_out: Callable[..., Page]) -> None:
    page = signed_out()
    page.goto("/auth/sign-in")

    page.locator("[name=login]").fill("worker")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name=SIGN_IN["zh"]).click()
    page.wait_for_url(lambda url: urlsplit(url).path != SIGN_IN_PATH)

    assert any(each["name"] == "wangge_access" and each["httpOnly"] for each in page.context.cookies())


def test_somebody_signed_in_before_is_at_home_at_once(signed_in: Callable[..., Page]) -> None:
    page = signed_in("worker", phone=True)

    home = page.goto("/")

    assert home is not None
    assert (home.status, urlsplit(home.url).path != SIGN_IN_PATH) == (200, True)


def test_what_a_browser_complains_about_is_noted(visitors: Visitors) -> None:
    page = visitors.signed_out(allow=["nothing-here"])
    page.goto("/auth/sign-in")

    page.evaluate("() => console.error('seen')")
    page.evaluate("() => { setTimeout(() => { throw new Error('thrown') }, 0) }")
    page.evaluate("() => fetch('http://192.0.2.1/').catch(() => 0)")
    page.evaluate("() => fetch('/static/nothing-here.css')")

    noted, visitors.faults[:] = visitors.faults.copy(), []
    for words in ("console: seen", "error: thrown", "192.0.2.1"):
        assert any(words in each for each in noted), words
    assert not any("nothing-here" in each for each in noted)


def test_barriers_are_found(visitors: Visitors) -> None:
    page = visitors.signed_out()
    page.goto("/auth/sign-in")

    page.evaluate("() => document.body.append(document.createElement('button'))")

    assert any(each.startswith("button-name (critical)") for each in axe(page))

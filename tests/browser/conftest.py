"""Chromium, the demo county, and visitors whose browsers must not complain."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.county import DemoCounty
from tests.browser.visitors import PATIENCE, Sessions, Visitors, launch

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo county that the tests of this worker share: tests leave others' work alone.

    ``WANGGE_TEST_COUNTY=http://127.0.0.1:8080`` takes one that runs already, for whoever writes a page.
    """
    if running_already := os.environ.get("WANGGE_TEST_COUNTY"):
        yield running_already.rstrip("/")
        return
    with DemoCounty(tmp_path_factory.mktemp("county")) as running:
        yield running.address


@pytest.fixture(scope="session")
def sessions(county: str) -> Sessions:
    """The sessions that tests share."""
    return Sessions(county)


# No longer than a module: while Playwright's synchronous API runs, this thread has an event loop, and
# whatever else wants one (asyncio.run in a test of another module) would be refused.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to a failure what its pages showed and what their browsers said, whether or not it was allowed."""
    report = yield
    visitors = getattr(item, "funcargs", {}).get("visitors")
    if report.failed and call.when == "call" and isinstance(visitors, Visitors):
        report.sections.append(("What the browsers showed", visitors.seen()))
    return report


@pytest.fixture
def visitors(chromium: Browser, county: str, sessions: Sessions) -> Iterator[Visitors]:
    """The browsers of a test; it fails if one met an error or asked another host for anything."""
    visitors = Visitors(chromium, county, sessions)
    try:
        yield visitors
    finally:
        visitors.leave()
    assert not visitors.faults, "\n".join(visitors.faults)


@pytest.fixture
def signed_in(visitors: Visitors) -> Callable[..., Page]:
    """``signed_in(login, phone=False, locale="zh", own_session=False, allow=())`` gives a Page."""
    return visitors.signed_in


@pytest.fixture
def signed_out(visitors: Visitors) -> Callable[..., Page]:
    """``signed_out(phone=False, locale="zh", allow=())`` gives a Page."""
    return visitors.signed_out

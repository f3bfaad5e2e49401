"""What the first visit of a page costs on a thin line: bytes as they travel, nothing kept from before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rounds import menu

PAGE_LIMIT = 300_000
MAP_LIMIT = 1_000_000
MAPS = ("/cases/map", "/cases/report", "/directory/territories")
"""Pages that draw a map: the library alone weighs more than any other page."""


@pytest.fixture
def weigh(signed_in: Callable[..., Page]) -> Callable[[str], int]:
    """Bytes that travel until a page stands, on a first visit."""
    page = signed_in("admin")
    line: Any = page.context.new_cdp_session(page)
    travelled: list[int] = []
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.on("Network.loadingFinished", lambda sent: travelled.append(int(sent["encodedDataLength"])))

    def of(path: str) -> int:
        page.goto("about:blank")
        travelled.clear()
        page.goto(path)
        if path in MAPS:
            expect(page.locator("canvas.maplibregl-canvas")).to_be_visible()
        page.evaluate("() => new Promise((drawn) => requestIdleCallback(drawn, { timeout: 2000 }))")
        return sum(travelled)

    return of


def test_no_page_is_heavier_than_what_a_slow_line_brings_in_seconds(weigh: Callable[[str], int]) -> None:
    weights = {path: weigh(path) for path in menu()}

    heavy = {
        path: size for path, size in weights.items() if size > (MAP_LIMIT if path in MAPS else PAGE_LIMIT)
    }

    assert not heavy, heavy
    assert min(weights.values()) > 20_000, "nothing was measured"

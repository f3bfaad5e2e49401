"""A walk through many pages by one visitor, who notes everything that is wrong and carries on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from gateway.console import OWN
from services.kernel.runtime.discovery import discover
from tests.browser.visitors import axe

NARROW, USUAL = 360, 1366
_OVERFLOW = "() => document.scrollingElement.scrollWidth - window.innerWidth"
_WIDEST = """() => {
    const edge = window.innerWidth + 1;
    const over = [...document.querySelectorAll('body *')].filter((each) => {
        if (each.closest('.table-wrap, [hidden], dialog:not([open]), [popover]')) return false;
        return each.getBoundingClientRect().right > edge;
    });
    return over.slice(0, 3).map((each) => `${each.tagName.toLowerCase()}.${each.className}`).join(', ');
}"""
_CHINESE = """() => {
    // What people entered stands in cells, in lists of choices, or is marked as not to be translated.
    const data = 'td, tbody th, option, [translate=no], [lang|=zh]';
    const ours = 'h1, h2, h3, th, button, label, legend, summary, dt, .btn, nav a';
    return [...document.querySelectorAll(ours)]
        .filter((each) => !each.closest(data) && each.checkVisibility())
        .map((each) => {
            const own = each.cloneNode(true);
            own.querySelectorAll(data).forEach((part) => part.remove());
            return `${each.tagName.toLowerCase()}: ${own.textContent.replace(/\\s+/g, ' ').trim()}`;
        })
        .filter((text) => /[\\u3400-\\u9fff]/.test(text))
        .map((text) => text.slice(0, 60));
}"""


def menu() -> list[str]:
    """The pages that the menu leads to, from the manifests of the services and the gateway's own."""
    entries = [entry for manifest in discover().values() for entry in manifest.navigation]
    return [entry.path for entry in (*entries, *OWN) if not entry.extra.get("hidden")]


@dataclass
class Rounds:
    """``problems`` says what was wrong, one line each, with the page that it is about."""

    page: Page
    faults: list[str]
    problems: list[str] = field(default_factory=list)

    def visit(self, paths: Iterable[str], *looks: Callable[[Page], Iterable[str]]) -> None:
        """Open each page and look at it in these ways."""
        for path in paths:
            seen = len(self.faults)
            answer = self.page.goto(path)
            if answer is not None and answer.status != 200:  # None: another place on the same page
                self.problems.append(f"{path}: status {answer.status}")
            for look in looks:
                self.problems += [f"{path}: {each}" for each in look(self.page)]
            self.problems += [f"{path}: {each}" for each in self.faults[seen:]]
            del self.faults[seen:]


def barriers(page: Page) -> Iterator[str]:
    """What axe finds."""
    yield from axe(page)


def too_wide(page: Page) -> Iterator[str]:
    """What makes the page scroll sideways, on a phone and on the screen of an old office machine."""
    for width in (NARROW, USUAL):
        page.set_viewport_size({"width": width, "height": 768})
        over: Any = page.evaluate(_OVERFLOW)
        if over > 1:
            yield f"{over} px too wide at {width} px: {page.evaluate(_WIDEST)}"


def untranslated(page: Page) -> list[str]:
    """Chinese that is ours and not somebody's data, on a page in English."""
    found: list[str] = page.evaluate(_CHINESE)
    return [f"not in English: {each}" for each in dict.fromkeys(found)]

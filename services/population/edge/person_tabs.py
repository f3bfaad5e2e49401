"""Parts and tabs of the pages of people, households and dwellings that other modules fill: care, visits.

A module registers them when it is imported. The page asks each part for what it has to show to this reader;
of the tabs the chosen one alone is asked, since whatever is shown of somebody is a reading that is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g
from markupsafe import Markup

from services.kernel.web.texts import Text

Render = Callable[[Any], Markup | str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: ``render`` gets the Person or Household of the contract; empty shows nothing."""

    key: str
    title: Text
    order: int
    permissions: tuple[str, ...]
    render: Render


@dataclass(frozen=True, slots=True)
class Tabs:
    """Those that the reader may open, the chosen one with what it shows."""

    all: list[Part]
    chosen: Part
    shown: Markup | str


_TABS: dict[str, dict[str, Part]] = {"person": {}, "household": {}}
_PARTS: dict[str, dict[str, Part]] = {"person": {}, "household": {}, "dwelling": {}}


def register(
    page: str, key: str, title: Text, render: Render, *, order: int = 100, permissions: tuple[str, ...] = ()
) -> None:
    """Add a part to ``page`` (person, household or dwelling); registered again it replaces the older one.

    Shown to whoever holds one of ``permissions``, to everybody of the page when none are named.
    """
    _PARTS[page][key] = Part(key, title, order, permissions, render)


def register_tab(
    page: str, key: str, title: Text, render: Render, *, order: int, permissions: tuple[str, ...]
) -> None:
    """Add a tab to ``page`` (person or household); what it shows may be empty."""
    _TABS[page][key] = Part(key, title, order, permissions, render)


def tabs(page: str, record: Any, key: str) -> Tabs | None:
    """With the tab ``key``, or the first one; None for a reader who may open none."""
    ordered = sorted(_TABS[page].values(), key=lambda each: each.order)
    found = [each for each in ordered if any(g.may(right) for right in each.permissions)]
    if not found:
        return None
    chosen = next((each for each in found if each.key == key), found[0])
    return Tabs(found, chosen, chosen.render(record))


def parts(page: str, record: Any) -> list[tuple[Part, Markup]]:
    """What there is to show of a record, in order."""
    found = []
    for part in sorted(_PARTS[page].values(), key=lambda each: (each.order, each.key)):
        if part.permissions and not any(g.may(each) for each in part.permissions):
            continue
        if shown := part.render(record):
            found.append((part, Markup(shown)))
    return found

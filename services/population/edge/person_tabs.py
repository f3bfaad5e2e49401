"""Parts of a person's or a household's page that other modules fill: care, visits, leases.

A module registers a part when it is imported; the page asks each for what it has to show to this reader.
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


_PARTS: dict[str, dict[str, Part]] = {"person": {}, "household": {}, "dwelling": {}}


def register(
    page: str, key: str, title: Text, render: Render, *, order: int = 100, permissions: tuple[str, ...] = ()
) -> None:
    """Add a part to ``page`` (person, household or dwelling); registered again it replaces the older one.

    Shown to whoever holds one of ``permissions``, to everybody of the page when none are named.
    """
    _PARTS[page][key] = Part(key, title, order, permissions, render)


def parts(page: str, record: Any) -> list[tuple[Part, Markup]]:
    """What there is to show of a record, in order."""
    found = []
    for part in sorted(_PARTS[page].values(), key=lambda each: (each.order, each.key)):
        if part.permissions and not any(g.may(each) for each in part.permissions):
            continue
        if shown := part.render(record):
            found.append((part, Markup(shown)))
    return found

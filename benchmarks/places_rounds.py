"""What one reader of a large directory does, round after round; see benchmarks.scenarios."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote

TERRITORIES = "wangge.directory.v1.TerritoryService"
_TREE = "/directory/territories"


class Caller(Protocol):
    """A client with roles to act in and facts to draw from."""

    facts: Mapping[str, Any]

    async def call(self, method: str, role: str, **fields: Any) -> str: ...

    async def page(self, path: str, role: str, *, part: bool = False) -> None: ...


Round = Callable[[Caller, random.Random], Any]
Rounds = Callable[[Caller, int], AsyncIterator[bool]]


def _rounds(name: str, words: str, one: Round) -> Rounds:
    async def go_on(caller: Caller, seed: int) -> AsyncIterator[bool]:
        chance = random.Random(seed)
        while True:
            await one(caller, chance)
            yield True

    go_on.__name__, go_on.__doc__ = f"places_{name}", words
    return go_on


def _list(caller: Caller, role: str, method: str, **fields: Any) -> Any:
    return caller.call(f"{TERRITORIES}.{method}", role, **fields)


_PAGES: Mapping[str, tuple[str, Round]] = {
    "open_admin": (
        "The tree as the administrator of the prefecture opens it.",
        lambda caller, chance: caller.page(_TREE, "places_admin"),
    ),
    "open_clerk": (
        "The tree as the clerk of a township opens it.",
        lambda caller, chance: caller.page(_TREE, "places_clerk"),
    ),
    "open_grid": (
        "The page of a grid, the tree open down to it.",
        lambda caller, chance: caller.page(f"{_TREE}/{chance.choice(caller.facts['grids'])}", "places_admin"),
    ),
    "expand": (
        "A community is opened in the tree.",
        lambda caller, chance: caller.page(
            f"{_TREE}/{chance.choice(caller.facts['communities'])}/below", "places_admin", part=True
        ),
    ),
    "search": (
        "Part of a name is looked for: one that few have, many, or nobody.",
        lambda caller, chance: caller.page(
            f"{_TREE}/found?q={quote(chance.choice(caller.facts['words']))}", "places_admin", part=True
        ),
    ),
    "counts": (
        "What lies below the prefecture is counted.",
        lambda caller, chance: caller.page(
            f"{_TREE}/{caller.facts['prefecture']}/counts", "places_admin", part=True
        ),
    ),
    "buildings": (
        "The buildings of a township.",
        lambda caller, chance: caller.page(f"{_TREE}/{caller.facts['township']}/buildings", "places_clerk"),
    ),
}
_RPCS: Mapping[str, tuple[str, Round]] = {
    "children": (
        "A hundred children of a township.",
        lambda caller, chance: _list(
            caller, "places_admin", "ListTerritories", parent_code=caller.facts["township"], page_size=100
        ),
    ),
    "deep": (
        "The first hundred places anywhere below a county.",
        lambda caller, chance: _list(
            caller,
            "places_admin",
            "ListTerritories",
            parent_code=caller.facts["county"],
            deep=True,
            page_size=100,
        ),
    ),
    "find": (
        "Part of a name, over everything.",
        lambda caller, chance: _list(
            caller,
            "places_admin",
            "ListTerritories",
            name_contains=chance.choice(caller.facts["words"]),
            deep=True,
            page_size=30,
        ),
    ),
    "get": (
        "One grid.",
        lambda caller, chance: _list(
            caller, "places_admin", "GetTerritory", code=chance.choice(caller.facts["grids"])
        ),
    ),
    "buildings_admin": (
        "Fifty buildings, as the administrator of the prefecture sees them.",
        lambda caller, chance: _list(caller, "places_admin", "ListBuildings", page_size=50),
    ),
    "buildings_clerk": (
        "Fifty buildings, as the clerk of a township sees them.",
        lambda caller, chance: _list(caller, "places_clerk", "ListBuildings", page_size=50),
    ),
}
PAGES = tuple(f"places_{name}" for name in _PAGES)
RPCS = tuple(f"places_rpc_{name}" for name in _RPCS)
ROUNDS: Mapping[str, Rounds] = {
    **{f"places_{name}": _rounds(name, *each) for name, each in _PAGES.items()},
    **{f"places_rpc_{name}": _rounds(f"rpc_{name}", *each) for name, each in _RPCS.items()},
}

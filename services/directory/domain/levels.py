"""The five levels, the layers between them, and how codes and paths are made (DIR-01, DIR-02)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from services.directory.domain.refusals import NoFreeCode
from services.kernel.errors import FieldProblem, Invalid


class Level(IntEnum):
    """Numbers as in the contract; the first five handle cases, the last two only divide the ground."""

    PREFECTURE = 1
    COUNTY = 2
    TOWNSHIP = 3
    COMMUNITY = 4
    GRID = 5
    AREA = 6
    SUBGRID = 7


DIVISION_WIDTHS = {Level.PREFECTURE: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.COMMUNITY: 12}
"""Digits of a division code that are its own and its superiors'; the rest of the 12 are zeros."""

PARENTS: dict[Level, frozenset[Level]] = {
    Level.PREFECTURE: frozenset(),
    Level.COUNTY: frozenset({Level.PREFECTURE}),
    Level.TOWNSHIP: frozenset({Level.COUNTY}),
    Level.COMMUNITY: frozenset({Level.TOWNSHIP}),
    Level.AREA: frozenset({Level.COMMUNITY, Level.AREA}),
    Level.GRID: frozenset({Level.COMMUNITY, Level.AREA}),
    Level.SUBGRID: frozenset({Level.GRID, Level.SUBGRID}),
}
WITH_BOARD = (Level.GRID, Level.COMMUNITY)
"""Whose responsible staff a public notice board names (DIR-19)."""
LONGEST_PATH = 24
_STEP = 3


def path_of_division(code: str, level: Level) -> str:
    """The path of a prefecture, county, township or community.

    Raises Invalid on "code" unless it is 12 digits with its own part filled and zeros behind.
    """
    width = DIVISION_WIDTHS[level]
    own = code[width - (2 if width <= 6 else 3) : width]
    if (
        len(code) != 12
        or not code.isascii()
        or not code.isdigit()
        or code[width:].strip("0")
        or not own.strip("0")
    ):
        raise Invalid.one("code", "directory.code_shape", value=code[:24], level=level.name.lower())
    return code[:width]


def may_contain(parent: Level | None, child: Level) -> bool:
    """Whether ``child`` may be created directly under ``parent``; only a prefecture stands alone."""
    return not PARENTS[child] if parent is None else parent in PARENTS[child]


def ancestors(path: str) -> list[str]:
    """Paths from the prefecture down to ``path`` itself."""
    widths = [4, 6, 9, *range(12, LONGEST_PATH + 1, _STEP)]
    return [path[:width] for width in widths if width <= len(path)]


def community_of(path: str) -> str:
    """The community's path for a community, or anything below it; empty for higher levels."""
    return path[:12] if len(path) >= 12 else ""


def next_code(parent_path: str, taken: Iterable[str]) -> str:
    """The lowest free code under a community, area, grid or subgrid: three digits appended.

    ``taken`` are the codes ever given under the parent, ended ones too, as a code is never given twice.
    Raises NoFreeCode when 999 are used up or the path would grow beyond 24 digits.
    """
    if len(parent_path) + _STEP > LONGEST_PATH:
        raise NoFreeCode(parent=parent_path)
    used = {code[len(parent_path) :] for code in taken}
    highest = max((int(digits) for digits in used), default=0)
    if highest < 999:
        return f"{parent_path}{highest + 1:03d}"
    for number in range(1, 1000):
        if f"{number:03d}" not in used:
            return f"{parent_path}{number:03d}"
    raise NoFreeCode(parent=parent_path)


def check_code_below(code: str, parent_path: str) -> str:
    """The path of a chosen code below a community; Invalid unless it is the parent's and three digits."""
    tail = code.removeprefix(parent_path)
    if not code.startswith(parent_path) or len(tail) != _STEP or not tail.isascii() or not tail.isdigit():
        raise Invalid(FieldProblem("territory.code", "directory.code_not_below", {"parent": parent_path}))
    if tail == "000" or len(code) > LONGEST_PATH:
        raise Invalid(FieldProblem("territory.code", "directory.code_not_below", {"parent": parent_path}))
    return code


def successor(path: str) -> str:
    """The first path after everything beneath ``path``: the upper bound of a prefix range."""
    return str(int(path) + 1).zfill(len(path)) if path.strip("9") else path + "z"

"""Where a case goes: pin to grid, owner or territory first, up past vacant posts, down within the subtree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.cases.domain.catalogue import Leaf
from services.cases.domain.parts import Unit
from services.cases.domain.refusals import EndsHere, NotBelow
from services.cases.domain.states import WIDTHS, Level, ancestors, level_of
from services.kernel.errors import FieldProblem


class Places(Protocol):
    """What routing needs to know of territories, centres, posts and departments."""

    def known(self, path: str) -> bool:
        """Whether the territory exists and is in force."""

    def name_of(self, path: str) -> str:
        """Its name; the path itself when unknown."""

    def vacant(self, path: str) -> bool:
        """Whether nobody there can act: a grid without head, a level without staffed centre."""

    def centre_at(self, path: str) -> Unit | None:
        """The centre of a territory."""

    def answering(self, line: str, path: str) -> Sequence[Unit]:
        """Active organisations that answer for the line of work at exactly this territory, in id order."""

    def grid_at(self, longitude: float, latitude: float) -> str:
        """The grid whose polygon holds the point, or empty."""

    def nearest(self, longitude: float, latitude: float) -> str:
        """The known territory nearest to a point outside all polygons, or empty."""

    def top(self) -> str:
        """The highest known territory, or empty."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a report lands. ``how`` is grid, pin, code, nearest or unrouted."""

    path: str
    how: str


@dataclass(frozen=True, slots=True)
class Hop:
    """Next holder, and the vacant places passed over on the way (noted in the trail)."""

    path: str
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may get a case, by which principle and at which level."""

    unit: Unit
    principle: str
    level: Level


def land(places: Places, path: str, point: tuple[float, float] | None) -> Landing:
    """The territory of a report. Nothing is lost: what fits nowhere goes to the highest centre as unrouted.

    A grid that is named wins over the pin; a code that is not known falls back to the pin, then to the
    longest known part of the code, then to the nearest territory.
    """
    if path and places.known(path):
        return Landing(path, "grid" if len(path) >= WIDTHS[-1] else "code")
    if point is not None and (found := places.grid_at(*point)):
        return Landing(found, "pin")
    for above in ancestors(path) if path else ():
        if places.known(above):
            return Landing(above, "code")
    if point is not None and (near := places.nearest(*point)):
        return Landing(near, "nearest")
    return Landing(places.top(), "unrouted")


def up(places: Places, path: str) -> Hop:
    """The next level that can act (CASE-12); vacant ones are skipped and noted.

    When nobody above is staffed, it goes to the very next level all the same and waits there in red.
    Raises EndsHere at the top.
    """
    above = [p for p in ancestors(path) if places.known(p)] or ancestors(path)
    if not above:
        raise EndsHere(level=level_of(path).value)
    for index, candidate in enumerate(above):
        if not places.vacant(candidate):
            return Hop(candidate, tuple(above[:index]))
    return Hop(above[0], ())


def can_go_up(places: Places, path: str) -> bool:
    """Whether there is a level above."""
    return bool(ancestors(path)) and any(places.known(p) for p in ancestors(path))


def command_centre(places: Places, path: str) -> Hop:
    """Where a direct report goes: the county's command centre, and the centres passed over (CASE-14)."""
    county, prefecture = path[: WIDTHS[1]], path[: WIDTHS[0]]
    target = county if len(path) >= WIDTHS[1] else prefecture
    if target and places.vacant(target) and prefecture != target and not places.vacant(prefecture):
        target = prefecture
    passed = tuple(p for p in ancestors(path) if len(p) > len(target) and places.known(p))
    return Hop(target, passed)


def verifier_of(places: Places, grid: str) -> Hop:
    """Who checks on site: the grid head, or the next staffed level when the post is vacant (CASE-13)."""
    if not places.vacant(grid) or not can_go_up(places, grid):
        return Hop(grid)
    hop = up(places, grid)
    return Hop(hop.path, (grid, *hop.skipped))


def down(places: Places, holder: str, target: str) -> str:
    """A lower territory of the holder's own subtree that can act; NotBelow otherwise."""
    if not places.known(target) or len(target) <= len(holder) or not target.startswith(holder):
        raise NotBelow(FieldProblem("territory_code", NotBelow.code, {"holder": places.name_of(holder)}))
    return target


def candidates(places: Places, leaf: Leaf, grid: str, level: Level) -> list[Candidate]:
    """Who would get a case of this leaf, best first.

    Components (部件): who owns or answers for them first, then the territory's centre (先属主、后属地).
    Events (事件): the territory's own centre first, then departments by line (先属地、后属主). Both look from
    ``level`` upward, the nearest level first.
    """
    line = leaf.line or leaf.code
    width = WIDTHS[list(Level).index(level)]
    chain = [p for p in (grid, *ancestors(grid)) if len(p) <= max(width, WIDTHS[0])] or [grid]
    owners = [
        Candidate(unit, "owner", level_of(path))
        for path in chain
        for unit in places.answering(line, path)
        if not unit.centre
    ]
    centres = [
        Candidate(centre, "territory", level_of(path))
        for path in chain
        if (centre := places.centre_at(path)) is not None and not places.vacant(path)
    ]
    if leaf.kind == "component":
        return owners + centres[:1]
    return centres[:1] + owners

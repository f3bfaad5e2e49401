"""A public board (信息栏, POP-29): counts of a community and its grids that tell of nobody (Sens-8).

| verb     | from      | to        | who                                                      |
|----------|-----------|-----------|----------------------------------------------------------|
| publish  | -         | PUBLISHED | the community's office; the one before becomes REPLACED   |
| withdraw | PUBLISHED | WITHDRAWN | the same, with a reason                                  |

All grids of a community are published at once and protected together: no hidden number of one page
follows from those of another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.population.domain.board_refusals import BoardNotPublished
from services.population.domain.disclosure import HIDDEN, SMALLEST_SHOWN, Equation, hidden_of

OUTDATED = timedelta(days=90)
"""After which the office is asked to publish anew ([D])."""
PARTS_OF_PEOPLE = ("permanent", "incoming", "registered_only")
AGES = ("0", "15", "35", "60", "80", "unknown")

Cell = tuple[str, str]
"""Path and measure."""
Shown = Mapping[str, Mapping[str, str]]
"""By path and measure what is written: "9074", or "*" for what is not told."""


class BoardState(StrEnum):
    """Where a board stands."""

    PUBLISHED = "PUBLISHED"
    REPLACED = "REPLACED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did it when; ``by_name`` is for the office alone."""

    at: datetime
    by: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Board:
    """One publication: nothing is kept of it but what everybody may read."""

    id: str
    path: str
    as_of: date
    shown: Shown
    published: Deed
    state: BoardState = BoardState.PUBLISHED
    withdrawn: Deed | None = None
    reason: str = ""

    def replaced(self) -> Board:
        """A newer one took its place."""
        return replace(self, state=BoardState.REPLACED)

    def taken_off(self, deed: Deed, reason: str) -> Board:
        """Nobody reads it any more. Raises BoardNotPublished."""
        if self.state is not BoardState.PUBLISHED:
            raise BoardNotPublished()
        return replace(self, state=BoardState.WITHDRAWN, withdrawn=deed, reason=reason)

    def outdated(self, today: date) -> bool:
        """Published too long ago to be left on the wall."""
        return self.state is BoardState.PUBLISHED and today - self.as_of > OUTDATED


def shown_of(
    community: str, grids: Sequence[str], counts: Mapping[Cell, int], before: Shown | None = None
) -> dict[str, dict[str, str]]:
    """What may be written, by path and measure.

    Args:
        counts: of the community and each grid.
        before: what the last board showed: a number that protects another stays hidden while it has to, so
            that no older print together with the new one tells what neither tells alone.
    """
    values = dict(counts)
    sums = _sums(community, grids, values)
    small = {cell for cell, n in values.items() if 0 < n < SMALLEST_SHOWN}
    beside = {cell for total, parts in sums if small & {total, *parts} for cell in (total, *parts)}
    already = {cell for cell in beside if values[cell] and _hid(before, cell)}
    hidden = _all_hidden(values, sums, already)
    written: dict[str, dict[str, str]] = {path: {} for path in (community, *grids)}
    for (path, measure), n in counts.items():
        written[path][measure] = HIDDEN if (path, measure) in hidden else str(n)
    return written


def etag_of(shown: Shown) -> str:
    """Of what is written: what is published says the same as its preview."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def _sums(community: str, grids: Sequence[str], values: dict[Cell, int]) -> list[Equation[Cell]]:
    """What adds up to what; what is missing to a total is a number like the others."""
    measures = sorted({measure for path, measure in values if path == community})
    found: list[Equation[Cell]] = []
    for measure in measures:
        parts = [(grid, measure) for grid in grids if (grid, measure) in values]
        if parts:
            found.append(_with_rest(values, (community, measure), parts))
    for path in (community, *grids):
        for names in (PARTS_OF_PEOPLE, AGES):
            parts = [(path, each) for each in names if (path, each) in values]
            if (path, "people") in values and parts:
                found.append(_with_rest(values, (path, "people"), parts))
    return found


def _with_rest(values: dict[Cell, int], total: Cell, parts: list[Cell]) -> Equation[Cell]:
    if rest := values[total] - sum(values[each] for each in parts):
        key = (total[0], f"rest of {total[1]} {parts[0]}")
        values[key] = rest
        return total, [*parts, key]
    return total, parts


def _all_hidden(
    values: Mapping[Cell, int], sums: Sequence[Equation[Cell]], already: Collection[Cell]
) -> set[Cell]:
    """Also totals so low that what is hidden below them can be little but ones."""
    hidden = hidden_of(values, sums, already)
    while True:
        low = set()
        for total, parts in sums:
            inside = [values[each] for each in parts if each in hidden]
            if total not in hidden and inside and sum(inside) < 2 * len(inside):
                low.add(total)
        if not low:
            return hidden
        hidden = hidden_of(values, sums, hidden | low)


def _hid(before: Shown | None, cell: Cell) -> bool:
    text = (before or {}).get(cell[0], {}).get(cell[1], "")
    return bool(text) and not text.isdecimal()

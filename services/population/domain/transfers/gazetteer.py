"""The grids and buildings a table may name, by code, by name, and by where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from services.kernel.spatial import cell, cells_around, distance_m

_NEAR = 80
"""Metres: a point lies in the grid of the next building that is no farther."""
_COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A building of the directory; ``path`` is that of its grid, or of its community alone."""

    id: str
    code: str
    name: str
    path: str
    storeys: int = 0
    units: int = 0
    place: tuple[float, float] | None = None


class Gazetteer:
    """Grids and buildings within somebody's ground; of others it knows nothing."""

    def __init__(
        self, grids: Mapping[str, str], blocks: Iterable[Block], above: Mapping[str, str] | None = None
    ) -> None:
        """``grids``: name by path; ``above``: names of the communities they lie in, by path."""
        self.grids = dict(grids)
        self._grids: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[Block]] = defaultdict(set)
        self._names: dict[str, set[Block]] = defaultdict(set)
        self._cells: dict[str, list[Block]] = defaultdict(list)
        self.blocks: dict[str, Block] = {}
        for path, name in grids.items():
            self._grids[plain(name)].add(path)
            if above and (community := above.get(path[:_COMMUNITY])):
                self._grids[plain(community + name)].add(path)
        for each in blocks:
            self.blocks[each.id] = each
            self._names[plain(each.name)].add(each)
            if each.code:
                self._codes[plain(each.code)].add(each)
            if each.place is not None:
                self._cells[cell(*each.place, _NEAR)].append(each)

    def grid(self, text: str) -> set[str]:
        """Paths of the grids that ``text``, a code or a name, may mean."""
        if text.isdigit() and text in self.grids:
            return {text}
        return self._grids.get(plain(text), set())

    def building(self, text: str, grid: str = "") -> set[Block]:
        """Buildings that ``text`` may mean; of one grid where that is known."""
        found = self._codes.get(plain(text)) or self._names.get(plain(text), set())
        return {each for each in found if not grid or each.path == grid}

    def by_address(self, address: str, grid: str = "") -> Block | None:
        """The building whose name an address contains; None when there is none, or several."""
        text = plain(address)
        found = {
            each
            for name, blocks in self._starting(text)
            for each in blocks
            if name in text and (not grid or each.path == grid)
        }
        longest = max((len(plain(each.name)) for each in found), default=0)
        best = [each for each in found if len(plain(each.name)) == longest]
        return best[0] if len(best) == 1 else None

    def _starting(self, text: str) -> Iterable[tuple[str, set[Block]]]:
        for start in range(len(text)):
            for end in range(start + 3, min(len(text), start + 30) + 1):
                if (found := self._names.get(text[start:end])) is not None:
                    yield text[start:end], found

    def at(self, longitude: float, latitude: float) -> str:
        """The grid of the next building, if one is near; empty else."""
        near = [
            (distance_m(longitude, latitude, *each.place), each)
            for name in cells_around(longitude, latitude, _NEAR, _NEAR)
            for each in self._cells.get(name, ())
            if each.place is not None and each.path in self.grids
        ]
        best = min(near, key=lambda pair: pair[0], default=None)
        return best[1].path if best is not None and best[0] <= _NEAR else ""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name as it is compared."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s·.,，、_-]+", "", text).replace("号楼", "栋").replace("幢", "栋")

"""Which figures are withheld from whoever may see counts, but not the people (Sens-8, Sens-13).

Whoever may see a territory's figures may see those of every territory below it, and can subtract: places from
what they lie in, categories from their total. So the parts of a territory are looked at together, table by
table (places by categories), from the top down. That no count of 1 to 9 follows comes of the choice:

- a total of 1 to 9 is withheld, with the next smallest of the places beside it and with all that makes it up;
- any other count of 1 to 9 lies on a ring of withheld counts, row and column in turn: with one more here and
  one less there everything that is shown would read the same;
- what is withheld of a place is withheld of parts of it that can take such a change themselves. A nought is
  withheld where that needs it, so that what is not shown may be nought.

The same figures give the same answer, whichever of the places is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from services.population.domain.disclosure import SMALLEST_SHOWN
from services.population.domain.rings import Cell, Key, alone, lines_of, reached

Figures = Mapping[Key, int]
"""By key: ("people",), ("kind", "incoming"), ("age", "60")."""

TOTALS: tuple[Key, ...] = (("people",), ("households",), ("dwellings",), ("separated",))
TABLES: tuple[tuple[str, Key], ...] = (
    ("kind", ("people",)),
    ("sex", ("people",)),
    ("age", ("people",)),
    ("reason", ("kind", "incoming")),
    ("use", ("dwellings",)),
    ("occupancy", ("dwellings",)),
)
"""What divides which total; a total that is a category itself comes after the table it is in."""
_REST = ""
"""What lies in the territory and in none of its parts: shown nowhere, and found out like the others."""


def withheld_alone(figures: Figures) -> set[Key]:
    """Of a territory when nothing above it is shown."""
    return withheld_below(figures, (), {"alone": figures})["alone"]


def withheld_below(
    whole: Figures, withheld: Collection[Key], parts: Mapping[str, Figures]
) -> dict[str, set[Key]]:
    """Of the parts of a territory, by path; ``withheld`` is what was found for the territory itself."""
    rows = dict(parts)
    keys = {*whole, *withheld, *(key for each in parts.values() for key in each)}
    rest = {key: whole.get(key, 0) - sum(each.get(key, 0) for each in parts.values()) for key in keys}
    if any(n > 0 for n in rest.values()):
        rows[_REST] = {key: max(n, 0) for key, n in rest.items()}
    found: dict[str, set[Key]] = {path: set() for path in rows}
    for total in TOTALS:
        for path in _totals(rows, total, total in withheld):
            found[path].add(total)
    for name, total in TABLES:
        columns = sorted(key for key in keys if key[0] == name and len(key) == 2)
        gone = {path for path in rows if total in found[path] or path == _REST}
        for path, column in _Table(rows, total, columns).withheld(gone, withheld):
            found[path].add(column)
    found.pop(_REST, None)
    return found


def _totals(rows: Mapping[str, Figures], total: Key, withheld: bool) -> set[str]:
    """Places whose total is withheld."""
    values = {path: n for path, each in rows.items() if (n := each.get(total, 0))}
    small = {path for path, n in values.items() if n < SMALLEST_SHOWN}
    found = small | ({_REST} & values.keys())
    if withheld and values:
        found.add(_largest(values))
    while small and not _enough([values[each] for each in found]) and len(found) < len(values):
        found.add(min((n, path) for path, n in values.items() if path not in found)[1])
    return found


class _Table:
    """Places by the categories of one total."""

    def __init__(self, rows: Mapping[str, Figures], total: Key, columns: Collection[Key]) -> None:
        self._columns = columns
        self._totals = {path: each.get(total, 0) for path, each in rows.items()}
        self._values = {(path, key): each.get(key, 0) for path, each in rows.items() for key in columns}
        self._lines = [[(path, key) for key in columns] for path in rows]
        self._lines += [[(path, key) for path in rows] for key in columns]
        self._found: set[Cell] = set()

    def withheld(self, gone: Collection[str], above: Collection[Key]) -> set[Cell]:
        """``gone``: places without their total; ``above``: what is withheld of the territory they are in."""
        self._found = {cell for cell, n in self._values.items() if cell[0] in gone or 0 < n < SMALLEST_SHOWN}
        self._inherit([key for key in self._columns if key in above])
        self._fill()
        seen: set[Cell] = set()
        while (cell := self._follows(seen)) is not None:
            self._close(cell, seen)
            self._fill()
        return self._found

    def _inherit(self, keys: Collection[Key]) -> None:
        """What is withheld above, of as many places as have somebody in each of those categories."""
        places = {path: n for path, n in self._totals.items() if path != _REST and n}
        heir = _largest(places) if places and keys else ""
        for key in keys:
            counted = {path: n for path in places if (n := self._values[path, key])}
            if counted and heir not in counted:
                self._found |= {(_largest(counted), each) for each in keys}
        if heir:
            self._found |= {(heir, each) for each in keys}

    def _fill(self) -> None:
        """In every row and column nothing, or at least two and ten together."""
        changed = True
        while changed:
            changed = False
            for line in self._lines:
                inside = [self._values[each] for each in line if each in self._found and self._values[each]]
                left = [(n, each) for each in line if (n := self._values[each]) and each not in self._found]
                if inside and left and not _enough(inside):
                    self._found.add(min(left)[1])
                    changed = True

    def _follows(self, seen: Collection[Cell]) -> Cell | None:
        """A small count that is on no ring; where the total is as small, that changes with it."""
        open_ = {cell for cell in self._found if self._values[cell]}
        return min(
            (
                cell
                for cell in alone(open_) - set(seen)
                if self._values[cell] < SMALLEST_SHOWN <= self._totals[cell[0]]
            ),
            default=None,
        )

    def _close(self, cell: Cell, seen: set[Cell]) -> None:
        """Withhold one more, which makes a ring. None does where the category is as small everywhere: it is
        withheld above then, and changes with that."""
        lines = lines_of(each for each in self._found if self._values[each])
        one, other = (reached(end, lines, cell) for end in ((False, cell[0]), (True, cell[1])))
        between = {*_between(one, other), *_between(other, one)} - {cell}
        if shown := [(n, each) for each in between if (n := self._values[each])]:
            self._found.add(min(shown)[1])
            return
        seen.add(cell)
        if between and not any(each in self._found for each in between):
            self._found.add(min(between))


def _between(one: Iterable[tuple[bool, object]], other: Iterable[tuple[bool, object]]) -> list[Cell]:
    columns = [name for is_column, name in other if is_column]
    return [(name, column) for is_column, name in one if not is_column for column in columns]  # type: ignore[misc]


def _enough(values: Collection[int]) -> bool:
    return len(values) > 1 and sum(values) >= SMALLEST_SHOWN


def _largest(values: Mapping[str, int]) -> str:
    return max(values, key=lambda path: (values[path], path))

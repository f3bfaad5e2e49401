"""Which cells of a table lie on a ring, row and column in turn: they can change while no sum does."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

Key = tuple[str, ...]
Cell = tuple[str, Key]
"""Row and column."""
Line = tuple[bool, str | Key]
"""A column (True) or a row."""
Lines = dict[Line, list[Line]]


def lines_of(cells: Iterable[Cell]) -> Lines:
    """Rows and columns that share one of these cells, by line."""
    found: Lines = defaultdict(list)
    for row, column in cells:
        found[False, row].append((True, column))
        found[True, column].append((False, row))
    return found


def alone(cells: Iterable[Cell]) -> set[Cell]:
    """Those on no ring of the others: each follows from the sums of its table."""
    lines = lines_of(cells)
    up: dict[Line, Line] = {}
    depth: dict[Line, int] = {}
    for start in lines:
        if start not in depth:
            depth[start] = 0
            _grow(start, lines, up, depth)
    on_ring: set[Line] = set()  # by the lower end of the branch above it
    for line, others in lines.items():
        for other in others:
            if up.get(line) != other and up.get(other) != line:
                _close(line, other, up, depth, on_ring)
    return {_cell(line, above) for line, above in up.items() if line not in on_ring}


def reached(start: Line, lines: Lines, without: Cell) -> set[Line]:
    """The lines that hang together with one, if that cell were not."""
    missing = {(False, without[0]), (True, without[1])}
    found, waiting = {start}, deque([start])
    while waiting:
        line = waiting.popleft()
        for other in lines[line]:
            if other not in found and {line, other} != missing:
                found.add(other)
                waiting.append(other)
    return found


def _grow(start: Line, lines: Lines, up: dict[Line, Line], depth: dict[Line, int]) -> None:
    waiting = deque([start])
    while waiting:
        line = waiting.popleft()
        for other in lines[line]:
            if other not in depth:
                up[other], depth[other] = line, depth[line] + 1
                waiting.append(other)


def _close(one: Line, other: Line, up: dict[Line, Line], depth: dict[Line, int], on_ring: set[Line]) -> None:
    while one != other:
        if depth[one] < depth[other]:
            one, other = other, one
        on_ring.add(one)
        one = up[one]


def _cell(one: Line, other: Line) -> Cell:
    column, row = (one, other) if one[0] else (other, one)
    assert isinstance(row[1], str)
    assert isinstance(column[1], tuple)
    return row[1], column[1]

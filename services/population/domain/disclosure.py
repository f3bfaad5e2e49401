"""Which numbers of a table are hidden, so that no small group can be told from it (Sens-8, Sens-13).

A count of 1 to 9 is hidden. Since totals are shown, others are hidden with it until no hidden number follows
from those that are shown: neither alone in a sum, nor by adding and subtracting several sums, nor because all
that is hidden in a sum is small.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

SMALLEST_SHOWN = 10
HIDDEN = "*"
"""Written for a small number and for one that protects it alike: which of them it is tells already."""

K = TypeVar("K", bound=Hashable)
Equation = tuple[K, Sequence[K]]
"""A total and its parts."""


def hidden_of(values: Mapping[K, int], sums: Sequence[Equation[K]], already: Collection[K] = ()) -> set[K]:
    """The numbers that are not to be shown. ``already``: hidden in another table that shows them too."""
    hidden = {key for key, value in values.items() if 0 < value < SMALLEST_SHOWN} | set(already)
    if not hidden:
        return hidden
    members = [(total, *parts) for total, parts in sums]
    while (another := _needed(values, members, hidden)) is not None:
        hidden.add(another)
    return hidden


def _needed(values: Mapping[K, int], members: Sequence[tuple[K, ...]], hidden: set[K]) -> K | None:
    """One more number to hide; None when nothing follows any more."""
    for sum_ in members:
        inside = [each for each in sum_ if each in hidden]
        if not inside or (len(inside) > 1 and any(values[each] >= SMALLEST_SHOWN for each in inside)):
            continue
        if (chosen := _smallest(values, sum_, hidden)) is not None:
            return chosen
    for key in _told(members, hidden):
        for sum_ in members:
            if key in sum_ and (chosen := _smallest(values, sum_, hidden)) is not None:
                return chosen
    return None


def _smallest(values: Mapping[K, int], sum_: tuple[K, ...], hidden: set[K]) -> K | None:
    """Of the parts that are shown, the one whose loss is least; the total when no part is left.

    A nought is never hidden: it tells of nobody, and hides nothing.
    """
    parts = [each for each in sum_[1:] if each not in hidden and values[each]]
    if parts:
        return min(parts, key=lambda each: values[each])
    return sum_[0] if sum_[0] not in hidden else None


def _told(members: Sequence[tuple[K, ...]], hidden: set[K]) -> list[K]:
    """Hidden numbers that follow exactly from the sums: solved as equations."""
    unknown = [key for key in dict.fromkeys(key for sum_ in members for key in sum_) if key in hidden]
    at = {key: place for place, key in enumerate(unknown)}
    rows: list[list[Fraction]] = []
    for sum_ in members:
        row = [Fraction(0)] * len(unknown)
        for number, key in enumerate(sum_):
            if key in at:
                row[at[key]] += 1 if number == 0 else -1
        if any(row):
            rows.append(row)
    pivots = _reduced(rows, len(unknown))
    return [unknown[column] for row, column in pivots if sum(1 for each in rows[row] if each) == 1]


def _reduced(rows: list[list[Fraction]], width: int) -> list[tuple[int, int]]:
    """Bring to reduced echelon form in place; rows and columns of the pivots."""
    pivots: list[tuple[int, int]] = []
    top = 0
    for column in range(width):
        found = next((n for n in range(top, len(rows)) if rows[n][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        lead = rows[top][column]
        rows[top] = [each / lead for each in rows[top]]
        for n in range(len(rows)):
            if n != top and (factor := rows[n][column]):
                rows[n] = [each - factor * first for each, first in zip(rows[n], rows[top], strict=True)]
        pivots.append((top, column))
        top += 1
    return pivots

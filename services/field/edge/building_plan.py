"""The plan of a building: units beside each other, storeys above each other, dwellings as cells (POP-28)."""

from __future__ import annotations

import math
from dataclasses import dataclass

MOST_CELLS = 6000
"""More than any building has; a mistyped number of storeys must not make a page of a million cells."""
_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Storey:
    """One line of the plan: its number, below ground negative, and the rooms of each unit."""

    number: int
    rooms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """``known``: the building's storeys are registered; else dwellings are merely counted through."""

    units: int
    storeys: tuple[Storey, ...]
    known: bool
    cut: bool = False

    @property
    def rooms(self) -> int:
        """How many cells it has."""
        return sum(len(unit) for storey in self.storeys for unit in storey.rooms)


def plan_of(storeys: int, units: int, per_storey: int, households: int) -> Plan:
    """The plan from what is registered: rooms are named ``<unit>-<storey><number>``, "2-301".

    A number has two digits, or more where a storey has more rooms: 1-1101 is one room.
    Without storeys the households are counted through; without dwellings per storey they are made of the
    households.
    """
    if storeys <= 0:
        return _counted(min(max(households, 0), MOST_CELLS))
    units = min(max(units, 1), MOST_CELLS)
    wanted = per_storey if per_storey > 0 else max(1, math.ceil(households / (storeys * units)))
    per_storey = min(wanted, MOST_CELLS // units)
    most = MOST_CELLS // (units * per_storey)
    digits = max(2, len(str(per_storey)))
    lines = tuple(
        Storey(
            number,
            tuple(
                tuple(f"{unit}-{number}{each:0{digits}d}" for each in range(1, per_storey + 1))
                for unit in range(1, units + 1)
            ),
        )
        for number in range(min(storeys, most), 0, -1)
    )
    return Plan(units, lines, True, storeys > most or wanted > per_storey)


def _counted(households: int) -> Plan:
    numbers = [str(each) for each in range(1, households + 1)]
    rows = [tuple(numbers[at : at + _A_ROW]) for at in range(0, len(numbers), _A_ROW)]
    return Plan(1, tuple(Storey(0, (row,)) for row in rows), False)

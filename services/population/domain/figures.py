"""How people, households and dwellings are counted: what a change adds to counters (POP-04, 14, 32)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier
from services.population.domain.records import Dwelling, Household

WIDTHS = (4, 6, 9, 12, 15)
"""Digits of prefecture, county, township, community and grid."""
COUNTED = ("person", "household", "dwelling", "separated")
"""Kinds of cells that count records; others count what was done on a day (`domain.weeks`)."""


class Cell(NamedTuple):
    """One kind of person, household or dwelling at one place."""

    path: str
    what: str
    a: str = ""
    b: str = ""
    c: str = ""
    born: int = 0


def cells_of(dossier: Dossier | None) -> list[Cell]:
    """Where somebody is counted: once, by the main residence; and once where two residences lie apart."""
    if dossier is None:
        return []
    lives, registered = dossier.lives, dossier.registered
    main = lives or registered
    if main is None:
        return []
    person = dossier.person
    year = person.born_on.year if person.born_on is not None else 0
    cells = [Cell(main.path, "person", main.kind, person.sex, main.reason, year)]
    if lives is not None and registered is not None and (both := shared(lives.path, registered.path)):
        cells.append(Cell(both, "separated"))
    return cells


def shared(first: str, second: str) -> str:
    """The narrowest territory that holds both places; empty for none."""
    widths = [each for each in WIDTHS if len(first) >= each <= len(second) and first[:each] == second[:each]]
    return first[: max(widths, default=0)]


def cell_of(record: object) -> list[Cell]:
    """Where a household or a dwelling is counted."""
    if isinstance(record, Household) and record.exists:
        return [Cell(record.path, "household", record.kind)]
    if isinstance(record, Dwelling) and not record.ended and not record.void:
        return [Cell(record.path, "dwelling", record.use, record.occupancy)]
    return []


def deltas(
    people: Iterable[tuple[Dossier | None, Dossier | None]], effects: Iterable[Effect]
) -> list[tuple[Cell, int]]:
    """What to add to the counters for these people before and after and these records."""
    found: dict[Cell, int] = defaultdict(int)
    for before, after in people:
        for cell in cells_of(before):
            found[cell] -= 1
        for cell in cells_of(after):
            found[cell] += 1
    for effect in effects:
        for cell in cell_of(effect.before):
            found[cell] -= 1
        for cell in cell_of(effect.after):
            found[cell] += 1
    return [(cell, count) for cell, count in sorted(found.items()) if count]

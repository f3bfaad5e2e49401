"""The figures of a territory: what its cells and years of birth add up to (POP-04, POP-14, POP-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from services.population.domain.kinds import ResidenceKind

AGES = ((0, 14), (15, 34), (35, 59), (60, 79), (80, 0))
UNKNOWN = "unknown"
MEASURES = ("people", "households", "dwellings")
COUNTED_AS = {
    "person": "people",
    "household": "households",
    "dwelling": "dwellings",
    "separated": "separated",
}

Key = tuple[str, ...]
"""Of a figure: ("people",), ("kind", "incoming"), ("age", "60")."""
Cells = Mapping[tuple[str, str, str], int]
"""Counts by the three words of a cell."""


def figures_of(cells: Mapping[str, Cells], ages: Mapping[str, int]) -> dict[Key, int]:
    """Every figure of a territory, of its cells by kind of record and its people by age."""
    values: Counter[Key] = Counter({(measure,): 0 for measure in (*MEASURES, "separated")})
    for what, measure in COUNTED_AS.items():
        values[measure,] += sum(cells.get(what, {}).values())
    for (kind, sex, reason), n in cells.get("person", {}).items():
        values["kind", kind] += n
        values["sex", sex] += n
        if kind == ResidenceKind.INCOMING:
            values["reason", reason] += n
    for (use, occupancy, _), n in cells.get("dwelling", {}).items():
        values["use", use] += n
        values["occupancy", occupancy] += n
    for age, n in ages.items():
        values["age", age] += n
    return dict(values)


def ages_of(born: Iterable[tuple[int, int]], year: int) -> dict[str, int]:
    """People by age in that year, of years of birth (0: unknown) and how many were born then."""
    values: Counter[str] = Counter()
    for each, n in born:
        values[_age_class(year - each) if each else UNKNOWN] += n
    return dict(values)


def _age_class(age: int) -> str:
    return next((f"{first}" for first, last in reversed(AGES) if age >= first), f"{AGES[0][0]}")

"""The first values of each column, so that a person recognises what a column holds."""

from __future__ import annotations

from itertools import islice

from services.kernel.tabular.reading import Table

LOOK_AT_ROWS, LONGEST = 50, 40


def samples(table: Table, most: int = 3) -> dict[str, list[str]]:
    """Column -> up to ``most`` different values from the first rows, cut at 40 characters."""
    found: dict[str, list[str]] = {column: [] for column in table.header}
    for row in islice(table.rows(), LOOK_AT_ROWS):
        for column, values in found.items():
            value = row.cells.get(column, "")
            short = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
            if short and short not in values and len(values) < most:
                values.append(short)
    return found

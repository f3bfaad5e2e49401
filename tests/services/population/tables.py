"""Tables as files, and an import of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsxwriter.workbook import Workbook

from services.kernel.call import Call
from services.population.application.transfers.model import Import, Staged
from tests.services.population.county import ALL, COMMUNITY, Township

RIGHTS = (
    *ALL,
    "population.import.run",
    "population.import.accept",
    "population.export.request",
    "population.export.decide",
)


def write_csv(path: Path, lines: Iterable[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    """As that encoding writes it."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, lines: Iterable[Sequence[object]]) -> Path:
    """Numbers as numbers, everything else as text."""
    book = Workbook(str(path))
    sheet = book.add_worksheet("居民")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if hasattr(value, "year"):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, str(value))
    book.close()
    return path


def importer(town: Township, path: str = COMMUNITY) -> Call:
    """A clerk who may import there."""
    return town.clerk(path, RIGHTS)


def stage(town: Township, path: Path, call: Call | None = None, **more: object) -> Staged:
    """Staged to the end."""
    caller = call or importer(town)
    transfers = town.app.transfers
    staged = transfers.stage_import(caller, path, path.name, **{"seconds": 60.0, **more})  # type: ignore[arg-type]
    return transfers.get_import(caller, staged.found.id) if staged.found is not None else staged


def accept(town: Township, staged: Staged, call: Call | None = None) -> Import:
    """Written to the end."""
    assert staged.found is not None
    return town.app.transfers.accept_import(call or importer(town), staged.found.id, 60.0)

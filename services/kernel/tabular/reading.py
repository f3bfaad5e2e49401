"""Opens a table that somebody else made and delivers its rows one by one, with what is wrong in each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular.delimited import DelimitedSource
from services.kernel.tabular.header import HINT_MARK, LOOK_AT, clean, find_header, unique_names
from services.kernel.tabular.sheets import SheetSource, cell_text
from services.kernel.tabular.workbooks import WorkbookSource

DELIMITED = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
SHEETS = WORKBOOKS | {".xls", ".ods"}
MOST_BYTES = 200_000_000
MOST_COLUMNS = 1_000
_SUSPECT = re.compile(r"E\+|\0", re.IGNORECASE)
_ROUNDED = re.compile(r"[+-]?\d(\.\d+)?E\+(1[1-9]|[2-9]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``number`` as a person sees it in the file (line of a text file, row of a sheet).

    ``cells`` are trimmed and keyed by header name, ``raw`` is the text as it stands in the file,
    ``problems`` name the column; a row with problems is delivered all the same.
    """

    number: int
    cells: dict[str, str]
    raw: list[str]
    problems: tuple[FieldProblem, ...] = ()


class Table:
    """An opened table. ``rows`` may be called again and starts from the top each time."""

    def __init__(
        self, path: Path, source: DelimitedSource | WorkbookSource | SheetSource, known: Collection[str]
    ) -> None:
        self.path = path
        self.encoding = source.encoding
        self.delimiter = source.delimiter
        self.sheet = "" if isinstance(source, DelimitedSource) else source.name
        self._source = source
        top = [(number, cells) for number, cells, _ in islice(self._texts(), LOOK_AT)]
        if not any(cell.strip() for _, cells in top for cell in cells):
            raise Invalid.one("file", "kernel.table_empty")
        number, cells = top[find_header([cells for _, cells in top], known)]
        while cells and not clean(cells[-1]):
            cells = cells[:-1]
        if len(cells) > MOST_COLUMNS:
            raise Invalid.one("file", "kernel.table_too_large", most=f"{MOST_COLUMNS} columns")
        self.header_row = number
        self.header_raw = cells
        self.header: list[str] = unique_names(cells, source.first_column)

    @property
    def is_sheet(self) -> bool:
        """Whether it came from a spreadsheet rather than a text file."""
        return not isinstance(self._source, DelimitedSource)

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Every row below the header, and below row ``after``, that is not blank, in the order of the file.

        Text files and workbooks are streamed. Rows of format hints (every filled cell begins with ※, as in
        the templates) directly below the header are passed over.
        """
        hints = after <= self.header_row
        for number, raw, lost in self._texts():
            if number <= self.header_row or number <= after:
                continue
            together = "".join(raw)
            # Printable text has nothing to remove but blanks around it: so it is in nearly every row.
            strip = str.strip if together.isprintable() else clean
            values = [strip(cell) for cell in raw]
            if not any(values):
                continue
            if hints and all(text.startswith(HINT_MARK) for text in values if text):
                continue
            hints = False
            row = Row(number, dict(zip(self.header, values, strict=False)), raw)
            if lost or len(raw) != len(self.header) or _SUSPECT.search(together):
                row = self._judged(row, values, lost)
            yield row

    def _judged(self, row: Row, values: list[str], lost: Collection[int]) -> Row:
        """The row with what is wrong in it."""
        width = len(self.header)
        problems: list[FieldProblem] = []
        for index, (name, value) in enumerate(row.cells.items()):
            if index in lost or (not self.is_sheet and _ROUNDED.fullmatch(value)):
                problems.append(FieldProblem(name, "kernel.digits_lost", {"value": value}))
            if "\0" in row.raw[index]:
                problems.append(FieldProblem(name, "kernel.nul_removed"))
        if len(values) < width:
            # A row of a sheet is as wide as what is written in it; in a text file somebody forgot a comma.
            if not self.is_sheet:
                shape = {"cells": str(len(values)), "columns": str(width)}
                problems.append(FieldProblem(self.header[len(values)], "kernel.row_too_short", shape))
            row.cells.update(dict.fromkeys(self.header[len(values) :], ""))
        elif any(values[width:]):
            shape = {"cells": str(len(values)), "columns": str(width)}
            problems.append(FieldProblem(self.header[-1], "kernel.row_too_long", shape))
        return replace(row, problems=tuple(problems))

    def _texts(self) -> Iterator[tuple[int, list[str], Collection[int]]]:
        """Number, cells, and in which of them digits were lost."""
        if isinstance(self._source, DelimitedSource):
            for number, line in self._source.records():
                yield number, line, ()
            return
        for number, values in self._source.records():
            found = [cell_text(value) for value in values]
            yield number, [text for text, _ in found], [at for at, (_, lost) in enumerate(found) if lost]


def open_table(
    path: Path, *, sheet: str | None = None, known: Collection[str] = (), most_bytes: int = MOST_BYTES
) -> Table:
    """Open a .csv, .txt, .tsv, .xlsx, .xls or .ods file.

    ``known`` are field names that help to tell the header from a title above it. Raises Invalid on
    field "file" with kernel.table_unreadable, table_empty, table_encoding (with the line) or
    table_too_large when nothing can be done with the file; faults of single rows come with the rows.
    Of .xls and .ods the whole sheet is held in memory, of other kinds a row: read them in a worker.
    """
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
    except OSError:
        raise Invalid.one("file", "kernel.table_unreadable", line=1) from None
    if size > most_bytes:
        raise Invalid.one("file", "kernel.table_too_large", most=f"{most_bytes // 1_000_000} MB")
    if size == 0:
        raise Invalid.one("file", "kernel.table_empty")
    if suffix in WORKBOOKS:
        return Table(path, WorkbookSource(path, sheet), known)
    if suffix in SHEETS:
        return Table(path, SheetSource(path, sheet), known)
    if suffix in DELIMITED and not _is_binary(path):
        return Table(path, DelimitedSource(path), known)
    raise Invalid.one("file", "kernel.table_unreadable", line=1)


def _is_binary(path: Path) -> bool:
    """A spreadsheet renamed to .csv is not a text file."""
    with path.open("rb") as file:
        return file.read(8).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"))

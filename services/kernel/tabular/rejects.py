"""Hands refused rows back to the person who sent the table: same columns, plus the reason."""

from __future__ import annotations

import csv
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from xlsxwriter.workbook import Workbook

from services.kernel.tabular.export import MOST_SHEET_ROWS, OPTIONS, fitting, harmless, undated
from services.kernel.tabular.reading import Row, Table

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE reason (number INTEGER, said TEXT, place INTEGER, PRIMARY KEY (number, said)) WITHOUT ROWID;
"""
_IN_ORDER = "SELECT number, said FROM reason ORDER BY number, place"
_NONE: tuple[int, Iterable[tuple[int, str]]] = (-1, ())


class RejectWriter:
    """Collects refused rows and writes them to ``<stem>.rejected<suffix>`` beside the source.

    The file holds the header, the refused rows in their original order with the original text of every
    cell, and one column with the reasons. Text files become CSV in UTF-8 with a byte-order mark,
    spreadsheets .xlsx. When nothing was refused, a file left by an earlier run is removed. Row numbers
    and reasons wait on disk; the rows are read again from the table at the end, so refusals may come in
    any order, a row may be refused more than once, and a million of them take no memory.

    Used as a context manager it writes on leaving, unless an exception is on its way.
    """

    def __init__(
        self, source_path: Path, table: Table, *, reason_header: tuple[str, str] = ("原因", "Reason")
    ) -> None:
        suffix = ".xlsx" if table.is_sheet else source_path.suffix
        self.path = source_path.with_name(f"{source_path.stem}.rejected{suffix}")
        self._table = table
        self._title = " / ".join(reason_header)
        # A database without a name is a file that SQLite deletes when it is closed; a little stays in memory.
        self._reasons = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._reasons.executescript(_SCHEMA)
        self._said = 0
        # A table that was itself a list of refused rows gets its column of reasons replaced.
        self._again = bool(table.header_raw) and table.header_raw[-1] == self._title
        self._width = len(table.header_raw) - self._again

    def __len__(self) -> int:
        return int(self._reasons.execute("SELECT COUNT(DISTINCT number) FROM reason").fetchone()[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    def reject(self, row: Row, reasons: str | Iterable[str]) -> None:
        """Refuse a row; reasons add up in the order given, each once."""
        for reason in [reasons] if isinstance(reasons, str) else reasons:
            self._said += 1
            said = (row.number, reason, self._said)
            self._reasons.execute("INSERT OR IGNORE INTO reason VALUES (?, ?, ?)", said)
        # A row with more cells than the header must not push its reason out of the column of reasons.
        self._width = max(self._width, len(self._cells(row)))

    def close(self) -> Path | None:
        """Write the file and return where it is; None when nothing was refused."""
        if not self._said:
            self.path.unlink(missing_ok=True)
            return None
        handle, name = tempfile.mkstemp(prefix=".rejected-", dir=self.path.parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            (self._write_sheet if self._table.is_sheet else self._write_text)(unfinished)
            unfinished.replace(self.path)
        finally:
            unfinished.unlink(missing_ok=True)
        return self.path

    def _cells(self, row: Row) -> list[str]:
        if not self._again:
            return row.raw
        column = len(self._table.header_raw) - 1
        return row.raw[:column] + row.raw[column + 1 :]

    def _lines(self) -> Iterator[tuple[list[str], str]]:
        header = self._table.header_raw[:-1] if self._again else self._table.header_raw
        yield header, self._title
        refused = groupby(self._reasons.execute(_IN_ORDER), key=itemgetter(0))
        number, said = next(refused, _NONE)
        for row in self._table.rows():
            if row.number == number:
                yield self._cells(row), "；".join(reason for _, reason in said)
                number, said = next(refused, _NONE)

    def _write_text(self, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=self._table.delimiter)
            for cells, reason in self._lines():
                padding = [""] * (self._width - len(cells))
                out.writerow([*cells, *padding, harmless(reason)])

    def _write_sheet(self, path: Path) -> None:
        book = undated(Workbook(str(path), dict(OPTIONS)))
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet((self._table.sheet or "Sheet1")[:31])
        sheet.set_column(0, self._width, 16, text)
        sheet.freeze_panes(1, 0)
        for number, (cells, reason) in enumerate(self._lines()):
            if number > MOST_SHEET_ROWS:
                break
            for index, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, index, fitting(cell), None if number else bold)
            sheet.write_string(number, self._width, fitting(reason), None if number else bold)
        book.close()

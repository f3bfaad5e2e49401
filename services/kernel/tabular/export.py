"""Writes tables that people open in a spreadsheet: streaming, with real dates and harmless text."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_SHEET_ROWS = 1_048_575
_MOST_TEXT = 32_767
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  # the format has no time zone
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` in the rows, ``title`` for people, ``width`` in characters, ``kind``."""

    key: str
    title: str
    width: float = 14
    kind: Kind | str = Kind.TEXT


def undated(book: Workbook) -> Workbook:
    """The same content is the same file: a workbook does not say when it was written."""
    book.set_properties({"created": _NO_DAY})
    return book


def write_xlsx(
    target: Path | BinaryIO,
    columns: Iterable[Column],
    rows: Iterable[Mapping[str, object]],
    *,
    sheet: str = "数据",
    yes_no: tuple[str, str] = ("是", "否"),
    notes: Iterable[tuple[str, str]] = (),
    notes_sheet: str = "说明",
) -> int:
    """Write the rows as they come and return how many; memory does not grow with them.

    ``notes`` (title and text) stand on a sheet of their own before the data, and at the foot of every
    printed page: who took the file out, when, and what for.

    Moments are shown in Beijing time. Numbers of more than 15 digits become text, for a spreadsheet
    would round them. What does not fit on one sheet goes on to the next.
    """
    book = undated(Workbook(str(target) if isinstance(target, Path) else target, dict(OPTIONS)))
    said = [(fitting(title), fitting(text)) for title, text in notes]
    if said:
        _write_notes(book, notes_sheet, said)
    writer = _SheetWriter(book, list(columns), sheet, yes_no, "  ".join(text for _, text in said))
    count = 0
    try:
        for row in rows:
            writer.write(row)
            count += 1
        writer.finish()
    finally:
        book.close()
    return count


def write_csv(
    target: Path | BinaryIO,
    columns: Iterable[Column],
    rows: Iterable[Mapping[str, object]],
    *,
    yes_no: tuple[str, str] = ("是", "否"),
) -> int:
    """The same as CSV in UTF-8 with a byte-order mark, which Excel needs to show Chinese.

    Text that a spreadsheet would run as a formula is prefixed with an apostrophe.
    """
    chosen = list(columns)
    count = 0
    with target.open("wb") if isinstance(target, Path) else nullcontext(target) as binary:
        text = io.TextIOWrapper(binary, "utf-8-sig", newline="", errors="replace")
        out = csv.writer(text)
        out.writerow([harmless(column.title) for column in chosen])
        for row in rows:
            out.writerow([_csv_text(row.get(column.key), yes_no) for column in chosen])
            count += 1
        text.flush()
        text.detach()
    return count


def harmless(text: str) -> str:
    """With an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def fitting(text: str) -> str:
    """Text that a spreadsheet file can hold: no control characters, no more than 32,767 characters."""
    text = _UNSAFE.sub("", text)
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def _local(moment: datetime) -> datetime:
    return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).replace(tzinfo=None)


def _csv_text(value: object, yes_no: tuple[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no[0] if value else yes_no[1]
    if isinstance(value, datetime):
        return _local(value).isoformat(" ", "seconds")
    if isinstance(value, int | float | Decimal | date):
        return str(value)
    return harmless(str(value).replace("\0", ""))


def _write_notes(book: Workbook, name: str, notes: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80, wrapped)
    for row, (title, text) in enumerate(notes):
        sheet.write_string(row, 0, title, bold)
        sheet.write_string(row, 1, text, wrapped)


class _SheetWriter:
    def __init__(
        self, book: Workbook, columns: list[Column], sheet: str, yes_no: tuple[str, str], foot: str = ""
    ) -> None:
        self._book, self._columns, self._name, self._yes_no = book, columns, sheet, yes_no
        # An ampersand begins a code there, and 255 characters are the most.
        self._foot = foot.replace("&", "&&")[:200]
        self._bold: Format = book.add_format({"bold": True, "bg_color": "#E7EEF7", "text_wrap": True})
        self._date: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._text: Format = book.add_format({"num_format": "@"})
        self._sheets = 0
        self._open()

    def _open(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._row = 0
        self._sheet.freeze_panes(1, 0)
        if self._foot:
            self._sheet.set_footer(f"&L{self._foot}&R&P/&N")
        for index, column in enumerate(self._columns):
            style = self._text if column.kind == Kind.TEXT else None
            self._sheet.set_column(index, index, column.width, style)
        for index, column in enumerate(self._columns):
            self._sheet.write_string(0, index, fitting(column.title), self._bold)

    def write(self, row: Mapping[str, object]) -> None:
        if self._row == MOST_SHEET_ROWS:
            self.finish()
            self._open()
        self._row += 1
        for index, column in enumerate(self._columns):
            self._cell(index, row.get(column.key), column.kind)

    def finish(self) -> None:
        if self._columns:
            self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _cell(self, index: int, value: object, kind: Kind | str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._string(index, self._yes_no[0] if value else self._yes_no[1])
        elif isinstance(value, datetime) and (local := _local(value)).year >= 1900:
            if kind == Kind.DATE:
                self._sheet.write_datetime(self._row, index, local.date(), self._date)
            else:
                self._sheet.write_datetime(self._row, index, local, self._moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
            self._sheet.write_datetime(self._row, index, value, self._date)
        elif isinstance(value, int | float | Decimal) and kind != Kind.TEXT and _exact(value):
            self._sheet.write_number(self._row, index, float(value))
        else:
            self._string(index, str(value))

    def _string(self, index: int, text: str) -> None:
        self._sheet.write_string(self._row, index, fitting(text))


def _exact(value: int | float | Decimal) -> bool:
    return math.isfinite(value) and (isinstance(value, float) or -(10**15) < value < 10**15)

"""Spreadsheets of older kinds (.xls, .ods), and cells of any as the text a person would have typed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from services.kernel.errors import Invalid

type_of_cell = int | float | str | bool | time | date | datetime | timedelta
MOST_UNPACKED = 2_000_000_000
_EXACT = 10**15  # a spreadsheet keeps 15 significant digits


class SheetSource:
    """One sheet of a file: the named one, or the first visible one that is not empty. It is held whole."""

    encoding = ""
    delimiter = ""

    def __init__(self, path: Path, sheet: str | None) -> None:
        _refuse_bombs(path)
        try:
            self._sheet = _choose(CalamineWorkbook.from_path(path), sheet)
        except (CalamineError, OSError, ValueError):
            raise Invalid.one("file", "kernel.table_unreadable", line=1) from None
        self.name: str = self._sheet.name

    @property
    def first_column(self) -> int:
        """The position of the first used column, so that column letters agree with the screen."""
        start = self._sheet.start
        return start[1] if start else 0

    def records(self) -> Iterator[tuple[int, list[type_of_cell]]]:
        """(row number on the screen, cell values); rows without any value are left out."""
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            if any(cell != "" for cell in cells):
                yield number, cells


def cell_text(value: type_of_cell) -> tuple[str, bool]:
    """The text of a cell and whether digits were lost because it was stored as a number.

    ``74606.0`` is ``74606``; dates are ISO 8601; an identity number stored as a number has lost its last
    digits in the spreadsheet already, which nothing can bring back.
    """
    if isinstance(value, str):
        return value, False
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), False
    if isinstance(value, int):
        return str(value), abs(value) >= _EXACT
    if isinstance(value, float):
        return _plain(value), abs(value) >= _EXACT
    if isinstance(value, datetime):
        whole = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        return (whole.date() if whole.time() == time() else whole).isoformat(), False
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}", False
    if isinstance(value, time):
        return value.isoformat("seconds"), False
    return value.isoformat(), False


def _plain(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _choose(workbook: CalamineWorkbook, sheet: str | None) -> CalamineSheet:
    if sheet is not None:
        if sheet not in workbook.sheet_names:
            raise Invalid.one("sheet", "kernel.table_no_such_sheet", sheet=sheet[:60])
        return workbook.get_sheet_by_name(sheet)
    for described in workbook.sheets_metadata:
        if described.visible is SheetVisibleEnum.Visible:
            found = workbook.get_sheet_by_name(described.name)
            if found.start is not None:
                return found
    raise Invalid.one("file", "kernel.table_empty")


def _refuse_bombs(path: Path) -> None:
    """A small archive can unpack to more than the memory holds."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                    raise Invalid.one(
                        "file", "kernel.table_too_large", most=f"{MOST_UNPACKED // 1_000_000} MB"
                    )
                if "content.xml" in archive.namelist():  # calamine never returns from a cut-off .ods
                    with archive.open("content.xml") as stream:
                        expat.ParserCreate().ParseFile(stream)
        except (
            zipfile.BadZipFile,
            zlib.error,
            expat.ExpatError,
            LookupError,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
        ):
            raise Invalid.one("file", "kernel.table_unreadable", line=1) from None

"""Workbooks (.xlsx, .xlsm) read row by row: of a sheet one row is held, however many there are."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from services.kernel.errors import Invalid
from services.kernel.tabular.number_formats import Kind, kinds_of, value_of
from services.kernel.tabular.shared_strings import (
    SharedStrings,
    Spoken,
    decoded,
    local,
    parser_of,
    texts_of,
)
from services.kernel.tabular.sheets import MOST_UNPACKED, type_of_cell

_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CHUNK = 1 << 16
_LARGEST_PART = 64_000_000
_MOST_COLUMNS = 2_000
"""A table has at most a thousand; a cell far to the right of them is no part of one."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
Row = tuple[int, list[type_of_cell]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    visible: bool


class WorkbookSource:
    """One sheet of a workbook: the named one, or the first visible one that is not empty.

    Raises Invalid when it is opened, or when a row is read, that cannot be read.
    """

    encoding = ""
    delimiter = ""

    def __init__(self, path: Path, sheet: str | None) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            entries = self._archive.infolist()
            self._parts = {each.filename.replace("\\", "/").lower(): each for each in entries}
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Invalid.one("file", "kernel.table_too_large", most=f"{MOST_UNPACKED // 1_000_000} MB")
            workbook = self._tree(_WORKBOOK)
            about = next((each for each in workbook.iter() if each.tag.endswith("}workbookPr")), None)
            self._from_1904 = about is not None and about.get("date1904", "0") in ("1", "true")
            self._kinds = kinds_of(self._tree(_STYLES)) if _STYLES in self._parts else {}
            shared = self._parts.get(_STRINGS)
            texts = texts_of(partial(self._archive.open, shared)) if shared is not None else iter(())
            self._strings = SharedStrings(texts)
            chosen, self.first_column = self._choose(self._sheets(workbook), sheet)
        except _BROKEN:
            raise Invalid.one("file", "kernel.table_unreadable", line=1) from None
        self.name, self._part = chosen.name, chosen.part

    def records(self) -> Iterator[Row]:
        """(row number on the screen, cell values); rows without any value are left out."""
        number = 0
        try:
            for number, cells in self._rows(self._part):
                yield number, cells[self.first_column :]
        except _BROKEN:
            raise Invalid.one("file", "kernel.table_unreadable", line=number + 1) from None

    def _choose(self, sheets: list[_Sheet], name: str | None) -> tuple[_Sheet, int]:
        """The sheet, and its first used column."""
        if name is not None:
            found = next((each for each in sheets if each.name == name), None)
            if found is None:
                raise Invalid.one("sheet", "kernel.table_no_such_sheet", sheet=name[:60])
            return found, self._first_column(found) or 0
        for each in sheets:
            if each.visible and (first := self._first_column(each)) is not None:
                return each, first
        raise Invalid.one("file", "kernel.table_empty")

    def _first_column(self, sheet: _Sheet) -> int | None:
        """None of an empty sheet. Most tables begin in the first column, and their first row tells."""
        least: int | None = None
        for _, cells in self._rows(sheet.part):
            column = next(place for place, cell in enumerate(cells) if cell != "")
            least = column if least is None else min(least, column)
            if least == 0:
                break
        return least

    def _sheets(self, workbook: ElementTree.Element) -> list[_Sheet]:
        parts = {
            each.get("Id", ""): each.get("Target", "")
            for each in self._tree(_RELATIONS)
            if each.get("Type", "").endswith("/worksheet")
        }
        found = []
        for each in workbook.iter():
            key = next((value for name, value in each.items() if name.endswith("}id")), "")
            if each.tag.endswith("}sheet") and key in parts:
                part = posixpath.normpath(posixpath.join("/xl", parts[key])).lstrip("/").lower()
                visible = each.get("state", "visible") == "visible"
                found.append(_Sheet(each.get("name", ""), part, visible))
        return found

    def _rows(self, part: str) -> Iterator[Row]:
        reader = _Reader(self._strings, self._kinds, self._from_1904)
        parser = parser_of(reader.start, reader.end, reader.spoken.data)
        with self._stream(part) as stream:
            for chunk in iter(partial(stream.read, _CHUNK), b""):
                parser.Parse(chunk)
                yield from reader.rows
                reader.rows.clear()
            parser.Parse(b"", True)
            yield from reader.rows

    def _stream(self, part: str) -> IO[bytes]:
        return self._archive.open(self._parts[part])

    def _tree(self, part: str) -> ElementTree.Element:
        """A small part, whole."""
        if self._parts[part].file_size > _LARGEST_PART:
            raise ValueError(part)
        with self._stream(part) as stream:
            text = stream.read()
        if b"<!DOCTYPE" in text:
            raise ValueError(part)
        return ElementTree.fromstring(text)


class _Reader:
    """Makes rows of the elements of a sheet."""

    def __init__(self, strings: SharedStrings, kinds: dict[str, Kind], from_1904: bool) -> None:
        self.rows: list[Row] = []
        self._parts: list[str] = []
        self.spoken = Spoken(self._parts)
        self._strings, self._kinds, self._from_1904 = strings, kinds, from_1904
        self._number = 0
        self._cells: list[type_of_cell] = []
        self._column = -1
        self._type = self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = local(name)
        if kind == "c":
            self._parts.clear()
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            place = attributes.get("r")
            self._column = column_of(place.rstrip("0123456789")) if place else self._column + 1
        elif kind == "row":
            number = int(attributes.get("r", self._number + 1))
            if number <= self._number:
                raise ValueError("rows out of order")
            self._number, self._cells, self._column = number, [], -1
        else:
            self.spoken.start(name)

    def end(self, name: str) -> None:
        """An element ends."""
        kind = local(name)
        if kind == "c":
            value = self._value("".join(self._parts)) if self._parts else ""
            if value != "":
                if self._column >= _MOST_COLUMNS:
                    raise Invalid.one("file", "kernel.table_too_large", most=f"{_MOST_COLUMNS} columns")
                cells = self._cells
                cells.extend([""] * (self._column + 1 - len(cells)))
                cells[self._column] = value
        elif kind == "row":
            if self._cells:
                self.rows.append((self._number, self._cells))
        else:
            self.spoken.end(name)

    def _value(self, text: str) -> type_of_cell:
        match self._type:
            case "s":
                return self._strings[int(text)]
            case "n":
                number = float(text)
                kind = self._kinds.get(self._style)
                return number if kind is None else value_of(number, kind, self._from_1904)
            case "b":
                return text.strip() not in ("0", "false")
            case _:
                # inlineStr and str are text, e the name of an error, d a day as ISO 8601 writes it.
                return decoded(text)


@lru_cache(maxsize=4096)
def column_of(letters: str) -> int:
    """The reverse of `header.letter`: A is 0, AA is 26. Raises ValueError."""
    column = 0
    for each in letters:
        if not "A" <= each <= "Z":
            raise ValueError(letters)
        column = column * 26 + ord(each) - 64
    if not column:
        raise ValueError(letters)
    return column - 1

"""CSV files of unknown make: which encoding, which delimiter, and a reader that survives both."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from services.kernel.errors import Invalid

_DELIMITERS = (",", "\t", ";", "|")
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class DelimitedSource:
    """One text file whose encoding and delimiter have been found out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.encoding = _encoding(path)
        self.delimiter = _delimiter(path, self.encoding)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """(line on which the record starts, cells); empty lines are counted but not delivered.

        Raises Invalid when a quote that never closes has swallowed the rest of the file.
        """
        with self._path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            line = 1
            try:
                for cells in reader:
                    if cells:
                        yield line, cells
                    line = reader.line_num + 1
            except csv.Error:
                raise Invalid.one("file", "kernel.table_unreadable", line=line) from None

    @property
    def first_column(self) -> int:
        """A text file starts at its first column."""
        return 0


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return _proven(path, name)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd > len(head) // 10:  # text in UTF-16 without a mark: the high bytes of ASCII are zero
        return _proven(path, "utf-16-le" if odd > even else "utf-16-be")
    if _decodes(path, "utf-8"):
        return "utf-8"
    line = _damaged_utf8_line(path)
    if line:
        raise Invalid.one("file", "kernel.table_encoding", line=line)
    if _decodes(path, "gb18030"):
        return "gb18030"
    best = from_bytes(head[: _CHUNK // 4]).best()
    if best is None:
        raise Invalid.one("file", "kernel.table_encoding", line=1)
    return _proven(path, best.encoding)


def _proven(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise Invalid.one("file", "kernel.table_encoding", line=1)
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged_utf8_line(path: Path) -> int:
    """The first bad line of a file that is UTF-8 but for a few bytes; 0 when it is something else.

    GB18030 would often accept such a file and turn all of it into nonsense.
    """
    good = bad = first = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = line.decode("utf-8", errors="replace")
            broken = text.count("�")
            if broken and not first:
                first = number
            bad += broken
            good += sum(character > "\x7f" for character in text) - broken
            if number >= 20_000:
                break
    return first if bad and good >= 20 * bad else 0


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(64 * 1024)
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for cells in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
                if any(cells):
                    widths.append(len(cells))
                if len(widths) == 200:
                    break
        except csv.Error:
            continue
        wide = Counter(width for width in widths if width > 1)
        if wide:
            width, times = wide.most_common(1)[0]
            # How many lines agree counts for more than how many columns they have.
            score = (times / len(widths)) ** 2 * (1 + min(width, 50) / 50)
            if score > most:
                best, most = delimiter, score
    return best

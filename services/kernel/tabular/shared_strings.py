"""The texts that the cells of a workbook share: read as far as they are asked for, few held in memory."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any
from xml.parsers import expat

import orjson

_BLOCK = 64
_MOST_HELD = 512
"""Blocks in memory; some tens of thousands of texts."""
_CHUNK = 1 << 16
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """Texts by number. What was read is put aside in a file without a name that ends with this object."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self._file = TemporaryFile(prefix="wangge-strings-")  # noqa: SIM115 - lives as long as this object
        self._starts = array("Q", [0])
        self._held: dict[int, list[str]] = {}

    def __del__(self) -> None:
        self._file.close()

    def __getitem__(self, number: int) -> str:
        """Raises IndexError when the workbook has no such text."""
        if number < 0:
            raise IndexError(number)
        block, place = divmod(number, _BLOCK)
        while block + 1 >= len(self._starts):
            self._read_on()
        found = self._held.get(block)
        return (found if found is not None else self._fetched(block))[place]

    def _read_on(self) -> None:
        texts = list(islice(self._texts, _BLOCK))
        if not texts:
            raise IndexError(_BLOCK * len(self._starts))
        self._file.seek(self._starts[-1])
        self._starts.append(self._starts[-1] + self._file.write(orjson.dumps(texts)))
        self._hold(len(self._starts) - 2, texts)

    def _fetched(self, block: int) -> list[str]:
        self._file.seek(self._starts[block])
        texts: list[str] = orjson.loads(self._file.read(self._starts[block + 1] - self._starts[block]))
        self._hold(block, texts)
        return texts

    def _hold(self, block: int, texts: list[str]) -> None:
        if len(self._held) >= _MOST_HELD:
            self._held.pop(next(iter(self._held)))
        self._held[block] = texts


def texts_of(opened: Callable[[], IO[bytes]]) -> Iterator[str]:
    """The texts of ``sharedStrings.xml`` in their order; it is opened when the first one is asked for."""
    found: list[str] = []
    parts: list[str] = []
    spoken = Spoken(parts)

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "si":
            parts.clear()
        spoken.start(name)

    def end(name: str) -> None:
        spoken.end(name)
        if local(name) == "si":
            found.append(decoded("".join(parts)))

    parser = parser_of(start, end, spoken.data)
    with opened() as stream:
        for chunk in iter(partial(stream.read, _CHUNK), b""):
            parser.Parse(chunk)
            yield from found
            found.clear()
        parser.Parse(b"", True)
        yield from found


class Spoken:
    """Collects what ``t`` and ``v`` elements say; what tells how a text is pronounced is left out."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts
        self._listening = self._aside = False

    def start(self, name: str) -> None:
        """An element begins."""
        kind = local(name)
        if kind == "rPh":
            self._aside = True
        self._listening = kind in ("t", "v") and not self._aside

    def end(self, name: str) -> None:
        """An element ends."""
        self._listening = False
        if local(name) == "rPh":
            self._aside = False

    def data(self, text: str) -> None:
        """Text within an element."""
        if self._listening:
            self._parts.append(text)


def parser_of(start: Callable[..., Any], end: Callable[..., Any], data: Callable[..., Any]) -> Any:
    """A parser with these handlers that refuses what only attacks have in a workbook: a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def local(name: str) -> str:
    """The name of an element without the prefix of its namespace."""
    return name if ":" not in name else name.rpartition(":")[2]


def decoded(text: str) -> str:
    """``_x000D_`` stands for the character of that number."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _refuse(*_: object) -> None:
    raise ValueError("a workbook has no document type")

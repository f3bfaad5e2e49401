"""Many rows at once by COPY, a fifth of the effort of INSERT on both sides."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

import psycopg2
from psycopg2.extensions import Binary

_SPECIAL = re.compile(r"[\\\t\n\r\0]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Cursor(Protocol):
    """What is needed of the driver's cursor."""

    def copy_expert(self, sql: str, file: Any) -> None: ...


class NotCopied(Exception):
    """A value is of a kind that only the driver knows how to write."""


def lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as COPY reads them. Raises NotCopied, and ValueError for text with NUL."""
    return "".join(["\t".join([_text(row[name]) for name in columns]) + "\n" for row in rows])


def copy(cursor: Cursor, table: str, columns: Sequence[str], text: str) -> None:
    """Carry out what `lines` made; names are given as they are written in SQL.

    An error of the server quotes the line it stumbled over: of it only the first words are passed on.
    """
    try:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO(text))
    except psycopg2.Error as error:
        raise type(error)(str(error).partition("\n")[0]) from None


def _text(value: Any) -> str:
    writer = _WRITERS.get(type(value))
    if writer is None:
        raise NotCopied(type(value).__name__)
    return writer(value)


def _of_text(value: str) -> str:
    return value if _SPECIAL.search(value) is None else _SPECIAL.sub(_escaped, value)


def _escaped(found: re.Match[str]) -> str:
    if found[0] == "\0":
        raise ValueError("a text cannot contain NUL")
    return _ESCAPES[found[0]]


def _of_bytes(value: Any) -> str:
    return "\\\\x" + bytes(value).hex()


def _of_day(value: date) -> str:
    return value.isoformat()


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: _of_text,
    type(None): lambda value: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    float: repr,
    date: _of_day,
    datetime: _of_day,
    bytes: _of_bytes,
    memoryview: _of_bytes,
    type(Binary(b"")): lambda value: _of_bytes(value.adapted),
}

"""PostgreSQL sessions that wait for the server as seldom as they can.

psycopg2 sends ``BEGIN`` by itself and waits for the answer before the first statement goes out. Here it
travels with that statement; and what a session is told again and again is parsed and planned once.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn, cast

import psycopg2
import sqlalchemy as sa
from psycopg2 import extensions
from sqlalchemy.engine import Connection

MOST_KNOWN = 200
"""Statements a session keeps a plan of; a plan is some tens of kilobytes."""
_numbers = itertools.count(1)
_PLACES = re.compile(r"%\((\w+)\)s|%%")


class Session(extensions.connection):
    """A connection that can be told a statement once and then asked for it by name, see `Prepared`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.autocommit = True  # the driver's own BEGIN would be a message of its own
        # What `_literal` relies on: text is UTF-8, and a backslash in it is a character like others.
        if self.get_parameter_status("client_encoding") != "UTF8":
            self.set_client_encoding("UTF8")
        if self.get_parameter_status("standard_conforming_strings") != "on":
            self._say("SET standard_conforming_strings TO on")
        self._known: set[Prepared] = set()
        self._doubtful = False

    def told(self, prepared: Prepared) -> str:
        """What must be sent before the statement can be called: nothing where the session knows it."""
        if not self._doubtful and prepared in self._known:
            return ""
        forget = ""
        if self._doubtful or len(self._known) >= MOST_KNOWN:
            self._known.clear()
            self._doubtful = False
            forget = "DEALLOCATE ALL;\n"
        self._known.add(prepared)
        return f"{forget}PREPARE {prepared.name} AS {prepared.text};\n"

    def doubt(self) -> None:
        """A message failed in the middle: which of its plans were made is not known, and all are given up."""
        self._doubtful = True

    def ping(self) -> None:
        """Raises psycopg2.Error when the server is away; begins nothing."""
        self._say("SELECT 1")

    def _say(self, words: str) -> None:
        with self.cursor(cursor_factory=extensions.cursor) as cursor:
            cursor.execute(words)


class WritingSession(Session):
    """A session whose transactions begin with their first statement."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.cursor_factory = _BeginningCursor

    @property
    def in_transaction(self) -> bool:
        """Whether the server is in a transaction, be it a failed one; asks nobody."""
        return self.get_transaction_status() != extensions.TRANSACTION_STATUS_IDLE

    def commit(self) -> None:
        """See DB API; nothing is sent when the transaction has ended or never began."""
        if self.in_transaction:
            self._say("COMMIT")

    def rollback(self) -> None:
        """See DB API."""
        if self.in_transaction:
            self._say("ROLLBACK")


class _BeginningCursor(extensions.cursor):
    """Puts BEGIN in front of what is carried out first."""

    def execute(self, query: Any, values: Any = None) -> None:
        if not cast("WritingSession", self.connection).in_transaction:
            query, values = b"BEGIN;\n" + self.mogrify(query, values), None
        super().execute(query, values)

    def executemany(self, query: Any, rows: Any) -> None:
        if not cast("WritingSession", self.connection).in_transaction:
            super().execute("BEGIN")
        super().executemany(query, rows)

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
        if not cast("WritingSession", self.connection).in_transaction:
            super().execute("BEGIN")
        super().copy_expert(sql, file, size)


class Prepared:
    """A statement with named values as PREPARE and EXECUTE take it; compared by identity.

    Args:
        text: as the driver takes it, with ``%(name)s`` where a value goes.
    """

    def __init__(self, text: str) -> None:
        self.name = f"told_{next(_numbers)}"
        self.names: tuple[str, ...] = tuple(dict.fromkeys(filter(None, _PLACES.findall(text))))
        place = {name: f"${number}" for number, name in enumerate(self.names, start=1)}
        self.text = _PLACES.sub(lambda found: place[found[1]] if found[1] else "%", text)

    def call(self, cursor: extensions.cursor, values: Mapping[str, Any]) -> str:
        """``EXECUTE`` with these values."""
        if not self.names:
            return f"EXECUTE {self.name}"
        return f"EXECUTE {self.name}({', '.join([_literal(values[each], cursor) for each in self.names])})"


def _literal(value: Any, cursor: extensions.cursor) -> str:
    """The value as SQL, as the driver writes it, in a quarter of its time: a command has a hundred."""
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise ValueError("a text cannot contain NUL")
        return f"'{value}'" if "'" not in value else "'" + value.replace("'", "''") + "'"
    if value is None:
        return "NULL"
    if kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is datetime and value.tzinfo is not None:
        return f"'{value.isoformat()}'"
    return cursor.mogrify("%s", (value,)).decode()


@functools.lru_cache(maxsize=4096)
def _prepared(text: str) -> Prepared:
    """One for the same words, so that queries that differ in their values alone share a plan."""
    return Prepared(text)


def _row_maker(columns: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    row = namedtuple("row", columns, rename=True)  # type: ignore[misc]  # its names are known when it runs
    return row._make


class Lookup:
    """A query that is asked again and again; on PostgreSQL it is planned once per session.

    Made once and kept. ``elsewhere`` is what other databases are asked, where the words differ.
    """

    def __init__(self, query: sa.Select[Any], elsewhere: sa.Select[Any] | None = None) -> None:
        self._query = query
        self._elsewhere = query if elsewhere is None else elsewhere
        self.columns: tuple[str, ...] = tuple(column.name for column in query.selected_columns)
        self._named = _row_maker(self.columns)
        self._prepared: Prepared | None = None
        self._constants: Mapping[str, Any] = {}
        self._readers: tuple[tuple[int, Callable[[Any], Any]], ...] | None = None

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """The row, in the order of ``columns``; raises what SQLAlchemy raises."""
        if connection.dialect.driver != "psycopg2":
            return connection.execute(self._elsewhere, dict(values)).first()
        found = self._asked(connection, values)
        return found[0] if found else None

    def all(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any]:
        """All rows, their values under the names of the columns; raises what SQLAlchemy raises."""
        if connection.dialect.driver != "psycopg2":
            return connection.execute(self._elsewhere, dict(values)).all()
        return [self._named(row) for row in self._asked(connection, values)]

    def _asked(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        prepared = self._prepared or self._prepare(connection.dialect)
        session, cursor = opened(connection)
        try:
            calling = prepared.call(cursor, {**self._constants, **values})
            cursor.execute((session.told(prepared) + calling).encode())
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except psycopg2.Error as error:
            fail(connection, session, cursor, prepared.text, error)
        except BaseException:
            session.doubt()
            raise
        finally:
            cursor.close()
        return self._read(found, cursor.description, connection.dialect) if found else found

    def _prepare(self, dialect: sa.Dialect) -> Prepared:
        compiled = self._query.compile(dialect=dialect)
        self._constants = {
            name: each.effective_value for each, name in compiled.bind_names.items() if not each.required
        }
        self._prepared = _prepared(str(compiled))
        return self._prepared

    def _read(
        self, found: Sequence[tuple[Any, ...]], described: Sequence[Any], dialect: sa.Dialect
    ) -> Sequence[Sequence[Any]]:
        """Values as SQLAlchemy would hand them over; the driver itself makes most of them."""
        if self._readers is None:
            readers = [
                (place, column.type.dialect_impl(dialect).result_processor(dialect, described[place][1]))
                for place, column in enumerate(self._query.selected_columns)
            ]
            self._readers = tuple((place, read) for place, read in readers if read is not None)
        if not self._readers:
            return found
        rows = [list(row) for row in found]
        for row in rows:
            for place, read in self._readers:
                row[place] = read(row[place])
        return rows


def opened(connection: Connection) -> tuple[Session, Any]:
    """The session behind a connection of psycopg2, and a cursor on it."""
    session = cast("Session", connection.connection.driver_connection)
    return session, session.cursor()


def fail(connection: Connection, session: Session, cursor: Any, text: str, error: psycopg2.Error) -> NoReturn:
    """Raise an error of the driver as SQLAlchemy does, with all that hangs on it: a lost server is noticed.

    ``text`` is what the error may quote: a statement without values.
    """
    session.doubt()
    connection._handle_dbapi_exception(error, text, None, cursor, None)
    raise AssertionError("unreachable") from error

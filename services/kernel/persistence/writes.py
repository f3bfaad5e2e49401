"""What a transaction has yet to write, sent to the server together instead of statement by statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg2
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence import copying
from services.kernel.persistence.listing import Listing, listing_of
from services.kernel.persistence.sessions import Prepared, Session, fail, opened

Statement = sa.Insert | sa.Update | sa.Delete
Row = Mapping[str, Any]


class Writes:
    """Statements that wait, in order, until `send`.

    On PostgreSQL they travel as one message: a command that writes to ten tables waits for the server once.
    Hundreds of rows of one table travel by COPY.
    Elsewhere each is carried out by itself, hundreds of rows as one list.
    A statement must be made once per module: its compiled form is kept.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[Statement, Sequence[Row]]] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, statement: Statement, *rows: Row) -> None:
        """Carry ``statement`` out for each row at the next `send`; nothing happens without rows."""
        if rows:
            self._waiting.append((statement, rows))

    def send(self, *, commit: bool = False) -> None:
        """Carry out what waits. Raises what the database raises; the transaction then rolls back.

        With ``commit`` the transaction has ended when this returns; an error has kept it from committing.
        """
        waiting, self._waiting = self._waiting, []
        if waiting and self._connection.dialect.driver == "psycopg2":
            self._send_together(waiting, commit)
        else:
            for statement, rows in waiting:
                self._execute(statement, rows)
        if commit:
            self._connection.commit()

    def _execute(self, statement: Statement, rows: Sequence[Row]) -> None:
        form = _listing(statement, rows[0], self._connection.dialect) if len(rows) >= _COPIED else None
        if form is not None:
            self._connection.exec_driver_sql(form.text, form.values(rows))
        else:
            self._connection.execute(statement, rows[0] if len(rows) == 1 else list(rows))

    def _send_together(self, waiting: Sequence[tuple[Statement, Sequence[Row]]], commit: bool) -> None:
        dialect = self._connection.dialect
        forms = [(_form_of(statement, rows[0], dialect), rows) for statement, rows in waiting]
        session, cursor = opened(self._connection)
        try:
            parts: list[bytes] = []
            for form, rows in forms:
                text = form.copied(rows) if len(rows) >= _COPIED else None
                if text is None:
                    parts.append(form.filled(session, cursor, rows))
                    continue
                if parts:
                    cursor.execute(b";\n".join(parts))
                    parts = []
                copying.copy(cursor, form.table, form.columns, text)
            if commit:
                parts.append(b"COMMIT")
            if parts:
                cursor.execute(b";\n".join(parts))
        except psycopg2.Error as error:
            # An error quotes its statement, and there the values would stand in it.
            fail(self._connection, session, cursor, ";\n".join(form.text for form, _ in forms), error)
        except BaseException:
            session.doubt()  # some were told that never went out
            raise
        finally:
            cursor.close()


@dataclass(eq=False, slots=True)
class _Form:
    """A statement as the driver takes it. ``head`` and ``tail`` surround the values of an INSERT."""

    text: str
    head: bytes
    values: str
    tail: bytes
    prepare: Mapping[str, Callable[[Any], Any]]
    constants: Mapping[str, Any]
    prepared: Prepared
    table: str = ""
    """Of an INSERT of plain values, which may travel by COPY; empty else."""
    columns: Sequence[str] = ()
    names: Sequence[str] = ()
    used: int = 0

    def copied(self, rows: Sequence[Row]) -> str | None:
        """The rows as COPY reads them; None where they cannot travel so."""
        if not self.table:
            return None
        try:
            whole = [{**self.constants, **row} for row in rows] if self.constants else rows
            return copying.lines(self.names, whole, self.prepare)
        except copying.NotCopied:
            return None

    def filled(self, session: Session, cursor: Any, rows: Sequence[Row]) -> bytes:
        """With the values of these rows in it."""
        self.used += 1
        ready = [self._prepared(row) for row in rows]
        if self.used > _SELDOM and len(rows) <= _FEW:
            calls = ";\n".join([self.prepared.call(cursor, row) for row in ready])
            return (session.told(self.prepared) + calls).encode()
        if self.values:
            every = b", ".join([cursor.mogrify(self.values, row) for row in ready])
            return self.head + every + self.tail
        return b";\n".join([cursor.mogrify(self.text, row) for row in ready])

    def _prepared(self, row: Row) -> Row:
        prepared = {**self.constants, **row}
        for name, change in self.prepare.items():
            prepared[name] = change(prepared[name])
        return prepared


_SELDOM = 5
"""A statement carried out more often in this process is planned once per session."""
_COPIED = 100
"""Rows from which COPY is less effort than a list of values."""
_FEW = 4
"""Rows that are written one by one by such a plan; more of them travel as one list of values."""
# By identity: a statement that lives as long as its module is compiled once for its columns.
_forms: dict[tuple[int, tuple[str, ...]], tuple[Statement, _Form]] = {}
_MOST_FORMS = 1000
_listings: dict[tuple[int, tuple[str, ...], str], tuple[Statement, Listing | None]] = {}
_VALUES = " VALUES "
_CAST = re.compile(r"::[A-Z]+")


def _form_of(statement: Statement, row: Row, dialect: sa.Dialect) -> _Form:
    key = (id(statement), tuple(row))
    known = _forms.get(key)
    if known is not None:
        return known[1]
    compiled = statement.compile(dialect=dialect, column_keys=list(row))
    text = str(compiled)
    prepare: dict[str, Callable[[Any], Any]] = {}
    constants: dict[str, Any] = {}
    for parameter, name in compiled.bind_names.items():
        if not parameter.required and name not in row:
            constants[name] = parameter.effective_value
        processor = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        if processor is not None:
            prepare[name] = processor
    head = values = tail = ""
    if isinstance(statement, sa.Insert) and _VALUES in text:
        head, _, rest = text.partition(_VALUES)
        values, conflict, after = rest.partition(" ON CONFLICT ")
        tail = conflict + after
        head += _VALUES
    form = _Form(text, head.encode(), values, tail.encode(), prepare, constants, Prepared(text))
    if isinstance(statement, sa.Insert) and values and not tail:
        _let_travel_by_copy(form, statement, dialect)
    if len(_forms) >= _MOST_FORMS:
        _forms.clear()
    _forms[key] = (statement, form)  # keeps the statement, so that its identity is not given away
    return form


def _listing(statement: Statement, row: Row, dialect: sa.Dialect) -> Listing | None:
    key = (id(statement), tuple(row), dialect.name)
    if key not in _listings:
        if len(_listings) >= _MOST_FORMS:
            _listings.clear()
        _listings[key] = (statement, listing_of(statement, row, dialect))
    return _listings[key][1]


def _let_travel_by_copy(form: _Form, statement: sa.Insert, dialect: sa.Dialect) -> None:
    """Where every value is a plain one: what the database would compute does not go by COPY."""
    names = form.prepared.names
    table = statement.table
    plain = _CAST.sub("", form.values)
    if plain != f"({', '.join(f'%({name})s' for name in names)})" or not isinstance(table, sa.Table):
        return
    if any(name not in table.c for name in names):
        return
    quote = dialect.identifier_preparer
    form.table = quote.format_table(table)
    form.names = names
    form.columns = [quote.format_column(table.c[name]) for name in names]

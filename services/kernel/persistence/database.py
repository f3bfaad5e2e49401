"""One service's database: a PostgreSQL schema, or a SQLite file, behind the same two engines."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from services.kernel.persistence.sessions import Session, WritingSession


class Database:
    """Engines for one service.

    ``writer`` opens real transactions (on SQLite ``BEGIN IMMEDIATE``, one at a time); ``reader`` runs
    each statement by itself, on connections of its own, which saves a query the round trips of a transaction.
    On PostgreSQL every connection works in the schema named after the service.
    """

    def __init__(self, url: str | URL, service: str, *, pool_size: int = 8) -> None:
        self.url = make_url(url)
        self.service = service
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = threading.Lock()
        self._after_commit: list[Callable[[], None]] = []
        self._lost_at = _NEVER
        self.writer = self._open(pool_size, WritingSession)
        # Nothing is left open by a statement that commits by itself, so nothing needs a rollback on return.
        self.reader = self._open(pool_size, Session, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
        if self.is_sqlite:
            sa.event.listen(self.writer, "begin", _begin_immediate)

    def _open(self, pool_size: int, kind: type[Session], **options: Any) -> Engine:
        if self.is_sqlite:
            engine = sa.create_engine(
                self.url,
                connect_args={"timeout": 30, "check_same_thread": False},
                pool_size=pool_size,
                max_overflow=24,
                pool_use_lifo=True,
                hide_parameters=True,
                **options,
            )
            sa.event.listen(engine, "connect", _prepare_sqlite)
            return engine
        # What a session is told once (foreign keys, `sessions`) is planned once; everything else is planned
        # each time. Short statements gain nothing from workers of their own, and pay for starting them.
        session = (
            f"-csearch_path={self.service},public -cplan_cache_mode=force_generic_plan -cjit=off"
            " -cmax_parallel_workers_per_gather=0"
        )
        engine = sa.create_engine(
            self.url,
            connect_args={
                "options": session,
                "application_name": f"wangge-{self.service}",
                "connection_factory": kind,
            },
            pool_size=pool_size,
            max_overflow=24,
            pool_use_lifo=True,  # the connection used last is warm and needs no ping
            hide_parameters=True,
            use_native_hstore=False,
            json_serializer=_json_text,
            json_deserializer=_json_value,
            **options,
        )
        sa.event.listen(engine, "checkin", self._note_return)
        sa.event.listen(engine, "checkout", self._try_when_idle)
        sa.event.listen(engine, "handle_error", self._note_loss)
        return engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that rolls back unless the caller commits on the connection."""
        with self._one_writer(), self.writer.connect() as connection:
            connection.begin()
            try:
                yield connection
            finally:
                if connection.in_transaction():
                    connection.rollback()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries, without a transaction around them."""
        with self.reader.connect() as connection:
            yield connection

    def on_commit(self, wake: Callable[[], None]) -> None:
        """Register what to wake when a unit of work with events has committed."""
        self._after_commit.append(wake)

    def committed(self) -> None:
        """Called by the unit of work once its commit has returned."""
        for wake in self._after_commit:
            wake()

    def dispose(self) -> None:
        """Close pooled connections."""
        self.writer.dispose()
        self.reader.dispose()

    def _note_loss(self, context: sa.engine.ExceptionContext) -> None:
        # The server went away for every connection, whichever engine noticed it first.
        if context.is_disconnect or context.connection is None:
            self._lost_at = time.monotonic()

    def _try_when_idle(self, connection: Any, record: Any, _proxy: Any) -> None:
        # A connection in constant use needs no ping; one that rested may have lost its server.
        now = time.monotonic()
        returned = record.info.get("returned", now)  # a new one is as good
        if returned <= max(self._lost_at, now - _IDLE_SECONDS):
            try:
                connection.ping()
            except Exception as error:
                raise sa.exc.DisconnectionError() from error
        record.info["taken"] = now

    def _note_return(self, _connection: Any, record: Any) -> None:
        # Whoever had it when the server went away may not have noticed.
        doubtful = record.info.get("taken", _NEVER) <= self._lost_at
        record.info["returned"] = _NEVER if doubtful else time.monotonic()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        # SQLite lets one writer in and makes the others poll; queueing here is fair and quick.
        if not self.is_sqlite:
            yield
            return
        with self._turn:
            yield


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "cache_size=-2000",
        "mmap_size=0",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


_IDLE_SECONDS = 0.3
_NEVER = float("-inf")


def _json_text(value: Any) -> str:
    try:
        return orjson.dumps(value, option=_AS_JSON).decode()
    except TypeError:  # whole numbers of more than 64 bits, and what is no JSON, which is refused as ever
        return json.dumps(value)


def _json_value(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)


_AS_JSON = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME

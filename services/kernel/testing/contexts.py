"""A service's context for tests: real database, real cipher, memory files, a clock the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import kernel_metadata
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.statements import compile_once
from services.kernel.types import new_id, utc_now

if TYPE_CHECKING:
    from services.kernel.security.keys import KeyRing

S = TypeVar("S")


class SetClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Hebi

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> None:
        """Move forward by a timedelta given in parts (``hours=3``)."""
        self.at += timedelta(**parts)

    def set(self, at: datetime) -> None:
        """Jump to ``at``."""
        self.at = at


class PresentClock(SetClock):
    """The real clock in the place of one that stands still: for what runs in processes, or by real time."""

    def __call__(self) -> datetime:
        return utc_now()


class NoPeers:
    """A world without other services."""

    def stub(self, stub_class: Callable[[Any], S], service: str) -> S | None:
        """Never there."""
        return None


def context_for(
    name: str, metadata: sa.MetaData, url: str, *, clock: SetClock | None = None, settings: Any = None
) -> ServiceContext:
    """A context with its tables created. ``url`` is a SQLite file or a PostgreSQL database of the test."""
    from services.kernel.files.store import open_store
    from services.kernel.security.fields import FieldCipher

    copied = _copy_tables(url, metadata)
    database = Database(url, name)
    if database.is_sqlite:
        for engine in (database.writer, database.reader):
            sa.event.listen(engine, "connect", _without_waiting)
    if not copied and not _has_tables(database, metadata):
        if not database.is_sqlite:
            with database.writer.begin() as connection:
                connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
        kernel_metadata.create_all(database.writer)
        metadata.create_all(database.writer)
    compile_once(database)
    return ServiceContext(
        name=name,
        settings=settings,
        database=database,
        cipher=FieldCipher(key_ring()),
        files=open_store("memory:"),
        clock=clock or SetClock(),
        new_id=new_id,
        peers=NoPeers(),
        enabled=frozenset({name}),
    )


@lru_cache(maxsize=1)
def key_ring() -> KeyRing:
    """One for all contexts of a process: what one wrote another reads, as from a copy of its database."""
    from services.kernel.security.keys import KeyRing

    return KeyRing.generate("test")


def _copy_tables(url: str, metadata: sa.MetaData) -> bool:
    """Where an SQLite file is wanted and there is none yet, put one with empty tables; whether it did."""
    parsed = sa.make_url(url)
    path = Path(parsed.database or ":memory:")
    if parsed.get_backend_name() != "sqlite" or path.name == ":memory:" or path.exists():
        return False
    path.write_bytes(_empty_tables(metadata))
    return True


@lru_cache(maxsize=64)
def _empty_tables(metadata: sa.MetaData) -> bytes:
    """An SQLite file with the kernel's and these tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite3"
        database = Database(f"sqlite:///{path}", "tables")
        kernel_metadata.create_all(database.writer)
        metadata.create_all(database.writer)
        database.dispose()
        return path.read_bytes()


def _has_tables(database: Database, metadata: sa.MetaData) -> bool:
    """Whether this is a copy of a database that was made for such tests, or one that was used before."""
    known = "SELECT name FROM sqlite_master"
    if not database.is_sqlite:
        known = f"SELECT tablename FROM pg_tables WHERE schemaname = '{database.service}'"
    with database.reader.connect() as connection:
        there = set(connection.scalars(sa.text(known)))
    return there.issuperset({*kernel_metadata.tables, *metadata.tables})


def _without_waiting(connection: Any, _record: Any) -> None:
    """A test's database need not survive a power cut: commits do not wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def staff(
    account: str,
    permissions: Iterable[str],
    territory: str,
    *,
    name: str = "",
    posts: Iterable[str] = (),
    units: Iterable[str] = (),
    unit: str = "",
    line: str = "",
) -> Call:
    """A call by a staff account with one grant."""
    grant = Grant(role="test", permissions=frozenset(permissions), territory=territory, unit=unit, line=line)
    actor = Actor(
        id=account,
        name=name or account,
        realm=Realm.STAFF,
        grants=(grant,),
        posts=tuple(posts),
        units=tuple(units),
    )
    return Call(actor=actor, origin="test")

"""A service's context for tests: real database, real cipher, memory files, a clock the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import kernel_metadata
from services.kernel.runtime.context import ServiceContext
from services.kernel.types import new_id

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
    from services.kernel.security.keys import KeyRing

    database = Database(url, name)
    if database.is_sqlite:
        for engine in (database.writer, database.reader):
            sa.event.listen(engine, "connect", _without_waiting)
    if not database.is_sqlite:
        with database.writer.begin() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    _create_tables(database, metadata)
    return ServiceContext(
        name=name,
        settings=settings,
        database=database,
        cipher=FieldCipher(KeyRing.generate("test")),
        files=open_store("memory:"),
        clock=clock or SetClock(),
        new_id=new_id,
        peers=NoPeers(),
        enabled=frozenset({name}),
    )


def _create_tables(database: Database, metadata: sa.MetaData) -> None:
    """All tables, as the statements noted the first time where that is the same and much quicker."""
    if database.is_sqlite and (script := _script_of(metadata)):
        with database.reader.connect() as connection:
            if not connection.scalar(sa.text("SELECT count(*) FROM sqlite_master")):
                connection.connection.driver_connection.executescript(script)  # type: ignore[union-attr]
                return
    kernel_metadata.create_all(database.writer)
    metadata.create_all(database.writer)


@lru_cache(maxsize=64)
def _script_of(metadata: sa.MetaData) -> str:
    """What makes the tables on SQLite; empty for virtual tables, whose parts must not be made one by one."""
    engine = sa.create_engine("sqlite://")
    kernel_metadata.create_all(engine)
    metadata.create_all(engine)
    with engine.connect() as connection:
        made = list(
            connection.scalars(sa.text("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY rowid"))
        )
    engine.dispose()
    return "" if any("VIRTUAL" in each.upper() for each in made) else "BEGIN;" + ";".join(made) + ";COMMIT;"


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

"""A service switched on later hears what was told before: its publishers announce what they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import hearers
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.manifest import Manifest

Wanted = Mapping[str, frozenset[str]]
"""Bare event names by the service that subscribes to them."""
Announce = Callable[[Any, ServiceContext, Wanted], None]
"""The manifest part ``announce``: record the wanted events for everything current. Safe to repeat."""


def wanted_from(publisher: str, manifests: Mapping[str, Manifest]) -> dict[str, frozenset[str]]:
    """Which events of ``publisher`` the other services subscribe to."""
    found: dict[str, frozenset[str]] = {}
    for name, manifest in manifests.items():
        pairs = (each.split(".", 1) for each in manifest.subscribes)
        events = frozenset(event for source, event in pairs if source == publisher)
        if events and name != publisher:
            found[name] = events
    return found


def tell_newcomers(manifests: Mapping[str, Manifest], parts: Mapping[str, ServiceParts]) -> dict[str, Wanted]:
    """Let every service with the part ``announce`` tell all it holds to those who did not listen so far.

    Runs before first data is planted, so that a new platform announces nothing. A service that was switched
    off meanwhile is new again: in one process nobody kept events for it. What is interrupted comes again at
    the next run. Returns who was told what, by publisher.
    """
    told: dict[str, Wanted] = {}
    for publisher, manifest in manifests.items():
        announce: Announce | None = manifest.load("announce")
        if announce is None:
            continue
        context = parts[publisher].context
        begun = context.clock()
        wanted = wanted_from(publisher, manifests)
        known = _known(context.database)
        missing = {service: events - known.get(service, set()) for service, events in wanted.items()}
        new = {service: events for service, events in missing.items() if events}
        if new:
            announce(parts[publisher].application, context, new)
            told[publisher] = new
        _remember(context.database, wanted, begun)
    return told


def forget_hearers(databases: Path) -> None:
    """Let everybody be told again: SQLite files restored from a backup were copied one after the other."""
    for path in sorted(databases.glob("*.sqlite3")):
        with closing(sqlite3.connect(path)) as connection:
            query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
            if connection.execute(query, (hearers.name,)).fetchone():
                connection.execute(f"DELETE FROM {hearers.name}")
                connection.commit()


def _known(database: Database) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with database.read() as connection:
        for row in connection.execute(sa.select(hearers.c.service, hearers.c.event)):
            found.setdefault(row.service, set()).add(row.event)
    return found


def _remember(database: Database, wanted: Wanted, since: datetime) -> None:
    """Exactly those who listen now; the moment of those already known stays."""
    pairs = {(service, event) for service, events in wanted.items() for event in events}
    with database.transaction() as connection:
        rows = connection.execute(sa.select(hearers.c.service, hearers.c.event).with_for_update())
        there = {(row.service, row.event) for row in rows}
        for service, event in sorted(there - pairs):
            gone = sa.and_(hearers.c.service == service, hearers.c.event == event)
            connection.execute(sa.delete(hearers).where(gone))
        for service, event in sorted(pairs - there):
            connection.execute(
                _insert_missing(connection, {"service": service, "event": event, "since": since})
            )
        if there != pairs:
            connection.commit()


def _insert_missing(connection: sa.Connection, row: Mapping[str, Any]) -> Any:
    # Two processes that prepare at once both come here.
    from sqlalchemy.dialects import postgresql, sqlite

    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(hearers).values(dict(row)).on_conflict_do_nothing()

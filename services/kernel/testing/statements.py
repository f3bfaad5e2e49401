"""Statements are compiled once in a process of tests, not anew on the database of each test."""

from __future__ import annotations

import threading

from sqlalchemy.engine import URL

from services.kernel.persistence.database import Database

_kept: dict[tuple[str, str], Database] = {}
_turn = threading.Lock()


def compile_once(database: Database) -> None:
    """Let these engines use what engines of the same service and backend compiled before.

    Compiling what a test executes takes longer than executing it, and the outcome depends on the service and
    the backend alone. Its schema must be there; nothing may have been executed yet but to make it.
    """
    with _turn:
        kept = _kept_for(database.url, database.service)
        for engine, other in ((database.writer, kept.writer), (database.reader, kept.reader)):
            engine.dialect, engine._compiled_cache = other.dialect, other._compiled_cache


def _kept_for(url: URL, service: str) -> Database:
    """Engines that are never executed on: their dialects and what was compiled for them."""
    key = (url.get_backend_name(), service)
    if key not in _kept:
        kept = Database(url, service)
        for engine in (kept.writer, kept.reader):
            engine.connect().close()  # a dialect learns what its server can do from the first connection
        kept.dispose()
        _kept[key] = kept
    return _kept[key]

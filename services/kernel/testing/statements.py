"""Statements are compiled once in a process of tests, not anew on the database of each test."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.engine import Engine

from services.kernel.persistence.database import Database

Alike = tuple[str, str, str]
"""Backend, service, and which of its engines: what is compiled for one of these serves all of them."""
_known: dict[Alike, Any] = {}


def compile_once(database: Database) -> None:
    """Let these engines use what engines of the same service and backend compiled before.

    Compiling what a test executes takes longer than executing it, and the outcome depends on the service and
    the backend alone. Dialects stay apart, for listeners hang on them; they merely count as equal.
    """
    backend = database.url.get_backend_name()
    _share(database.writer, (backend, database.service, "writer"))
    _share(database.reader, (backend, database.service, "reader"))


def _share(engine: Engine, alike: Alike) -> None:
    kind: Any = type(engine.dialect)
    engine.dialect.__class__ = _equal(kind, alike)
    engine._compiled_cache = _known.setdefault(alike, engine._compiled_cache)


@cache
def _equal(kind: Any, alike: Alike) -> type[Any]:
    """Dialects of that kind that are equal: SQLAlchemy finds what it compiled by dialect and statement."""

    class Equal(kind):  # type: ignore[misc]
        supports_statement_cache = True

        def __eq__(self, other: object) -> bool:
            return type(other) is Equal

        def __hash__(self) -> int:
            return hash(alike)

    Equal.__name__ = kind.__name__
    return Equal

"""Databases that are filled once and copied for each test: filling one takes longer than most tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from services.kernel.testing.postgres import PrivatePostgres

Fill = Callable[[str], None]
"""Is given the URL of an empty database, fills it, and leaves no connection open."""


class Copies:
    """The originals of one process, by a name that says what ``fill`` put into them.

    Args:
        folder: where the originals on SQLite lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._originals: set[str] = set()

    def sqlite(self, name: str, fill: Fill, path: Path) -> str:
        """The URL of a copy at ``path``."""
        original = self._folder / f"{name}.sqlite3"
        if original.name not in self._originals:
            original.unlink(missing_ok=True)  # what a failed attempt left
            fill(f"sqlite:///{original}")
            self._originals.add(original.name)
        shutil.copyfile(original, path)
        return f"sqlite:///{path}"

    def postgres(self, server: PrivatePostgres, name: str, fill: Fill, database: str) -> str:
        """The URL of a copy on the server, called ``database``; the caller drops it."""
        original = f"original_{name}"
        if original not in self._originals:
            server.drop_database(original)
            fill(server.create_database(original))
            self._originals.add(original)
        return server.create_database(database, original)

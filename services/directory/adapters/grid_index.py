"""Finds the grid at a point from memory, and notices when another process moved a border."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from services.directory.adapters.territory_store import TerritoryStore
from services.directory.domain.levels import Level, ancestors
from services.directory.domain.territory import Territory
from services.kernel.spatial import PolygonIndex
from services.kernel.types import Clock

CHECK_EVERY = timedelta(seconds=1)


class GridIndex:
    """See the port `GridFinder`. Built at the first question; asks once a second whether it is old."""

    def __init__(
        self, read: Callable[[], AbstractContextManager[Connection]], store: TerritoryStore, clock: Clock
    ) -> None:
        self._read = read
        self._store = store
        self._clock = clock
        self._turn = threading.Lock()
        self._index: PolygonIndex | None = None
        self._built_from = -1
        self._checked_at: datetime | None = None
        self._chains: dict[str, list[Territory]] = {}

    def chain(self, longitude: float, latitude: float) -> list[Territory]:
        """The grid at the point and all above it, from the prefecture down; empty when no grid holds it.

        Names changed by another process are seen within a second.
        """
        path = self.at(longitude, latitude)
        if not path:
            return []
        chains = self._chains
        if path not in chains:
            with self._read() as connection:
                found = self._store.many(connection, ancestors(path))
            chains[path] = [found[each] for each in sorted(found)]
        return chains[path]

    def at(self, longitude: float, latitude: float) -> str:
        """Path of the valid grid that holds the point; empty when none does."""
        found = self._current().at(longitude, latitude)
        return found[0] if found else ""

    def forget(self) -> None:
        """A territory was changed by this process: look at the database before the next answer."""
        self._checked_at = None
        self._chains = {}

    def _current(self) -> PolygonIndex:
        now, checked, index = self._clock(), self._checked_at, self._index
        if index is not None and checked is not None and timedelta(0) <= now - checked < CHECK_EVERY:
            return index
        with self._turn, self._read() as connection:
            # Set before reading, so that a change in between is looked for again.
            self._checked_at, self._chains = now, {}
            moved = self._store.borders(connection)
            if self._index is None or moved != self._built_from:
                grids = self._store.boundaries_beneath(connection, "", Level.GRID)
                self._index = PolygonIndex(grids.items())
                self._built_from = moved
            return self._index

"""How common the terms of a search are, as PostgreSQL's own statistics have it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_EVERY = 600.0
"""Seconds: as often as a table of some size is analysed, at most."""
_FOUND_BY_WALKING, _FOUND_BY_INDEX = 8.0, 15.0
"""What looking at a case costs in order of time, and by way of the index; only their ratio matters."""
_MARGIN, MOST_WALKED = 3.0, 6000


class WordCounts:
    """Remembers the shares of the most common terms; safe to share between threads."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._turn = threading.Lock()
        self._asked = -1e9
        self._cases = 0.0
        self._shares: Mapping[str, float] = {}

    def worth_walking(self, connection: Connection, words: Sequence[str], limit: int) -> int:
        """Among how many of the newest cases to look for ``limit`` before the index is asked; 0: none.

        Words that many cases hold turn up among the newest soon, where the index would give thousands to be
        sorted; words that few hold are quickest found by the index.
        """
        self._refresh(connection)
        share = min((self._shares.get(word, 0.0) for word in words), default=0.0)
        if share <= 0.0:
            return 0
        walked = limit / share
        if walked * _FOUND_BY_WALKING > share * self._cases * _FOUND_BY_INDEX:
            return 0
        return min(int(walked * _MARGIN), MOST_WALKED)

    def _refresh(self, connection: Connection) -> None:
        if self._ticks() - self._asked < _EVERY or not self._turn.acquire(blocking=False):
            return
        try:
            self._asked = self._ticks()
            row = connection.execute(_STATISTICS).first()
            if row is not None:
                self._cases = max(float(row.cases), 0.0)
                self._shares = dict(zip(row.words, row.shares, strict=False))
        finally:
            self._turn.release()


_STATISTICS = sa.text(
    "SELECT (SELECT reltuples FROM pg_class WHERE oid = to_regclass('case_search')) AS cases,"
    " most_common_elems::text::text[] AS words, most_common_elem_freqs AS shares FROM pg_stats"
    " WHERE schemaname = current_schema() AND tablename = 'case_search' AND attname = 'terms'"
    " AND most_common_elems IS NOT NULL"
)

"""One reader of new history lines for all who watch: each watcher gets what is in its sight."""

from __future__ import annotations

import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.reading import Reading
from services.cases.adapters.tables.cases import timeline
from services.cases.application.access import Sight
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware

_BATCH = 500
_BEHIND = 200
"""Positions looked at again each time: a transaction that began earlier may commit later."""
_QUEUE = 1000
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of some case's history."""

    position: int
    case_id: str
    action: str
    at: datetime


class Watcher:
    """Starts with the first watcher and stops when the last one has gone."""

    def __init__(self, database: Database, reading: Reading, *, every: float = 1.0) -> None:
        self._database = database
        self._reading = reading
        self._every = every
        self._turn = threading.Lock()
        self._queues: list[queue.Queue[Notice]] = []
        self._stop = threading.Event()
        self._high = 0
        self._seen: OrderedDict[int, None] = OrderedDict()

    def watch(
        self, sight: Sight, after: str, path: str, alive: Callable[[], bool], wait: float = 1.0
    ) -> Iterator[tuple[Notice, Any]]:
        """Notices with the rows of their cases, as far as they are in sight, until ``alive`` says no.

        ``after`` is the id of the last notice the caller has; all that came since is told first.
        """
        mine: queue.Queue[Notice] = queue.Queue(_QUEUE)
        self._join(mine)
        told: set[int] = set()
        try:
            # Joined first, read afterwards: what is written in between comes twice and is told once.
            recent = self._high - _BEHIND
            last = int(after) if after.isdecimal() else None
            while last is not None and alive():
                missed = self._since(min(last, _LARGEST))
                told.update(n.position for n in missed if n.position > recent)
                yield from self._in_sight(missed, sight, path)
                last = missed[-1].position if len(missed) == _BATCH else None
            while alive():
                try:
                    notice = mine.get(timeout=wait)
                except queue.Empty:
                    continue
                if notice.position not in told:
                    yield from self._in_sight([notice], sight, path)
        finally:
            self._leave(mine)

    def _in_sight(self, notices: Sequence[Notice], sight: Sight, path: str) -> Iterator[tuple[Notice, Any]]:
        with self._database.read() as connection:
            ids = list(dict.fromkeys(notice.case_id for notice in notices))
            rows = self._reading.summaries(connection, ids, sight)
        for notice in notices:
            row = rows.get(notice.case_id)
            if row is not None and row.grid_path.startswith(path):
                yield notice, row

    def _join(self, mine: queue.Queue[Notice]) -> None:
        with self._turn:
            self._queues.append(mine)
            if len(self._queues) == 1:
                self._high = self._top()
                self._seen = OrderedDict(
                    (n.position, None) for n in self._since(max(self._high - _BEHIND, 0))
                )
                self._stop = threading.Event()
                threading.Thread(
                    target=self._poll, args=(self._stop,), name="cases-watch", daemon=True
                ).start()

    def _leave(self, mine: queue.Queue[Notice]) -> None:
        with self._turn:
            self._queues.remove(mine)
            if not self._queues:
                self._stop.set()

    def _poll(self, stop: threading.Event) -> None:
        while not stop.wait(self._every):
            self.look()

    def look(self) -> int:
        """Read what is new and hand it out; says how many lines."""
        fresh = [n for n in self._since(max(self._high - _BEHIND, 0)) if n.position not in self._seen]
        for notice in fresh:
            self._seen[notice.position] = None
            self._high = max(self._high, notice.position)
            for each in list(self._queues):
                try:
                    each.put_nowait(notice)
                except queue.Full:
                    continue  # a watcher that does not keep up loses notices, never memory
        while len(self._seen) > 2 * (_BATCH + _BEHIND):
            self._seen.popitem(last=False)
        return len(fresh)

    def _top(self) -> int:
        with self._database.read() as connection:
            return int(connection.execute(sa.select(sa.func.max(timeline.c.position))).scalar() or 0)

    def _since(self, position: int) -> list[Notice]:
        query = (
            sa.select(timeline.c.position, timeline.c.case_id, timeline.c.action, timeline.c.at)
            .where(timeline.c.position > position)
            .order_by(timeline.c.position)
            .limit(_BATCH)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [Notice(row.position, row.case_id, row.action, aware(row.at)) for row in rows]

"""Telling everything current once more, for those who were not there when it was told first."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from google.protobuf.message import Message
from sqlalchemy.engine import Connection

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork

BATCH = 200
"""Records told in one transaction."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an announcement came: the last record told of an event; ``told`` counts all of them."""

    event: str
    after: str = ""
    told: int = 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """Grids that ended together and those that took their ground, by path; ``key`` sorts by time."""

    key: str
    ended: tuple[str, ...]
    created: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One event about one record; ``key`` is its place in the order of its kind."""

    key: str
    event: Message
    aggregate: str
    territory: str = ""


Source = Callable[[Connection, str, int], Sequence[Told]]
"""Up to so many records after a key, in the order of keys; none at the end."""


class Announcements(Protocol):
    """Where announcements stand."""

    def mark(self, connection: Connection, audience: str, now: datetime) -> Mark | None: ...
    def move(self, connection: Connection, audience: str, mark: Mark, now: datetime) -> None: ...
    def done(self, connection: Connection, audience: str) -> None: ...


@dataclass(frozen=True)
class Announce:
    """Records the wanted events for everything current, in batches, each a transaction of its own.

    Territories come top-down and every kind in a fixed order. What is interrupted goes on where it stopped.
    Everybody who subscribes hears it again; hearers pass over what they know newer (see the events' etags).
    """

    new_uow: Callable[[Call], UnitOfWork]
    marks: Announcements
    sources: Mapping[str, Source]
    batch: int = BATCH

    def __call__(
        self,
        call: Call,
        wanted: Mapping[str, Iterable[str]],
        *,
        anew: bool = False,
        progress: Callable[[str, int], None] = lambda _event, _told: None,
    ) -> dict[str, int]:
        """How many records were told now, by event.

        Args:
            wanted: names of events by the service that is to hear them; events not known here are ignored.
            anew: begin at the beginning even if an earlier announcement was interrupted.
            progress: hears each event's name and how many records were told in all.
        """
        asked = {event for events in wanted.values() for event in events}
        events = [event for event in self.sources if event in asked]
        if not events:
            return {}
        audience = _audience(wanted)
        mark = self._begin(call, audience, Mark(events[0]), anew)
        counts: Counter[str] = Counter()
        for event in events[events.index(mark.event) :]:
            if event != mark.event:
                mark = replace(mark, event=event, after="")
            while (reached := self._tell(call, audience, mark)) is not mark:
                counts[event] += reached.told - mark.told
                mark = reached
                progress(event, mark.told)
        self._end(call, audience, wanted, mark, counts)
        return dict(counts)

    def _begin(self, call: Call, audience: str, first: Mark, anew: bool) -> Mark:
        with self.new_uow(call) as uow:
            found = None if anew else self.marks.mark(uow.connection, audience, uow.now)
            mark = found if found is not None and found.event in self.sources else first
            self.marks.move(uow.connection, audience, mark, uow.now)
            uow.commit()
        return mark

    def _tell(self, call: Call, audience: str, mark: Mark) -> Mark:
        """The next batch; the same mark when there is none."""
        with self.new_uow(call) as uow:
            batch = self.sources[mark.event](uow.connection, mark.after, self.batch)
            for each in batch:
                uow.record(each.event, aggregate=each.aggregate, territory=each.territory)
            if not batch:
                return mark
            reached = replace(mark, after=batch[-1].key, told=mark.told + len(batch))
            self.marks.move(uow.connection, audience, reached, uow.now)
            uow.commit()
        return reached

    def _end(
        self, call: Call, audience: str, wanted: Mapping[str, Iterable[str]], mark: Mark, counts: Counter[str]
    ) -> None:
        with self.new_uow(call) as uow:
            self.marks.done(uow.connection, audience)
            if mark.told:
                changes: dict[str, object] = {
                    "to": ["", sorted(wanted)],
                    "told": [0, mark.told],
                    "events": ["", dict(sorted(counts.items()))],
                }
                uow.audit("directory.announce", "announcement", audience, changes=changes)
            uow.commit()


def _audience(wanted: Mapping[str, Iterable[str]]) -> str:
    text = json.dumps({service: sorted(events) for service, events in sorted(wanted.items())})
    return hashlib.sha256(text.encode()).hexdigest()

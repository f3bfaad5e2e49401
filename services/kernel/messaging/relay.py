"""From the outbox to the outside: nothing lost, nothing invented, order kept per aggregate."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql

from services.kernel import telemetry
from services.kernel.messaging.backoff import pause
from services.kernel.messaging.lease import Turn, turn
from services.kernel.messaging.outgoing import OutgoingEvent, Publisher
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import Moment, outbox
from services.kernel.persistence.writes import Writes
from services.kernel.types import Clock

BATCH = 100
SWEEP_SECONDS = 0.1
GATHER_SECONDS = 0.04
"""After a commit, so that under load one pass takes the events of many commits."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What still waits in an outbox."""

    waiting: int
    oldest_seconds: float


class Relay:
    """Moves one service's events from its outbox to a publisher.

    It wakes at every commit of this process and looks every 100 ms for what others committed. An event is
    marked published only after it was confirmed, so a crash at any point sends it again, never not at all.
    Of several relays on one database one works at a time; should two overlap while the turn passes on, each
    sends a prefix of the same sequence again, so that an event still arrives for the first time in its order.
    """

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        *,
        clock: Clock,
        wake: threading.Event | None = None,
        holder: str | None = None,
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._clock = clock
        self._wake = wake or threading.Event()
        self._turn: Turn = turn(database, "relay", holder or f"relay-{uuid.uuid4()}", clock)
        self._one_pass = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        database.on_commit(self._wake.set)

    def start(self) -> None:
        """Begin in a thread of its own."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(
                target=self._run, name=f"relay-{self._database.service}", daemon=True
            )
            self._thread.start()

    def stop(self, within: float = 30.0) -> None:
        """Finish the batch under way (at most ``within`` seconds) and let another relay have the turn."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(within)
            self._thread = None
        try:
            self._turn.release()
        except Exception as error:
            log.warning("relay kept its turn", service=self._database.service, error=type(error).__name__)

    def settle(self) -> int:
        """Publish until nothing waits or something is not confirmed; returns how many were published.

        Handlers may have caused events of other services: repeat over all relays until all return 0.
        """
        total = 0
        while (done := self.once()).published:
            total += done.published
            if done.published < done.taken:
                break
        return total

    def once(self) -> Pass:
        """One batch. Raises what database or publisher raise."""
        with self._one_pass:
            before = self._turn.term
            if not (batch := self._waiting()):
                return Pass(0, 0)
            if not self._turn.hold():
                return Pass(0, 0)
            # Read again if the turn is new: another relay may have published these before it was ours.
            if (before is None or self._turn.term != before) and not (batch := self._waiting()):
                return Pass(0, 0)
            confirmed = self._publisher.publish(batch)
            self._mark([event.position for event in batch if event.id in confirmed])
            telemetry.count("wangge.events.published", len(confirmed), {"service": self._database.service})
            return Pass(taken=len(batch), published=len(confirmed))

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                done = self.once()
                failed = done.published < done.taken
            except Exception as error:
                failed, done = True, Pass(0, 0)
                if failures in (0, 10) or failures % 100 == 0:
                    log.warning("relay waits", service=self._database.service, error=type(error).__name__)
            failures = failures + 1 if failed else 0
            if failed:
                self._stopping.wait(pause(failures))
            elif done.taken < BATCH and self._wake.wait(SWEEP_SECONDS):
                self._stopping.wait(GATHER_SECONDS)

    def _waiting(self) -> Sequence[OutgoingEvent]:
        query = (
            sa.select(outbox.c.position, outbox.c.id, outbox.c.type, outbox.c.aggregate, outbox.c.envelope)
            .where(outbox.c.published_at.is_(None))
            .order_by(outbox.c.position)
            .limit(BATCH)
        )
        with self._database.read() as connection:
            return [OutgoingEvent(*row) for row in connection.execute(query)]

    def _mark(self, positions: Sequence[int]) -> None:
        if not positions:
            return
        with self._database.transaction() as connection:
            if not self._database.is_sqlite:
                # A mark lost in a crash is an event sent twice, which is allowed: the disk can wait.
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            writes = Writes(connection)
            marking = _MARK_SQLITE if self._database.is_sqlite else _MARK
            writes.add(marking, {"done": list(positions), "at": self._clock()})
            writes.send(commit=True)


_MARK = (
    sa.update(outbox)
    .where(outbox.c.position == sa.any_(sa.bindparam("done", type_=postgresql.ARRAY(sa.BigInteger))))
    .values(published_at=sa.bindparam("at", type_=Moment))
)
_MARK_SQLITE = (
    sa.update(outbox)
    .where(outbox.c.position.in_(sa.bindparam("done", expanding=True)))
    .values(published_at=sa.bindparam("at", type_=Moment))
)


@dataclass(frozen=True, slots=True)
class Pass:
    """What one batch did."""

    taken: int
    published: int


def backlog(database: Database, now: datetime) -> Backlog:
    """How much waits to be published, and for how long its oldest has."""
    waiting = sa.select(sa.func.count(), sa.func.min(outbox.c.recorded_at)).where(
        outbox.c.published_at.is_(None)
    )
    with database.read() as connection:
        count, oldest = connection.execute(waiting).one()
    return Backlog(count, max((now - aware(oldest)).total_seconds(), 0.0) if oldest else 0.0)

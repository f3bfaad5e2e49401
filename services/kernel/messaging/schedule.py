"""Timed jobs: each at its interval, on one replica at a time, without re-running early after a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from services.kernel import telemetry
from services.kernel.messaging.backoff import pause
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import leases
from services.kernel.types import Clock

if TYPE_CHECKING:
    from services.kernel.runtime.context import Job

LEASE = timedelta(seconds=60)
log = structlog.get_logger(__name__)


class Scheduler:
    """Runs one service's jobs, one after the other, in a thread or from the timers of ``work``.

    A job that never ran is due at once; one that failed is due again after its interval. Runs missed while
    nothing was running are made up by one run. Jobs given as ``everywhere`` guard themselves and run on every
    replica without a lease: what runs each second should not write each second.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        database: Database,
        *,
        clock: Clock,
        holder: str,
        lease: timedelta = LEASE,
        everywhere: Sequence[Job] = (),
    ) -> None:
        names = [job.name for job in (*jobs, *everywhere)]
        if len(names) != len(set(names)):
            raise ValueError(f"two jobs of {database.service} share a name")
        self._jobs = (*jobs, *everywhere)
        self._everywhere = frozenset(job.name for job in everywhere)
        self._database = database
        self._clock = clock
        self._holder = holder
        self._lease = lease
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._not_before: dict[str, datetime] = {}

    def start(self) -> None:
        """Begin in a thread of its own."""
        if self._thread is None and self._jobs:
            self._stopping.clear()
            self._thread = threading.Thread(
                target=self._run, name=f"jobs-{self._database.service}", daemon=True
            )
            self._thread.start()

    def stop(self, within: float = 30.0) -> None:
        """Start no further job and wait for the one under way, at most ``within`` seconds."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(within)
            self._thread = None

    def run_due(self, now: datetime | None = None) -> int:
        """Run every job that is due; returns what they say they did, summed up. Never raises for a job."""
        return sum(self.run_if_due(job, now) for job in self._jobs if not self._stopping.is_set())

    def run_if_due(self, job: Job, now: datetime | None = None) -> int:
        """Run ``job`` if it is due and no other replica runs it.

        Raises:
            SQLAlchemyError: the database cannot be asked.
        """
        now = now or self._clock()
        if now < self._not_before.get(job.name, now):
            return 0
        guarded = job.name not in self._everywhere
        if guarded and not self._claim(job, now):
            return 0
        name = self._lease_name(job)
        keep = self._renewing(name) if guarded else nullcontext()
        try:
            with keep, telemetry.continue_trace(""), telemetry.span("job", {"job": job.name}):
                done = job.run(now)
                telemetry.count("wangge.jobs", 1, {"job": job.name, "outcome": "done"})
                return done
        except Exception:
            telemetry.count("wangge.jobs", 1, {"job": job.name, "outcome": "failed"})
            log.exception("job failed", service=self._database.service, job=job.name)
            return 0
        finally:
            if guarded:
                self._finish(name, now)
            self._not_before[job.name] = now + job.every

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                self.run_due()
                failures = 0
            except Exception as error:
                failures += 1
                log.warning("jobs wait", service=self._database.service, error=type(error).__name__)
            self._stopping.wait(pause(failures, most=30.0) if failures else self._pause())

    def _pause(self) -> float:
        now = self._clock()
        until = min((self._not_before.get(job.name, now) for job in self._jobs), default=now)
        return min(max((until - now).total_seconds(), 0.1), 5.0)

    def _claim(self, job: Job, now: datetime) -> bool:
        """Take the job's lease if it is due; otherwise note when to look again."""
        name = self._lease_name(job)
        with self._database.read() as connection:
            row = connection.execute(
                sa.select(leases.c.held_until, leases.c.last_run_at).where(leases.c.name == name)
            ).first()
        if row is not None:
            again = max(aware(row.held_until), aware(row.last_run_at) + job.every if row.last_run_at else now)
            if again > now:
                # Another replica may give its lease back early, an operator may reset last_run_at.
                self._not_before[job.name] = min(again, now + timedelta(seconds=5))
                return False
        with self._database.transaction() as connection:
            changed = connection.execute(
                sa.update(leases)
                .where(
                    leases.c.name == name,
                    leases.c.held_until <= now,
                    sa.or_(leases.c.last_run_at.is_(None), leases.c.last_run_at <= now - job.every),
                )
                .values(holder=self._holder, held_until=now + self._lease)
            ).rowcount
            if not changed:
                values = {"name": name, "holder": self._holder, "held_until": now + self._lease}
                try:
                    connection.execute(sa.insert(leases), values)
                except IntegrityError:
                    return False
            connection.commit()
        return True

    @contextmanager
    def _renewing(self, name: str) -> Iterator[None]:
        """Keep the lease for as long as the job takes."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self._lease.total_seconds() / 3):
                try:
                    self._update(name, held_until=self._clock() + self._lease)
                except SQLAlchemyError as error:
                    log.warning("lease not renewed", lease=name, error=type(error).__name__)

        thread = threading.Thread(target=renew, name=f"lease-{name}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _finish(self, name: str, started: datetime) -> None:
        try:
            self._update(name, held_until=started, last_run_at=started)
        except SQLAlchemyError as error:
            log.warning("lease not given back", lease=name, error=type(error).__name__)

    def _update(self, name: str, **values: datetime) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                sa.update(leases)
                .where(leases.c.name == name, leases.c.holder == self._holder)
                .values(**values)
            )
            connection.commit()

    def _lease_name(self, job: Job) -> str:
        return f"job:{job.name}"

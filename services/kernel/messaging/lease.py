"""Turns that one process at a time may have: rows with an expiry, and PostgreSQL's advisory locks."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import leases
from services.kernel.types import Clock


class Turn(Protocol):
    """The right to do something that two processes should not do at once."""

    @property
    def term(self) -> int | None:
        """Which time it is taken, None while it is not: the same number means that nobody had it between."""

    def hold(self) -> bool:
        """Take it or keep it; False while somebody else has it."""

    def release(self) -> None:
        """Let others have it at once."""


def turn(database: Database, name: str, holder: str, clock: Clock) -> Turn:
    """An advisory lock on PostgreSQL, which ends with its connection; a lease row on SQLite."""
    return LeasedTurn(database, name, holder, clock) if database.is_sqlite else AdvisoryTurn(database, name)


class LeasedTurn:
    """A row of ``kernel_lease``. Whoever dies with it blocks the others for ``period`` at most."""

    def __init__(
        self,
        database: Database,
        name: str,
        holder: str,
        clock: Clock,
        *,
        period: timedelta = timedelta(seconds=5),
    ) -> None:
        self._database = database
        self._name = name
        self._holder = holder
        self._clock = clock
        self._period = period
        self._until: datetime | None = None
        self._terms = 0

    @property
    def term(self) -> int | None:
        """Which time it is taken; None while it is not."""
        return self._terms if self._until is not None else None

    def hold(self) -> bool:
        """Take it or keep it; writes only when half of the period is over."""
        now = self._clock()
        if self._until is not None and now < self._until - self._period / 2:
            return True
        taken = take(self._database, self._name, self._holder, now, self._period)
        if self._until is None or now >= self._until:
            self._terms += 1
        self._until = now + self._period if taken else None
        return taken

    def release(self) -> None:
        """Let others have it at once."""
        if self._until is not None:
            self._until = None
            end(self._database, self._name, self._holder, self._clock())


class AdvisoryTurn:
    """A session's advisory lock, named after schema and purpose. Needs a connection that stays (no pgbouncer
    in transaction mode)."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        digest = hashlib.sha256(f"wangge:{database.service}:{name}".encode()).digest()
        self._key = int.from_bytes(digest[:8], "big", signed=True)
        self._connection: Connection | None = None
        self._terms = 0

    @property
    def term(self) -> int | None:
        """Which time it is taken; None while it is not."""
        return self._terms if self._connection is not None else None

    def hold(self) -> bool:
        """Take it or keep it; asks the server whether the session that has it still lives."""
        if self._connection is not None:
            try:
                self._connection.execute(sa.text("SELECT 1"))
            except SQLAlchemyError:
                self._drop()
            else:
                return True
        connection = self._database.reader.connect()
        try:
            taken = connection.execute(sa.select(sa.func.pg_try_advisory_lock(self._key))).scalar_one()
        except BaseException:
            connection.close()
            raise
        if taken:
            self._connection = connection
            self._terms += 1
        else:
            connection.close()
        return bool(taken)

    def release(self) -> None:
        """Let others have it at once."""
        if self._connection is not None:
            self._drop()

    def _drop(self) -> None:
        # The lock belongs to the session: it must end, not go back into the pool.
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def take(database: Database, name: str, holder: str, now: datetime, period: timedelta) -> bool:
    """Take or renew the lease row; False while another holder's has not expired."""
    with database.read() as connection:
        row = connection.execute(
            sa.select(leases.c.holder, leases.c.held_until).where(leases.c.name == name)
        ).first()
    if row is not None and row.holder != holder and aware(row.held_until) > now:
        return False
    with database.transaction() as connection:
        changed = connection.execute(
            sa.update(leases)
            .where(leases.c.name == name, sa.or_(leases.c.holder == holder, leases.c.held_until <= now))
            .values(holder=holder, held_until=now + period)
        )
        if changed.rowcount == 0:
            try:
                connection.execute(
                    sa.insert(leases).values(name=name, holder=holder, held_until=now + period)
                )
            except IntegrityError:
                return False
        connection.commit()
    return True


def end(database: Database, name: str, holder: str, now: datetime) -> None:
    """Give the lease row back, if it is still ours."""
    with database.transaction() as connection:
        connection.execute(
            sa.update(leases).where(leases.c.name == name, leases.c.holder == holder).values(held_until=now)
        )
        connection.commit()

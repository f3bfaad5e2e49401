"""Sealing the audit into a hash chain in the background, so that writers never wait for each other."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.kernel.audit import anchors
from services.kernel.audit.links import genesis, linked
from services.kernel.audit.verify import Verdict, verify
from services.kernel.errors import Conflict
from services.kernel.messaging.lease import turn
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import audit_entries, audit_seals
from services.kernel.types import Clock

__all__ = ["AuditIsKept", "Sealer", "Verdict", "purge", "unsealed", "verify"]

BATCH = 1000
LOOK_BACK = 1000
"""On PostgreSQL, positions before the newest sealed one that each run looks at again: a transaction that
began earlier may commit later. Every ten minutes everything is looked at."""
_BEFORE_ALL = -(2**62)
_FULL_LOOK = timedelta(minutes=10)
_ANCHOR_EVERY = timedelta(minutes=1)


class AuditIsKept(Conflict):
    """Entries of the audit are never deleted from here (DIR-27: at least six months)."""

    code = "kernel.audit_kept"


class Sealer:
    """Gives each entry its place in the chain, whatever the order in which transactions became visible.

    Several may run: one at a time seals, and the primary key of the seals keeps the chain from forking even
    if two should overlap.
    """

    def __init__(
        self, database: Database, *, clock: Clock, anchors_file: Path | None = None, holder: str | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._anchors_file = anchors_file
        self._turn = turn(database, "audit-sealer", holder or f"sealer-{uuid.uuid4()}", clock)
        # On SQLite writers take turns: positions become visible in their order.
        self._look_back = 0 if database.is_sqlite else LOOK_BACK
        self._looked_at_all: datetime | None = None
        self._anchored: tuple[datetime, int] | None = None

    def run(self, now: datetime) -> int:
        """Seal all that is committed and not sealed; returns how many entries that were. For a `Job`."""
        everything = self._looked_at_all is None or now - self._looked_at_all >= _FULL_LOOK
        total = 0
        after = _BEFORE_ALL if everything else self._newest() - self._look_back
        while waiting := self._unsealed(after):
            if not self._turn.hold():
                return total
            try:
                total += self._seal(waiting)
            except IntegrityError:
                return total  # another sealer was quicker; the next run goes on behind it
            after = waiting[-1].position
        if everything:
            self._looked_at_all = now
        self._anchor(now)
        return total

    def stop(self) -> None:
        """Let another sealer have the turn."""
        self._turn.release()

    def _newest(self) -> int:
        query = (
            sa.select(audit_entries.c.position)
            .join(audit_seals, audit_seals.c.entry_id == audit_entries.c.id)
            .order_by(audit_seals.c.sequence.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def _unsealed(self, after: int) -> Sequence[Any]:
        query = (
            sa.select(audit_entries)
            .outerjoin(audit_seals, audit_seals.c.entry_id == audit_entries.c.id)
            .where(audit_seals.c.entry_id.is_(None), audit_entries.c.position > after)
            .order_by(audit_entries.c.position)
            .limit(BATCH)
        )
        with self._database.read() as connection:
            return connection.execute(query).all()

    def _seal(self, entries: Sequence[Any]) -> int:
        with self._database.transaction() as connection:
            sequence, hash_ = head(connection, self._database.service)
            rows = []
            for entry in entries:
                sequence, hash_ = sequence + 1, linked(hash_, entry)
                rows.append({"sequence": sequence, "entry_id": entry.id, "hash": hash_})
            connection.execute(sa.insert(audit_seals), rows)
            connection.commit()
        return len(rows)

    def _anchor(self, now: datetime) -> None:
        if self._anchors_file is None:
            return
        if self._anchored is not None and now - self._anchored[0] < _ANCHOR_EVERY:
            return
        with self._database.read() as connection:
            sequence, hash_ = head(connection, self._database.service)
        if sequence and (self._anchored is None or sequence != self._anchored[1]):
            anchors.append(self._anchors_file, self._database.service, anchors.Anchor(sequence, hash_, now))
            self._anchored = (now, sequence)


def head(connection: Connection, service: str) -> tuple[int, str]:
    """The last link: sequence (0 for an empty chain) and hash."""
    row = connection.execute(
        sa.select(audit_seals.c.sequence, audit_seals.c.hash).order_by(audit_seals.c.sequence.desc()).limit(1)
    ).first()
    return (row.sequence, row.hash) if row else (0, genesis(service))


def unsealed(database: Database) -> int:
    """How many entries wait for their seal."""
    with database.read() as connection:
        entries = connection.execute(sa.select(sa.func.count()).select_from(audit_entries)).scalar_one()
        seals = connection.execute(sa.select(sa.func.count()).select_from(audit_seals)).scalar_one()
    return max(entries - seals, 0)


def purge(database: Database, before: datetime) -> int:
    """Refused, always: the chain proves that nothing was removed, by whomever.

    Raises:
        AuditIsKept
    """
    raise AuditIsKept(service=database.service, before=before.isoformat())

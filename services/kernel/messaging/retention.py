"""Forgetting what delivery no longer needs: old rows of outbox, inbox, requests and decided parked events."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import inbox, outbox, parked, requests

KEEP = timedelta(days=30)
"""Longer than any event may wait in a queue: an inbox row forgotten too early lets a duplicate through."""


def forget(database: Database, now: datetime, *, keep: timedelta = KEEP, batch: int = 1000) -> int:
    """Delete what is older than ``keep``, in transactions of ``batch`` rows so that writers never wait long.

    Waiting events, parked events without a decision and the audit are never touched. Returns rows deleted.
    """
    before = now - keep
    return (
        _delete(database, outbox, [outbox.c.position], outbox.c.published_at < before, batch)
        + _delete(database, inbox, [inbox.c.handler, inbox.c.event_id], inbox.c.handled_at < before, batch)
        + _delete(database, requests, [requests.c.key], requests.c.at < before, batch)
        + _delete(
            database,
            parked,
            [parked.c.id],
            sa.and_(parked.c.state != "waiting", parked.c.next_try_at < before),
            batch,
        )
    )


def _delete(
    database: Database,
    table: sa.Table,
    key: list[sa.Column[str]],
    old: sa.ColumnElement[bool],
    batch: int,
) -> int:
    total = 0
    keys = sa.tuple_(*key) if len(key) > 1 else key[0]
    while True:
        with database.transaction() as connection:
            chosen = sa.select(*key).where(old).limit(batch)
            done = connection.execute(sa.delete(table).where(keys.in_(chosen))).rowcount
            connection.commit()
        total += done
        if done < batch:
            return total

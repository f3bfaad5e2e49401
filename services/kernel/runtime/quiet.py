"""Whether every event has been published and heard, across the services of one platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.tables import hearers, inbox, outbox, parked
from services.kernel.runtime.context import ServiceContext, ServiceParts


def unheard(contexts: Mapping[str, ServiceContext], parts: Mapping[str, ServiceParts]) -> str:
    """What is not published, or published and neither heard nor parked by somebody who listens; or empty."""
    for name, context in contexts.items():
        with context.database.read() as connection:
            waiting = sa.select(sa.func.count()).where(outbox.c.published_at.is_(None))
            if connection.execute(waiting).scalar_one():
                return f"{name} has events to publish"
    for name, each in parts.items():
        for subscription in each.subscriptions:
            if _missed(contexts, name, subscription.id, subscription.publisher, subscription.event):
                return f"{subscription.id} has events to hear"
    return ""


def _missed(
    contexts: Mapping[str, ServiceContext], service: str, handler: str, publisher: str, event: Any
) -> bool:
    if publisher not in contexts:
        return False
    with contexts[publisher].database.read() as connection:
        sent = sa.select(outbox.c.id).where(outbox.c.type == event.DESCRIPTOR.full_name)
        listening = sa.select(hearers.c.since).where(
            hearers.c.service == service, hearers.c.event == event.DESCRIPTOR.name
        )
        since = connection.execute(listening).scalar()
        if since is not None:
            # What was published before it listened was told again then.
            sent = sent.where(outbox.c.recorded_at >= since)
        ids = set(connection.execute(sent).scalars())
    with contexts[service].database.read() as connection:
        had = [
            set(connection.execute(sa.select(table.c.event_id).where(table.c.handler == handler)).scalars())
            for table in (inbox, parked)
        ]
    return bool(ids - had[0] - had[1])

"""One row for each time an event was applied: twice applied is twice there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.runtime.context import ServiceContext, Subscription
from wangge.cases.v1 import events_pb2

metadata = sa.MetaData()
heard = sa.Table(
    "heard",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("event_id", sa.String(36), nullable=False),  # not unique: the kernel's inbox must see to that
    sa.Column("type", sa.String(120), nullable=False),
    sa.Column("case_id", sa.String(36), nullable=False),
)
EVENTS = (events_pb2.CaseReported, events_pb2.CaseSubmitted, events_pb2.CaseFiled)


def build(context: ServiceContext) -> ServiceContext:
    """No application."""
    return context


def subscriptions(application: Any, context: ServiceContext) -> Sequence[Subscription]:
    """Three steps of every case."""
    return [
        Subscription(f"observer.{event.DESCRIPTOR.name.lower()}", "cases", event, _hear) for event in EVENTS
    ]


def _hear(event: Any, envelope: Envelope, uow: UnitOfWork) -> None:
    uow.connection.execute(
        sa.insert(heard).values(event_id=envelope.id, type=event.DESCRIPTOR.name, case_id=event.head.case_id)
    )

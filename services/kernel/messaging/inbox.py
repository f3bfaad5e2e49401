"""Receiving an event exactly once in effect: inbox row, handler and what it writes commit together."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from services.kernel import telemetry, types
from services.kernel.call import Call, system_call
from services.kernel.messaging.backoff import Chance, next_try
from services.kernel.messaging.envelope import Envelope, read_envelope, read_event
from services.kernel.messaging.reasons import reason_of
from services.kernel.persistence.tables import inbox, parked
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId

if TYPE_CHECKING:
    from services.kernel.runtime.context import Subscription

NewUow = Callable[[Call], UnitOfWork]
Body = str | bytes | Mapping[str, Any]
log = structlog.get_logger(__name__)


class Outcome(StrEnum):
    """What became of a delivery. In every case the event is safe and may be acknowledged."""

    HANDLED = "handled"
    DUPLICATE = "duplicate"
    PARKED = "parked"


class DatabaseDown(Exception):
    """Neither handled nor parked, because the database cannot be reached; deliver again later."""


def deliver(
    subscription: Subscription,
    body: Body,
    *,
    new_uow: NewUow,
    clock: Clock,
    new_id: NewId = types.new_id,
    chance: Chance = random.random,
) -> Outcome:
    """Hand an event to a handler, once. A handler's failure parks the event and never raises.

    An event whose predecessor (same handler, same aggregate) is parked waits behind it, so that a projection
    never goes back in time.

    Raises:
        DatabaseDown: the event is neither handled nor parked.
    """
    text = text_of(body)
    try:
        envelope = read_envelope(text)
    except ValueError as error:
        return _park(
            subscription, text, None, error, new_uow=new_uow, clock=clock, new_id=new_id, chance=chance
        )
    with (
        telemetry.continue_trace(envelope.trace_parent),
        telemetry.span("deliver", {"handler": subscription.id, "event": envelope.type}),
    ):
        try:
            outcome = _handle(subscription, envelope, new_uow)
        except Exception as error:
            outcome = _park(
                subscription,
                text,
                envelope,
                error,
                new_uow=new_uow,
                clock=clock,
                new_id=new_id,
                chance=chance,
            )
        telemetry.count("wangge.deliveries", 1, {"handler": subscription.id, "outcome": outcome.value})
        if outcome is Outcome.HANDLED:
            lag = (clock() - envelope.at).total_seconds() if envelope.at.tzinfo else 0.0
            telemetry.measure("wangge.delivery.lag", max(lag, 0.0), {"handler": subscription.id})
    return outcome


class _Behind(Exception):
    """An earlier event of the same aggregate is parked."""


def _handle(subscription: Subscription, envelope: Envelope, new_uow: NewUow) -> Outcome:
    with new_uow(handlers_call(subscription, envelope)) as uow:
        if not remember(uow, subscription, envelope):
            return Outcome.DUPLICATE
        waiting = uow.connection.execute(
            sa.select(parked.c.event_id).where(
                parked.c.handler == subscription.id,
                sa.or_(
                    parked.c.event_id == key_of(envelope.id),
                    sa.and_(
                        parked.c.aggregate == aggregate_of(envelope),
                        parked.c.aggregate != "",
                        parked.c.state == "waiting",
                    ),
                ),
            )
        ).scalars()
        found = set(waiting)
        if key_of(envelope.id) in found:
            return Outcome.DUPLICATE
        if found:
            raise _Behind()
        run_handler(subscription, envelope, uow)
        uow.commit()
    return Outcome.HANDLED


def handlers_call(subscription: Subscription, envelope: Envelope) -> Call:
    """The call a handler acts for: the platform, in the trace of the event."""
    return system_call(f"event:{subscription.id}", trace_id=envelope.trace_parent[3:35])


def remember(uow: UnitOfWork, subscription: Subscription, envelope: Envelope) -> bool:
    """Write the inbox row; False when this handler has had the event already."""
    row = {"handler": subscription.id, "event_id": key_of(envelope.id), "handled_at": uow.now}
    try:
        uow.connection.execute(sa.insert(inbox), row)
    except IntegrityError:
        return False
    return True


def run_handler(subscription: Subscription, envelope: Envelope, uow: UnitOfWork) -> None:
    """Read the event as the subscription's type and let the handler act on it.

    Raises:
        ValueError: another event than the one subscribed to, or fields of the wrong type.
    """
    expected = subscription.event.DESCRIPTOR.full_name
    if envelope.type != expected:
        raise ValueError(f"expected {expected}, received {envelope.type[:120]}")
    subscription.handle(read_event(envelope, subscription.event), envelope, uow)


def text_of(body: Body) -> str:
    """The envelope as text that any database can store, even when it is no text at all."""
    if isinstance(body, Mapping):
        body = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str)
    if isinstance(body, bytes):
        body = body.decode("utf-8", errors="replace")
    return body.replace("\x00", "\ufffd").encode("utf-8", errors="replace").decode("utf-8")


def key_of(event_id: str) -> str:
    """The id as the inbox keeps it; others' ids may be longer than a UUID."""
    return event_id if len(event_id) <= 36 else hashlib.sha256(event_id.encode()).hexdigest()[:36]


def aggregate_of(envelope: Envelope) -> str:
    """The aggregate whose events keep their order; empty when the event names none."""
    subject = envelope.subject
    return subject if len(subject) <= 80 else hashlib.sha256(subject.encode()).hexdigest()


def _park(
    subscription: Subscription,
    text: str,
    envelope: Envelope | None,
    error: Exception,
    *,
    new_uow: NewUow,
    clock: Clock,
    new_id: NewId,
    chance: Chance,
) -> Outcome:
    behind = isinstance(error, _Behind)
    event_id = key_of(envelope.id) if envelope else hashlib.sha256(text.encode()).hexdigest()[:36]
    now = clock()
    row = {
        "id": new_id(),
        "handler": subscription.id,
        "event_id": event_id,
        "event_type": envelope.type[:120] if envelope else "unreadable",
        "aggregate": aggregate_of(envelope) if envelope else "",
        "envelope": text,
        "state": "waiting",
        "reason": "behind an earlier event of the same record" if behind else reason_of(error),
        "attempts": 0 if behind else 1,
        "parked_at": now,
        "next_try_at": now if behind else next_try(now, 1, chance),
    }
    try:
        outcome = _write_parked(row, new_uow)
    except SQLAlchemyError as failure:
        raise DatabaseDown(f"{type(failure).__name__} while parking for {subscription.id}") from failure
    if outcome is Outcome.PARKED and not behind:
        log.error(
            "event parked", handler=subscription.id, event_id=event_id, reason=row["reason"], exc_info=error
        )
    return outcome


def _write_parked(row: dict[str, str | int | datetime], new_uow: NewUow) -> Outcome:
    with new_uow(system_call(f"event:{row['handler']}")) as uow:
        # The handler's commit may have succeeded although its confirmation never arrived.
        handled = uow.connection.execute(
            sa.select(inbox.c.event_id).where(
                inbox.c.handler == row["handler"], inbox.c.event_id == row["event_id"]
            )
        ).first()
        if handled is not None:
            return Outcome.DUPLICATE
        try:
            uow.connection.execute(sa.insert(parked), row)
        except IntegrityError:
            return Outcome.DUPLICATE
        uow.commit()
    return Outcome.PARKED

"""Parked events: tried again in order, by timer or by hand, or discarded with a reason."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
import structlog

from services.kernel import telemetry
from services.kernel.call import Call
from services.kernel.errors import Conflict, NotFound
from services.kernel.messaging.backoff import Chance, next_try
from services.kernel.messaging.envelope import read_envelope
from services.kernel.messaging.inbox import NewUow, handlers_call, remember, run_handler
from services.kernel.messaging.reasons import reason_of
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import Order, PageRequest, clamp, decode_token, encode_token, keyset
from services.kernel.persistence.tables import inbox, parked
from services.kernel.types import Clock

if TYPE_CHECKING:
    from services.kernel.persistence.unit_of_work import UnitOfWork
    from services.kernel.runtime.context import Subscription

STATES = ("waiting", "handled", "discarded")
_BATCH = 100
_ORDER = Order((("id", parked.c.id, True),))
log = structlog.get_logger(__name__)


class ParkedNotFound(NotFound):
    """No such parked event."""

    code = "kernel.parked_not_found"


class ParkedDecided(Conflict):
    """It was handled or discarded meanwhile."""

    code = "kernel.parked_decided"


class ParkedBehind(Conflict):
    """An earlier event of the same record is parked: decide on that one first."""

    code = "kernel.parked_behind"


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that a handler failed on."""

    id: str
    handler: str
    event_id: str
    event_type: str
    aggregate: str
    state: str
    reason: str
    attempts: int
    parked_at: datetime
    next_try_at: datetime
    decided_by: str
    decision_reason: str


class Parking:
    """What is parked for the handlers of one service. Safe in several processes at once."""

    def __init__(
        self,
        subscriptions: Iterable[Subscription],
        database: Database,
        *,
        new_uow: NewUow,
        clock: Clock,
        chance: Chance = random.random,
    ) -> None:
        self._subscriptions = {subscription.id: subscription for subscription in subscriptions}
        self._database = database
        self._new_uow = new_uow
        self._clock = clock
        self._chance = chance

    def retry_due(self, now: datetime) -> int:
        """Try what is due and waits behind no other event of its record; returns how many were handled.

        For a `Job`. Events of handlers that this version no longer has are left for a person to discard.
        """
        handled, tried = 0, True
        while tried:
            tried = False
            for parked_id in self._due(now):
                tried = True
                handled += self._try(parked_id, now)
        return handled

    def retry(self, call: Call, parked_id: str) -> ParkedEvent:
        """Try it now, whenever it is due. Its failure is not raised but told in ``reason``.

        Raises:
            ParkedNotFound, ParkedDecided, ParkedBehind
        """
        with self._new_uow(call) as uow:
            row = self._waiting(uow, parked_id)
            if uow.connection.execute(sa.select(sa.exists().where(_earlier(row)))).scalar_one():
                raise ParkedBehind(handler=row.handler)
            uow.connection.execute(
                sa.update(parked).where(parked.c.id == parked_id).values(next_try_at=uow.now)
            )
            uow.audit(
                "operations.parked.retry", "parked_event", parked_id, changes={"event": [None, row.event_id]}
            )
            uow.commit()
        if row.handler in self._subscriptions:
            self._try(parked_id, self._clock())
        return self.get(parked_id)

    def discard(self, call: Call, parked_id: str, reason: str) -> ParkedEvent:
        """Never handle it: what waits behind it goes on. The reason and the person stay in the audit.

        Raises:
            ParkedNotFound, ParkedDecided
        """
        with self._new_uow(call) as uow:
            row = self._waiting(uow, parked_id)
            _decide(uow, parked_id, "discarded", by=call.actor.id, reason=reason)
            # A copy of the event that arrives later must not be handled after all.
            uow.connection.execute(
                sa.insert(inbox).values(handler=row.handler, event_id=row.event_id, handled_at=uow.now)
            )
            uow.audit(
                "operations.parked.discard",
                "parked_event",
                parked_id,
                changes={
                    "event": [None, row.event_id],
                    "handler": [None, row.handler],
                    "reason": [None, reason],
                },
            )
            uow.commit()
        return self.get(parked_id)

    def get(self, parked_id: str) -> ParkedEvent:
        """One parked event; raises ParkedNotFound."""
        with self._database.read() as connection:
            row = connection.execute(_COLUMNS.where(parked.c.id == parked_id)).first()
        if row is None:
            raise ParkedNotFound(id=parked_id)
        return _event(row)

    def page(self, request: PageRequest, *, state: str = "") -> tuple[list[ParkedEvent], str]:
        """The newest first, and the token of the next page (empty at the end); an empty state means all."""
        size = clamp(request.size)
        query = _COLUMNS.where(parked.c.state == state) if state else _COLUMNS
        after = decode_token(request.token, _ORDER, state)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, _ORDER.directions, after).limit(size + 1)).all()
        token = encode_token(_ORDER, state, [rows[size - 1].id]) if len(rows) > size else ""
        return [_event(row) for row in rows[:size]], token

    def waiting(self) -> int:
        """How many wait for their next try or a decision."""
        with self._database.read() as connection:
            return connection.execute(
                sa.select(sa.func.count()).select_from(parked).where(parked.c.state == "waiting")
            ).scalar_one()

    def _due(self, now: datetime) -> list[str]:
        first = parked.alias("first")
        query = (
            sa.select(first.c.id)
            .where(
                first.c.state == "waiting",
                first.c.next_try_at <= now,
                first.c.handler.in_(list(self._subscriptions)),
                ~sa.exists().where(_earlier(first.c)),
            )
            .order_by(first.c.id)
            .limit(_BATCH)
        )
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def _try(self, parked_id: str, now: datetime) -> bool:
        try:
            return self._handle(parked_id)
        except Exception as error:
            self._postpone(parked_id, now, error)
            return False

    def _handle(self, parked_id: str) -> bool:
        with self._database.read() as connection:
            row = connection.execute(
                sa.select(parked.c.handler, parked.c.envelope).where(parked.c.id == parked_id)
            ).one()
        subscription = self._subscriptions[row.handler]
        envelope = read_envelope(row.envelope)
        with (
            telemetry.continue_trace(envelope.trace_parent),
            telemetry.span("deliver again", {"handler": subscription.id, "event": envelope.type}),
            self._new_uow(handlers_call(subscription, envelope)) as uow,
        ):
            try:
                current = self._waiting(uow, parked_id)
            except ParkedDecided:
                return False
            if uow.connection.execute(sa.select(sa.exists().where(_earlier(current)))).scalar_one():
                return False
            _decide(uow, parked_id, "handled", by="system", reason="")
            already = sa.select(inbox.c.event_id).where(
                inbox.c.handler == current.handler, inbox.c.event_id == current.event_id
            )
            # Asked before it is written: a failed insert would end the transaction on PostgreSQL.
            if uow.connection.execute(already).first() is None and remember(uow, subscription, envelope):
                run_handler(subscription, envelope, uow)
            uow.commit()
        return True

    def _postpone(self, parked_id: str, now: datetime, error: Exception) -> None:
        with self._database.transaction() as connection:
            row = connection.execute(
                sa.select(parked.c.handler, parked.c.attempts)
                .where(parked.c.id == parked_id, parked.c.state == "waiting")
                .with_for_update()
            ).first()
            if row is None:
                return
            attempts = row.attempts + 1
            connection.execute(
                sa.update(parked)
                .where(parked.c.id == parked_id)
                .values(
                    attempts=attempts,
                    reason=reason_of(error),
                    next_try_at=next_try(now, attempts, self._chance),
                )
            )
            connection.commit()
        log.warning("parked event failed again", handler=row.handler, parked_id=parked_id, attempts=attempts)

    def _waiting(self, uow: UnitOfWork, parked_id: str) -> Any:
        row = uow.connection.execute(
            sa.select(parked.c.id, parked.c.handler, parked.c.aggregate, parked.c.event_id, parked.c.state)
            .where(parked.c.id == parked_id)
            .with_for_update()
        ).first()
        if row is None:
            raise ParkedNotFound(id=parked_id)
        if row.state != "waiting":
            raise ParkedDecided(state=row.state)
        return row


def _earlier(row: Any) -> sa.ColumnElement[bool]:
    """Whether something of the same record waits before ``row`` (a row, or the columns of an alias)."""
    return sa.and_(
        parked.c.handler == row.handler,
        parked.c.aggregate == row.aggregate,
        parked.c.aggregate != "",
        parked.c.state == "waiting",
        parked.c.id < row.id,
    )


def _decide(uow: UnitOfWork, parked_id: str, state: str, *, by: str, reason: str) -> None:
    uow.connection.execute(
        sa.update(parked)
        .where(parked.c.id == parked_id)
        .values(state=state, decided_by=by, decision_reason=reason, next_try_at=uow.now)
    )


_COLUMNS = sa.select(
    parked.c.id,
    parked.c.handler,
    parked.c.event_id,
    parked.c.event_type,
    parked.c.aggregate,
    parked.c.state,
    parked.c.reason,
    parked.c.attempts,
    parked.c.parked_at,
    parked.c.next_try_at,
    parked.c.decided_by,
    parked.c.decision_reason,
)


def _event(row: Any) -> ParkedEvent:
    return ParkedEvent(
        id=row.id,
        handler=row.handler,
        event_id=row.event_id,
        event_type=row.event_type,
        aggregate=row.aggregate,
        state=row.state,
        reason=row.reason,
        attempts=row.attempts,
        parked_at=aware(row.parked_at),
        next_try_at=aware(row.next_try_at),
        decided_by=row.decided_by or "",
        decision_reason=row.decision_reason or "",
    )

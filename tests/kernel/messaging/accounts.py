"""A service that records events and one that keeps them, with failures the test decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from services.kernel.call import system_call
from services.kernel.messaging.inbox import Outcome, deliver
from services.kernel.messaging.parking import Parking
from services.kernel.persistence.tables import inbox, outbox, parked
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.runtime.context import ServiceContext, Subscription
from wangge.directory.v1 import events_pb2

metadata = sa.MetaData()
seen = sa.Table(
    "seen",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("event_id", sa.String(36), nullable=False),
    sa.Column("account", sa.String(80), nullable=False),
    sa.Column("login", sa.String(80), nullable=False),
)


@dataclass
class Receiver:
    """A service that keeps what it heard; ``before`` and ``after`` run around its insert."""

    context: ServiceContext
    before: Callable[[Any], None] = lambda event: None
    after: Callable[[Any], None] = lambda event: None
    subscription: Subscription = field(init=False)

    def __post_init__(self) -> None:
        self.subscription = Subscription(
            id="receiver.keep_accounts",
            publisher="directory",
            event=events_pb2.AccountChanged,
            handle=self._handle,
        )

    def _handle(self, event: Any, envelope: Any, uow: UnitOfWork) -> None:
        self.before(event)
        uow.connection.execute(
            sa.insert(seen).values(event_id=envelope.id, account=event.account_id, login=event.login)
        )
        self.after(event)

    def deliver(self, body: Any) -> Outcome:
        return deliver(
            self.subscription,
            body,
            new_uow=self.context.new_uow,
            clock=self.context.clock,
            chance=lambda: 0.0,
        )

    def parking(self) -> Parking:
        return Parking(
            [self.subscription],
            self.context.database,
            new_uow=self.context.new_uow,
            clock=self.context.clock,
            chance=lambda: 0.0,
        )

    def logins(self, account: str | None = None) -> list[str]:
        query = sa.select(seen.c.login).order_by(seen.c.position)
        if account is not None:
            query = query.where(seen.c.account == account)
        with self.context.database.read() as connection:
            return list(connection.execute(query).scalars())

    def rows(self, table: sa.Table) -> list[Any]:
        with self.context.database.read() as connection:
            return list(connection.execute(sa.select(table)).all())

    @property
    def inbox(self) -> list[Any]:
        return self.rows(inbox)

    @property
    def parked(self) -> list[Any]:
        return sorted(self.rows(parked), key=lambda row: row.id)


@dataclass
class Sender:
    """A service that records events."""

    context: ServiceContext

    def change(self, account: str, *logins: str) -> None:
        with self.context.new_uow(system_call("test")) as uow:
            for login in logins:
                uow.record(events_pb2.AccountChanged(account_id=account, login=login), aggregate=account)
            uow.commit()

    def envelopes(self) -> list[str]:
        with self.context.database.read() as connection:
            return list(
                connection.execute(sa.select(outbox.c.envelope).order_by(outbox.c.position)).scalars()
            )

    def unpublished(self) -> int:
        with self.context.database.read() as connection:
            query = sa.select(sa.func.count()).where(outbox.c.published_at.is_(None))
            return connection.execute(query).scalar_one()

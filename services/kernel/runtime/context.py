"""What a service's bootstrap is given, and what its entrypoints give back to the process that runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from google.protobuf.message import Message

from services.kernel.call import Call
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId

if TYPE_CHECKING:
    from services.kernel.files.store import FileStore
    from services.kernel.security.fields import FieldCipher
    from services.kernel.settings import Settings

S = TypeVar("S")


class Peers(Protocol):
    """gRPC stubs of other services. Only processes that may import grpc have real ones."""

    def stub(self, stub_class: Callable[[Any], S], service: str) -> S | None:
        """A stub on a shared channel, or None when the service is not enabled here."""


@dataclass(frozen=True)
class ServiceContext:
    """The outside world as one service sees it."""

    name: str
    settings: Settings
    database: Database
    cipher: FieldCipher
    files: FileStore
    clock: Clock
    new_id: NewId
    peers: Peers
    enabled: frozenset[str] = frozenset()

    def new_uow(self, call: Call) -> UnitOfWork:
        """A transaction for ``call``."""
        return UnitOfWork(self.database, call, clock=self.clock, new_id=self.new_id)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler of another service's (or its own) event.

    ``id`` names the durable queue and is a contract: renaming it orphans the queue (a test compares it with
    the checked-in list). ``handle`` runs inside ``uow``'s transaction, whose first statement was the inbox
    row; it must not commit and may record events and audit.
    """

    id: str
    publisher: str
    event: type[Message]
    handle: Callable[[Any, Envelope, UnitOfWork], None]


@dataclass(frozen=True, slots=True)
class Job:
    """Timed work, run by one replica at a time. ``run`` gets the moment and returns how much it did."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Servicer:
    """A gRPC servicer and the generated function that adds it to a server."""

    full_name: str
    add_to_server: Callable[[Any, Any], None]
    implementation: Any


@dataclass(frozen=True)
class ServiceParts:
    """A running service inside a process."""

    context: ServiceContext
    application: Any
    servicers: Sequence[Servicer] = ()
    subscriptions: Sequence[Subscription] = ()
    jobs: Sequence[Job] = ()
    checks: Mapping[str, Callable[[], str]] = field(default_factory=dict)

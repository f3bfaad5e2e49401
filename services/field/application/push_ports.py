"""What notices to phones need of the world outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.field.domain.push import Hearing, Kind, Notice
from services.kernel.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Address:
    """Where and for whom a browser takes notices; a capability, to be kept sealed."""

    endpoint: str
    key: str
    secret: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A phone that is told."""

    id: str
    account_id: str
    device_id: str
    address: Address
    quiet: bool
    language: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that is due."""

    id: str
    kind: Kind
    number: str
    urgent: bool
    made_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of sending: ``given``, ``gone`` (no such browser any more), ``later`` or ``refused``."""

    what: str
    pause: timedelta = timedelta()


class Subscriptions(Protocol):
    """Phones that are told, and what waits for them."""

    def of_device(self, account_id: str, device_id: str) -> Subscription | None: ...
    def put(self, uow: UnitOfWork, new: Subscription, host: str, hearings: Sequence[Hearing]) -> None: ...
    def remove(self, uow: UnitOfWork, account_id: str, device_id: str = "") -> int:
        """Of one phone, or of all of an account; how many there were."""

    def tell(self, uow: UnitOfWork, notice: Notice, without: str, new_id: Callable[[], str]) -> int: ...

    def due(self, now: datetime, limit: int) -> Sequence[tuple[Subscription, Sequence[Waiting], bool]]:
        """By phone, the longest waiting first, and whether its worker is on duty."""

    def working(self, at: datetime) -> bool:
        """Whether it is working time by the common calendar."""

    def drop(self, uow: UnitOfWork, ids: Sequence[str]) -> None: ...
    def put_off(self, uow: UnitOfWork, ids: Sequence[str], until: datetime, *, tried: bool) -> None: ...
    def lapse(self, uow: UnitOfWork, before: datetime) -> int: ...
    def clear(self, uow: UnitOfWork) -> int:
        """Drop all notices."""


class Carrier(Protocol):
    """Takes notices to the makers of browsers."""

    @property
    def enabled(self) -> bool: ...

    @property
    def public_key(self) -> str: ...

    def host_of(self, address: Address) -> str:
        """Of an address that may be used. Raises ValueError."""

    def send(self, address: Address, content: dict[str, object], *, urgent: bool, now: datetime) -> Outcome:
        """Never raises for what the other side does."""

"""What the application needs of the world outside, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.field.domain.checkpoint import Checkpoint
from services.field.domain.device import Device
from services.field.domain.duty import Duty
from services.field.domain.patrol import CheckIn, Patrol, State
from services.field.domain.positions import Fix, Position
from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork

NewUow = Callable[[Call], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Photo:
    """What is known of a picture; its place is coarse for everybody but the worker."""

    id: str
    file_name: str
    content_type: str
    size_bytes: int
    digest: str
    uploaded_at: datetime
    uploaded_by: str
    check_in_id: str = ""
    taken_at: datetime | None = None
    place: Position | None = None


@dataclass(frozen=True, slots=True)
class ShownPatrol:
    """A patrol with the names around it."""

    patrol: Patrol
    worker_name: str = ""
    territory_name: str = ""
    check_ins: int = 0
    findings: int = 0
    checkpoints: int = 0
    visited: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which patrols are listed; moments are the bounds of their beginning."""

    worker_id: str = ""
    under: str = ""
    state: State | None = None
    begun_from: datetime | None = None
    begun_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class GridDay:
    """A grid on one day; patrols that lapsed do not count."""

    path: str
    name: str
    finished: int
    running: bool
    last: datetime | None
    community: str = ""


class Duties(Protocol):
    """Spans on duty within a transaction."""

    def open_of(self, uow: UnitOfWork, account_id: str) -> Duty | None: ...

    def since(self, uow: UnitOfWork, account_id: str, moment: datetime) -> Sequence[Duty]:
        """Spans that had not ended before ``moment``, latest first."""

    def add(self, uow: UnitOfWork, duty: Duty) -> None: ...
    def save(self, uow: UnitOfWork, duty: Duty) -> None: ...


class Patrols(Protocol):
    """Patrols within a transaction."""

    def find(self, uow: UnitOfWork, patrol_id: str) -> Patrol | None: ...

    def get_own(self, uow: UnitOfWork, patrol_id: str, worker_id: str) -> Patrol:
        """Raises PatrolNotFound for anybody else's."""

    def running_of(self, uow: UnitOfWork, worker_id: str) -> Patrol | None: ...

    def add(self, uow: UnitOfWork, patrol: Patrol) -> None:
        """Raises PatrolRunning when another one began meanwhile."""

    def save(self, uow: UnitOfWork, patrol: Patrol) -> None:
        """Raises Stale when somebody saved a newer version first."""

    def add_check_in(self, uow: UnitOfWork, patrol_id: str, found: CheckIn) -> None:
        """Raises IdTaken."""

    def link(self, uow: UnitOfWork, found: CheckIn) -> None: ...


class PatrolReader(Protocol):
    """Patrols and duty to look at."""

    def get(self, patrol_id: str, scope: Scope, own: str) -> ShownPatrol:
        """One's own or one in the scope; raises PatrolNotFound."""

    def page(
        self, scope: Scope, wanted: Wanted, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[ShownPatrol]:
        """Newest first."""

    def duty_of(self, account_id: str) -> tuple[Duty | None, str]:
        """The last span on duty, and the id of the running patrol."""

    def days_of_grids(
        self, under: str, begin: datetime, end: datetime, limit: int
    ) -> tuple[int, int, Sequence[GridDay]]:
        """Grids, grids patrolled, and the rows, those without a patrol first."""

    def forgotten(self, before: datetime, limit: int) -> tuple[Sequence[str], Sequence[str]]:
        """Accounts on duty since before then, and patrols running since before then."""


class Tracks(Protocol):
    """Positions, sealed."""

    def known(self, uow: UnitOfWork, patrol_id: str, batch_id: str) -> bool: ...
    def add(self, uow: UnitOfWork, patrol_id: str, batch_id: str, fixes: Sequence[Fix]) -> None: ...
    def of(self, patrol_id: str) -> Sequence[Fix]: ...

    def purge(self, uow: UnitOfWork, before: datetime) -> int:
        """Forget positions from before then; how many rows changed."""


class Photos(Protocol):
    """Pictures of check-ins."""

    def prepared(self, data: bytes, file_name: str, photo_id: str) -> tuple[Photo, Position | None]:
        """Stores the bytes; what the picture itself says of time and place. Raises NotAPicture."""

    def keep(self, uow: UnitOfWork, photo: Photo) -> None: ...
    def row(self, uow: UnitOfWork, photo_id: str) -> Photo: ...

    def attach(self, uow: UnitOfWork, photo_ids: Sequence[str], check_in_id: str, by: str) -> None:
        """Raises PhotoUnknown for what ``by`` did not upload or was used already."""

    def of_check_ins(self, ids: Sequence[str]) -> Sequence[Photo]: ...
    def bytes_of(self, photo_id: str, *, small: bool) -> bytes: ...

    def drop_unused(self, uow: UnitOfWork, before: datetime) -> Sequence[str]:
        """Rows of pictures that no check-in took up; their ids."""

    def delete_bytes(self, photo_id: str) -> None: ...


class Checkpoints(Protocol):
    """Places that patrols call at."""

    def by_code(self, uow: UnitOfWork, code: str) -> Checkpoint | None: ...
    def by_id(self, uow: UnitOfWork, checkpoint_id: str) -> Checkpoint | None: ...
    def find(self, checkpoint_id: str) -> Checkpoint | None: ...

    def put(self, uow: UnitOfWork, checkpoint: Checkpoint) -> None:
        """Raises Stale, CheckpointCodeTaken."""

    def names(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Code and name by id."""

    def page(
        self, under: str, with_retired: bool, after: tuple[str, int, str] | None, limit: int
    ) -> Sequence[Checkpoint]:
        """In the order of the route."""


class Devices(Protocol):
    """Bound phones."""

    def find(self, uow: UnitOfWork, account_id: str, device_id: str) -> Device | None: ...

    def active(self, uow: UnitOfWork, account_id: str, since: datetime) -> int:
        """How many are active and were seen since then."""

    def add(self, uow: UnitOfWork, device: Device) -> None: ...
    def save(self, uow: UnitOfWork, device: Device) -> None: ...
    def of_account(self, account_id: str) -> Sequence[tuple[Device, str]]: ...
    def in_scope(self, scope: Scope, under: str) -> Sequence[tuple[Device, str]]: ...


@dataclass(frozen=True, slots=True)
class BadgeFacts:
    """Who a badge speaks of: titles of the posts held now, with their places."""

    code: str
    name: str
    posts: tuple[str, ...]
    active: bool

    @property
    def valid(self) -> bool:
        """An active account that holds a post."""
        return self.active and bool(self.posts)


class People(Protocol):
    """Accounts, posts and places as the directory told them."""

    def place_name(self, path: str) -> str: ...
    def account_id(self, login: str) -> str: ...
    def post_kinds(self, account_id: str, now: datetime) -> frozenset[str]:
        """Of the posts somebody holds now."""

    def counties(self) -> Sequence[str]:
        """Paths of the counties that are there."""

    def badge_of(self, account_id: str, now: datetime) -> BadgeFacts | None: ...
    def badge(self, code: str, now: datetime) -> BadgeFacts | None: ...
    def keep_place(
        self, uow: UnitOfWork, path: str, name: str, level: int, version: int, *, ended: bool
    ) -> None: ...
    def keep_account(
        self, uow: UnitOfWork, account_id: str, login: str, name: str, active: bool, version: int
    ) -> None: ...
    def keep_post(
        self,
        uow: UnitOfWork,
        post_id: str,
        title: str,
        path: str,
        version: int,
        holders: Sequence[tuple[str, datetime | None, datetime | None]],
        kind: str = "",
    ) -> None: ...

"""What the commands about accounts, sessions and rights need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.domain.accounts import Account
from services.directory.domain.grants import GrantState, RoleGrant
from services.directory.domain.lockout import Attempts
from services.directory.domain.rights import HeldPost
from services.directory.domain.roles import Role
from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher
from services.kernel.security.passwords import PasswordHasher
from services.kernel.types import Clock, NewId


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """Which accounts to list; ``path`` None means everywhere in sight."""

    path: str | None = None
    name_contains: str = ""
    realm: str = ""
    state: str = ""


class Accounts(Protocol):
    """Accounts by id and login. ``lock`` keeps the row until the transaction ends."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Account | None: ...
    def by_login(self, connection: Connection, login: str, *, lock: bool = False) -> Account | None: ...
    def many(self, connection: Connection, ids: Collection[str]) -> dict[str, Account]: ...
    def add(self, connection: Connection, account: Account) -> None: ...
    def save(self, connection: Connection, account: Account) -> None: ...
    def page(
        self, connection: Connection, scope: Scope, query: AccountQuery, size: int, after: str
    ) -> list[Account]: ...
    def past_passwords(self, connection: Connection, account_id: str) -> list[str]: ...
    def remember_password(
        self, connection: Connection, id: str, account_id: str, stored: str, keep: int
    ) -> None: ...
    def forget_passwords(self, connection: Connection, account_id: str) -> None: ...
    def use_totp_step(self, connection: Connection, account_id: str, step: int) -> bool:
        """Compare and set: False when this or a later step was used before."""


class AttemptBook(Protocol):
    """Wrong attempts by subject. `load` locks the subject until the transaction ends."""

    def load(self, connection: Connection, subject: str, now: datetime) -> Attempts: ...
    def save(self, connection: Connection, subject: str, attempts: Attempts) -> None: ...
    def forget(self, connection: Connection, subject: str) -> None: ...
    def locks(
        self, connection: Connection, subjects: Collection[str], now: datetime
    ) -> dict[str, datetime]: ...
    def purge(self, connection: Connection, before: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token with the session it belongs to."""

    session: str
    account: str
    expires_at: datetime
    used_at: datetime | None
    session_ends_at: datetime
    session_ended_at: datetime | None


class Sessions(Protocol):
    """Families of refresh tokens; only digests are kept."""

    def begin(
        self, connection: Connection, id: str, account: str, now: datetime, ends: datetime, origin: str
    ) -> None: ...
    def add_token(self, connection: Connection, digest: str, session: str, expires: datetime) -> None: ...
    def find_token(self, connection: Connection, digest: str) -> RefreshToken | None: ...
    def use_token(self, connection: Connection, digest: str, now: datetime) -> bool:
        """Compare and set: False when it was used before."""

    def end(self, connection: Connection, session: str, why: str, now: datetime) -> bool: ...
    def end_all(self, connection: Connection, account: str, why: str, now: datetime) -> int: ...
    def purge(self, connection: Connection, before: datetime) -> int: ...


class Roles(Protocol):
    """Shipped roles and those made here."""

    def all(self, connection: Connection) -> list[Role]: ...
    def find(self, connection: Connection, name: str, *, lock: bool = False) -> Role | None: ...
    def put(self, connection: Connection, role: Role) -> None: ...


@dataclass(frozen=True, slots=True)
class GrantQuery:
    """Which grants to list."""

    account: str = ""
    state: str = ""
    role: str = ""


class Grants(Protocol):
    """Grants and loans."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> RoleGrant | None: ...
    def add(self, connection: Connection, grant: RoleGrant) -> None: ...
    def save(self, connection: Connection, grant: RoleGrant) -> None: ...
    def counting(self, connection: Connection, account: str, now: datetime) -> list[RoleGrant]: ...
    def page(
        self, connection: Connection, scope: Scope, query: GrantQuery, size: int, after: str, me: str
    ) -> list[RoleGrant]: ...
    def due(self, connection: Connection, now: datetime, most: int) -> list[RoleGrant]: ...
    def open_of(
        self, connection: Connection, account: str, states: Iterable[GrantState]
    ) -> list[RoleGrant]: ...


class PostsHeld(Protocol):
    """Posts an account holds at a moment, with their roles and reach."""

    def held_by(self, connection: Connection, account_id: str, at: datetime) -> list[HeldPost]: ...


class Places(Protocol):
    """Whether a territory or an organisation is there."""

    def valid(self, connection: Connection, path: str) -> bool: ...
    def organisation_path(self, connection: Connection, organisation_id: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class DeclaredPermission:
    """A permission as a service's manifest declares it."""

    name: str
    title_zh: str
    title_en: str
    service: str
    decision: bool = False


class DeclaredPermissions(Protocol):
    """Every permission of every installed service."""

    def all(self) -> Sequence[DeclaredPermission]: ...


class ApprovedPhotos(Protocol):
    """Whether a picture is of this account and cleared for the public (DIR-19, Sens-9)."""

    def approved(self, connection: Connection, picture: str, account: str) -> bool: ...


@dataclass(frozen=True)
class AccountRegistry:
    """Everything the commands about accounts work with. ``random_bytes`` is a source of secrets."""

    new_uow: Callable[[Call], UnitOfWork]
    read: Callable[[], AbstractContextManager[Connection]]
    clock: Clock
    new_id: NewId
    random_bytes: Callable[[int], bytes]
    cipher: FieldCipher
    hasher: PasswordHasher
    accounts: Accounts
    attempts: AttemptBook
    sessions: Sessions
    roles: Roles
    grants: Grants
    posts: PostsHeld
    places: Places
    permissions: DeclaredPermissions
    photos: ApprovedPhotos

    def known_permissions(self) -> frozenset[str]:
        """Names of all declared permissions."""
        return frozenset(each.name for each in self.permissions.all())


class NoPosts:
    """A directory in which nobody holds a post."""

    def held_by(self, connection: Connection, account_id: str, at: datetime) -> list[HeldPost]:
        """Never any."""
        return []


class AnyPlace:
    """Believes every code; for a directory without territories and for tests."""

    def valid(self, connection: Connection, path: str) -> bool:
        """Always."""
        return True

    def organisation_path(self, connection: Connection, organisation_id: str) -> str | None:
        """Every organisation stands for the whole platform."""
        return ""


class FixedPermissions:
    """Permissions given beforehand."""

    def __init__(self, names: Iterable[str]) -> None:
        self._all = [
            DeclaredPermission(name, name, name, name.partition(".")[0]) for name in sorted(set(names))
        ]

    def all(self) -> Sequence[DeclaredPermission]:
        """The given ones."""
        return self._all

"""Who calls, with which rights, from where: the one object every command and query receives.

Two questions are answered here and nowhere else, both closed by default: may this account do this
(`Call.require`), and on which rows (`Call.scope`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.kernel.errors import Forbidden

PASSWORD_CHANGE = "password_change"
"""The only role in the token of somebody who has to choose a password first (DIR-24)."""


class Realm(StrEnum):
    """Where an account lives; residents never share a realm with staff (DIR-24)."""

    STAFF = "staff"
    SERVICE = "service"
    RESIDENT = "resident"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class PermissionDenied(Forbidden):
    """The account has no grant with this permission that covers the place."""

    code = "kernel.permission_denied"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role's permissions over a territory subtree (DIR-25).

    Attributes:
        role: name of the role, for people to read.
        permissions: what it allows; ``*`` allows everything and is held by the system alone.
        territory: path of the subtree's root; the empty path is the whole platform.
        line: line of work (catalogue category) it is limited to; empty means any. Such a grant covers
            nothing whose line is not stated.
        unit: when set, the grant gives sight only of what was routed to this organisation.
        delegated_from: account whose right this is, when it is lent (DIR-26).
    """

    role: str
    permissions: frozenset[str]
    territory: str
    line: str = ""
    unit: str = ""
    delegated_from: str = ""

    def covers(self, territory: str, line: str = "", unit: str = "") -> bool:
        """Whether a record of this place, line of work and handling unit lies within the grant."""
        if self.unit and self.unit != unit:
            return False
        if self.line and not (line == self.line or line.startswith(self.line + ".")):
            return False
        return territory.startswith(self.territory)


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work, with the posts it holds and the organisations (``units``) they belong to.

    ``password_due``: signed in with a one-time password, nothing but choosing an own one is possible.
    """

    id: str
    name: str
    realm: Realm
    grants: tuple[Grant, ...] = ()
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    password_due: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """How this actor appears among the people taking part in a record."""
        return (
            f"account:{self.id}",
            *(f"post:{post}" for post in self.posts),
            *(f"unit:{unit}" for unit in self.units),
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows a call may see: those under ``paths`` and those ``parties`` take part in.

    There is no unlimited scope to fall into: without paths and parties it matches nothing. Build it
    with `Call.scope`, or `Scope.of_system` in timed jobs.
    """

    paths: tuple[str, ...]
    parties: tuple[str, ...]
    lines: tuple[str, ...] = ()

    @classmethod
    def of_system(cls) -> Scope:
        """Every row; for timed jobs and event handlers, which act for the platform itself."""
        return cls(paths=("",), parties=())

    @classmethod
    def nothing(cls) -> Scope:
        """No row at all."""
        return cls(paths=(), parties=())

    def contains(self, path: str, parties: Iterable[str] = ()) -> bool:
        """The same rule in memory, for a record already loaded."""
        return any(path.startswith(p) for p in self.paths) or bool(set(self.parties) & set(parties))


@dataclass(frozen=True, slots=True)
class RequestKey:
    """What makes a repeated request the same request: caller, method, the caller's own id, the content."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Call:
    """One invocation of a command or query.

    Attributes:
        actor: who acts; ``on_behalf_of`` names the account that delegated to it, if any.
        origin: network address or process the call came from, for the audit.
        purpose: why personal data is read, as the caller states it.
        request: set when the caller sent a ``request_id``; see `UnitOfWork.replayed`.
    """

    actor: Actor
    origin: str = ""
    on_behalf_of: str = ""
    purpose: str = ""
    locale: str = "zh"
    trace_id: str = ""
    request: RequestKey | None = None
    deadline: datetime | None = field(default=None, compare=False)

    def may(self, permission: str, territory: str | None = None, *, line: str = "", unit: str = "") -> bool:
        """Whether any grant gives ``permission``, over ``territory`` when one is named."""
        return any(
            (permission in grant.permissions or "*" in grant.permissions)
            and (territory is None or grant.covers(territory, line, unit))
            for grant in self.actor.grants
        )

    def require(
        self, permission: str, territory: str | None = None, *, line: str = "", unit: str = ""
    ) -> None:
        """Raise `PermissionDenied` unless `may` says yes."""
        if not self.may(permission, territory, line=line, unit=unit):
            raise PermissionDenied(permission=permission)

    def scope(self, permission: str) -> Scope:
        """The rows on which ``permission`` may be used: granted subtrees, and records taken part in.

        A grant limited to a unit adds no subtree: a department sees only what was routed to it. Nor does one
        limited to a line of work: a subtree has no line, so services whose records have one add those rows.
        """
        granted = [g for g in self.actor.grants if permission in g.permissions or "*" in g.permissions]
        paths = _outermost(g.territory for g in granted if not g.unit and not g.line)
        return Scope(paths=paths, parties=self.actor.parties)

    def for_purpose(self, purpose: str) -> Call:
        """The same call with a stated purpose."""
        return replace(self, purpose=purpose)


def system_call(origin: str, *, trace_id: str = "") -> Call:
    """A call by the platform itself (timers, event handlers, imports run by an operator)."""
    everything = Grant(role="system", permissions=frozenset({"*"}), territory="")
    actor = Actor(id="system", name="系统", realm=Realm.SYSTEM, grants=(everything,))
    return Call(actor=actor, origin=origin, trace_id=trace_id)


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(outer) for outer in kept):
            kept.append(path)
    return tuple(kept)

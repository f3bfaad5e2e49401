"""Access tokens and refresh tokens: what they carry and how long they live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_secrets import digest, new_token
from services.directory.application.rights_of import RightsOf
from services.directory.domain.accounts import Account
from services.directory.domain.rights import claims_of
from services.kernel.call import PASSWORD_CHANGE
from services.kernel.security.tokens import TokenIssuer

SESSION_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long tokens live; rights that were taken away stop with the access token."""

    access: timedelta = timedelta(minutes=10)
    refresh: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class IssuedSession:
    """What signing in or refreshing gives; ``refresh_token`` is empty for service accounts."""

    account: Account
    access_token: str
    access_expires: datetime
    refresh_token: str = ""
    refresh_expires: datetime | None = None


class TokenDesk:
    """Issues tokens."""

    def __init__(
        self,
        registry: AccountRegistry,
        rights_of: RightsOf,
        issuer: Callable[[], TokenIssuer],
        lifetimes: Lifetimes,
    ) -> None:
        self._registry, self._rights_of, self._issuer = registry, rights_of, issuer
        self.lifetimes = lifetimes

    def claims(self, connection: Connection, account: Account, now: datetime) -> dict[str, object]:
        """Who the account is and what it may do; nothing but changing the password while that is due."""
        who: dict[str, object] = {"sub": account.id, "name": account.name, "realm": account.realm}
        if account.must_change:
            return {**who, "roles": {PASSWORD_CHANGE: []}, "grants": [], "posts": [], "units": []}
        return {**who, **claims_of(self._rights_of(connection, account, now))}

    def access(self, connection: Connection, account: Account, now: datetime) -> str:
        """An access token."""
        return self._issuer().issue(
            self.claims(connection, account, now), now=now, lifetime=self.lifetimes.access
        )

    def session(
        self, connection: Connection, account: Account, session: str, ends: datetime, now: datetime
    ) -> IssuedSession:
        """A pair of tokens of a session that lasts until ``ends`` at most."""
        refresh = new_token(self._registry.random_bytes)
        expires = min(now + self.lifetimes.refresh, ends)
        self._registry.sessions.add_token(connection, digest(refresh), session, expires)
        access = self.access(connection, account, now)
        return IssuedSession(account, access, now + self.lifetimes.access, refresh, expires)

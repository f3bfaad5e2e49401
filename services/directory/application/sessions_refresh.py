"""Keep a session going, or end it: refresh tokens are used once, and a second use ends the family."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.directory.application.account_ports import AccountRegistry, RefreshToken
from services.directory.application.account_secrets import digest
from services.directory.application.sessions_tokens import IssuedSession, TokenDesk
from services.directory.domain.account_refusals import SessionOver
from services.kernel.call import Call

TOLERANCE = timedelta(seconds=10)
"""Two tabs, or an answer that got lost: within this time a used token is not yet a stolen one."""


class RefreshSession:
    """A new pair of tokens for a refresh token."""

    def __init__(self, registry: AccountRegistry, desk: TokenDesk) -> None:
        self._registry, self._desk = registry, desk

    def __call__(self, call: Call, refresh_token: str) -> IssuedSession:
        """Raises SessionOver: unknown, expired, used before, or the account may no longer enter."""
        registry, hashed = self._registry, digest(refresh_token)
        with registry.new_uow(call) as uow:
            token = registry.sessions.find_token(uow.connection, hashed)
            if token is None or _over(token, uow.now):
                raise SessionOver()
            account = registry.accounts.find(uow.connection, token.account)
            if account is None or not account.may_enter(uow.now):
                registry.sessions.end(uow.connection, token.session, "account", uow.now)
                uow.commit()
                raise SessionOver()
            if not registry.sessions.use_token(uow.connection, hashed, uow.now):
                used = registry.sessions.find_token(uow.connection, hashed)
                if used is None or used.used_at is None or uow.now - used.used_at > TOLERANCE:
                    registry.sessions.end(uow.connection, token.session, "reuse", uow.now)
                    uow.audit("directory.session.reuse", "account", account.id, territory=account.home)
                    uow.commit()
                    raise SessionOver()
            issued = self._desk.session(
                uow.connection, account, token.session, token.session_ends_at, uow.now
            )
            uow.commit()
            return issued


class SignOut:
    """End the session a refresh token belongs to; an unknown token is no error."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, refresh_token: str) -> None:
        """Twice is once."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            token = registry.sessions.find_token(uow.connection, digest(refresh_token))
            if token is None or token.session_ended_at is not None:
                return
            account = registry.accounts.find(uow.connection, token.account)
            registry.sessions.end(uow.connection, token.session, "sign_out", uow.now)
            home = account.home if account else ""
            uow.audit("directory.session.sign_out", "account", token.account, territory=home)
            uow.commit()


class ForgetOldSessions:
    """Housekeeping: sessions over for a month, attempts nobody needs any more."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call) -> int:
        """How many rows went."""
        with self._registry.new_uow(call) as uow:
            count = self._registry.sessions.purge(uow.connection, uow.now - timedelta(days=30))
            count += self._registry.attempts.purge(uow.connection, uow.now - timedelta(days=2))
            uow.commit()
        return count


def _over(token: RefreshToken, now: datetime) -> bool:
    return token.session_ended_at is not None or now >= min(token.expires_at, token.session_ends_at)

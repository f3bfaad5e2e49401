"""Sign in: slow hashes outside transactions, attempts counted before they are checked, one text for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_secrets import digest, same
from services.directory.application.account_views import login_subject
from services.directory.application.sessions_tokens import (
    SESSION_LIFETIME,
    IssuedSession,
    TokenDesk,
)
from services.directory.domain.account_refusals import SignInLocked, SignInRefused, TotpRequired
from services.directory.domain.accounts import Account, spelled
from services.directory.domain.lockout import OF_LOGIN, OF_ORIGIN
from services.kernel.call import Actor, Call, Realm
from services.kernel.errors import Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security import totp


def acting(call: Call, account: Account) -> Call:
    """The anonymous call as one of the account that proved itself."""
    return replace(call, actor=Actor(account.id, account.name, Realm(account.realm)))


def totp_place(account: Account) -> str:
    """Where the secret of the second factor is sealed."""
    return f"directory.account.totp/{account.id}"


class SignIn:
    """Password, and the second factor where it is on."""

    def __init__(self, registry: AccountRegistry, desk: TokenDesk) -> None:
        self._registry, self._desk = registry, desk

    def __call__(self, call: Call, login: str, password: str, totp_code: str = "") -> IssuedSession:
        """Raises SignInRefused, SignInLocked, TotpRequired."""
        registry, login = self._registry, spelled(login)[:60]
        subject = login_subject(login)
        self._count(call, subject)
        with registry.read() as connection:
            account = registry.accounts.by_login(connection, login)
        if account is not None and account.realm == "service":
            account = None  # systems use client credentials
        # Without an account the same work is done, so that the time tells nothing.
        right = registry.hasher.verify(account.password if account else None, password)
        if account is None or not right:
            raise self._failed(call, account, subject, SignInRefused())
        rehashed = (
            registry.hasher.hash(password) if registry.hasher.needs_rehash(account.password or "") else None
        )
        return self._enter(call, account, subject, totp_code, rehashed)

    def _count(self, call: Call, subject: str) -> None:
        with self._registry.new_uow(call) as uow:
            for name, rule in ((f"origin:{call.origin[:60]}", OF_ORIGIN), (subject, OF_LOGIN)):
                if name == "origin:":
                    continue
                attempts = self._registry.attempts.load(uow.connection, name, uow.now)
                if attempts.locked(uow.now):
                    raise SignInLocked(minutes=attempts.minutes_left(uow.now))
                attempts.begin(rule, uow.now)
                self._registry.attempts.save(uow.connection, name, attempts)
            uow.commit()

    def _failed(self, call: Call, account: Account | None, subject: str, refusal: Refusal) -> Refusal:
        with self._registry.new_uow(call) as uow:
            attempts = self._registry.attempts.load(uow.connection, subject, uow.now)
            action = "directory.session.locked" if attempts.locked(uow.now) else "directory.session.refused"
            home = account.home if account else ""
            uow.audit(action, "account", account.id if account else subject[:24], territory=home)
            uow.commit()
        return refusal

    def _enter(
        self, call: Call, seen: Account, subject: str, code: str, rehashed: str | None
    ) -> IssuedSession:
        registry = self._registry
        refusal: Refusal | None = None
        with registry.new_uow(acting(call, seen)) as uow:
            account = registry.accounts.find(uow.connection, seen.id, lock=True)
            if account is None or account.password != seen.password or not account.may_enter(uow.now):
                refusal = SignInRefused()
            elif account.totp_on and not code:
                self._forgive(uow, call, subject, whole=False)
                uow.commit()
                raise TotpRequired()
            elif account.totp_on and not self._code_right(uow, account, code, uow.now):
                refusal = SignInRefused()
            else:
                self._forgive(uow, call, subject, whole=True)
                account.last_sign_in = uow.now
                account.password = rehashed or account.password
                registry.accounts.save(uow.connection, account)
                session, ends = registry.new_id(), uow.now + SESSION_LIFETIME
                registry.sessions.begin(uow.connection, session, account.id, uow.now, ends, call.origin[:80])
                issued = self._desk.session(uow.connection, account, session, ends, uow.now)
                uow.audit("directory.session.sign_in", "account", account.id, territory=account.home)
                uow.commit()
                return issued
        raise self._failed(call, seen, subject, refusal)

    def _code_right(self, uow: UnitOfWork, account: Account, code: str, now: datetime) -> bool:
        if account.totp is None:
            return False
        secret = self._registry.cipher.open(account.totp, place=totp_place(account))
        step = totp.verify(secret, code, now, account.totp_step)
        if step is None or not self._registry.accounts.use_totp_step(uow.connection, account.id, step):
            return False
        account.totp_step = step
        return True

    def _forgive(self, uow: UnitOfWork, call: Call, subject: str, *, whole: bool) -> None:
        book, origin = self._registry.attempts, f"origin:{call.origin[:60]}"
        if call.origin:
            attempts = book.load(uow.connection, origin, uow.now)
            attempts.take_back(OF_ORIGIN)
            book.save(uow.connection, origin, attempts)
        if whole:
            book.forget(uow.connection, subject)
            return
        attempts = book.load(uow.connection, subject, uow.now)
        attempts.take_back(OF_LOGIN)
        book.save(uow.connection, subject, attempts)


class IssueServiceToken:
    """Client credentials of a department's system; no refresh token, it asks again."""

    def __init__(self, registry: AccountRegistry, desk: TokenDesk) -> None:
        self._registry, self._desk = registry, desk

    def __call__(self, call: Call, client_id: str, client_secret: str) -> IssuedSession:
        """Raises SignInRefused, and SignInLocked for an origin that tries too often."""
        registry, origin = self._registry, f"origin:{call.origin[:60]}"
        with registry.new_uow(call) as uow:
            attempts = registry.attempts.load(uow.connection, origin, uow.now)
            if call.origin and attempts.locked(uow.now):
                raise SignInLocked(minutes=attempts.minutes_left(uow.now))
            account = registry.accounts.by_login(uow.connection, spelled(client_id)[:60])
            service = account is not None and account.realm == "service"
            right = same(account.password if account and service else None, client_secret)
            if account is not None and right and account.may_enter(uow.now):
                token = self._desk.access(uow.connection, account, uow.now)
                account.last_sign_in = uow.now
                registry.accounts.save(uow.connection, account)
                uow.audit("directory.session.service_token", "account", account.id, territory=account.home)
                uow.commit()
                return IssuedSession(account, token, uow.now + self._desk.lifetimes.access)
            attempts.begin(OF_ORIGIN, uow.now)
            registry.attempts.save(uow.connection, origin, attempts)
            about = account.id if account else f"login:{digest(spelled(client_id))[:16]}"
            uow.audit(
                "directory.session.refused", "account", about, territory=account.home if account else ""
            )
            uow.commit()
        raise SignInRefused()

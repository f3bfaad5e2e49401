"""What an account knows and changes about itself: rights, posts, the second factor."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_views import AccountView, login_subject, views
from services.directory.application.rights_of import RightsOf
from services.directory.application.sessions_sign_in import totp_place
from services.directory.domain.account_refusals import (
    AccountNotFound,
    PasswordRefused,
    SignInLocked,
    TotpRefused,
    TotpState,
)
from services.directory.domain.accounts import Account
from services.directory.domain.grants import RoleGrant
from services.directory.domain.lockout import OF_LOGIN
from services.directory.domain.rights import HeldPost
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security import totp

ISSUER = "Wangge"


@dataclass(frozen=True, slots=True)
class MyView:
    """The caller's own account, grants that count, permissions of this token, posts held."""

    view: AccountView
    grants: list[RoleGrant]
    permissions: list[str]
    posts: list[HeldPost]


class GetMe:
    """The caller as the platform knows it."""

    def __init__(self, registry: AccountRegistry, rights_of: RightsOf) -> None:
        self._registry, self._rights_of = registry, rights_of

    def __call__(self, call: Call) -> MyView:
        """Raises AccountNotFound for calls that are nobody's (the system)."""
        registry = self._registry
        with registry.read() as connection:
            account = registry.accounts.find(connection, call.actor.id)
            if account is None:
                raise AccountNotFound()
            now = registry.clock()
            grants = [] if account.must_change else registry.grants.counting(connection, account.id, now)
            posts = [] if account.must_change else self._rights_of.posts(connection, account, now)
            view = views(registry, connection, [account])[0]
        permissions = sorted(frozenset().union(*(grant.permissions for grant in call.actor.grants)))
        return MyView(view, grants, permissions, posts)


class StartTotp:
    """Make a secret for the authenticator app; it counts once a code confirmed it."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call) -> tuple[str, str]:
        """Secret and otpauth address. Raises TotpState when the second factor is already on."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = _mine(registry, uow, call)
            if account.totp_on or account.realm == "service":
                raise TotpState()
            secret = totp.new_secret()
            account.totp = registry.cipher.seal(secret, place=totp_place(account))
            account.totp_step = None
            registry.accounts.save(uow.connection, account)
            uow.audit("directory.account.totp_start", "account", account.id, territory=account.home)
            uow.commit()
        return secret, totp.provisioning_uri(secret, account.login, ISSUER)


class ConfirmTotp:
    """Turn the second factor on by proving that the app has the secret."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, code: str) -> None:
        """Raises TotpState, TotpRefused."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = _mine(registry, uow, call)
            if account.totp is None or account.totp_on:
                raise TotpState()
            secret = registry.cipher.open(account.totp, place=totp_place(account))
            step = totp.verify(secret, code, uow.now, account.totp_step)
            if step is None:
                raise TotpRefused(FieldProblem("code", TotpRefused.code))
            account.totp_on, account.totp_step = True, step
            account.version += 1
            registry.accounts.save(uow.connection, account)
            uow.audit("directory.account.totp_on", "account", account.id, territory=account.home)
            uow.commit()


class DisableTotp:
    """Turn the second factor off, proving the password; wrong ones count like wrong sign-ins."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, password: str) -> None:
        """Raises PasswordRefused, SignInLocked, TotpState."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = _mine(registry, uow, call)
            if not account.totp_on:
                raise TotpState()
            subject = login_subject(account.login)
            attempts = registry.attempts.load(uow.connection, subject, uow.now)
            if attempts.locked(uow.now):
                raise SignInLocked(minutes=attempts.minutes_left(uow.now))
            attempts.begin(OF_LOGIN, uow.now)
            registry.attempts.save(uow.connection, subject, attempts)
            uow.commit()
        if not registry.hasher.verify(account.password, password):
            raise PasswordRefused(FieldProblem("password", "directory.old_password_wrong"))
        with registry.new_uow(call) as uow:
            fresh = _mine(registry, uow, call)
            registry.attempts.forget(uow.connection, subject)
            fresh.drop_totp()
            fresh.version += 1
            registry.accounts.save(uow.connection, fresh)
            uow.audit("directory.account.totp_off", "account", fresh.id, territory=fresh.home)
            uow.commit()


def _mine(registry: AccountRegistry, uow: UnitOfWork, call: Call) -> Account:
    account = registry.accounts.find(uow.connection, call.actor.id, lock=True)
    if account is None or not account.may_enter(uow.now):
        raise AccountNotFound()
    return account

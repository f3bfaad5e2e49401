"""Passwords and client secrets: set by others for once, chosen by oneself for longer."""

from __future__ import annotations

from dataclasses import replace

from services.directory.application.account_guards import EDIT, AccountGuard
from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_secrets import digest, new_one_time_password, new_token
from services.directory.application.account_views import AccountView, login_subject, views
from services.directory.application.accounts_write import AccountFields, CreateAccount
from services.directory.domain.account_refusals import (
    AccountNotFound,
    AccountStateForbids,
    PasswordRefused,
    SignInLocked,
)
from services.directory.domain.accounts import PASSWORDS_REMEMBERED, State
from services.directory.domain.lockout import OF_LOGIN
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.passwords import password_problems
from services.kernel.territory_codes import code_of


class ResetPassword:
    """A one-time password for somebody who lost theirs; every session ends."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str) -> str:
        """The password, shown once. Raises NotOnOneself, BeyondOwnRights, AccountStateForbids and others."""
        registry = self._registry
        password = new_one_time_password(registry.random_bytes)
        stored = registry.hasher.hash(password)  # outside the transaction: it takes a while
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            self._guard.not_above(uow.connection, call, account)
            if account.state is not State.ACTIVE or account.realm == "service":
                raise AccountStateForbids(state=account.state.value)
            account.take_one_time(stored, uow.now)
            account.version += 1
            registry.accounts.save(uow.connection, account)
            registry.sessions.end_all(uow.connection, id, "reset", uow.now)
            registry.attempts.forget(uow.connection, login_subject(account.login))
            uow.audit("directory.account.reset_password", "account", id, territory=account.home)
            uow.commit()
        return password


class ChangePassword:
    """Choose a new password, proving the old one; all sessions end and one signs in anew."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, old: str, new: str) -> None:
        """Raises PasswordRefused (field old_password or new_password), SignInLocked."""
        registry = self._registry
        with registry.read() as connection:
            account = registry.accounts.find(connection, call.actor.id)
            past = registry.accounts.past_passwords(connection, call.actor.id)
        if account is None or account.state is not State.ACTIVE or account.realm == "service":
            raise AccountNotFound()
        subject = login_subject(account.login)
        # A stolen token must not be a way to try passwords without end.
        with registry.new_uow(call) as uow:
            attempts = registry.attempts.load(uow.connection, subject, uow.now)
            if attempts.locked(uow.now):
                raise SignInLocked(minutes=attempts.minutes_left(uow.now))
            attempts.begin(OF_LOGIN, uow.now)
            registry.attempts.save(uow.connection, subject, attempts)
            uow.commit()
        if not registry.hasher.verify(account.password, old):
            raise PasswordRefused(FieldProblem("old_password", "directory.old_password_wrong"))
        problems = [
            replace(p, field="new_password")
            for p in password_problems(new, login=account.login, name=account.name)
        ]
        known = [*past, *([account.password] if account.password else [])]
        if not problems and any(registry.hasher.verify(stored, new) for stored in known):
            problems = [
                FieldProblem(
                    "new_password", "directory.password_used_before", {"count": str(PASSWORDS_REMEMBERED)}
                )
            ]
        stored = "" if problems else registry.hasher.hash(new)
        with registry.new_uow(call) as uow:
            registry.attempts.forget(uow.connection, subject)
            if problems:
                uow.commit()
                raise PasswordRefused(*problems)
            fresh = registry.accounts.find(uow.connection, account.id, lock=True)
            if fresh is None or fresh.password != account.password:
                raise PasswordRefused(FieldProblem("old_password", "directory.old_password_wrong"))
            fresh.take_password(stored)
            fresh.version += 1
            registry.accounts.save(uow.connection, fresh)
            registry.accounts.remember_password(
                uow.connection, registry.new_id(), account.id, stored, PASSWORDS_REMEMBERED
            )
            registry.sessions.end_all(uow.connection, account.id, "password", uow.now)
            uow.audit("directory.account.change_password", "account", account.id, territory=account.home)
            uow.commit()


class CreateServiceAccount:
    """An account of a department's system; it sees what is routed to its organisation and no more."""

    def __init__(self, registry: AccountRegistry, create: CreateAccount, guard: AccountGuard) -> None:
        self._registry, self._create = registry, create
        self._rotate = RotateServiceSecret(registry, guard)

    def __call__(self, call: Call, login: str, name: str, organisation: str) -> tuple[AccountView, str]:
        """The account and its secret, shown once."""
        with self._registry.read() as connection:
            home = self._registry.places.organisation_path(connection, organisation)
        if home is None:
            raise Invalid.one("organisation_id", "directory.organisation_unknown")
        call.require(EDIT, home)
        fields = AccountFields(login=login, name=name, realm="service", home_code=code_of(home))
        view = self._create(call, fields, organisation=organisation)
        return self._rotate(call, view.account.id)


class RotateServiceSecret:
    """A new client secret; the old one stops at once."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str) -> tuple[AccountView, str]:
        """The account and the secret, shown once. Raises AccountStateForbids for accounts of people."""
        registry = self._registry
        secret = new_token(registry.random_bytes)
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            self._guard.not_above(uow.connection, call, account)
            if account.state is not State.ACTIVE or account.realm != "service":
                raise AccountStateForbids(state=account.state.value)
            account.password = digest(secret)
            account.version += 1
            registry.accounts.save(uow.connection, account)
            uow.audit("directory.account.rotate_secret", "account", id, territory=account.home)
            uow.commit()
            return views(registry, uow.connection, [account])[0], secret

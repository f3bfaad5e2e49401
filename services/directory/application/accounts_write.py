"""Create, change, disable, enable, remove and unlock accounts (DIR-24)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from services.directory.application.account_guards import EDIT, AccountGuard
from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_views import (
    AccountView,
    changed,
    login_subject,
    views,
    work_phone,
    written_phone,
)
from services.directory.domain.account_refusals import LoginTaken, PasswordRefused
from services.directory.domain.accounts import (
    REALMS,
    Account,
    State,
    checked_login,
    checked_name,
)
from services.directory.domain.grants import GrantState
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.passwords import password_problems
from services.kernel.territory_codes import path_of


@dataclass(frozen=True, slots=True)
class AccountFields:
    """What an administrator says about an account. ``phone`` may be masked: then it stays as it is."""

    login: str
    name: str
    realm: str = "staff"
    home_code: str = ""
    work_phone: str = ""
    work_number: str = ""
    phone: str = ""
    photo: str = ""


class CreateAccount:
    """A new account; an initial password is good for one sign-in and must be changed."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(
        self, call: Call, fields: AccountFields, *, initial_password: str = "", organisation: str = ""
    ) -> AccountView:
        """Raises LoginTaken, PasswordRefused, Invalid, PermissionDenied."""
        registry = self._registry
        login, name = checked_login(fields.login), checked_name(fields.name)
        home = path_of(fields.home_code)
        call.require(EDIT, home)
        if fields.realm not in REALMS or (fields.realm == "service") != bool(organisation):
            raise Invalid.one("account.realm", "directory.realm_invalid")
        stored = None
        if initial_password:
            problems = password_problems(initial_password, login=login, name=name)
            if problems:
                raise PasswordRefused(*problems)
            stored = registry.hasher.hash(initial_password)
        with registry.new_uow(call) as uow:
            first = uow.replayed()
            account = registry.accounts.find(uow.connection, first) if first is not None else None
            if account is None:
                account = self._new(uow, fields, login, name, home, organisation)
                if stored is not None:
                    account.take_one_time(stored, uow.now)
                self._add(uow, account, fields)
                uow.commit(result=account.id)
            return views(registry, uow.connection, [account])[0]

    def _new(
        self, uow: UnitOfWork, fields: AccountFields, login: str, name: str, home: str, organisation: str
    ) -> Account:
        registry = self._registry
        if home and not registry.places.valid(uow.connection, home):
            raise Invalid.one(
                "account.home_territory_code", "directory.home_unknown", place=fields.home_code[:24]
            )
        if registry.accounts.by_login(uow.connection, login) is not None:
            raise LoginTaken(login=login)
        account = Account(
            id=registry.new_id(),
            login=login,
            name=name,
            realm=fields.realm,
            state=State.ACTIVE,
            home=home,
            created_at=uow.now,
            work_phone=work_phone(fields.work_phone),
            work_number=fields.work_number.strip()[:40],
            organisation=organisation,
        )
        account.phone, _ = written_phone(registry.cipher, account, fields.phone)
        return account

    def _add(self, uow: UnitOfWork, account: Account, fields: AccountFields) -> None:
        try:
            self._registry.accounts.add(uow.connection, account)
        except IntegrityError as error:  # another transaction took the login meanwhile
            raise LoginTaken(login=account.login) from error
        changes = {"login": ["", account.login], "realm": ["", account.realm], "name": ["", account.name]}
        uow.audit("directory.account.create", "account", account.id, territory=account.home, changes=changes)
        uow.record(changed(account), aggregate=account.id, territory=account.home)


class UpdateAccount:
    """Change what may be changed about an account; login and realm stay for good."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str, etag: str, fields: AccountFields) -> AccountView:
        """Raises AccountNotFound, AccountStale, AccountStateForbids, Invalid, PermissionDenied."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            account.require_present()
            account.check_version(etag)
            before = {
                "name": account.name,
                "home": account.home,
                "work_phone": account.work_phone,
                "work_number": account.work_number,
                "photo": account.photo,
            }
            self._write(uow, call, account, fields)
            account.phone, hashes = written_phone(registry.cipher, account, fields.phone)
            after = {
                "name": account.name,
                "home": account.home,
                "work_phone": account.work_phone,
                "work_number": account.work_number,
                "photo": account.photo,
            }
            changes: dict[str, object] = {
                key: [before[key], after[key]] for key in before if before[key] != after[key]
            }
            if hashes is not None:
                changes["private_phone"] = hashes
            if changes:
                account.version += 1
                registry.accounts.save(uow.connection, account)
                uow.audit("directory.account.update", "account", id, territory=account.home, changes=changes)
                uow.record(changed(account), aggregate=id, territory=account.home)
                uow.commit()
            return views(registry, uow.connection, [account])[0]

    def _write(self, uow: UnitOfWork, call: Call, account: Account, fields: AccountFields) -> None:
        connection, home = uow.connection, path_of(fields.home_code)
        if fields.login and checked_login(fields.login) != account.login:
            raise Invalid.one("account.login", "directory.login_fixed")
        if fields.realm and fields.realm != account.realm:
            raise Invalid.one("account.realm", "directory.realm_invalid")
        if home != account.home:
            call.require(EDIT, home)
            self._guard.not_above(connection, call, account)
            if home and not self._registry.places.valid(connection, home):
                raise Invalid.one(
                    "account.home_territory_code", "directory.home_unknown", place=fields.home_code[:24]
                )
        if (
            fields.photo
            and fields.photo != account.photo
            and not self._registry.photos.approved(connection, fields.photo, account.id)
        ):
            raise Invalid.one("account.photo", "directory.photo_not_approved")
        account.name, account.home, account.photo = checked_name(fields.name), home, fields.photo
        account.work_phone, account.work_number = (
            work_phone(fields.work_phone),
            fields.work_number.strip()[:40],
        )


class ChangeAccountState:
    """Disable, enable or remove; sessions end at once, rights with the next token."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, verb: str, id: str, etag: str, reason: str) -> AccountView:
        """``verb`` is disable, enable or remove. Raises NotOnOneself, BeyondOwnRights, AccountStale."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            account.check_version(etag)
            self._guard.not_above(uow.connection, call, account)
            before = account.state
            account.move(verb)
            account.version += 1
            registry.accounts.save(uow.connection, account)
            if account.state is not State.ACTIVE:
                registry.sessions.end_all(uow.connection, id, verb, uow.now)
            if account.state is State.REMOVED:
                registry.accounts.forget_passwords(uow.connection, id)
                for grant in registry.grants.open_of(
                    uow.connection, id, (GrantState.ACTIVE, GrantState.PROPOSED)
                ):
                    grant.revoke()
                    registry.grants.save(uow.connection, grant)
            changes = {"state": [before.value, account.state.value], "reason": ["", reason]}
            uow.audit(f"directory.account.{verb}", "account", id, territory=account.home, changes=changes)
            uow.record(changed(account), aggregate=id, territory=account.home)
            uow.commit()
            return views(registry, uow.connection, [account])[0]


class UnlockAccount:
    """Forget the wrong attempts of a login."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str, etag: str, reason: str) -> AccountView:
        """Raises AccountNotFound, AccountStale, PermissionDenied."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            account.check_version(etag)
            registry.attempts.forget(uow.connection, login_subject(account.login))
            changes = {"reason": ["", reason]}
            uow.audit("directory.account.unlock", "account", id, territory=account.home, changes=changes)
            uow.commit()
            return views(registry, uow.connection, [account])[0]

"""Accounts as callers may see them, and what of them is told to other services."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.directory.domain.accounts import Account, State
from services.directory.domain.lockout import Attempts
from services.kernel.errors import Invalid
from services.kernel.security.fields import FieldCipher
from services.kernel.security.masks import is_masked, mask_phone
from wangge.directory.v1 import accounts_pb2, events_pb2

_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{4,22}")
_STATES = {
    State.ACTIVE: accounts_pb2.ACCOUNT_STATE_ACTIVE,
    State.DISABLED: accounts_pb2.ACCOUNT_STATE_DISABLED,
    State.REMOVED: accounts_pb2.ACCOUNT_STATE_REMOVED,
}


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with its phone as this caller sees it and the end of a lock."""

    account: Account
    phone: str
    locked_until: datetime | None


def login_subject(login: str) -> str:
    """Under what wrong attempts of a login are remembered; a mistyped password must not lie in the table."""
    from services.directory.application.account_secrets import digest

    return f"login:{digest(login)}"


def views(registry: AccountRegistry, connection: Connection, accounts: list[Account]) -> list[AccountView]:
    """The accounts with masked phones."""
    subjects = {login_subject(account.login): account.id for account in accounts}
    locks = registry.attempts.locks(connection, list(subjects), registry.clock())
    by_account = {subjects[subject]: until for subject, until in locks.items()}
    return [
        AccountView(a, mask_phone(open_phone(registry.cipher, a)), by_account.get(a.id)) for a in accounts
    ]


def open_phone(cipher: FieldCipher, account: Account) -> str:
    """The whole private phone; who asks for it leaves an audit entry."""
    return cipher.open(account.phone, place=_place(account)) if account.phone else ""


def written_phone(cipher: FieldCipher, account: Account, text: str) -> tuple[bytes | None, list[str] | None]:
    """What to store and [before, after] as keyed hashes, None when nothing changed.

    A masked value written back changes nothing; an empty one removes the number.
    """
    text, before = text.strip(), open_phone(cipher, account)
    if is_masked(text) or text == before:
        return account.phone, None
    if text and not _PHONE.fullmatch(text):
        raise Invalid.one("account.private_phone", "directory.phone_invalid")
    hashes = [cipher.blind(number, kind="phone")[:16] if number else "" for number in (before, text)]
    return (cipher.seal(text, place=_place(account)) if text else None), hashes


def work_phone(text: str) -> str:
    """A work phone as it may be stored."""
    if text.strip() and not _PHONE.fullmatch(text.strip()):
        raise Invalid.one("account.work_phone", "directory.phone_invalid")
    return text.strip()


def changed(account: Account) -> events_pb2.AccountChanged:
    """The event others hear; without private data."""
    return events_pb2.AccountChanged(
        account_id=account.id,
        login=account.login,
        name=account.name,
        state=_STATES[account.state],
        etag=str(account.version),
    )


def state_number(state: State) -> accounts_pb2.AccountState:
    """The state as the contract writes it."""
    return _STATES[state]


def still(attempts: Attempts, now: datetime) -> datetime | None:
    """The end of a lock that holds now."""
    return attempts.locked_until if attempts.locked(now) else None


def _place(account: Account) -> str:
    return f"directory.account.private_phone/{account.id}"

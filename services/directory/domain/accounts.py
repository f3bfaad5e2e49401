"""An account and the moves it allows (DIR-24)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.directory.domain.account_refusals import AccountStale, AccountStateForbids, TotpNotOn
from services.kernel.errors import Invalid

ONE_TIME_LIFETIME = timedelta(days=3)
PASSWORDS_REMEMBERED = 5
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
REALMS = ("staff", "resident", "service")


class State(StrEnum):
    """Removal is logical: history keeps the name."""

    ACTIVE = "active"
    DISABLED = "disabled"
    REMOVED = "removed"


_MOVES = {
    "disable": ((State.ACTIVE,), State.DISABLED),
    "enable": ((State.DISABLED,), State.ACTIVE),
    "remove": ((State.ACTIVE, State.DISABLED), State.REMOVED),
}


@dataclass
class Account:
    """A person's or a system's way in. ``home`` is the path whose administrators look after it.

    ``phone`` is the sealed private number; it is opened by the application alone, for a stated purpose.
    """

    id: str
    login: str
    name: str
    realm: str
    state: State
    home: str
    created_at: datetime
    work_phone: str = ""
    work_number: str = ""
    phone: bytes | None = None
    photo: str = ""
    organisation: str = ""
    password: str | None = None
    must_change: bool = False
    one_time_until: datetime | None = None
    totp: bytes | None = None
    totp_on: bool = False
    totp_step: int | None = None
    last_sign_in: datetime | None = None
    version: int = 1

    def check_version(self, etag: str) -> None:
        """Raise `AccountStale` unless the caller saw the latest version."""
        if etag != str(self.version):
            raise AccountStale(name=self.name)

    def move(self, verb: str) -> None:
        """``disable``, ``enable`` or ``remove``; what a removed person left behind goes with the removal."""
        allowed, target = _MOVES[verb]
        if self.state not in allowed:
            raise AccountStateForbids(state=self.state.value)
        self.state = target
        if target is State.REMOVED:
            self.phone, self.photo, self.work_phone = None, "", ""
            self.password, self.totp, self.totp_on = None, None, False

    def require_present(self) -> None:
        """Raise unless the account may still be edited."""
        if self.state is State.REMOVED:
            raise AccountStateForbids(state=self.state.value)

    def may_enter(self, now: datetime) -> bool:
        """Whether signing in or staying signed in is possible at all."""
        expired = self.must_change and self.one_time_until is not None and now >= self.one_time_until
        return self.state is State.ACTIVE and not expired

    def take_password(self, stored: str) -> None:
        """A password the person chose."""
        self.password, self.must_change, self.one_time_until = stored, False, None

    def drop_totp(self) -> None:
        """Give up the second factor. Raises TotpNotOn when there is none."""
        if not self.totp_on:
            raise TotpNotOn()
        self.totp, self.totp_on, self.totp_step = None, False, None

    def take_one_time(self, stored: str, now: datetime) -> None:
        """A password somebody else knows: good for three days and for nothing but changing it."""
        self.password, self.must_change, self.one_time_until = stored, True, now + ONE_TIME_LIFETIME


def checked_login(login: str) -> str:
    """The login in its only spelling (narrow, lower case), else Invalid."""
    plain = spelled(login)
    if not _LOGIN.fullmatch(plain):
        raise Invalid.one("account.login", "directory.login_invalid")
    return plain


def spelled(login: str) -> str:
    """How a login is compared: full-width forms and capitals mean the same."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def checked_name(name: str) -> str:
    """The name without blanks around it, 1 to 60 characters and no control characters, else Invalid."""
    plain = name.strip()
    if not plain or len(plain) > 60 or any(unicodedata.category(c).startswith("C") for c in plain):
        raise Invalid.one("account.name", "directory.name_invalid")
    return plain

"""How the account part of the directory refuses."""

from __future__ import annotations

from services.kernel.errors import Conflict, Exhausted, Forbidden, Invalid, NotFound, Unauthenticated


class AccountNotFound(NotFound):
    """No such account, or not within the caller's sight."""

    code = "directory.account_not_found"


class LoginTaken(Conflict):
    """Another account, maybe a removed one, has this login."""

    code = "directory.login_taken"


class AccountStateForbids(Conflict):
    """The account's state does not allow the move."""

    code = "directory.account_state"


class AccountStale(Conflict):
    """Somebody changed the record since the caller read it."""

    code = "directory.account_stale"


class NotOnOneself(Forbidden):
    """Nobody disables, removes or resets the own account this way."""

    code = "directory.not_on_oneself"


class BeyondOwnRights(Forbidden):
    """The target holds more than the caller: changing its secrets would be a way up."""

    code = "directory.beyond_own_rights"


class PasswordRefused(Invalid):
    """The chosen password breaks a rule; ``problems`` says which."""

    code = "directory.password_refused"


class SignInRefused(Unauthenticated):
    """Wrong login, wrong password, wrong code, disabled account: one text for all of them."""

    code = "directory.sign_in_refused"


class SignInLocked(Exhausted):
    """Too many wrong attempts; said for logins that do not exist just the same."""

    code = "directory.sign_in_locked"


class TotpRequired(Unauthenticated):
    """The password was right; the code of the second factor is missing."""

    code = "directory.totp_required"


class TotpRefused(Invalid):
    """The code is wrong or was used before."""

    code = "directory.totp_refused"


class TotpState(Conflict):
    """The second factor is already on, or was not started."""

    code = "directory.totp_state"


class TotpNotOn(Conflict):
    """There is no second factor to take away."""

    code = "directory.totp_not_on"


class SessionOver(Unauthenticated):
    """The session ended; sign in again."""

    code = "directory.session_over"


class RoleNotFound(NotFound):
    """No role has this name."""

    code = "directory.role_not_found"


class RoleBuiltIn(Conflict):
    """Shipped roles are copied, not changed."""

    code = "directory.role_built_in"


class RoleStale(Conflict):
    """The role was changed since the caller read it."""

    code = "directory.role_stale"


class GrantNotFound(NotFound):
    """No such grant, or not within the caller's sight."""

    code = "directory.grant_not_found"


class GrantDecided(Conflict):
    """The grant is no longer in a state that allows this."""

    code = "directory.grant_state"


class FourEyes(Forbidden):
    """Proposer, beneficiary and decider may not be the same person (DIR-26)."""

    code = "directory.four_eyes"


class NotYoursToGive(Forbidden):
    """One gives only what one holds oneself over the whole of that territory."""

    code = "directory.not_yours_to_give"


class NothingToLend(Forbidden):
    """The caller holds no right of its own that could be lent; borrowed rights are not lent on."""

    code = "directory.nothing_to_lend"


class PictureNotFound(NotFound):
    """No such picture, or not for this caller."""

    code = "directory.picture_not_found"


class PictureStale(Conflict):
    """The picture was changed since the caller read it."""

    code = "directory.picture_stale"


class PictureSubjectUnknown(NotFound):
    """The record the picture belongs to is not there."""

    code = "directory.picture_subject"


class ImportNotFound(NotFound):
    """No such import, or not within the caller's sight."""

    code = "directory.import_not_found"


class ImportStateForbids(Conflict):
    """The import is not in a state that allows this."""

    code = "directory.import_state"

"""Who may administer which account."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.rights_of import RightsOf, reach_of
from services.directory.domain.account_refusals import AccountNotFound, BeyondOwnRights, NotOnOneself
from services.directory.domain.accounts import Account
from services.directory.domain.grants import holds_all
from services.kernel.call import Call, PermissionDenied

VIEW, EDIT, REVEAL = "directory.account.view", "directory.account.edit", "directory.account.reveal"
# Whoever holds one of these decides about the rights of others.
_MIGHTY = frozenset(
    {
        EDIT,
        REVEAL,
        "directory.role.edit",
        "directory.grant.propose",
        "directory.grant.decide",
        "directory.post.edit",
    }
)


class AccountGuard:
    """Administration reaches as far as the caller's scope over home territories."""

    def __init__(self, registry: AccountRegistry, rights_of: RightsOf) -> None:
        self._registry, self._rights_of = registry, rights_of

    def seen(self, connection: Connection, call: Call, id: str, permission: str = VIEW) -> Account:
        """The account, if the caller may see it; `AccountNotFound` does not tell whether it exists."""
        account = self._registry.accounts.find(connection, id)
        if account is None or not call.may(permission, account.home):
            raise AccountNotFound()
        return account

    def edited(self, connection: Connection, call: Call, id: str) -> Account:
        """The account, locked, if the caller may administer it."""
        account = self._registry.accounts.find(connection, id, lock=True)
        if account is None or not (call.may(EDIT, account.home) or call.may(VIEW, account.home)):
            raise AccountNotFound()
        if not call.may(EDIT, account.home):
            raise PermissionDenied(permission=EDIT)
        return account

    def not_above(self, connection: Connection, call: Call, account: Account) -> None:
        """Refuse when the account reaches beyond the caller's administration or decides about more rights.

        Otherwise resetting the password of a mightier account would be a way up.
        """
        if account.id == call.actor.id:
            raise NotOnOneself()
        held = call.actor.grants
        for grant in self._rights_of(connection, account, self._registry.clock()).grants:
            mighty = {EDIT} | (grant.permissions & _MIGHTY)
            if not holds_all(held, mighty, reach_of(grant)):
                raise BeyondOwnRights()

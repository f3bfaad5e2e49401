"""Which rights an account has at this moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.directory.domain.accounts import Account, State
from services.directory.domain.grants import DELEGATION, Reach, RoleGrant
from services.directory.domain.rights import HeldPost, Rights, RightsRule, with_loans
from services.kernel.call import Grant

RESIDENT = "resident"


class RightsOf:
    """Reads posts, grants and loans and puts them together; disabled accounts have none and lend none."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def rule(self, connection: Connection) -> RightsRule:
        """Roles as they are now."""
        return RightsRule(self._registry.roles.all(connection), self._registry.known_permissions())

    def __call__(self, connection: Connection, account: Account, now: datetime) -> Rights:
        """Own rights and what is lent to the account."""
        if account.state is not State.ACTIVE:
            return Rights()
        rule = self.rule(connection)
        grants = self._registry.grants.counting(connection, account.id, now)
        loans = [grant for grant in grants if grant.role == DELEGATION]

        def of_lender(lender: str, post: str) -> Rights | None:
            found = self._registry.accounts.find(connection, lender)
            if found is None or not found.may_enter(now):
                return None
            return self.own(connection, found, now, rule, post=post)

        return with_loans(self.own(connection, account, now, rule, grants=grants), loans, of_lender)

    def own(
        self,
        connection: Connection,
        account: Account,
        now: datetime,
        rule: RightsRule,
        *,
        grants: list[RoleGrant] | None = None,
        post: str = "",
    ) -> Rights:
        """What nobody lent: all of it, or what comes from one ``post``."""
        if account.state is not State.ACTIVE:
            return Rights()
        posts = self.posts(connection, account, now)
        if post:
            return rule.own([held for held in posts if held.id == post], [])
        if grants is None:
            grants = self._registry.grants.counting(connection, account.id, now)
        unit = account.organisation if account.realm == "service" else ""
        rights = rule.own(posts, grants, unit=unit)
        if account.realm != RESIDENT:
            return rights
        # Residents have their role by being residents, over the place they chose as home.
        permissions = rule.permissions(RESIDENT)
        return Rights((*rights.grants, Grant(RESIDENT, permissions, account.home))) if permissions else rights

    def posts(self, connection: Connection, account: Account, now: datetime) -> list[HeldPost]:
        """Posts held now; only staff hold posts."""
        return self._registry.posts.held_by(connection, account.id, now) if account.realm == "staff" else []


def reach_of(grant: Grant) -> Reach:
    """Where a right holds."""
    return Reach(grant.territory, grant.line, grant.unit)

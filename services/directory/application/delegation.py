"""Lend one's rights to a colleague for a time: delegation and rotation (轮值, DIR-26)."""

from __future__ import annotations

from datetime import datetime

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.grants import leave_trace
from services.directory.application.rights_of import RightsOf
from services.directory.domain.account_refusals import (
    AccountNotFound,
    AccountStateForbids,
    FourEyes,
    NothingToLend,
)
from services.directory.domain.accounts import State
from services.directory.domain.divisions import above_all
from services.directory.domain.grants import (
    DELEGATION,
    LONGEST_LOAN,
    GrantState,
    Reach,
    RoleGrant,
    checked_dates,
)
from services.kernel.call import Call


class Delegate:
    """A loan names lender and post, not permissions: it gives what the lender has when it is used.

    It therefore never exceeds the lender's rights, ends with them, and leaves out what the lender borrowed.
    """

    def __init__(self, registry: AccountRegistry, rights_of: RightsOf) -> None:
        self._registry, self._rights_of = registry, rights_of

    def __call__(
        self,
        call: Call,
        to: str,
        until: datetime,
        *,
        reason: str,
        since: datetime | None = None,
        post: str = "",
    ) -> RoleGrant:
        """Raises NothingToLend, FourEyes for oneself, AccountNotFound, AccountStateForbids, Invalid."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            lender = registry.accounts.find(uow.connection, call.actor.id)
            if lender is None or lender.must_change or lender.realm != "staff":
                raise NothingToLend()
            if to == lender.id:
                raise FourEyes()
            colleague = registry.accounts.find(uow.connection, to)
            if colleague is None or colleague.realm != "staff":
                raise AccountNotFound()
            if colleague.state is not State.ACTIVE:
                raise AccountStateForbids(state=colleague.state.value)
            start, end = checked_dates(since, until, uow.now, longest=LONGEST_LOAN)
            rule = self._rights_of.rule(uow.connection)
            rights = self._rights_of.own(uow.connection, lender, uow.now, rule, post=post)
            if not rights.grants:
                raise NothingToLend()
            grant = RoleGrant(
                id=registry.new_id(),
                account=to,
                role=DELEGATION,
                reach=Reach(above_all([g.territory for g in rights.grants])),
                state=GrantState.ACTIVE,
                reason=reason[:400],
                proposed_by=lender.id,
                created_at=uow.now,
                valid_from=start,
                valid_until=end,
                delegated_from=lender.id,
                post=post,
            )
            registry.grants.add(uow.connection, grant)
            leave_trace(uow, "delegate", grant, "", reason)
            uow.commit()
        return grant

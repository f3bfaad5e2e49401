"""Propose, decide, revoke, lend and expire grants (DIR-25, DIR-26)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry, GrantQuery
from services.directory.application.key_pages import after_key, page_of
from services.directory.application.moments import stamp
from services.directory.domain.account_refusals import (
    AccountNotFound,
    AccountStateForbids,
    FourEyes,
    GrantNotFound,
    NotYoursToGive,
    RoleNotFound,
)
from services.directory.domain.accounts import Account, State
from services.directory.domain.grants import GrantState, Reach, RoleGrant, checked_dates, holds_all, own
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.paging import clamp
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import code_of
from wangge.directory.v1 import accounts_pb2, events_pb2

PROPOSE, DECIDE, VIEW = "directory.grant.propose", "directory.grant.decide", "directory.role.view"
UNDECIDED_FOR = timedelta(days=30)
_STATES = {
    GrantState.PROPOSED: accounts_pb2.GRANT_STATE_PROPOSED,
    GrantState.ACTIVE: accounts_pb2.GRANT_STATE_ACTIVE,
    GrantState.REFUSED: accounts_pb2.GRANT_STATE_REFUSED,
    GrantState.REVOKED: accounts_pb2.GRANT_STATE_REVOKED,
    GrantState.EXPIRED: accounts_pb2.GRANT_STATE_EXPIRED,
}


def grant_message(grant: RoleGrant) -> accounts_pb2.Grant:
    """The grant as the contract writes it."""
    return accounts_pb2.Grant(
        id=grant.id,
        account_id=grant.account,
        role=grant.role,
        territory_code=code_of(grant.reach.territory),
        line=grant.reach.line,
        organisation_id=grant.reach.unit,
        valid_from=stamp(grant.valid_from),
        valid_until=stamp(grant.valid_until),
        state=_STATES[grant.state],
        reason=grant.reason,
        proposed_by=grant.proposed_by,
        decided_by=grant.decided_by,
        delegated_from=grant.delegated_from,
    )


def leave_trace(uow: UnitOfWork, action: str, grant: RoleGrant, before: str, reason: str = "") -> None:
    """Event and audit of a change; the reason, free text about a person, stays out of the event."""
    message = grant_message(grant)
    message.reason = ""
    territory = grant.reach.territory
    uow.record(events_pb2.GrantChanged(grant=message), aggregate=grant.id, territory=territory)
    changes: dict[str, object] = {
        "state": [before, grant.state.value],
        "account": ["", grant.account],
        "role": ["", grant.role],
    }
    if reason:
        changes["reason"] = ["", reason]
    uow.audit(f"directory.grant.{action}", "grant", grant.id, territory=territory, changes=changes)


class ProposeGrant:
    """Ask for a role for somebody; only what the proposer itself holds over all of that territory."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(
        self,
        call: Call,
        account_id: str,
        role: str,
        reach: Reach,
        *,
        reason: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> RoleGrant:
        """Raises FourEyes for oneself, NotYoursToGive, AccountNotFound, RoleNotFound, Invalid."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            first = uow.replayed()
            if first is not None:
                return _existing(registry, uow.connection, first)
            account = _active(registry, uow.connection, account_id)
            if account_id == call.actor.id:
                raise FourEyes()
            if reach.territory and not registry.places.valid(uow.connection, reach.territory):
                raise Invalid.one("grant.territory_code", "directory.home_unknown", place=reach.territory)
            if account.realm == "resident":
                raise AccountStateForbids(state=account.realm)
            if account.realm == "service" and reach.unit not in ("", account.organisation):
                raise Invalid.one("grant.organisation_id", "directory.organisation_unknown")
            require_to_give(registry, uow.connection, call, role, reach, PROPOSE)
            start, end = checked_dates(since, until, uow.now)
            grant = RoleGrant(
                registry.new_id(),
                account_id,
                role,
                reach,
                GrantState.PROPOSED,
                reason[:400],
                call.actor.id,
                uow.now,
                start,
                end,
            )
            registry.grants.add(uow.connection, grant)
            leave_trace(uow, "propose", grant, "", reason)
            uow.commit(result=grant.id)
        return grant


class DecideGrant:
    """The second pair of eyes: neither the proposer nor the beneficiary, nor with rights these lent."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, id: str, approve: bool, reason: str) -> RoleGrant:
        """Raises GrantNotFound, GrantDecided, FourEyes, NotYoursToGive."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            grant = _seen(registry, uow.connection, call, id)
            before = grant.state.value
            grant.decide(approve, call.actor.id, uow.now)
            tied = frozenset({grant.proposed_by, grant.account})
            if not holds_all(call.actor.grants, {DECIDE}, grant.reach, not_lent_by=tied):
                raise FourEyes() if call.may(DECIDE, grant.reach.territory) else NotYoursToGive()
            if approve:
                _active(registry, uow.connection, grant.account)
                require_to_give(registry, uow.connection, call, grant.role, grant.reach, DECIDE)
            registry.grants.save(uow.connection, grant)
            leave_trace(uow, "approve" if approve else "refuse", grant, before, reason)
            uow.commit()
        return grant


class RevokeGrant:
    """Take a grant back; lenders take back their own loans."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, id: str, reason: str) -> RoleGrant:
        """Raises GrantNotFound, GrantDecided, NotYoursToGive."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            grant = _seen(registry, uow.connection, call, id)
            mine = grant.delegated_from == call.actor.id or grant.proposed_by == call.actor.id
            if not mine and not holds_all(call.actor.grants, {PROPOSE}, grant.reach):
                raise NotYoursToGive()
            before = grant.state.value
            grant.revoke()
            registry.grants.save(uow.connection, grant)
            leave_trace(uow, "revoke", grant, before, reason)
            uow.commit()
        return grant


class GetGrant:
    """One grant: over a place in sight, one's own, one lent or proposed."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, id: str) -> RoleGrant:
        """Raises GrantNotFound, which does not tell whether it exists."""
        with self._registry.read() as connection:
            return _seen(self._registry, connection, call, id, lock=False)


class ListGrants:
    """Grants over territories in scope, and one's own."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, query: GrantQuery, size: int, token: str) -> tuple[list[RoleGrant], str]:
        """A page and the token of the next."""
        size, scope = clamp(size, most=1000), call.scope(VIEW)
        text = f"grants {query} {scope.paths} {call.actor.id}"
        with self._registry.read() as connection:
            found = self._registry.grants.page(
                connection, scope, query, size + 1, after_key(token, text), call.actor.id
            )
        return found[:size], page_of(found, size, text, lambda grant: grant.id)


class ExpireGrants:
    """Timed: what ran out becomes EXPIRED, as does what nobody decided for a month."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, *, most: int = 500) -> int:
        """How many expired. Rights themselves stop at their date, whether this ran or not."""
        registry = self._registry
        with registry.new_uow(call) as uow:
            due = registry.grants.due(uow.connection, uow.now, most)
            for grant in due:
                before, grant.state = grant.state.value, GrantState.EXPIRED
                registry.grants.save(uow.connection, grant)
                leave_trace(uow, "expire", grant, before)
            uow.commit()
        return len(due)


def require_to_give(
    registry: AccountRegistry, connection: Connection, call: Call, role: str, reach: Reach, needed: str
) -> None:
    """Raise unless the caller holds, by rights of its own, the role's permissions over all of ``reach``."""
    found = registry.roles.find(connection, role)
    if found is None:
        raise RoleNotFound(role=role[:40])
    known = registry.known_permissions()
    # A role may name permissions of services that are not installed; nobody can hold those.
    permissions = (found.expanded(known) & known) | {needed}
    if not holds_all(own(call.actor.grants), permissions, reach):
        raise NotYoursToGive()


def _active(registry: AccountRegistry, connection: Connection, id: str) -> Account:
    account = registry.accounts.find(connection, id)
    if account is None:
        raise AccountNotFound()
    if account.state is not State.ACTIVE:
        raise AccountStateForbids(state=account.state.value)
    return account


def _existing(registry: AccountRegistry, connection: Connection, id: str) -> RoleGrant:
    grant = registry.grants.find(connection, id)
    if grant is None:
        raise GrantNotFound()
    return grant


def _seen(
    registry: AccountRegistry, connection: Connection, call: Call, id: str, *, lock: bool = True
) -> RoleGrant:
    grant = registry.grants.find(connection, id, lock=lock)
    mine = grant is not None and call.actor.id in (grant.account, grant.proposed_by, grant.delegated_from)
    if grant is None or not (
        mine or any(call.may(needed, grant.reach.territory) for needed in (VIEW, PROPOSE, DECIDE))
    ):
        raise GrantNotFound()
    return grant

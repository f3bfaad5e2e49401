"""Rights without a second person: for the operator at the machine, who sets up the first administrator."""

from __future__ import annotations

from services.directory.application.account_ports import AccountRegistry
from services.directory.application.grants import leave_trace
from services.directory.domain.account_refusals import RoleNotFound
from services.directory.domain.grants import GrantState, Reach, RoleGrant
from services.kernel.call import Call, PermissionDenied, Realm


def grant_directly(
    registry: AccountRegistry, call: Call, account: str, role: str, reach: Reach, reason: str
) -> RoleGrant:
    """An active grant at once; refused to everybody but the system itself. Twice is once."""
    if call.actor.realm is not Realm.SYSTEM:
        raise PermissionDenied(permission="directory.grant.decide")
    with registry.new_uow(call) as uow:
        if registry.roles.find(uow.connection, role) is None:
            raise RoleNotFound(role=role)
        for present in registry.grants.counting(uow.connection, account, uow.now):
            if (present.role, present.reach) == (role, reach):
                return present
        grant = RoleGrant(
            id=registry.new_id(),
            account=account,
            role=role,
            reach=reach,
            state=GrantState.ACTIVE,
            reason=reason,
            proposed_by=call.actor.id,
            created_at=uow.now,
            valid_from=uow.now,
            decided_by=call.actor.id,
        )
        registry.grants.add(uow.connection, grant)
        leave_trace(uow, "approve", grant, "", reason)
        uow.commit()
    return grant

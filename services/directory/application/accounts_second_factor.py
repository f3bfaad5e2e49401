"""Take somebody's second factor away after a lost phone (DIR-24)."""

from __future__ import annotations

from services.directory.application.account_guards import AccountGuard
from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_views import AccountView, views
from services.directory.domain.account_refusals import AccountStateForbids
from services.directory.domain.accounts import State
from services.kernel.call import Call
from services.kernel.errors import Invalid


class ResetTotp:
    """The password alone opens the account again until a new phone is set up; every session ends."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str, reason: str) -> AccountView:
        """Raises NotOnOneself, BeyondOwnRights, AccountStateForbids, TotpNotOn, Invalid without a reason."""
        registry, why = self._registry, reason.strip()
        if not why:
            raise Invalid.one("reason", "kernel.required")
        with registry.new_uow(call) as uow:
            account = self._guard.edited(uow.connection, call, id)
            self._guard.not_above(uow.connection, call, account)
            if account.state is not State.ACTIVE or account.realm == "service":
                raise AccountStateForbids(state=account.state.value)
            account.drop_totp()
            account.version += 1
            registry.accounts.save(uow.connection, account)
            registry.sessions.end_all(uow.connection, id, "totp_reset", uow.now)
            changes = {"reason": ["", why]}
            uow.audit("directory.account.reset_totp", "account", id, territory=account.home, changes=changes)
            uow.commit()
            return views(registry, uow.connection, [account])[0]

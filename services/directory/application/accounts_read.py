"""Read accounts: masked, within the caller's scope; whole for a stated purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from services.directory.application.account_guards import REVEAL, VIEW, AccountGuard
from services.directory.application.account_ports import AccountQuery, AccountRegistry
from services.directory.application.account_views import AccountView, open_phone, views
from services.directory.application.key_pages import after_key, page_of
from services.kernel.call import Call
from services.kernel.persistence.paging import clamp


class GetAccount:
    """One account, masked."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str) -> AccountView:
        """Raises AccountNotFound, also when it lies outside the caller's scope."""
        with self._registry.read() as connection:
            account = self._guard.seen(connection, call, id)
            return views(self._registry, connection, [account])[0]


class NamesOf:
    """Names of accounts that other records of the directory mention; a name is no secret among staff."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, ids: Iterable[str]) -> dict[str, str]:
        """Those that are there."""
        wanted = sorted(set(ids) - {""})
        found: dict[str, str] = {}
        with self._registry.read() as connection:
            for at in range(0, len(wanted), 500):
                some = self._registry.accounts.many(connection, wanted[at : at + 500])
                found |= {id: account.name for id, account in some.items()}
        return found


class ListAccounts:
    """Accounts in scope, oldest first."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(
        self, call: Call, query: AccountQuery, size: int, token: str
    ) -> tuple[list[AccountView], str]:
        """A page and the token of the next."""
        size = clamp(size, most=1000)
        # Taking part in a record gives no sight of accounts: the subtrees alone count.
        scope = replace(call.scope(VIEW), parties=())
        text = f"accounts {query} {scope.paths}"
        with self._registry.read() as connection:
            found = self._registry.accounts.page(connection, scope, query, size + 1, after_key(token, text))
            shown = views(self._registry, connection, found[:size])
        return shown, page_of(found, size, text, lambda account: account.id)


class RevealAccount:
    """The whole private phone; the purpose goes into the audit before the answer leaves."""

    def __init__(self, registry: AccountRegistry, guard: AccountGuard) -> None:
        self._registry, self._guard = registry, guard

    def __call__(self, call: Call, id: str, purpose: str) -> AccountView:
        """Raises AccountNotFound, PermissionDenied."""
        registry = self._registry
        with registry.new_uow(call.for_purpose(purpose)) as uow:
            account = self._guard.seen(uow.connection, call, id, REVEAL)
            view = views(registry, uow.connection, [account])[0]
            whole = replace(view, phone=open_phone(registry.cipher, account))
            uow.audit("directory.account.reveal", "account", id, territory=account.home)
            uow.commit()
            return whole

"""Puts the directory together; the only module that knows all its layers."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.account_parts import AccountParts, build_accounts
from services.directory.adapters.accounts_repository import AccountCards
from services.directory.adapters.announcement_store import AnnouncementStore
from services.directory.application.announced import Current
from services.directory.application.announcing import Announce
from services.directory.places_parts import Places, build_places
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True)
class Application:
    """The directory's commands and queries: places and what belongs to them, accounts and rights."""

    places: Places
    accounts: AccountParts
    announce: Announce


def build(context: ServiceContext) -> Application:
    """The application over a context."""
    places = build_places(context, AccountCards())
    accounts = build_accounts(context, places.registry)
    store = AnnouncementStore()
    current = Current(places.registry, accounts.registry, store)
    announce = Announce(context.new_uow, store, current.sources())
    return Application(places=places, accounts=accounts, announce=announce)

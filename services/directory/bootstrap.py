"""Puts the directory together; the only module that knows all its layers."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.account_parts import AccountParts, build_accounts
from services.directory.adapters.accounts_repository import AccountCards
from services.directory.places_parts import Places, build_places
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True)
class Application:
    """The directory's commands and queries: places and what belongs to them, accounts and rights."""

    places: Places
    accounts: AccountParts


def build(context: ServiceContext) -> Application:
    """The application over a context."""
    places = build_places(context, AccountCards())
    return Application(places=places, accounts=build_accounts(context, places.registry))

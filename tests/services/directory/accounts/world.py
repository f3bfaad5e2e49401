"""A small directory of accounts for tests: quick hashes, fixed keys, permissions given by the test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from services.directory.account_parts import AccountParts, build_accounts
from services.directory.adapters.accounts_repository import AccountCards
from services.directory.adapters.announcement_store import AnnouncementStore
from services.directory.adapters.tables import metadata
from services.directory.application.account_ports import AnyPlace, FixedPermissions
from services.directory.application.accounts_write import AccountFields
from services.directory.application.announcing import Announce
from services.directory.bootstrap import Application
from services.directory.domain.rights import HeldPost
from services.directory.places_parts import Places, build_places
from services.kernel.call import Actor, Call, Realm, system_call
from services.kernel.rpc.callers import actor_from
from services.kernel.runtime.context import ServiceContext
from services.kernel.security.passwords import QUICK_COST
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenVerifier
from services.kernel.territory_codes import code_of
from services.kernel.testing.contexts import SetClock, context_for

COUNTY, TOWNSHIP, GRID = "410602", "410602001", "410602001001001"
PASSWORD = "Liu-yi-2026-wangge"
KEYS = SigningKeys.generate("test")
PERMISSIONS = (
    *(
        f"directory.{name}"
        for name in (
            "account.view",
            "account.edit",
            "account.reveal",
            "role.view",
            "role.edit",
            "grant.propose",
            "grant.decide",
            "territory.view",
            "territory.edit",
            "post.edit",
            "log.view",
            "picture.edit",
            "import.run",
            "import.accept",
        )
    ),
    "cases.case.view",
    "cases.case.assign",
    "cases.case.report",
    "cases.case.settle",
    "cases.case.comment",
    "cases.task.handle",
)


class SetPosts:
    """Posts as the test says."""

    def __init__(self) -> None:
        self.held: dict[str, list[HeldPost]] = {}

    def held_by(self, connection: Connection, account_id: str, at: datetime) -> list[HeldPost]:
        return self.held.get(account_id, [])


@dataclass
class World:
    context: ServiceContext
    parts: AccountParts
    places: Places
    clock: SetClock
    posts: SetPosts
    everybody: Call = field(default_factory=lambda: system_call("test"))

    @property
    def application(self) -> Application:
        """The whole directory; it has nobody to announce anything to."""
        announce = Announce(self.context.new_uow, AnnouncementStore(), {})
        return Application(places=self.places, accounts=self.parts, announce=announce)

    def account(
        self, login: str, *, home: str = COUNTY, password: str = PASSWORD, realm: str = "staff", **more: str
    ) -> str:
        """An account whose password needs no change."""
        fields = AccountFields(
            login=login, name=more.pop("name", f"人员{login}"), realm=realm, home_code=code_of(home), **more
        )
        id = self.parts.create_account(self.everybody, fields, initial_password=password).account.id
        with self.context.new_uow(self.everybody) as uow:
            found = self.parts.registry.accounts.find(uow.connection, id)
            assert found is not None
            found.must_change, found.one_time_until = False, None
            self.parts.registry.accounts.save(uow.connection, found)
            uow.commit()
        return id

    def grant(self, account: str, role: str, territory: str, **more: str) -> None:
        """A role without proposal and decision."""
        from services.directory.domain.grants import GrantState, Reach, RoleGrant

        with self.context.new_uow(self.everybody) as uow:
            reach = Reach(territory, more.get("line", ""), more.get("unit", ""))
            self.parts.registry.grants.add(
                uow.connection,
                RoleGrant(
                    self.context.new_id(),
                    account,
                    role,
                    reach,
                    GrantState.ACTIVE,
                    "test",
                    "test",
                    uow.now,
                    uow.now,
                ),
            )
            uow.commit()

    def anonymous(self, origin: str = "10.0.0.1") -> Call:
        return Call(actor=Actor("anonymous", "", Realm.ANONYMOUS), origin=origin)

    def claims(self, access_token: str) -> dict[str, object]:
        verifier = TokenVerifier(lambda: {**KEYS.public_jwks()}, "wangge", self.clock)
        return verifier.verify(access_token)

    def call(self, login: str, password: str = PASSWORD) -> Call:
        """A call with the rights of a fresh token."""
        session = self.parts.sign_in(self.anonymous(), login, password)
        return Call(actor=actor_from(self.claims(session.access_token)), origin="10.0.0.1")


def world_at(url: str, permissions: Iterable[str] = PERMISSIONS, *, any_place: bool = True) -> World:
    clock, posts = SetClock(), SetPosts()
    context = context_for("directory", metadata, url, clock=clock)
    places = build_places(context, AccountCards())
    parts = build_accounts(
        context,
        places.registry,
        cost=QUICK_COST,
        signing=lambda: KEYS,
        permissions=FixedPermissions(permissions),
        posts=posts,
        where=AnyPlace() if any_place else None,
    )
    return World(context, parts, places, clock, posts)


def sqlite_world(folder: Path, **more: bool) -> World:
    return world_at(f"sqlite:///{folder / 'directory.db'}", **more)

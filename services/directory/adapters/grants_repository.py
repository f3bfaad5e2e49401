"""Roles and grants in their tables; shipped roles come from a file beside."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.accounts import role as rt
from services.directory.adapters.tables.accounts import role_grant as gt
from services.directory.adapters.upsert import insert_missing
from services.directory.application.account_ports import GrantQuery
from services.directory.application.grants import UNDECIDED_FOR
from services.directory.domain.grants import GrantState, Reach, RoleGrant
from services.directory.domain.roles import Role
from services.kernel.call import Scope
from services.kernel.persistence.moments import aware
from services.kernel.persistence.scoping import ScopedTable

_scoped = ScopedTable(gt, gt.c.territory_path, gt.c.id)


@cache
def built_in_roles() -> dict[str, Role]:
    """The roles shipped with the platform (seed/roles.toml)."""
    text = files("services.directory.adapters.seed").joinpath("roles.toml").read_text("utf-8")
    return {
        name: Role(name, entry["zh"], entry["en"], frozenset(entry["permissions"]), built_in=True)
        for name, entry in tomllib.loads(text).items()
    }


class SqlRoles:
    """Shipped roles first, then those made here."""

    def all(self, connection: Connection) -> list[Role]:
        """In the order of the file, then of names."""
        rows = connection.execute(sa.select(rt).order_by(rt.c.name))
        shipped = built_in_roles()
        return [*shipped.values(), *(_role(row) for row in rows if row.name not in shipped)]

    def find(self, connection: Connection, name: str, *, lock: bool = False) -> Role | None:
        """By name."""
        if name in built_in_roles():
            return built_in_roles()[name]
        statement = sa.select(rt).where(rt.c.name == name)
        row = connection.execute(statement.with_for_update() if lock else statement).first()
        return _role(row) if row else None

    def put(self, connection: Connection, role: Role) -> None:
        """Add or replace."""
        values = {
            "title_zh": role.title_zh,
            "title_en": role.title_en,
            "permissions": sorted(role.permissions),
            "version": role.version,
        }
        insert_missing(connection, rt, {"name": role.name, **values})
        connection.execute(sa.update(rt).where(rt.c.name == role.name).values(**values))


class SqlGrants:
    """Grants and loans."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> RoleGrant | None:
        """By id."""
        statement = sa.select(gt).where(gt.c.id == id)
        row = connection.execute(statement.with_for_update() if lock else statement).first()
        return _grant(row) if row else None

    def add(self, connection: Connection, grant: RoleGrant) -> None:
        """A new one."""
        connection.execute(sa.insert(gt).values(**_values(grant)))

    def save(self, connection: Connection, grant: RoleGrant) -> None:
        """Write all fields."""
        connection.execute(sa.update(gt).where(gt.c.id == grant.id).values(**_values(grant)))

    def counting(self, connection: Connection, account: str, now: datetime) -> list[RoleGrant]:
        """Those that give something at the moment."""
        statement = sa.select(gt).where(gt.c.account_id == account, gt.c.state == GrantState.ACTIVE.value)
        found = [_grant(row) for row in connection.execute(statement.order_by(gt.c.id))]
        return [grant for grant in found if grant.counts(now)]

    def page(
        self, connection: Connection, scope: Scope, query: GrantQuery, size: int, after: str, me: str
    ) -> list[RoleGrant]:
        """In the order of ids: those over territories in scope and those ``me`` has or lent."""
        mine = sa.or_(gt.c.account_id == me, gt.c.delegated_from == me)
        statement = sa.select(gt).where(sa.or_(_scoped.visible(scope), mine), gt.c.id > after)
        if query.account:
            statement = statement.where(gt.c.account_id == query.account)
        if query.state:
            statement = statement.where(gt.c.state == query.state)
        if query.role:
            statement = statement.where(gt.c.role == query.role)
        return [_grant(row) for row in connection.execute(statement.order_by(gt.c.id).limit(size))]

    def due(self, connection: Connection, now: datetime, most: int) -> list[RoleGrant]:
        """Past their end, or undecided for too long. Rows another process works on are skipped."""
        open_ones = gt.c.state.in_([GrantState.ACTIVE.value, GrantState.PROPOSED.value])
        forgotten = sa.and_(gt.c.state == GrantState.PROPOSED.value, gt.c.created_at <= now - UNDECIDED_FOR)
        statement = sa.select(gt).where(open_ones, sa.or_(gt.c.valid_until <= now, forgotten))
        rows = connection.execute(statement.order_by(gt.c.id).limit(most).with_for_update(skip_locked=True))
        return [_grant(row) for row in rows]

    def open_of(self, connection: Connection, account: str, states: Iterable[GrantState]) -> list[RoleGrant]:
        """Grants of an account in these states, and its loans to others."""
        own = sa.or_(gt.c.account_id == account, gt.c.delegated_from == account)
        statement = sa.select(gt).where(own, gt.c.state.in_([state.value for state in states]))
        return [_grant(row) for row in connection.execute(statement.order_by(gt.c.id))]


def _role(row: Row[Any]) -> Role:
    return Role(row.name, row.title_zh, row.title_en, frozenset(row.permissions), False, row.version)


def _grant(row: Row[Any]) -> RoleGrant:
    return RoleGrant(
        id=row.id,
        account=row.account_id,
        role=row.role,
        reach=Reach(row.territory_path, row.line, row.organisation_id),
        state=GrantState(row.state),
        reason=row.reason,
        proposed_by=row.proposed_by,
        created_at=aware(row.created_at),
        valid_from=aware(row.valid_from),
        valid_until=aware(row.valid_until),
        decided_by=row.decided_by,
        delegated_from=row.delegated_from,
        post=row.post_id,
    )


def _values(grant: RoleGrant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "account_id": grant.account,
        "role": grant.role,
        "territory_path": grant.reach.territory,
        "line": grant.reach.line,
        "organisation_id": grant.reach.unit,
        "state": grant.state.value,
        "reason": grant.reason,
        "proposed_by": grant.proposed_by,
        "created_at": grant.created_at,
        "valid_from": grant.valid_from,
        "valid_until": grant.valid_until,
        "decided_by": grant.decided_by,
        "delegated_from": grant.delegated_from,
        "post_id": grant.post,
    }

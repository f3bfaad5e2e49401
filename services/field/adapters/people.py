"""Accounts, posts and places as the directory told them, and the badges made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.field.adapters.tables import seen_account, seen_holder, seen_place, seen_post
from services.field.application.ports import BadgeFacts
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher
from wangge.types.v1 import types_pb2


class SqlPeople:
    """See the port."""

    def __init__(self, database: Database, cipher: FieldCipher) -> None:
        self._database = database
        self._cipher = cipher

    def place_name(self, path: str) -> str:
        """Empty until the directory has told it."""
        query = sa.select(seen_place.c.name).where(seen_place.c.path == path)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""

    def account_id(self, login: str) -> str:
        """Empty for nobody."""
        query = sa.select(seen_account.c.id).where(seen_account.c.login == login)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""

    def grid_of(self, account_id: str) -> str:
        """The path of the narrowest post somebody holds; empty without one."""
        query = (
            sa.select(seen_post.c.path)
            .join(seen_holder, seen_holder.c.post_id == seen_post.c.id)
            .where(seen_holder.c.account_id == account_id)
            .order_by(sa.func.length(seen_post.c.path).desc(), seen_post.c.path)
        )
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).scalar() or ""

    def post_kinds(self, account_id: str, now: datetime) -> frozenset[str]:
        """See the port."""
        query = (
            sa.select(seen_post.c.kind)
            .join(seen_holder, seen_holder.c.post_id == seen_post.c.id)
            .where(
                seen_holder.c.account_id == account_id,
                sa.or_(seen_holder.c.since.is_(None), seen_holder.c.since <= now),
                sa.or_(seen_holder.c.until.is_(None), seen_holder.c.until > now),
            )
        )
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def counties(self) -> Sequence[str]:
        """See the port."""
        query = sa.select(seen_place.c.path).where(
            seen_place.c.level == types_pb2.LEVEL_COUNTY, seen_place.c.ended.is_(False)
        )
        with self._database.read() as connection:
            return connection.execute(query.order_by(seen_place.c.path)).scalars().all()

    def badge_of(self, account_id: str, now: datetime) -> BadgeFacts | None:
        """None until the directory has told of the account."""
        return self._badge(seen_account.c.id == account_id, now)

    def badge(self, code: str, now: datetime) -> BadgeFacts | None:
        """None for an unknown code."""
        return self._badge(seen_account.c.badge_code == code, now)

    def keep_place(
        self, uow: UnitOfWork, path: str, name: str, level: int, version: int, *, ended: bool
    ) -> None:
        """See the port."""
        row = {"path": path, "name": name, "level": level, "ended": ended, "version": version}
        _put(uow.connection, seen_place, seen_place.c.path, row)

    def keep_account(
        self, uow: UnitOfWork, account_id: str, login: str, name: str, active: bool, version: int
    ) -> None:
        """See the port. A badge's code follows from the account's id and the index key: nobody guesses it."""
        row = {
            "id": account_id,
            "login": login,
            "name": name,
            "active": active,
            "badge_code": self._cipher.blind(f"field.badge {account_id}", kind="text"),
            "version": version,
        }
        _put(uow.connection, seen_account, seen_account.c.id, row)

    def keep_post(
        self,
        uow: UnitOfWork,
        post_id: str,
        title: str,
        path: str,
        version: int,
        holders: Sequence[tuple[str, datetime | None, datetime | None]],
        kind: str = "",
    ) -> None:
        """See the port."""
        row = {"id": post_id, "title": title, "path": path, "kind": kind, "version": version}
        if not _put(uow.connection, seen_post, seen_post.c.id, row):
            return
        uow.connection.execute(sa.delete(seen_holder).where(seen_holder.c.post_id == post_id))
        latest = {account: (since, until) for account, since, until in holders}
        for account, (since, until) in latest.items():
            values = {"post_id": post_id, "account_id": account, "since": since, "until": until}
            uow.connection.execute(sa.insert(seen_holder).values(values))

    def _badge(self, who: sa.ColumnElement[bool], now: datetime) -> BadgeFacts | None:
        with self._database.read() as connection:
            account = connection.execute(sa.select(seen_account).where(who)).first()
            if account is None:
                return None
            held = (
                sa.select(seen_post.c.title, sa.func.coalesce(seen_place.c.name, "").label("place"))
                .select_from(
                    seen_holder.join(seen_post, seen_post.c.id == seen_holder.c.post_id).outerjoin(
                        seen_place, seen_place.c.path == seen_post.c.path
                    )
                )
                .where(
                    seen_holder.c.account_id == account.id,
                    sa.or_(seen_holder.c.since.is_(None), seen_holder.c.since <= now),
                    sa.or_(seen_holder.c.until.is_(None), seen_holder.c.until > now),
                )
                .order_by(seen_post.c.path.desc(), seen_post.c.id)
                .limit(20)
            )
            posts = tuple(f"{row.place} {row.title}".strip() for row in connection.execute(held))
        return BadgeFacts(account.badge_code, account.name, posts, bool(account.active))


def _put(connection: Connection, table: sa.Table, key: sa.Column[str], row: dict[str, Any]) -> bool:
    """Insert or update; False, and nothing changed, when something newer is known."""
    where = key == row[key.name]
    known = connection.execute(sa.select(table.c.version).where(where)).scalar()
    if known is None:
        connection.execute(sa.insert(table).values(row))
    elif known > row["version"]:
        return False
    else:
        connection.execute(sa.update(table).where(where).values(row))
    return True

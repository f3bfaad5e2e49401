"""Posts, territories and organisations as the account part needs them, from the same database."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.tables.accounts import account
from services.directory.adapters.tables.organisations import holder, organisation, post, post_territory
from services.directory.adapters.tables.territories import building, territory
from services.directory.application.messages import organisation_kind
from services.directory.domain.levels import WITH_BOARD
from services.directory.domain.rights import HeldPost
from services.kernel.territory_codes import path_of


class SqlPostsHeld:
    """Posts held now with all their territories."""

    def held_by(self, connection: Connection, account_id: str, at: datetime) -> list[HeldPost]:
        """In the order of posts; past and future holders do not count."""
        now_held = sa.and_(holder.c.since <= at, sa.or_(holder.c.until.is_(None), holder.c.until > at))
        statement = (
            sa.select(
                post.c.id,
                post.c.title,
                post.c.roles,
                post.c.territory_path,
                post.c.organisation_id,
                organisation.c.kind,
                territory.c.name,
            )
            .join(holder, holder.c.post_id == post.c.id)
            .outerjoin(organisation, organisation.c.id == post.c.organisation_id)
            .outerjoin(territory, territory.c.path == post.c.territory_path)
            .where(holder.c.account_id == account_id, now_held)
            .order_by(post.c.id)
        )
        rows = connection.execute(statement).all()
        ids = list(dict.fromkeys(row.id for row in rows))
        also: dict[str, list[str]] = {}
        if ids:
            further = sa.select(post_territory.c.post_id, post_territory.c.territory_path).where(
                post_territory.c.post_id.in_(ids)
            )
            for place in connection.execute(further.order_by(post_territory.c.territory_path)):
                also.setdefault(place.post_id, []).append(place.territory_path)
        held: dict[str, HeldPost] = {}
        for row in rows:
            paths = tuple(path for path in also.get(row.id, []) if path != row.territory_path)
            held[row.id] = HeldPost(
                row.id,
                row.title,
                tuple(row.roles),
                row.territory_path,
                row.name or "",
                paths,
                row.organisation_id,
                organisation_kind(row.kind or 0),
            )
        return list(held.values())


class SqlPlaces:
    """Territories and organisations that are there now."""

    def valid(self, connection: Connection, path: str) -> bool:
        """Whether the territory exists and has not ended."""
        found = sa.select(territory.c.path).where(territory.c.path == path, territory.c.valid_to.is_(None))
        return connection.execute(found).first() is not None

    def organisation_path(self, connection: Connection, organisation_id: str) -> str | None:
        """The path of an active organisation's territory."""
        found = sa.select(organisation.c.territory_path).where(
            organisation.c.id == organisation_id, organisation.c.active
        )
        return connection.scalar(found)


class SqlBoards:
    """Who stands on the boards of grids and communities; the rule of `GetNoticeBoard`, from the account."""

    def shows(self, connection: Connection, account_id: str, at: datetime) -> bool:
        """Whether the account holds a post that a board of a present grid or community shows."""
        found = (
            sa.select(post.c.id)
            .join(holder, holder.c.post_id == post.c.id)
            .join(post_territory, post_territory.c.post_id == post.c.id)
            .join(territory, territory.c.path == post_territory.c.territory_path)
            .where(
                holder.c.account_id == account_id,
                holder.c.since <= at,
                sa.or_(holder.c.until.is_(None), holder.c.until > at),
                post.c.on_notice_board,
                territory.c.level.in_([each.value for each in WITH_BOARD]),
                territory.c.valid_to.is_(None),
            )
            .limit(1)
        )
        return connection.execute(found).first() is not None


class SqlSubjects:
    """Where the record a picture belongs to lies."""

    def path_of(self, connection: Connection, record_type: str, record_id: str) -> str | None:
        """None when there is no such record."""
        if record_type in ("territory", "grid"):
            path = path_of(record_id)
            return connection.scalar(sa.select(territory.c.path).where(territory.c.path == path))
        tables = {
            "post": (post.c.territory_path, post.c.id),
            "organisation": (organisation.c.territory_path, organisation.c.id),
            "building": (building.c.territory_path, building.c.id),
            "account": (account.c.home_path, account.c.id),
        }
        if record_type not in tables:
            return None
        path_column, key = tables[record_type]
        return connection.scalar(sa.select(path_column).where(key == record_id))

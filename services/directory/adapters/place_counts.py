"""Counts of territories and posts below a place, on indexes alone where the database can."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.post_store import holds_at
from services.directory.adapters.tables.organisations import holder, post, post_territory
from services.directory.adapters.tables.territories import territory
from services.directory.adapters.territory_store import beneath


class PlaceCounts:
    """See the port `Counts`."""

    def places(self, connection: Connection, path: str) -> dict[int, int]:
        t = territory.c
        select = (
            sa.select(t.level, sa.func.count().label("many"))
            .where(beneath(t.path, path), t.path != path, t.valid_to.is_(None))
            .group_by(t.level)
        )
        return {row.level: row.many for row in connection.execute(select)}

    def posts(self, connection: Connection, path: str, at: datetime) -> tuple[int, int]:
        # By their own place, which needs no sorting out; those that lead a grid here from elsewhere are few.
        pt, own = post_territory.c, beneath(post.c.territory_path, path)
        also = (
            sa.select(pt.post_id)
            .join(post, post.c.id == pt.post_id)
            .where(~pt.own, beneath(pt.territory_path, path), sa.not_(own))
        )
        found = sa.union_all(sa.select(post.c.id).where(own), also.distinct()).subquery()
        held = sa.exists().where(holder.c.post_id == found.c.id, holds_at(at))
        every = sa.select(sa.func.count()).select_from(found)
        return connection.scalar(every) or 0, connection.scalar(every.where(~held)) or 0

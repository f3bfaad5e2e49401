"""Which cases the timer and the sweeps look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from services.cases.adapters.tables.cases import cases, scoped_cases
from services.cases.adapters.tables.projections import sweeps


class CaseBacklog:
    """Reads the one index of next moments."""

    def due(self, connection: Connection, now: datetime, limit: int) -> Sequence[str]:
        """The oldest duty first; rows that another process holds are its own business."""
        query = (
            sa.select(cases.c.id)
            .where(cases.c.next_tick_at <= now)
            .order_by(cases.c.next_tick_at, cases.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return list(connection.execute(query).scalars())

    def put_off(self, connection: Connection, case_id: str, until: datetime) -> None:
        """Look at it again later."""
        connection.execute(sa.update(cases).where(cases.c.id == case_id).values(next_tick_at=until))

    def wanted(self, connection: Connection) -> Sequence[tuple[str, str]]:
        """Sweeps asked for, the oldest first."""
        query = sa.select(sweeps.c.name, sweeps.c.cursor).order_by(sweeps.c.requested_at, sweeps.c.name)
        return [(row.name, row.cursor) for row in connection.execute(query)]

    def open_after(self, connection: Connection, name: str, cursor: str, limit: int) -> Sequence[str]:
        """Open cases, all for ``all``, those of a place for ``place:<path>``."""
        kind, _, path = name.partition(":")
        query = (
            sa.select(cases.c.id).where(cases.c.open, cases.c.id > cursor).order_by(cases.c.id).limit(limit)
        )
        if kind == "place":
            query = query.where(scoped_cases.under(path))
        return list(connection.execute(query).scalars())

    def go_on(self, connection: Connection, name: str, cursor: str) -> None:
        """Remember where a sweep stands; an empty cursor ends it."""
        if cursor:
            connection.execute(sa.update(sweeps).where(sweeps.c.name == name).values(cursor=cursor))
        else:
            connection.execute(sa.delete(sweeps).where(sweeps.c.name == name))

    def ask(self, connection: Connection, name: str, at: datetime) -> None:
        """Ask for a sweep; one under way begins again."""
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(sweeps).values(name=name, cursor="", requested_at=at)
        connection.execute(
            insert.on_conflict_do_update(index_elements=["name"], set_={"cursor": "", "requested_at": at})
        )

    def open_in_grid(self, connection: Connection, path: str) -> Sequence[str]:
        """Open cases of one grid."""
        query = sa.select(cases.c.id).where(cases.c.open, cases.c.grid_path == path).order_by(cases.c.id)
        return list(connection.execute(query).scalars())

    def rename(self, connection: Connection, path: str, name: str) -> None:
        """Open cases show a territory's present name; closed ones keep the name of their time."""
        connection.execute(
            sa.update(cases)
            .where(cases.c.open, cases.c.grid_path == path, cases.c.grid_name != name)
            .values(grid_name=name)
        )

"""Where an announcement stands, and what of the tables it tells that no other query needs."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.tables.announcement import announcement as t
from services.directory.adapters.tables.reference import calendar_version
from services.directory.adapters.tables.territories import succession, territory_version
from services.directory.adapters.upsert import insert_missing
from services.directory.application.announcing import Mark, Replacement
from services.kernel.persistence.moments import aware

GOES_ON_WITHIN = timedelta(days=1)
_COMMUNITY = 12


class AnnouncementStore:
    """See the port `Announcements`."""

    def mark(self, connection: Connection, audience: str, now: datetime) -> Mark | None:
        """An older one is nothing to go on from: its hearers may have been off or restored since."""
        row = connection.execute(sa.select(t).where(t.c.audience == audience).with_for_update()).first()
        if row is None or aware(row.moved_at) < now - GOES_ON_WITHIN:
            return None
        return Mark(row.event, row.after, row.told)

    def move(self, connection: Connection, audience: str, mark: Mark, now: datetime) -> None:
        values = {"event": mark.event, "after": mark.after, "told": mark.told, "moved_at": now}
        insert_missing(connection, t, {"audience": audience, **values})
        connection.execute(sa.update(t).where(t.c.audience == audience).values(**values))

    def done(self, connection: Connection, audience: str) -> None:
        connection.execute(sa.delete(t).where(t.c.audience == audience))

    def calendars(self, connection: Connection) -> list[str]:
        name = calendar_version.c.name
        return list(connection.scalars(sa.select(name).distinct().order_by(name)))

    def replacements(self, connection: Connection) -> list[Replacement]:
        """In the order they happened; grids of one community replaced in one act belong together."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for row in connection.execute(sa.select(succession)):
            key = f"{aware(row.at).isoformat()} {row.ended_path[:_COMMUNITY]}"
            ended, created = found.setdefault(key, (set(), set()))
            ended.add(row.ended_path)
            created.add(row.created_path)
        return [
            Replacement(key, tuple(sorted(ended)), tuple(sorted(created)))
            for key, (ended, created) in sorted(found.items())
        ]

    def reason(self, connection: Connection, path: str) -> str:
        """Why the territory ended: the reason of its last change."""
        version = territory_version.c
        select = sa.select(version.reason).where(version.path == path).order_by(version.version.desc())
        return connection.scalar(select.limit(1)) or ""

"""The changes an import recorded."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.population.adapters.tables.changes import change


class SqlTaken:
    """See the port `Taken`."""

    def changes(self, connection: Connection, import_id: str, before: str, most: int) -> list[str]:
        """See the port."""
        mine = [change.c.import_id == import_id, change.c.import_id != "", change.c.reversed_by == ""]
        if before:
            mine.append(change.c.id < before)
        query = sa.select(change.c.id).where(*mine).order_by(change.c.id.desc()).limit(most)
        return list(connection.execute(query).scalars())

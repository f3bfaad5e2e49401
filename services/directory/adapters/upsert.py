"""Insert unless it is there: the one statement that both databases spell differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def insert_missing(connection: Connection, table: sa.Table, values: Mapping[str, Any]) -> None:
    """Add the row; nothing happens when its key is taken. Waits for a transaction that is adding it."""
    if connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(table).values(**values).on_conflict_do_nothing())
    else:
        connection.execute(postgresql.insert(table).values(**values).on_conflict_do_nothing())

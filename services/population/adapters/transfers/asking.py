"""Questions about many values at once: on PostgreSQL these travel as one array, not as a thousand values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection


def among(connection: Connection, column: sa.Column[Any], values: Collection[Any]) -> sa.ColumnElement[bool]:
    """Whether the column holds one of the values; ``values`` are not empty."""
    if connection.dialect.name != "postgresql":
        return column.in_(values)
    return column == sa.any_(sa.literal(list(values), postgresql.ARRAY(column.type)))


def named(
    connection: Connection,
    name: sa.Column[str],
    day: sa.Column[Any],
    pairs: Sequence[tuple[str, date]],
) -> sa.ColumnElement[bool]:
    """Whether both columns hold one of the pairs; ``pairs`` are not empty."""
    if connection.dialect.name != "postgresql":
        return sa.tuple_(name, day).in_(pairs)
    names = sa.literal([each for each, _ in pairs], postgresql.ARRAY(sa.Text))
    days = sa.literal([each for _, each in pairs], postgresql.ARRAY(sa.Date))
    wanted = sa.func.unnest(names, days).table_valued("name", "day").render_derived()
    return sa.tuple_(name, day).in_(sa.select(wanted.c.name, wanted.c.day))

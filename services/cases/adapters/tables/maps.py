"""What finds cases by their place on the map: indexes that hold all a cluster needs (CASE-05).

A row of a case is long, and a map wants little of very many of them: so both indexes answer without touching
the rows. Open cases change and are found by place; those that are done rest, and are read newest first.
"""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases

_c = cases.c
# SQLite looks at the row for a column of the index's own condition, unless the index has it as well.
_COMMON = (_c.grid_path, _c.category, _c.state, _c.created_at, _c.channel, _c.urgency, _c.open)

sa.Index(
    "case_open_on_map",
    _c.longitude,
    _c.latitude,
    _c.id,
    _c.due_at,
    _c.amber_at,
    _c.paused,
    *_COMMON,
    postgresql_where=_c.open,
    sqlite_where=sa.text("open = 1"),  # as conditions are written there
)
sa.Index(
    "case_done_on_map",
    _c.id,
    _c.longitude,
    _c.latitude,
    *_COMMON,
    postgresql_where=sa.not_(_c.open),
    sqlite_where=sa.not_(_c.open),
)

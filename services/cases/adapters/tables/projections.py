"""What the service keeps of the directory: places, units, posts, accounts, catalogue, calendars.

``version`` is the publisher's, so that an older event arriving late changes nothing; 0 where it says none.
``changed`` is the value of the one counter at the time of the change: each process reads just what is new.
"""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Json, Moment, metadata

places = sa.Table(
    "seen_territory",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("west", sa.Float),
    sa.Column("south", sa.Float),
    sa.Column("east", sa.Float),
    sa.Column("north", sa.Float),
    sa.Column("boundary", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
units = sa.Table(
    "seen_unit",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("kind", sa.Integer, nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("lines", Json, nullable=False),
    sa.Column("calendar", sa.String(60), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
posts = sa.Table(
    "seen_post",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("also_paths", Json, nullable=False),
    sa.Column("unit_id", sa.String(40), nullable=False),
    sa.Column("holders", Json, nullable=False),  # [account id, since, until] with moments in ISO text
    sa.Column("work_phone", sa.String(30), nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
accounts = sa.Table(
    "seen_account",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
catalogues = sa.Table(
    "seen_catalogue",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
calendars = sa.Table(
    "seen_calendar",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False),
)
for _table in (places, units, posts, accounts, catalogues, calendars):
    sa.Index(f"{_table.name}_changed", _table.c.changed)

versions = sa.Table(
    "seen_version",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

sweeps = sa.Table(
    "case_sweep",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("cursor", sa.String(36), nullable=False),
    sa.Column("requested_at", Moment, nullable=False),
)
"""Work over all open cases that goes on in small steps from where it stopped."""

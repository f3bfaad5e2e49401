"""What population knows of the directory, heard from its events."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import key_text, metadata

seen_place = sa.Table(
    "seen_place",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("level", sa.SmallInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
)

# Every street, estate and village that dwellings name: few, and looked through for what somebody typed.
known_street = sa.Table("known_street", metadata, sa.Column("street", key_text(200), primary_key=True))

seen_account = sa.Table(
    "seen_account",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("login", sa.String(80), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("seen_account_by_login", seen_account.c.login)

seen_building = sa.Table(
    "seen_building",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("storeys", sa.Integer, nullable=False),
    sa.Column("units", sa.Integer, nullable=False),
    sa.Column("per_storey", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
)
sa.Index("seen_building_by_place", seen_building.c.path)

"""Territories with their borders, their history, and what stands in them."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import Json, metadata, path_column
from services.kernel.persistence.tables import Moment

territory = sa.Table(
    "territory",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("code", sa.String(24), nullable=False, unique=True),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("parent_code", sa.String(24), nullable=False),
    sa.Column("parent_path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("settlement", sa.Integer, nullable=False),
    sa.Column("households", sa.Integer, nullable=False),
    sa.Column("size_rule", sa.String(10), nullable=False),
    sa.Column("size_reason", sa.String(400), nullable=False),
    sa.Column("post_in_charge", sa.String(40), nullable=False),
    sa.Column("head_title", sa.String(40), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_to", Moment),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("territory_children", territory.c.parent_path, territory.c.path)
sa.Index("territory_by_level", territory.c.level, territory.c.path)

# Apart from the rest: a list of a thousand places must not read a thousand borders.
boundary = sa.Table(
    "territory_boundary",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("geojson", sa.Text, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)

territory_version = sa.Table(
    "territory_version",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("until", Moment, nullable=False),
    sa.Column("reason", sa.String(400), nullable=False),
    sa.Column("record", Json, nullable=False),
)

# Which grids took whose ground (DIR-07).
succession = sa.Table(
    "territory_succession",
    metadata,
    sa.Column("ended_path", sa.String(24), primary_key=True),
    sa.Column("created_path", sa.String(24), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

# Counts changes, so that other processes notice that what they keep in memory is old.
change_counter = sa.Table(
    "change_counter",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)

estate = sa.Table(
    "estate",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("has_property_company", sa.Boolean, nullable=False),
    sa.Column("enclosable", sa.Boolean, nullable=False),
    sa.Column("haves", Json, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("estate_by_place", estate.c.territory_path, estate.c.id)

estate_target = sa.Table(
    "estate_target",
    metadata,
    # Territory, year and kind in one, so that a page follows one key.
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("target", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("estate_target_by_place", estate_target.c.territory_path, estate_target.c.id)

facility = sa.Table(
    "facility",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("present", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("facility_by_place", facility.c.territory_path, facility.c.id)
sa.Index("facility_by_kind", facility.c.kind, facility.c.longitude)

building = sa.Table(
    "building",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("community_code", sa.String(24), nullable=False),
    # The grid's path, or the community's while it has no grid.
    path_column(),
    sa.Column("grid_code", sa.String(24), nullable=False),
    sa.Column("households", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("code", sa.String(40), nullable=False, server_default=""),
    sa.Column("storeys", sa.Integer, nullable=False, server_default="0"),
    sa.Column("basements", sa.Integer, nullable=False, server_default="0"),
    sa.Column("units", sa.Integer, nullable=False, server_default="0"),
    sa.Column("dwellings_per_storey", sa.Integer, nullable=False, server_default="0"),
    sa.Column("year_built", sa.Integer, nullable=False, server_default="0"),
    sa.Column("footprint", sa.Text, nullable=False, server_default=""),
)
sa.Index("building_by_place", building.c.territory_path, building.c.id)
sa.Index("building_by_grid", building.c.grid_code, building.c.id)
sa.Index("building_by_name", building.c.community_code, building.c.name)
sa.Index(
    "building_by_code",
    building.c.code,
    unique=True,
    sqlite_where=building.c.code != sa.literal_column("''"),
    postgresql_where=building.c.code != sa.literal_column("''"),
)

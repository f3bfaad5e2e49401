"""Service items, needs of units, volunteer brands of communities with what they did."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import metadata

item = sa.Table(
    "service_item",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("offered_by", sa.String(100), nullable=False),
    sa.Column("capacity", sa.Integer, nullable=False),
    sa.Column("from_day", sa.Date),
    sa.Column("to_day", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("service_item_by_place", item.c.path, item.c.id)

unit_need = sa.Table(
    "unit_need",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("establishment_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("stated_on", sa.Date, nullable=False),
    sa.Column("stated_to", sa.String(120), nullable=False),
    sa.Column("met_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    # What it says, and what came of it.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
_OPEN = unit_need.c.met_on.is_(None)
sa.Index("unit_need_by_unit", unit_need.c.establishment_id, unit_need.c.id)
sa.Index("unit_need_open", unit_need.c.path, unit_need.c.kind, postgresql_where=_OPEN, sqlite_where=_OPEN)

brand = sa.Table(
    "volunteer_brand",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("what", sa.String(500), nullable=False),
    sa.Column("contact_post", sa.String(60), nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("activities", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("volunteer_brand_by_place", brand.c.path, brand.c.id)

activity = sa.Table(
    "brand_activity",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("brand_id", sa.String(36), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("what", sa.String(200), nullable=False),
    sa.Column("volunteers", sa.Integer, nullable=False),
    sa.Column("served", sa.Integer, nullable=False),
    sa.Column("noted_by", sa.String(120), nullable=False),
)
sa.Index("brand_activity_by_brand", activity.c.brand_id, activity.c.day)

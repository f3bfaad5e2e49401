"""Lists of cases that people keep under a name."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Json, Moment, metadata

saved_filters = sa.Table(
    "saved_filter",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(80), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("filter", sa.Text, nullable=False),
    sa.Column("query", sa.String(100), nullable=False),
    sa.Column("order_by", sa.String(100), nullable=False),
    sa.Column("view", sa.String(20), nullable=False),
    sa.Column("columns", Json, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
)
sa.Index("saved_filter_of_account", saved_filters.c.account_id, saved_filters.c.name, unique=True)

"""Reference data in versions: dictionaries, catalogue, calendars, rules, documents."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import Json, metadata, path_column
from services.kernel.persistence.tables import Moment

dictionary_version = sa.Table(
    "dictionary_version",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("title_zh", sa.String(100), nullable=False),
    sa.Column("title_en", sa.String(100), nullable=False),
    sa.Column("entries", Json, nullable=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(80), nullable=False),
)

catalogue_version = sa.Table(
    "catalogue_version",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("items", Json, nullable=False),
    sa.Column("note", sa.String(400), nullable=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(120), nullable=False),
)

calendar_version = sa.Table(
    "calendar_version",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("time_zone", sa.String(40), nullable=False),
    sa.Column("hours", Json, nullable=False),
    sa.Column("days", Json, nullable=False),
    sa.Column("reason", sa.String(200), nullable=False, server_default=""),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(80), nullable=False),
)

deduction_rule = sa.Table(
    "deduction_rule",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("trigger", sa.String(80), nullable=False),
    sa.Column("target", sa.String(20), nullable=False),
    sa.Column("points", sa.Float, nullable=False),
    sa.Column("cap_per_period", sa.Float, nullable=False),
    sa.Column("appealable", sa.Boolean, nullable=False),
    sa.Column("valid_from", Moment),
    sa.Column("valid_to", Moment),
    sa.Column("version", sa.Integer, nullable=False),
)

document_version = sa.Table(
    "document_version",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("latest", sa.Boolean, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("published", sa.Boolean, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("changed_by", sa.String(80), nullable=False),
)
sa.Index(
    "document_by_place", document_version.c.territory_path, document_version.c.id, document_version.c.version
)

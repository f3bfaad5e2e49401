"""Texts to start from, kept by people and shared by centres."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Json, Moment, metadata

reply_templates = sa.Table(
    "reply_template",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("owner", sa.String(80), nullable=False),  # account of a personal one, else empty
    sa.Column("path", sa.String(24), nullable=False),  # territory of a shared one, else empty
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("verbs", Json, nullable=False),
    sa.Column("category", sa.String(80), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("updated_by", sa.String(120), nullable=False),
)
sa.Index(
    "reply_template_title",
    reply_templates.c.owner,
    reply_templates.c.path,
    reply_templates.c.title,
    unique=True,
)

"""Promises of confidentiality, proofs of erasure, and readings that were too many."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Moment, metadata

undertaking = sa.Table(
    "undertaking",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(40), nullable=False),
    sa.Column("account_name", sa.String(120), nullable=False),
    sa.Column("text_version", sa.String(20), nullable=False),
    sa.Column("signed_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)
sa.Index("undertaking_by_account", undertaking.c.account_id, undertaking.c.expires_at)

erasure = sa.Table(
    "erasure",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("person_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("ground", sa.String(12), nullable=False),
    sa.Column("reason", sa.String(400), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("removed", sa.Integer, nullable=False),
)
sa.Index("erasure_by_place", erasure.c.path, erasure.c.id)

mass_reading = sa.Table(
    "mass_reading",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("actor_id", sa.String(40), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    # Where the readings were: what their places have in common.
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("hour", sa.String(13), nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("readings", sa.Integer, nullable=False),
    sa.Column("reviewed_by", sa.String(120), nullable=False),
    sa.Column("finding", sa.String(400), nullable=False),
    sa.Column("reviewed_at", Moment),
    sa.UniqueConstraint("actor_id", "hour", name="mass_reading_hour"),
)
sa.Index("mass_reading_by_place", mass_reading.c.path, mass_reading.c.id)

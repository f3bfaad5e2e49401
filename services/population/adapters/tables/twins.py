"""Pairs of records that may be about one person, and what was decided about them (POP-06)."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Moment, metadata

twins = sa.Table(
    "twins",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    # The older record first.
    sa.Column("first_id", sa.String(36), nullable=False),
    sa.Column("second_id", sa.String(36), nullable=False),
    sa.Column("first_path", sa.String(24), nullable=False),
    sa.Column("second_path", sa.String(24), nullable=False),
    # The territory that sees both: what their paths have in common.
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("cause", sa.String(12), nullable=False),
    # proposed, same, different.
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("proposed_at", Moment, nullable=False),
    sa.Column("decided_at", Moment),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("reason", sa.String(400), nullable=False),
    # Of a merge: the record that stays and the change that made them one.
    sa.Column("kept_id", sa.String(36), nullable=False, server_default=""),
    sa.Column("change_id", sa.String(36), nullable=False, server_default=""),
    sa.UniqueConstraint("first_id", "second_id", name="twins_pair"),
)
sa.Index("twins_by_second", twins.c.second_id)
sa.Index("twins_by_place", twins.c.state, twins.c.path, twins.c.id)

"""Recurring duties of organisations, and when they were done."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import metadata
from services.kernel.persistence.tables import Moment

recurring_duty = sa.Table(
    "recurring_duty",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("organisation_id", sa.String(36), nullable=False, index=True),
    sa.Column("duty", sa.String(40), nullable=False),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("rhythm", sa.Integer, nullable=False),
    # Turns are counted from the first day, so that the 31st stays the 31st.
    sa.Column("first_due", sa.Date, nullable=False),
    sa.Column("next_due", sa.Date, nullable=False),
    # The turn whose being late was told to everybody.
    sa.Column("told_due", sa.Date),
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("recurring_duty_due", recurring_duty.c.ended, recurring_duty.c.next_due)

duty_completion = sa.Table(
    "recurring_duty_completion",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("duty_id", sa.String(36), nullable=False, index=True),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("done_on", sa.Date, nullable=False),
    sa.Column("note", sa.String(400), nullable=False),
    sa.Column("by_id", sa.String(80), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

"""Checks and defects: the same two tables for whatever is checked."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata


def check_tables(owner: str) -> tuple[sa.Table, sa.Table]:
    """``<owner>_check`` and ``<owner>_defect``, whose rows belong to an ``<owner>_id``."""
    key = f"{owner}_id"
    check = sa.Table(
        f"{owner}_check",
        metadata,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(key, sa.String(36), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("worker_id", sa.String(40), nullable=False),
        sa.Column("worker_name", sa.String(120), nullable=False),
        sa.Column("failed", Json, nullable=False),
    )
    sa.Index(f"{owner}_check_by_{owner}", check.c[key], check.c.at)
    defect = sa.Table(
        f"{owner}_defect",
        metadata,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(key, sa.String(36), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("found_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("rectified_on", sa.Date),
        # Told to whoever handles cases.
        sa.Column("told", sa.Boolean, nullable=False),
    )
    sa.Index(f"{owner}_defect_by_{owner}", defect.c[key])
    sa.Index(f"{owner}_defect_due", defect.c.told, defect.c.due_on)
    return check, defect

"""Counters of cases: changes as they happen, and the cube they are folded into (CASE-05)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import BigId, metadata
from services.cases.domain.statistics import MEASURES

deltas = sa.Table(
    "case_count_delta",
    metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
    sa.Column("category", sa.String(80), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("urgency", sa.String(8), nullable=False),
    sa.Column("unit", sa.String(40), nullable=False),
    *(sa.Column(measure, sa.Integer, nullable=False) for measure in MEASURES),
)

cube = sa.Table(
    "case_count",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),  # "category,state" or "unit"
    sa.Column("width", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("period", sa.String(5), primary_key=True),  # month or day
    sa.Column("node", sa.String(24), primary_key=True),
    sa.Column("at", sa.String(10), primary_key=True),
    sa.Column("x", sa.String(80), primary_key=True),
    sa.Column("y", sa.String(80), primary_key=True),
    *(sa.Column(measure, sa.BigInteger, nullable=False) for measure in MEASURES),
)

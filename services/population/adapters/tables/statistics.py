"""Counters of the register: changes as they happen, and the cube they are folded into (POP-32)."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import BigId, Moment, metadata

# what: person (kind, sex, reason, year of birth), household (kind), dwelling (use, occupancy),
# separated (lives and is registered below the same place, but not at the same); and of a day: new, changed
# and verified (day, kind of record), visit (day, outcome).
deltas = sa.Table(
    "register_delta",
    metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("what", sa.String(12), nullable=False),
    sa.Column("a", sa.String(16), nullable=False),
    sa.Column("b", sa.String(16), nullable=False),
    sa.Column("c", sa.String(16), nullable=False),
    sa.Column("born", sa.SmallInteger, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
)

cube = sa.Table(
    "register_count",
    metadata,
    sa.Column("what", sa.String(12), primary_key=True),
    # by_year: people by sex (b) and year of birth alone; else all years together and born 0.
    sa.Column("by_year", sa.Boolean, primary_key=True),
    sa.Column("width", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("node", sa.String(24), primary_key=True),
    sa.Column("a", sa.String(16), primary_key=True),
    sa.Column("b", sa.String(16), primary_key=True),
    sa.Column("c", sa.String(16), primary_key=True),
    sa.Column("born", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger, nullable=False),
)

# The cube as it stood at the end of a month: periods can be compared.
months = sa.Table(
    "register_month",
    metadata,
    sa.Column("month", sa.String(7), primary_key=True),
    sa.Column("what", sa.String(12), primary_key=True),
    sa.Column("by_year", sa.Boolean, primary_key=True),
    sa.Column("width", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("node", sa.String(24), primary_key=True),
    sa.Column("a", sa.String(16), primary_key=True),
    sa.Column("b", sa.String(16), primary_key=True),
    sa.Column("c", sa.String(16), primary_key=True),
    sa.Column("born", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger, nullable=False),
)

# How good the records of a grid are, counted by a job and summed up for what lies above.
quality = sa.Table(
    "register_quality",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("people", sa.Integer, nullable=False),
    # Verified within the limit of days.
    sa.Column("fresh", sa.Integer, nullable=False),
    # Sum of the completeness of all of them, 0 to 100 each.
    sa.Column("complete", sa.BigInteger, nullable=False),
    sa.Column("counted_at", Moment, nullable=False),
)

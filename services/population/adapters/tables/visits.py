"""Plans of visits, what came of them, who waits for one; and the working calendar that counts the days."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

visit_plan = sa.Table(
    "visit_plan",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("worker_id", sa.String(40), nullable=False),
    sa.Column("households", sa.Integer, nullable=False),
    sa.Column("target", sa.Integer, nullable=False),
    sa.UniqueConstraint("path", "day", "worker_id", name="visit_plan_of_a_day"),
)

visit_stop = sa.Table(
    "visit_stop",
    metadata,
    sa.Column("plan_id", sa.String(36), primary_key=True),
    sa.Column("household_id", sa.String(36), primary_key=True),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("cause", sa.String(12), nullable=False),
    sa.Column("slot", sa.String(12), nullable=False),
)

visit = sa.Table(
    "visit",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("household_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("worker_id", sa.String(40), nullable=False),
    sa.Column("worker_name", sa.String(120), nullable=False),
    sa.Column("purpose", sa.String(12), nullable=False),
    sa.Column("outcome", sa.String(12), nullable=False),
    sa.Column("met", sa.String(20), nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("changed", Json, nullable=False),
    # Case of each thing that was heard, in its order; empty where there is none.
    sa.Column("cases", Json, nullable=False),
    sa.Column("next_slot", sa.String(12), nullable=False),
    # The note, and what was heard.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("visit_by_household", visit.c.household_id, visit.c.at)
sa.Index("visit_by_place", visit.c.path, visit.c.day)

# When somebody called last: plans and the list of the longest unvisited are a range of one index.
last_visit = sa.Table(
    "last_visit",
    metadata,
    sa.Column("household_id", sa.String(36), primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("met", sa.Boolean, nullable=False),
    sa.Column("next_slot", sa.String(12), nullable=False),
)

visit_request = sa.Table(
    "visit_request",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("household_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("cause", sa.String(12), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("slot", sa.String(12), nullable=False),
    sa.Column("asked_by", sa.String(40), nullable=False),
    sa.Column("visit_id", sa.String(36), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("visit_request_by_place", visit_request.c.path, visit_request.c.visit_id, visit_request.c.due_on)
sa.Index("visit_request_by_household", visit_request.c.household_id)

seen_calendar = sa.Table(
    "seen_calendar",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    # Days that are other than their weekday says, as {"2026-10-01": false}.
    sa.Column("days", Json, nullable=False),
)

"""Weeks of communities: meetings with their minutes, what was heard at visits, how good records were."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Moment, metadata

meeting = sa.Table(
    "summary_meeting",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("week", sa.String(8), nullable=False),
    sa.Column("huddle", sa.Boolean, nullable=False),
    # The place of a weekly meeting, of which there is one a week; the id of a huddle.
    sa.Column("once", sa.String(36), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("held_on", sa.Date),
    sa.Column("prepared_by", sa.String(120), nullable=False),
    sa.Column("prepared_at", Moment, nullable=False),
    sa.Column("reported_by", sa.String(120), nullable=False),
    sa.Column("reported_at", Moment),
    sa.Column("noted_by", sa.String(120), nullable=False),
    sa.Column("noted_at", Moment),
    sa.Column("version", sa.Integer, nullable=False),
    # Chair, participants, minutes, decisions, additions, remark; and the figures as they were reported.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.UniqueConstraint("week", "once", name="summary_meeting_once"),
)
sa.Index("summary_meeting_by_place", meeting.c.path, meeting.c.week)
sa.Index("summary_meeting_newest", meeting.c.huddle, meeting.c.id)

# One row for each thing heard at a visit; what it says is sealed with the visit.
heard = sa.Table(
    "heard_need",
    metadata,
    sa.Column("visit_id", sa.String(36), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("case_id", sa.String(40), nullable=False),
    # The case is closed.
    sa.Column("settled", sa.Boolean, nullable=False),
)
_CASE = heard.c.case_id != ""
sa.Index("heard_need_by_case", heard.c.case_id, postgresql_where=_CASE, sqlite_where=_CASE)
sa.Index("heard_need_by_place", heard.c.path, heard.c.day)
sa.Index("heard_need_by_day", heard.c.day, heard.c.path, heard.c.kind, heard.c.case_id, heard.c.settled)

# Records of people at the end of a week: of how many, and verified within the limit of days.
quality_week = sa.Table(
    "register_quality_week",
    metadata,
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("fresh", sa.Integer, nullable=False),
)

"""Tables of guides and campaign checklists. Every change here needs a migration beside it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.field.adapters.schema import metadata
from services.kernel.persistence.tables import Moment

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

guide = sa.Table(
    "guide",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("category", sa.Integer, nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("content", _JSON, nullable=False),
    sa.Column("effective_from", sa.String(10), nullable=False),
    sa.Column("effective_to", sa.String(10), nullable=False),
    sa.Column("published", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
)
sa.Index("guide_in_order", guide.c.category, guide.c.title, guide.c.id)
sa.Index("guide_by_place", guide.c.territory_path)

guide_version = sa.Table(
    "guide_version",
    metadata,
    sa.Column("guide_id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by_id", sa.String(40), nullable=False),
    sa.Column("by_name", sa.String(120), nullable=False),
    sa.Column("published", sa.Boolean, nullable=False),
    sa.Column("content", _JSON, nullable=False),
)

checklist = sa.Table(
    "checklist",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("mechanism", sa.String(20), nullable=False),
    sa.Column("note", sa.String(1000), nullable=False),
    sa.Column("first_day", sa.String(10), nullable=False),
    sa.Column("last_day", sa.String(10), nullable=False),
    sa.Column("expected", sa.Integer, nullable=False),
    sa.Column("items", _JSON, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
    sa.Column("version", sa.Integer, nullable=False),
    # Of a list of a county's own; empty for campaigns.
    sa.Column("level", sa.String(10), nullable=False, server_default=""),
    sa.Column("period", sa.String(10), nullable=False, server_default=""),
    sa.Column("post_kinds", sa.String(400), nullable=False, server_default=""),
    sa.Column("slogan", sa.String(40), nullable=False, server_default=""),
    sa.Column("series_id", sa.String(36), nullable=False, server_default=""),
    sa.Column("number", sa.Integer, nullable=False, server_default="0"),
)
sa.Index("checklist_by_series", checklist.c.series_id)
sa.Index("checklist_newest", checklist.c.created_at, checklist.c.id)
sa.Index("checklist_running", checklist.c.state, checklist.c.last_day)

# Where a campaign takes place: its places, or its territory when it names none. ``named`` tells which.
checklist_place = sa.Table(
    "checklist_place",
    metadata,
    sa.Column("checklist_id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("named", sa.Boolean, nullable=False),
)
sa.Index("checklist_place_by_path", checklist_place.c.path)

checklist_result = sa.Table(
    "checklist_result",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("checklist_id", sa.String(36), nullable=False),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("object", sa.String(100), nullable=False),
    sa.Column("building_id", sa.String(40), nullable=False),
    sa.Column("room", sa.String(20), nullable=False),
    sa.Column("by_id", sa.String(40), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("answers", _JSON, nullable=False),
    sa.Column("alarms", sa.Integer, nullable=False),
    sa.Column("cases", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # Of a list of a county's own: for which period, and what the community's office said of it.
    sa.Column("period", sa.String(10), nullable=False, server_default=""),
    sa.Column("review", sa.String(10), nullable=False, server_default=""),
    sa.Column("review_note", sa.String(400), nullable=False, server_default=""),
    sa.Column("reviewed_by", sa.String(40), nullable=False, server_default=""),
    sa.Column("reviewed_at", Moment),
)
_counts = sa.and_(
    checklist_result.c.period != sa.literal_column("''"),
    checklist_result.c.review != sa.literal_column("'RETURNED'"),
)
sa.Index(
    "checklist_result_of_period",
    checklist_result.c.checklist_id,
    checklist_result.c.territory_path,
    checklist_result.c.period,
    unique=True,
    postgresql_where=_counts,
    sqlite_where=_counts,
)
sa.Index(
    "checklist_result_newest",
    checklist_result.c.checklist_id,
    checklist_result.c.at,
    checklist_result.c.id,
)
sa.Index("checklist_result_by_place", checklist_result.c.checklist_id, checklist_result.c.territory_path)
sa.Index("checklist_result_by_building", checklist_result.c.checklist_id, checklist_result.c.building_id)

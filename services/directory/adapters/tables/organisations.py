"""Organisations with their lines of work, elections, posts and who holds them."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import Json, metadata, path_column
from services.kernel.persistence.tables import Moment

organisation = sa.Table(
    "organisation",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("kind", sa.Integer, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("parent_id", sa.String(36), nullable=False),
    sa.Column("duties", sa.Text, nullable=False),
    sa.Column("contact", sa.String(200), nullable=False),
    sa.Column("lines", Json, nullable=False),
    sa.Column("calendar", sa.String(40), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("body_layer", sa.String(40), nullable=False),
    sa.Column("governance_mode", sa.String(60), nullable=False),
    sa.Column("term_from", Moment),
    sa.Column("term_to", Moment),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("organisation_by_place", organisation.c.territory_path, organisation.c.id)

organisation_line = sa.Table(
    "organisation_line",
    metadata,
    sa.Column("organisation_id", sa.String(36), primary_key=True),
    sa.Column("line", sa.String(80), primary_key=True),
    path_column(),
)
sa.Index("organisation_line_responsible", organisation_line.c.line, organisation_line.c.territory_path)

election = sa.Table(
    "election",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("organisation_id", sa.String(36), nullable=False, index=True),
    sa.Column("held_on", Moment, nullable=False),
    sa.Column("elected", Json, nullable=False),
    sa.Column("term_to", Moment),
)

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("territory_code", sa.String(24), nullable=False),
    path_column(),
    sa.Column("organisation_id", sa.String(36), nullable=False, index=True),
    sa.Column("roles", Json, nullable=False),
    sa.Column("accountable", sa.Boolean, nullable=False),
    sa.Column("roster_slot", sa.String(60), nullable=False),
    sa.Column("duties", Json, nullable=False),
    sa.Column("skills", Json, nullable=False),
    sa.Column("work_phone", sa.String(40), nullable=False),
    sa.Column("on_notice_board", sa.Boolean, nullable=False),
    sa.Column("duty_hours", Json, nullable=False, server_default="[]"),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("post_by_place", post.c.territory_path, post.c.id)

# Every territory a post works in; `accountable` marks the grids it answers for (DIR-14).
post_territory = sa.Table(
    "post_territory",
    metadata,
    sa.Column("post_id", sa.String(36), primary_key=True),
    path_column(),
    sa.Column("territory_code", sa.String(24), primary_key=True),
    sa.Column("own", sa.Boolean, nullable=False),
    sa.Column("accountable", sa.Boolean, nullable=False),
)
sa.Index("post_territory_by_place", post_territory.c.territory_path)
sa.Index(
    "post_territory_one_head",
    post_territory.c.territory_path,
    unique=True,
    sqlite_where=sa.text("accountable"),
    postgresql_where=sa.text("accountable"),
)

post_skill = sa.Table(
    "post_skill",
    metadata,
    sa.Column("skill", sa.String(40), primary_key=True),
    sa.Column("post_id", sa.String(36), primary_key=True),
)

# Minutes from the midnight that begins the weekday; the same as in `duty_hours`, to be asked about.
post_duty = sa.Table(
    "post_duty_slot",
    metadata,
    sa.Column("post_id", sa.String(36), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("weekday", sa.Integer, nullable=False),
    sa.Column("begin", sa.Integer, nullable=False),
    sa.Column("until", sa.Integer, nullable=False),
    sa.Column("working_days_only", sa.Boolean, nullable=False),
)
sa.Index("post_duty_slot_by_weekday", post_duty.c.weekday, post_duty.c.post_id)

holder = sa.Table(
    "post_holder",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("post_id", sa.String(36), nullable=False, index=True),
    sa.Column("account_id", sa.String(36), nullable=False, index=True),
    sa.Column("since", Moment, nullable=False),
    sa.Column("until", Moment),
    sa.Column("basis", sa.String(200), nullable=False),
    sa.Column("appointed_by", sa.String(80), nullable=False),
    sa.Column("ended_reason", sa.String(400), nullable=False),
    # False once the end of the term was told to everybody.
    sa.Column("announced", sa.Boolean, nullable=False),
)
sa.Index(
    "post_holder_due",
    holder.c.until,
    sqlite_where=sa.text("NOT announced"),
    postgresql_where=sa.text("NOT announced"),
)

"""Tables of work logs, planned duty, weeks and what is heard of cases; a change needs a migration beside it.

What workers write is sealed (`work_entry.text`, `work_entry_past.text`, `week_summary.words`); all of it is
purged after two years (SEN-08).
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.field.adapters.schema import metadata
from services.kernel.persistence.scoping import INDEXED_WIDTHS, ScopedTable
from services.kernel.persistence.tables import Moment

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

work_day = sa.Table(
    "work_day",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("worker_id", sa.String(40), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("finished_at", Moment),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("reopened", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
scoped_work_day = ScopedTable(table=work_day, path=work_day.c.territory_path, key=work_day.c.id)
for _width in INDEXED_WIDTHS:
    sa.Index(f"work_day_under_{_width}", scoped_work_day.prefix(_width), work_day.c.day, work_day.c.id)
sa.Index("work_day_of_worker", work_day.c.worker_id, work_day.c.day, unique=True)
sa.Index("work_day_by_age", work_day.c.day)

work_entry = sa.Table(
    "work_entry",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("day_id", sa.String(36), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False, info={"sealed": "field.work_entry.text"}),
    sa.Column("case_id", sa.String(40), nullable=False),
    sa.Column("case_number", sa.String(40), nullable=False),
    sa.Column("act", sa.String(12), nullable=False),
    sa.Column("patrol_id", sa.String(40), nullable=False),
    sa.Column("addition", sa.Boolean, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("work_entry_by_day", work_entry.c.day_id, work_entry.c.at)

work_entry_past = sa.Table(
    "work_entry_past",
    metadata,
    sa.Column("entry_id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("text", sa.LargeBinary, nullable=False, info={"sealed": "field.work_entry_past.text"}),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)

duty_plan = sa.Table(
    "duty_plan",
    metadata,
    sa.Column("worker_id", sa.String(40), primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("duties", _JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("duty_plan_by_week", duty_plan.c.week, duty_plan.c.territory_path)

week_summary = sa.Table(
    "week_summary",
    metadata,
    sa.Column("territory_path", sa.String(24), primary_key=True),
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("words", sa.LargeBinary, nullable=False, info={"sealed": "field.week_summary.words"}),
    sa.Column("figures", _JSON),
    sa.Column("summed_up_by", sa.String(40), nullable=False),
    sa.Column("summed_up_at", Moment),
    sa.Column("reported_by", sa.String(40), nullable=False),
    sa.Column("reported_at", Moment),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("week_summary_by_week", week_summary.c.week, week_summary.c.territory_path)

# What cases told of deeds of the accounts known here: no more than which case, and what was done.
seen_deed = sa.Table(
    "seen_deed",
    metadata,
    sa.Column("event_id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(40), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("case_id", sa.String(40), nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("act", sa.String(12), nullable=False),
)
sa.Index("seen_deed_by_account", seen_deed.c.account_id, seen_deed.c.at)
sa.Index("seen_deed_by_age", seen_deed.c.at)

seen_calendar = sa.Table(
    "seen_calendar",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("days", _JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

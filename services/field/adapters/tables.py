"""The tables of field. Every change here needs a migration beside it.

Where somebody was is sealed (`track_batch.points`, `check_in.place`, `photo.place`) and purged after 30 days.
"""

from __future__ import annotations

import sqlalchemy as sa

from services.field.adapters import (
    help_tables,  # noqa: F401  # its tables belong to the same metadata
    push_tables,  # noqa: F401  # its tables belong to the same metadata
    work_log_tables,  # noqa: F401  # its tables belong to the same metadata
)
from services.field.adapters.schema import metadata as metadata
from services.kernel.persistence.scoping import INDEXED_WIDTHS, ScopedTable
from services.kernel.persistence.tables import Moment

duty = sa.Table(
    "duty",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(40), nullable=False),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
)
sa.Index(
    "duty_open",
    duty.c.account_id,
    unique=True,
    postgresql_where=duty.c.ended_at.is_(None),
    sqlite_where=duty.c.ended_at.is_(None),
)
sa.Index("duty_by_account", duty.c.account_id, duty.c.started_at)

patrol = sa.Table(
    "patrol",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("worker_id", sa.String(40), nullable=False),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("finished_at", Moment),
    sa.Column("note", sa.String(1000), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
scoped_patrol = ScopedTable(table=patrol, path=patrol.c.territory_path, key=patrol.c.id)
for _width in INDEXED_WIDTHS:
    sa.Index(f"patrol_under_{_width}", scoped_patrol.prefix(_width), patrol.c.started_at, patrol.c.id)
sa.Index("patrol_by_worker", patrol.c.worker_id, patrol.c.started_at, patrol.c.id)
sa.Index(
    "patrol_running",
    patrol.c.worker_id,
    unique=True,
    postgresql_where=patrol.c.state == sa.literal_column("'RUNNING'"),
    sqlite_where=patrol.c.state == sa.literal_column("'RUNNING'"),
)

check_in = sa.Table(
    "check_in",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("patrol_id", sa.String(36), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("checkpoint_id", sa.String(36), nullable=False),
    sa.Column("place", sa.LargeBinary, info={"sealed": "field.check_in.place"}),
    sa.Column("finding", sa.String(1000), nullable=False),
    sa.Column("case_id", sa.String(40), nullable=False),
)
sa.Index("check_in_by_patrol", check_in.c.patrol_id, check_in.c.at)
sa.Index("check_in_by_age", check_in.c.at)

photo = sa.Table(
    "photo",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("check_in_id", sa.String(36)),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("content_type", sa.String(60), nullable=False),
    sa.Column("size_bytes", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("taken_at", Moment),
    sa.Column("place", sa.LargeBinary, info={"sealed": "field.photo.place"}),
    sa.Column("uploaded_at", Moment, nullable=False),
    sa.Column("uploaded_by", sa.String(40), nullable=False),
)
sa.Index("photo_by_check_in", photo.c.check_in_id)
sa.Index("photo_by_age", photo.c.uploaded_at)

track_batch = sa.Table(
    "track_batch",
    metadata,
    sa.Column("patrol_id", sa.String(36), primary_key=True),
    sa.Column("batch_id", sa.String(64), primary_key=True),
    sa.Column("first_at", Moment, nullable=False),
    sa.Column("last_at", Moment, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("points", sa.LargeBinary, nullable=False, info={"sealed": "field.track_batch.points"}),
)
sa.Index("track_batch_by_age", track_batch.c.last_at)

checkpoint = sa.Table(
    "checkpoint",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("code", sa.String(20), nullable=False, unique=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("retired", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("checkpoint_route", checkpoint.c.territory_path, checkpoint.c.position, checkpoint.c.id)

device = sa.Table(
    "device",
    metadata,
    sa.Column("account_id", sa.String(40), primary_key=True),
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("territory_path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("registered_at", Moment, nullable=False),
    sa.Column("last_seen_at", Moment, nullable=False),
    sa.Column("removed_at", Moment),
    sa.Column("removed_by", sa.String(40), nullable=False),
)
sa.Index("device_by_place", device.c.territory_path, device.c.last_seen_at)

# Projections of the directory. ``version`` is the publisher's: what is older changes nothing.
seen_place = sa.Table(
    "seen_place",
    metadata,
    sa.Column("path", sa.String(24), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
seen_account = sa.Table(
    "seen_account",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("login", sa.String(60), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("badge_code", sa.String(64), nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
)
seen_post = sa.Table(
    "seen_post",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    # Entry of dictionary "post_kind"; empty for posts told before it was kept.
    sa.Column("kind", sa.String(40), nullable=False, server_default=""),
    sa.Column("version", sa.Integer, nullable=False),
)
seen_holder = sa.Table(
    "seen_holder",
    metadata,
    sa.Column("post_id", sa.String(40), primary_key=True),
    sa.Column("account_id", sa.String(40), primary_key=True),
    sa.Column("since", Moment),
    sa.Column("until", Moment),
)
sa.Index("seen_holder_by_account", seen_holder.c.account_id)

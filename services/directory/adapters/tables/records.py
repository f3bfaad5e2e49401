"""Pictures, and imports with their rows."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import Json, metadata, path_column
from services.kernel.persistence.tables import Moment

picture = sa.Table(
    "picture",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("record_type", sa.String(20), nullable=False),
    sa.Column("record_id", sa.String(40), nullable=False),
    path_column(),
    sa.Column("caption", sa.String(200), nullable=False),
    sa.Column("public", sa.Boolean, nullable=False),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("stored", sa.String(200), nullable=False),
    sa.Column("public_stored", sa.String(200), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("taken_at", Moment),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("uploaded_at", Moment, nullable=False),
    sa.Column("uploaded_by", sa.String(80), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("picture_by_record", picture.c.record_type, picture.c.record_id, picture.c.id)

# What stood there before a replacement; never shown, kept as evidence.
picture_past = sa.Table(
    "picture_past",
    metadata,
    sa.Column("picture_id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("stored", sa.String(200), nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("by", sa.String(80), nullable=False),
    sa.Column("reason", sa.String(400), nullable=False),
)

import_batch = sa.Table(
    "import_batch",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("rows_total", sa.Integer, nullable=False),
    sa.Column("rows_accepted", sa.Integer, nullable=False),
    sa.Column("rows_rejected", sa.Integer, nullable=False),
    sa.Column("rows_unchanged", sa.Integer, nullable=False),
    sa.Column("rows_applied", sa.Integer, nullable=False),
    sa.Column("created_by", sa.String(80), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("decided_by", sa.String(80), nullable=False),
    sa.Column("finished_at", Moment),
    sa.Column("rejects", sa.String(200), nullable=False),
    # Longest path above all rows: whose administrators may review it.
    path_column(),
    # Who applies it renews this; when it ran out, the next one resumes.
    sa.Column("busy_until", Moment),
)
sa.Index("import_batch_by_creator", import_batch.c.created_by, import_batch.c.id)
sa.Index("import_batch_by_state", import_batch.c.state, import_batch.c.id)

import_row = sa.Table(
    "import_row",
    metadata,
    sa.Column("import_id", sa.String(36), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    path_column(),
    # Sealed: a row may hold private phone numbers. Gone once the row was applied.
    sa.Column("content", sa.LargeBinary, info={"sealed": "directory.import_row"}),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("problems", Json, nullable=False),
    sa.Column("record_id", sa.String(40), nullable=False),
    sa.Column("record_version", sa.String(40), nullable=False),
)
sa.Index("import_row_by_state", import_row.c.import_id, import_row.c.state, import_row.c.number)

"""Supervision orders, comments, the board, screening cycles, dossiers and exports."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Json, Moment, metadata

Id = sa.String(36)
Path = sa.String(24)

orders = sa.Table(
    "supervision_order",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("case_id", Id, nullable=False),
    sa.Column("case_number", sa.String(40), nullable=False),
    sa.Column("unit_id", sa.String(40), nullable=False),
    sa.Column("unit_name", sa.String(100), nullable=False),
    sa.Column("path", Path, nullable=False),
    sa.Column("authority_path", Path, nullable=False),
    sa.Column("requirement", sa.Text, nullable=False),
    sa.Column("issued_by", sa.String(80), nullable=False),
    sa.Column("issued_by_name", sa.String(120), nullable=False),
    sa.Column("issued_at", Moment, nullable=False),
    sa.Column("origin", sa.String(14), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("urges", sa.Integer, nullable=False),
    sa.Column("missed", sa.Boolean, nullable=False),
    sa.Column("replies", Json, nullable=False),
    sa.Column("clock", Json, nullable=False),
    sa.Column("watch_until", Moment),  # when the reply is missed, while one is awaited
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("supervision_of_case", orders.c.case_id, orders.c.id)
sa.Index("supervision_of_unit", orders.c.unit_id, orders.c.id)
sa.Index("supervision_by_path", orders.c.path, orders.c.id)
sa.Index(
    "supervision_watched",
    orders.c.watch_until,
    postgresql_where=orders.c.watch_until.is_not(None),
    sqlite_where=orders.c.watch_until.is_not(None),
)

comments = sa.Table(
    "case_comment",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("case_id", Id, nullable=False),
    sa.Column("type", sa.String(10), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by_id", sa.String(80), nullable=False),
    sa.Column("by_name", sa.String(120), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("answer_required", sa.Boolean, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_by", sa.String(120), nullable=False),
    sa.Column("answered_at", Moment),
)
sa.Index("case_comment_of_case", comments.c.case_id, comments.c.id)

dossiers = sa.Table(
    "case_dossier",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("case_id", Id, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("to_body", sa.String(100), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("compiled_by", sa.String(120), nullable=False),
    sa.Column("compiled_at", Moment, nullable=False),
)
sa.Index("case_dossier_of_case", dossiers.c.case_id, dossiers.c.id)

board = sa.Table(
    "board_item",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("case_id", sa.String(40), nullable=False),
    sa.Column("path", Path, nullable=False),
    sa.Column("listing_unit_id", sa.String(40), nullable=False),
    sa.Column("owner_unit_id", sa.String(40), nullable=False),
    sa.Column("owner_name", sa.String(100), nullable=False),
    sa.Column("measures", sa.Text, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("listed_by", sa.String(80), nullable=False),
    sa.Column("listed_at", Moment, nullable=False),
    sa.Column("public", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("announced", sa.Boolean, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("board_by_path", board.c.path, board.c.id)
sa.Index("board_due", board.c.open, board.c.announced, board.c.due_at)

screenings = sa.Table(
    "dispute_screening",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("path", Path, nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("period", sa.String(12), nullable=False),
    sa.Column("start", Moment, nullable=False),
    sa.Column("end", Moment, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("announced", sa.Boolean, nullable=False),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("found", sa.Integer, nullable=False),
    sa.Column("settled", sa.Integer, nullable=False),
    sa.Column("nil", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("case_ids", Json, nullable=False),
    sa.Column("reported_by", sa.String(80), nullable=False),
    sa.Column("reported_by_name", sa.String(120), nullable=False, server_default=""),
    sa.Column("reported_at", Moment),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("period", "path"),
)
sa.Index("screening_by_path", screenings.c.path, screenings.c.id)
sa.Index("screening_due", screenings.c.announced, screenings.c.state, screenings.c.due_at)

exports = sa.Table(
    "case_export",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("state", sa.String(10), nullable=False),  # asked, approved, refused, ready
    sa.Column("purpose", sa.String(200), nullable=False),
    sa.Column("filter", sa.Text, nullable=False),
    sa.Column("paths", Json, nullable=False),  # what the asker could see when asking
    sa.Column("parties", Json, nullable=False),
    sa.Column("asked_by", sa.String(80), nullable=False),
    sa.Column("asked_by_name", sa.String(120), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("decided_by", sa.String(80), nullable=False),
    sa.Column("decided_by_name", sa.String(120), nullable=False, server_default=""),
    sa.Column("decided_at", Moment),
    sa.Column("opinion", sa.String(400), nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
)
sa.Index("case_export_by_asker", exports.c.asked_by, exports.c.id)
sa.Index("case_export_by_state", exports.c.state, exports.c.id)

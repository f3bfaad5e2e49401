"""Imports of other systems' cases, row by row (DIR-30)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Json, Moment, metadata

imports = sa.Table(
    "case_import",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("mapping", sa.Text, nullable=False),
    sa.Column("territory", sa.String(24), nullable=False),
    sa.Column(
        "state", sa.String(10), nullable=False
    ),  # reading, staged, applying, applied, undone, discarded
    sa.Column("rows_total", sa.BigInteger, nullable=False),
    sa.Column("rows_accepted", sa.BigInteger, nullable=False),
    sa.Column("rows_rejected", sa.BigInteger, nullable=False),
    sa.Column("rows_unchanged", sa.BigInteger, nullable=False),
    sa.Column("rows_applied", sa.BigInteger, nullable=False),
    sa.Column("rejects_name", sa.String(200), nullable=False),
    sa.Column("created_by", sa.String(80), nullable=False),
    sa.Column("created_by_name", sa.String(120), nullable=False),
    sa.Column("decided_by_name", sa.String(120), nullable=False, server_default=""),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("finished_at", Moment),
)
sa.Index("case_import_by_territory", imports.c.territory, imports.c.id)

rows = sa.Table(
    "case_import_row",
    metadata,
    sa.Column("import_id", sa.String(36), sa.ForeignKey("case_import.id"), primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(10), nullable=False),  # ready, rejected, unchanged, applied, undone, kept
    sa.Column("external_number", sa.String(60), nullable=False),
    sa.Column("draft", Json, nullable=False),
    sa.Column("personal", sa.LargeBinary, info={"sealed": "case_import.personal"}),  # reporter
    sa.Column("problems", Json, nullable=False),
    sa.Column("case_id", sa.String(36), nullable=False),
    sa.Column("case_version", sa.Integer, nullable=False),
)
sa.Index("case_import_row_by_state", rows.c.import_id, rows.c.state, rows.c.number)
sa.Index("case_import_row_by_external", rows.c.import_id, rows.c.external_number)

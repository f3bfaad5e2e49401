"""Tables that come in, row by row, and files that go out (DIR-26, DIR-30)."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

imports = sa.Table(
    "register_import",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    # Field -> column of the file.
    sa.Column("columns", Json, nullable=False),
    # Where rows go that name no place; empty for nowhere.
    sa.Column("grid", sa.String(24), nullable=False),
    # Ground of whoever sent it; its rows lie within.
    sa.Column("paths", Json, nullable=False),
    # reading, checking, staged, applying, applied, undoing, undone, discarded, failed.
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("created_by", sa.String(40), nullable=False),
    sa.Column("created_by_name", sa.String(120), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("decided_by_name", sa.String(120), nullable=False),
    sa.Column("decided_at", Moment),
    sa.Column("finished_at", Moment),
    # The last row of the file that was read; what follows is read next.
    sa.Column("rows_read", sa.BigInteger, nullable=False),
    sa.Column("rows_total", sa.BigInteger, nullable=False),
    sa.Column("rows_accepted", sa.BigInteger, nullable=False),
    sa.Column("rows_rejected", sa.BigInteger, nullable=False),
    sa.Column("rows_unchanged", sa.BigInteger, nullable=False),
    sa.Column("rows_undecided", sa.BigInteger, nullable=False),
    sa.Column("rows_applied", sa.BigInteger, nullable=False),
    sa.Column("failure", sa.String(60), nullable=False),
    sa.Column("has_source", sa.Boolean, nullable=False),
    # Where checking or undoing goes on.
    sa.Column("undo_before", sa.String(40), nullable=False),
    # Of service records: which type, in which version.
    sa.Column("type_code", sa.String(40), nullable=False, server_default=""),
    sa.Column("type_version", sa.Integer, nullable=False, server_default="0"),
    # Somebody is at work on it until then.
    sa.Column("lease_until", Moment),
    # The name of the file may name somebody.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("register_import_by_state", imports.c.state, imports.c.id)

rows = sa.Table(
    "register_import_row",
    metadata,
    sa.Column("import_id", sa.String(36), primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    # ready, rejected, duplicate, unchanged, kept, skipped.
    sa.Column("state", sa.String(10), nullable=False),
    # Grid and building: rows of one building are written together.
    sa.Column("place", sa.String(64), nullable=False),
    # Fingerprints of what rows have in common.
    sa.Column("family", sa.String(32), nullable=False),
    sa.Column("door", sa.String(32), nullable=False),
    sa.Column("document", sa.String(32), nullable=False),
    sa.Column("alike", sa.String(32), nullable=False),
    sa.Column("head", sa.Boolean, nullable=False),
    # document, alike, door: why it may be of somebody or something the register has.
    sa.Column("cause", sa.String(10), nullable=False),
    sa.Column("other_id", sa.String(36), nullable=False),
    sa.Column("decision", sa.String(6), nullable=False),
    # What the row says, or what is wrong with it.
    sa.Column("sealed", sa.LargeBinary, info={"sealed": True}),
)
sa.Index("register_import_row_by_state", rows.c.import_id, rows.c.state, rows.c.number)
sa.Index(
    "register_import_row_by_family",
    rows.c.import_id,
    rows.c.state,
    rows.c.place,
    rows.c.family,
    rows.c.number,
)
sa.Index("register_import_row_of_family", rows.c.import_id, rows.c.family)
sa.Index(
    "register_import_row_by_document",
    rows.c.import_id,
    rows.c.document,
    postgresql_where=rows.c.document != "",
    sqlite_where=rows.c.document != "",
)
sa.Index(
    "register_import_row_by_alike",
    rows.c.import_id,
    rows.c.alike,
    postgresql_where=rows.c.alike != "",
    sqlite_where=rows.c.alike != "",
)

# Units and service records that an import wrote, in that version; people and dwellings have their changes.
written = sa.Table(
    "register_import_written",
    metadata,
    sa.Column("import_id", sa.String(36), primary_key=True),
    sa.Column("record_id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    # What the register said before; nothing for one that was new.
    sa.Column("sealed", sa.LargeBinary, info={"sealed": True}),
)

exports = sa.Table(
    "register_export",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    # asked, approved, refused, ready, gone.
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("purpose", sa.String(400), nullable=False),
    # What of the asker's ground it holds, and which of the records there.
    sa.Column("paths", Json, nullable=False),
    sa.Column("asked", Json, nullable=False),
    # Whole numbers and addresses were asked for; were allowed.
    sa.Column("wants_whole", sa.Boolean, nullable=False),
    sa.Column("whole", sa.Boolean, nullable=False),
    sa.Column("asked_by", sa.String(40), nullable=False),
    sa.Column("asked_by_name", sa.String(120), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("decided_by_name", sa.String(120), nullable=False),
    sa.Column("decided_at", Moment),
    sa.Column("opinion", sa.String(400), nullable=False),
    sa.Column("ready_at", Moment),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
)
sa.Index("register_export_by_state", exports.c.state, exports.c.id)
sa.Index("register_export_by_asker", exports.c.asked_by, exports.c.id)

"""What was done to the records, sealed, and what proves it."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Moment, metadata

change = sa.Table(
    "register_change",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_id", sa.String(40), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("command", sa.String(24), nullable=False),
    sa.Column("effective_on", sa.Date),
    sa.Column("path", sa.String(24), nullable=False),
    # Whom and what it is about first of all; others stand in register_change_about.
    sa.Column("person_id", sa.String(36), nullable=False),
    sa.Column("household_id", sa.String(36), nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("reversed_by", sa.String(36), nullable=False),
    sa.Column("reverses", sa.String(36), nullable=False),
    sa.Column("import_id", sa.String(36), nullable=False),
    # Reason, and every record before and after.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
for _column in (change.c.person_id, change.c.household_id, change.c.dwelling_id, change.c.import_id):
    sa.Index(
        f"register_change_by_{_column.name}",
        _column,
        change.c.id,
        postgresql_where=_column != "",
        sqlite_where=_column != "",
    )

about = sa.Table(
    "register_change_about",
    metadata,
    sa.Column("record_id", sa.String(36), primary_key=True),
    sa.Column("change_id", sa.String(36), primary_key=True),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    # Empty until a change names it; then it stays.
    sa.Column("change_id", sa.String(36), nullable=False),
    sa.Column("file_key", sa.String(200), nullable=False),
    sa.Column("content_type", sa.String(80), nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("uploaded_at", Moment, nullable=False),
    sa.Column("uploaded_by", sa.String(40), nullable=False),
    # The name a file was given may name somebody.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("evidence_by_change", evidence.c.change_id)
sa.Index("evidence_by_age", evidence.c.uploaded_at)

"""Imports of units and service records: their type, and what they wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("register_import", sa.Column("type_code", sa.String(40), nullable=False, server_default=""))
    op.add_column(
        "register_import", sa.Column("type_version", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "register_import_written",
        sa.Column("import_id", sa.String(36), primary_key=True),
        sa.Column("record_id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )


def downgrade() -> None:
    op.drop_table("register_import_written")
    op.drop_column("register_import", "type_version")
    op.drop_column("register_import", "type_code")

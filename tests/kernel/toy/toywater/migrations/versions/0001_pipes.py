"""Pipes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "pipe",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("laid_by", sa.String(36), nullable=False),
        sa.Column("owner_sealed", sa.LargeBinary),
    )

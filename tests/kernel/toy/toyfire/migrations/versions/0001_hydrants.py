"""Hydrants."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "hydrant",
        sa.Column("pipe_id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
    )
    op.create_table("tick", sa.Column("at", sa.String(40), primary_key=True))

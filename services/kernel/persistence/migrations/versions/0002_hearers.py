"""who heard everything from the start"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kernel_hearer",
        sa.Column("service", sa.String(length=31), nullable=False),
        sa.Column("event", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("service", "event"),
    )


def downgrade() -> None:
    op.drop_table("kernel_hearer")

"""up to when each account has seen what came to wait for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from services.kernel.persistence.tables import Moment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_news_seen",
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
    )


def downgrade() -> None:
    op.drop_table("case_news_seen")

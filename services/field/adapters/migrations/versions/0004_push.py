"""Where a phone hears of new tasks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("account_id", sa.String(40), nullable=False),
        sa.Column("device_id", sa.String(36), nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("host", sa.String(260), nullable=False),
        sa.Column("quiet", sa.Boolean, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("account_id", "device_id"),
    )
    op.create_index("push_subscription_by_age", "push_subscription", ["renewed_at"])
    op.create_table(
        "push_hearing",
        sa.Column("account_id", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("line", sa.String(60), primary_key=True),
    )
    op.create_index("push_hearing_by_key", "push_hearing", ["key"])
    op.create_table(
        "push_notice",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("subscription_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("push_notice_due", "push_notice", ["next_at"])
    op.create_index("push_notice_of_subscription", "push_notice", ["subscription_id"])


def downgrade() -> None:
    op.drop_table("push_notice")
    op.drop_table("push_hearing")
    op.drop_table("push_subscription")

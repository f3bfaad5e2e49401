"""Checklists of a county's own: level, period, versions; sheets for a period, reviewed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXTS = {
    "checklist": {"level": 10, "period": 10, "post_kinds": 400, "slogan": 40, "series_id": 36},
    "checklist_result": {"period": 10, "review": 10, "review_note": 400, "reviewed_by": 40},
}


def upgrade() -> None:
    for table, columns in _TEXTS.items():
        for name, length in columns.items():
            op.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("checklist", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.add_column("checklist_result", sa.Column("reviewed_at", sa.DateTime(timezone=True)))
    op.create_index("checklist_by_series", "checklist", ["series_id"])
    counts = sa.text("period != '' AND review != 'RETURNED'")
    op.create_index(
        "checklist_result_of_period",
        "checklist_result",
        ["checklist_id", "territory_path", "period"],
        unique=True,
        postgresql_where=counts,
        sqlite_where=counts,
    )


def downgrade() -> None:
    op.drop_index("checklist_result_of_period", "checklist_result")
    op.drop_index("checklist_by_series", "checklist")
    with op.batch_alter_table("checklist_result") as batch:
        for name in (*_TEXTS["checklist_result"], "reviewed_at"):
            batch.drop_column(name)
    with op.batch_alter_table("checklist") as batch:
        for name in (*_TEXTS["checklist"], "number"):
            batch.drop_column(name)

"""cases on the map"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COMMON = ["grid_path", "category", "state", "created_at", "channel", "urgency", "open"]
OPEN = ["longitude", "latitude", "id", "due_at", "amber_at", "paused", *COMMON]
DONE = ["id", "longitude", "latitude", *COMMON]


def upgrade() -> None:
    for name, columns, sqlite, postgresql in (
        ("case_open_on_map", OPEN, "open = 1", "open"),
        ("case_done_on_map", DONE, "open = 0", "NOT open"),
    ):
        op.create_index(
            name,
            "case_record",
            columns,
            sqlite_where=sa.text(sqlite),
            postgresql_where=sa.text(postgresql),
        )


def downgrade() -> None:
    for name in ("case_open_on_map", "case_done_on_map"):
        op.drop_index(name, "case_record")

"""open cases on sqlite

SQLite takes a partial index only where its condition stands in the query word for word, and there a flag is
written ``open = 1``. PostgreSQL knows better and has nothing to do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXES = {
    "case_open_in_6": ["substr(grid_path, 1, 6)", "due_at", "id"],
    "case_open_by_id": ["id"],
    "case_open_by_due": ["due_at", "id"],
}


def upgrade() -> None:
    _made_anew("open = 1")


def downgrade() -> None:
    _made_anew("open")


def _made_anew(condition: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for name, columns in INDEXES.items():
        op.drop_index(name, "case_record")
        op.create_index(
            name,
            "case_record",
            [sa.literal_column(each) if "(" in each else each for each in columns],
            sqlite_where=sa.text(condition),
        )

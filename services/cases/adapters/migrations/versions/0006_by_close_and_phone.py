"""cases by the day they ended, followers by phone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEXES = (
    ("case_by_close", "case_record", ["closed_at"], "closed_at IS NOT NULL"),
    ("case_follower_by_phone", "case_follower", ["phone_blind", "case_id"], "phone_blind != ''"),
)


def upgrade() -> None:
    for name, table, columns, where in _INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)

"""versions of what the directory tells"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("seen_territory", "seen_unit", "seen_post", "seen_account")


def upgrade() -> None:
    for table in TABLES:
        column = sa.Column("version", sa.Integer(), nullable=False, server_default="0")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(column)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("version")

"""name of who accepted an import"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_import", schema=None) as batch:
        batch.add_column(sa.Column("decided_by_name", sa.String(120), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("case_import", schema=None) as batch:
        batch.drop_column("decided_by_name")

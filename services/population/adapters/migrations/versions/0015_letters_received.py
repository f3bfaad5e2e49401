"""Requests between places that came by letter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TEXTS = (("letter_sender", 100), ("letter_number", 60), ("letter_file_id", 36), ("letter_file_type", 100))


def upgrade() -> None:
    for name, length in _TEXTS:
        op.add_column("exchange", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("exchange", sa.Column("letter_on", sa.Date))


def downgrade() -> None:
    for name in ("letter_on", *(name for name, _ in reversed(_TEXTS))):
        op.drop_column("exchange", name)

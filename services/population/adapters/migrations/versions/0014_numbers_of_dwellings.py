"""Dwellings of a number are read off the index alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_INDEXES = (("dwelling_by_number", "number_blind"), ("dwelling_by_room", "room_blind"))
_STANDING = sa.and_(sa.column("ended").is_(sa.false()), sa.column("void").is_(sa.false()))


def upgrade() -> None:
    for name, column in _INDEXES:
        op.drop_index(name, "dwelling")
        op.create_index(
            name, "dwelling", [column, "path", "id"], postgresql_where=_STANDING, sqlite_where=_STANDING
        )


def downgrade() -> None:
    for name, column in _INDEXES:
        op.drop_index(name, "dwelling")
        op.create_index(name, "dwelling", [column, "path"])

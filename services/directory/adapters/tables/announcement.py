"""How far an announcement of everything has come, so that an interrupted one goes on from there."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import metadata
from services.kernel.persistence.tables import Moment

announcement = sa.Table(
    "announcement",
    metadata,
    # Digest of who is told which events.
    sa.Column("audience", sa.String(64), primary_key=True),
    # The event being told and the last record told of it; "after" is empty at its beginning.
    sa.Column("event", sa.String(60), nullable=False),
    sa.Column("after", sa.String(80), nullable=False),
    sa.Column("told", sa.Integer, nullable=False),
    sa.Column("moved_at", Moment, nullable=False),
)

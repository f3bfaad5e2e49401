"""Public boards of communities, and participants of organisations."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

# What everybody may read, and who published it; the counts it was made of are not kept.
board = sa.Table(
    "board",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("shown", Json, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(40), nullable=False),
    sa.Column("published_by_name", sa.String(120), nullable=False),
    sa.Column("withdrawn_at", Moment),
    sa.Column("withdrawn_by", sa.String(40), nullable=False),
    sa.Column("withdrawn_by_name", sa.String(120), nullable=False),
    sa.Column("reason", sa.String(200), nullable=False),
)
_published = board.c.state == sa.literal_column("'PUBLISHED'")
sa.Index("board_published", board.c.path, unique=True, postgresql_where=_published, sqlite_where=_published)
sa.Index("board_newest", board.c.path, board.c.id)

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("establishment_id", sa.String(36), nullable=False),
    # Empty for who is not linked to the register.
    sa.Column("person_id", sa.String(36), nullable=False),
    sa.Column("consented_on", sa.Date, nullable=False),
    sa.Column("expires_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # Name, phone, building, skills, times, purpose, where the consent is kept.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
_linked = participant.c.person_id != sa.literal_column("''")
sa.Index("participant_by_organisation", participant.c.establishment_id, participant.c.id)
sa.Index(
    "participant_by_person",
    participant.c.person_id,
    participant.c.establishment_id,
    unique=True,
    postgresql_where=_linked,
    sqlite_where=_linked,
)
sa.Index("participant_by_end", participant.c.expires_on)

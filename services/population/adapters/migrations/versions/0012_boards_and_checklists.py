"""Public boards, participants of organisations. (Checklists of a county's own are those of the handheld.)"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.create_table('board',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('shown', _JSON, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.String(length=40), nullable=False),
    sa.Column('published_by_name', sa.String(length=120), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=40), nullable=False),
    sa.Column('withdrawn_by_name', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    published = sa.text("state = 'PUBLISHED'")
    op.create_index('board_published', 'board', ['path'], unique=True, postgresql_where=published, sqlite_where=published)
    op.create_index('board_newest', 'board', ['path', 'id'])
    op.create_table('participant',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('establishment_id', sa.String(length=36), nullable=False),
    sa.Column('person_id', sa.String(length=36), nullable=False),
    sa.Column('consented_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('participant_by_organisation', 'participant', ['establishment_id', 'id'])
    linked = sa.text("person_id != ''")
    op.create_index('participant_by_person', 'participant', ['person_id', 'establishment_id'], unique=True, postgresql_where=linked, sqlite_where=linked)
    op.create_index('participant_by_end', 'participant', ['expires_on'])


def downgrade() -> None:
    op.drop_table('participant')
    op.drop_table('board')

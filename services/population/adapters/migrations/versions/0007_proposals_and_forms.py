"""Proposals that wait for review, and forms filled from the register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # noqa: F401  # variants are rendered with the bare name
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('proposal',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('person_id', sa.String(length=36), nullable=False),
    sa.Column('dwelling_id', sa.String(length=36), nullable=False),
    sa.Column('document_blind', sa.String(length=32), nullable=False),
    sa.Column('record_version', sa.Integer(), nullable=False),
    sa.Column('proposer_id', sa.String(length=40), nullable=False),
    sa.Column('proposer_name', sa.String(length=120), nullable=False),
    sa.Column('collected_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('same_day', sa.Boolean(), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=40), nullable=False),
    sa.Column('decided_by_name', sa.String(length=120), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('proposal_by_document', 'proposal', ['document_blind'], unique=False)
    op.create_index('proposal_by_person', 'proposal', ['person_id'], unique=False)
    op.create_index('proposal_by_place', 'proposal', ['state', 'path', 'id'], unique=False)
    op.create_index('proposal_by_proposer', 'proposal', ['proposer_id', 'id'], unique=False)
    op.create_table('form_template',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('level', sa.String(length=10), nullable=False),
    sa.Column('due_day', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('layout', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('retired', sa.Boolean(), nullable=False),
    sa.Column('made_by_name', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('code', 'version', name='form_template_version')
    )
    op.create_table('form',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('template_id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('period_key', sa.String(length=36), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('filled_by', sa.String(length=40), nullable=False),
    sa.Column('filled_by_name', sa.String(length=120), nullable=False),
    sa.Column('filled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by_name', sa.String(length=120), nullable=False),
    sa.Column('fields_filled', sa.Integer(), nullable=False),
    sa.Column('fields_asked', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('code', 'path', 'period_key', name='form_once')
    )
    op.create_index('form_by_place', 'form', ['state', 'path', 'id'], unique=False)
    op.create_table('form_about',
    sa.Column('record_id', sa.String(length=36), nullable=False),
    sa.Column('form_id', sa.String(length=36), nullable=False),
    sa.PrimaryKeyConstraint('record_id', 'form_id')
    )


def downgrade() -> None:
    op.drop_table('form_about')
    op.drop_table('form')
    op.drop_table('form_template')
    op.drop_table('proposal')

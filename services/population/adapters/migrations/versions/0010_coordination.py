"""What two places ask each other about a move."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # noqa: F401  # variants are rendered with the bare name
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('coordination_purpose',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('declaration', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('code', 'version')
    )
    op.create_table('exchange',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.String(length=30), nullable=False),
    sa.Column('purpose_code', sa.String(length=40), nullable=False),
    sa.Column('purpose_version', sa.Integer(), nullable=False),
    sa.Column('fields', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('keep_days', sa.Integer(), nullable=False),
    sa.Column('from_path', sa.String(length=24).with_variant(postgresql.VARCHAR(length=24, collation='C'), 'postgresql'), nullable=False),
    sa.Column('to_path', sa.String(length=24).with_variant(postgresql.VARCHAR(length=24, collation='C'), 'postgresql'), nullable=False),
    sa.Column('to_name', sa.String(length=100), nullable=False),
    sa.Column('to_unit_id', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.String(length=36), nullable=False),
    sa.Column('document_blind', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('near_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('remind_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('erase_on', sa.Date(), nullable=False),
    sa.Column('answered_fields', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('file_id', sa.String(length=36), nullable=False),
    sa.Column('file_type', sa.String(length=100), nullable=False),
    sa.Column('read', sa.Boolean(), nullable=False),
    sa.Column('erased', sa.Boolean(), nullable=False),
    sa.Column('steps', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('number')
    )
    op.create_index('exchange_by_asked', 'exchange', ['to_path', 'id'], unique=False)
    op.create_index('exchange_by_asker', 'exchange', ['from_path', 'id'], unique=False)
    op.create_index('exchange_by_document', 'exchange', ['document_blind'], unique=False)
    op.create_index('exchange_by_person', 'exchange', ['person_id'], unique=False)
    op.create_index('exchange_by_unit', 'exchange', ['to_unit_id', 'id'], unique=False)
    op.create_index('exchange_to_erase', 'exchange', ['erased', 'erase_on'], unique=False)
    op.create_index('exchange_to_remind', 'exchange', ['remind_at'], unique=False)
    op.create_table('exchange_file',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('exchange_number',
    sa.Column('county', sa.String(length=6), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('county', 'year')
    )
    op.create_table('joint_check',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24).with_variant(postgresql.VARCHAR(length=24, collation='C'), 'postgresql'), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('partner', sa.String(length=100), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('participants', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('premises', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('findings', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('made_by', sa.String(length=40), nullable=False),
    sa.Column('made_by_name', sa.String(length=120), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('joint_check_by_place', 'joint_check', ['path', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('joint_check')
    op.drop_table('exchange_number')
    op.drop_table('exchange_file')
    op.drop_table('exchange')
    op.drop_table('coordination_purpose')

"""Record families: types, records, units, places, and what happened to each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('record_type',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('declaration', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('code', 'version')
    )
    op.create_table('service_record',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('type_code', sa.String(length=40), nullable=False),
    sa.Column('type_version', sa.Integer(), nullable=False),
    sa.Column('ledger', sa.String(length=12), nullable=False),
    sa.Column('care', sa.Boolean(), nullable=False),
    sa.Column('subject', sa.String(length=16), nullable=False),
    sa.Column('subject_id', sa.String(length=36), nullable=False),
    sa.Column('carer_id', sa.String(length=40), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.Column('to_day', sa.Date(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('forget_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.String(length=16), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('service_record_by_carer', 'service_record', ['carer_id', 'path', 'id'])
    op.create_index('service_record_by_end', 'service_record', ['to_day'])
    op.create_index('service_record_by_ledger', 'service_record', ['ledger', 'path', 'id'])
    op.create_index('service_record_by_place', 'service_record', ['path', 'id'])
    op.create_index('service_record_by_subject', 'service_record', ['subject_id'])
    op.create_index('service_record_by_term', 'service_record', ['forget_on'])
    op.create_table('establishment',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('credit_code', sa.String(length=18), nullable=False),
    sa.Column('staff_count', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=30), nullable=False),
    sa.Column('safety_duty', sa.String(length=400), nullable=False),
    sa.Column('dwelling_id', sa.String(length=36), nullable=False),
    sa.Column('building_id', sa.String(length=36), nullable=False),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('establishment_by_code', 'establishment', ['credit_code'])
    op.create_index('establishment_by_place', 'establishment', ['path', 'id'])
    op.create_table('public_place',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('address_code', sa.String(length=40), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('public_place_by_place', 'public_place', ['path', 'id'])
    op.create_table('family_history',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('subject_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_name', sa.String(length=120), nullable=False),
    sa.Column('what', sa.String(length=12), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('family_history_by_subject', 'family_history', ['subject_id', 'id'])


def downgrade() -> None:
    op.drop_table('family_history')
    op.drop_table('public_place')
    op.drop_table('establishment')
    op.drop_table('service_record')
    op.drop_table('record_type')

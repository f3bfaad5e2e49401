"""Cards of incoming residents, rented dwellings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # noqa: F401  # variants are rendered with the bare name
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('incomer_card',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('person_id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('code_blind', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('channel', sa.String(length=12), nullable=False),
    sa.Column('arrived_on', sa.Date(), nullable=False),
    sa.Column('expected_until', sa.Date(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('misses', sa.SmallInteger(), nullable=False),
    sa.Column('services', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('person_id')
    )
    op.create_index('incomer_card_by_code', 'incomer_card', ['code_blind'], unique=False)
    op.create_index('incomer_card_by_place', 'incomer_card', ['path', 'id'], unique=False)
    op.create_table('card_number',
    sa.Column('county', sa.String(length=6), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('county')
    )
    op.create_table('rental',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('dwelling_id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('lease_from', sa.Date(), nullable=True),
    sa.Column('lease_to', sa.Date(), nullable=True),
    sa.Column('plate', sa.String(length=30), nullable=False),
    sa.Column('letter_file_id', sa.String(length=36), nullable=False),
    sa.Column('letter_signed_on', sa.Date(), nullable=True),
    sa.Column('unlicensed', sa.Boolean(), nullable=False),
    sa.Column('next_check_on', sa.Date(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('phone_blind', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('rental_by_dwelling', 'rental', ['dwelling_id'], unique=False)
    op.create_index('rental_by_phone', 'rental', ['phone_blind'], unique=False)
    op.create_index('rental_by_place', 'rental', ['path', 'id'], unique=False)
    op.create_table('rental_check',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('rental_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('worker_id', sa.String(length=40), nullable=False),
    sa.Column('worker_name', sa.String(length=120), nullable=False),
    sa.Column('failed', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('rental_check_by_rental', 'rental_check', ['rental_id', 'at'], unique=False)
    op.create_table('rental_defect',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('rental_id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('rectified_on', sa.Date(), nullable=True),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('rental_defect_by_rental', 'rental_defect', ['rental_id'], unique=False)
    op.create_index('rental_defect_due', 'rental_defect', ['told', 'due_on'], unique=False)


def downgrade() -> None:
    op.drop_table('rental_defect')
    op.drop_table('rental_check')
    op.drop_table('rental')
    op.drop_table('card_number')
    op.drop_table('incomer_card')

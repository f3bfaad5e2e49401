"""Plans of visits, visits, who waits for one, the working calendar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # noqa: F401  # variants are rendered with the bare name
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('visit_plan',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('worker_id', sa.String(length=40), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('target', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('path', 'day', 'worker_id', name='visit_plan_of_a_day')
    )
    op.create_table('visit_stop',
    sa.Column('plan_id', sa.String(length=36), nullable=False),
    sa.Column('household_id', sa.String(length=36), nullable=False),
    sa.Column('dwelling_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=12), nullable=False),
    sa.Column('slot', sa.String(length=12), nullable=False),
    sa.PrimaryKeyConstraint('plan_id', 'household_id')
    )
    op.create_table('visit',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('household_id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('worker_id', sa.String(length=40), nullable=False),
    sa.Column('worker_name', sa.String(length=120), nullable=False),
    sa.Column('purpose', sa.String(length=12), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('met', sa.String(length=20), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('changed', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('cases', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('next_slot', sa.String(length=12), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('visit_by_household', 'visit', ['household_id', 'at'], unique=False)
    op.create_index('visit_by_place', 'visit', ['path', 'day'], unique=False)
    op.create_table('last_visit',
    sa.Column('household_id', sa.String(length=36), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('met', sa.Boolean(), nullable=False),
    sa.Column('next_slot', sa.String(length=12), nullable=False),
    sa.PrimaryKeyConstraint('household_id')
    )
    op.create_table('visit_request',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('household_id', sa.String(length=36), nullable=False),
    sa.Column('path', sa.String(length=24), nullable=False),
    sa.Column('cause', sa.String(length=12), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('slot', sa.String(length=12), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('visit_id', sa.String(length=36), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('visit_request_by_household', 'visit_request', ['household_id'], unique=False)
    op.create_index('visit_request_by_place', 'visit_request', ['path', 'visit_id', 'due_on'], unique=False)
    op.create_table('seen_calendar',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('days', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('name')
    )


def downgrade() -> None:
    op.drop_table('seen_calendar')
    op.drop_table('visit_request')
    op.drop_table('last_visit')
    op.drop_table('visit')
    op.drop_table('visit_stop')
    op.drop_table('visit_plan')

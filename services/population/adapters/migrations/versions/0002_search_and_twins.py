"""search and twins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def _key(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.VARCHAR(length, collation='C'), 'postgresql')


def _cells() -> list[sa.Column]:
    return [
        sa.Column('width', sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column('node', sa.String(length=24), nullable=False),
        sa.Column('a', sa.String(length=16), nullable=False),
        sa.Column('b', sa.String(length=16), nullable=False),
        sa.Column('c', sa.String(length=16), nullable=False),
        sa.Column('born', sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column('n', sa.BigInteger(), nullable=False),
    ]


def upgrade() -> None:
    with op.batch_alter_table('dwelling', schema=None) as batch_op:
        batch_op.add_column(sa.Column('room_blind', sa.String(length=32), nullable=False, server_default=''))
        batch_op.create_index('dwelling_by_room', ['room_blind', 'path'], unique=False)
    with op.batch_alter_table('residence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('backwards', _key(60), nullable=False, server_default=''))
    op.create_index(
        'residence_by_ending',
        'residence',
        ['backwards', 'path'],
        unique=False,
        postgresql_where=sa.column('is_open').is_(sa.true()),
        sqlite_where=sa.column('is_open').is_(sa.true()),
    )
    op.create_table('known_street', sa.Column('street', _key(200), nullable=False), sa.PrimaryKeyConstraint('street'))
    with op.batch_alter_table('twins', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kept_id', sa.String(length=36), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('change_id', sa.String(length=36), nullable=False, server_default=''))
        batch_op.create_index('twins_by_second', ['second_id'], unique=False)
    op.create_table(
        'register_month',
        sa.Column('month', sa.String(length=7), nullable=False),
        sa.Column('what', sa.String(length=12), nullable=False),
        sa.Column('by_year', sa.Boolean(), nullable=False),
        *_cells(),
        sa.PrimaryKeyConstraint('month', 'what', 'by_year', 'width', 'node', 'a', 'b', 'c', 'born'),
    )
    op.create_table(
        'register_quality',
        sa.Column('path', sa.String(length=24), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('fresh', sa.Integer(), nullable=False),
        sa.Column('complete', sa.BigInteger(), nullable=False),
        sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('path'),
    )


def downgrade() -> None:
    op.drop_table('register_quality')
    op.drop_table('register_month')
    with op.batch_alter_table('twins', schema=None) as batch_op:
        batch_op.drop_index('twins_by_second')
        batch_op.drop_column('change_id')
        batch_op.drop_column('kept_id')
    op.drop_table('known_street')
    op.drop_index('residence_by_ending', table_name='residence')
    with op.batch_alter_table('residence', schema=None) as batch_op:
        batch_op.drop_column('backwards')
    with op.batch_alter_table('dwelling', schema=None) as batch_op:
        batch_op.drop_index('dwelling_by_room')
        batch_op.drop_column('room_blind')

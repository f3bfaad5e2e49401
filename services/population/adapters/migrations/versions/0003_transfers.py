"""transfers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        'register_import',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('columns', _JSON, nullable=False),
        sa.Column('grid', sa.String(length=24), nullable=False),
        sa.Column('paths', _JSON, nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('created_by', sa.String(length=40), nullable=False),
        sa.Column('created_by_name', sa.String(length=120), nullable=False),
        sa.Column('created_at', _MOMENT, nullable=False),
        sa.Column('decided_by', sa.String(length=40), nullable=False),
        sa.Column('decided_by_name', sa.String(length=120), nullable=False),
        sa.Column('decided_at', _MOMENT, nullable=True),
        sa.Column('finished_at', _MOMENT, nullable=True),
        sa.Column('rows_read', sa.BigInteger(), nullable=False),
        sa.Column('rows_total', sa.BigInteger(), nullable=False),
        sa.Column('rows_accepted', sa.BigInteger(), nullable=False),
        sa.Column('rows_rejected', sa.BigInteger(), nullable=False),
        sa.Column('rows_unchanged', sa.BigInteger(), nullable=False),
        sa.Column('rows_undecided', sa.BigInteger(), nullable=False),
        sa.Column('rows_applied', sa.BigInteger(), nullable=False),
        sa.Column('failure', sa.String(length=60), nullable=False),
        sa.Column('has_source', sa.Boolean(), nullable=False),
        sa.Column('undo_before', sa.String(length=40), nullable=False),
        sa.Column('lease_until', _MOMENT, nullable=True),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('register_import_by_state', 'register_import', ['state', 'id'])
    op.create_table(
        'register_import_row',
        sa.Column('import_id', sa.String(length=36), nullable=False),
        sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('place', sa.String(length=64), nullable=False),
        sa.Column('family', sa.String(length=32), nullable=False),
        sa.Column('door', sa.String(length=32), nullable=False),
        sa.Column('document', sa.String(length=32), nullable=False),
        sa.Column('alike', sa.String(length=32), nullable=False),
        sa.Column('head', sa.Boolean(), nullable=False),
        sa.Column('cause', sa.String(length=10), nullable=False),
        sa.Column('other_id', sa.String(length=36), nullable=False),
        sa.Column('decision', sa.String(length=6), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('import_id', 'number'),
    )
    table = 'register_import_row'
    op.create_index('register_import_row_by_state', table, ['import_id', 'state', 'number'])
    op.create_index(
        'register_import_row_by_family', table, ['import_id', 'state', 'place', 'family', 'number']
    )
    op.create_index('register_import_row_of_family', table, ['import_id', 'family'])
    for name in ('document', 'alike'):
        given = sa.text(f"{name} != ''")
        op.create_index(
            f'register_import_row_by_{name}',
            table,
            ['import_id', name],
            postgresql_where=given,
            sqlite_where=given,
        )
    op.create_table(
        'register_export',
        sa.Column('id', sa.String(length=36), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('state', sa.String(length=10), nullable=False),
        sa.Column('purpose', sa.String(length=400), nullable=False),
        sa.Column('paths', _JSON, nullable=False),
        sa.Column('asked', _JSON, nullable=False),
        sa.Column('wants_whole', sa.Boolean(), nullable=False),
        sa.Column('whole', sa.Boolean(), nullable=False),
        sa.Column('asked_by', sa.String(length=40), nullable=False),
        sa.Column('asked_by_name', sa.String(length=120), nullable=False),
        sa.Column('asked_at', _MOMENT, nullable=False),
        sa.Column('decided_by', sa.String(length=40), nullable=False),
        sa.Column('decided_by_name', sa.String(length=120), nullable=False),
        sa.Column('decided_at', _MOMENT, nullable=True),
        sa.Column('opinion', sa.String(length=400), nullable=False),
        sa.Column('ready_at', _MOMENT, nullable=True),
        sa.Column('rows', sa.BigInteger(), nullable=False),
        sa.Column('size_bytes', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('register_export_by_state', 'register_export', ['state', 'id'])
    op.create_index('register_export_by_asker', 'register_export', ['asked_by', 'id'])


def downgrade() -> None:
    for name in ('register_export', 'register_import_row', 'register_import'):
        op.drop_table(name)

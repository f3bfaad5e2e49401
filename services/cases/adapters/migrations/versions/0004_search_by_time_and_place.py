"""search by time and place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BATCH = 20_000
_QUARTER = "'0123456789abcdef', 'gggghhhhiiiijjjj'"


def _stretch(digits: int, quarter: bool) -> str:
    text = f'substr(case_id COLLATE "C", 1, {digits})'
    if quarter:
        text += f' || translate(substr(case_id COLLATE "C", {digits + 1}, 1), {_QUARTER})'
    return text


_SIZES = (
    (3, False),
    (3, True),
    (4, False),
    (4, True),
    (5, False),
    (5, True),
    (6, False),
    (6, True),
    (7, False),
)
_STRETCHES = f"(ARRAY[{', '.join(_stretch(*each) for each in _SIZES)}])"
_WIDTHS = ", ".join(f'substr(place COLLATE "C", 1, {width})' for width in (6, 9, 12, 15))
_PLACES = f"(ARRAY[{_WIDTHS}])"


def upgrade() -> None:
    # First: a row that changes would otherwise be sorted into the index again, word by word.
    op.drop_index("case_search_terms", "case_search")
    op.add_column("case_search", sa.Column("place", sa.String(24), nullable=False, server_default=""))
    _fill_in_places()
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute('ALTER TABLE case_search ALTER COLUMN terms TYPE text[] COLLATE "C"')
    op.execute(
        f"CREATE INDEX case_search_found ON case_search USING gin (terms, {_STRETCHES}, {_PLACES})"
        " WITH (gin_pending_list_limit = 128)"
    )
    op.execute("ANALYZE case_search")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("case_search", schema=None) as batch_op:
            batch_op.drop_column("place")
    else:
        op.execute("DROP INDEX case_search_found")
        op.drop_column("case_search", "place")
        op.execute('ALTER TABLE case_search ALTER COLUMN terms TYPE text[] COLLATE "default"')
    op.create_index("case_search_terms", "case_search", ["terms"], postgresql_using="gin")


def _fill_in_places() -> None:
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT coalesce(max(position), 0) FROM case_search")).scalar_one()
    fill = sa.text(
        "UPDATE case_search SET place = (SELECT grid_path FROM case_record WHERE id = case_search.case_id)"
        " WHERE position > :first AND position <= :last"
    )
    for first in range(0, last, _BATCH):
        connection.execute(fill, {"first": first, "last": first + _BATCH})

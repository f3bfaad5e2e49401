"""Figures by year of birth are kept by sex alone: nobody asks for them by kind and reason as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KEYS = ("what", "by_year", "width", "node", "b", "born")


def upgrade() -> None:
    for name, keys in (("register_count", _KEYS), ("register_month", ("month", *_KEYS))):
        by = ", ".join(keys)
        op.execute(
            f"CREATE TEMPORARY TABLE by_sex AS SELECT {by}, SUM(n) AS n FROM {name} WHERE by_year GROUP BY {by}"  # noqa: S608
        )
        op.execute(sa.text(f"DELETE FROM {name} WHERE by_year"))  # noqa: S608
        op.execute(f"INSERT INTO {name} ({by}, a, c, n) SELECT {by}, '', '', n FROM by_sex WHERE n <> 0")  # noqa: S608
        op.execute("DROP TABLE by_sex")


def downgrade() -> None:
    """Sums by sex and year stay right; kind and reason of them come back with `wangge rebuild-population`."""

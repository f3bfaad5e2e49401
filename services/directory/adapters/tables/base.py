"""The one MetaData of the directory's tables, and the column types they share."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_unique",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk",
        "pk": "%(table_name)s_pk",
    }
)

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def path_column(name: str = "territory_path") -> sa.Column[str]:
    """A territory path: 4 to 24 digits, empty for the whole platform."""
    return sa.Column(name, sa.String(24), nullable=False)

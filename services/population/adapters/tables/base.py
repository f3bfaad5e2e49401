"""The metadata and column types all tables of the service share."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.kernel.persistence.tables import BigId, Moment

__all__ = ["BigId", "Json", "Moment", "key_text", "metadata"]

metadata = sa.MetaData()
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def key_text(length: int) -> sa.types.TypeEngine[str]:
    """Text that is compared byte by byte, so that a prefix is a range whatever the database's language."""
    return sa.String(length).with_variant(postgresql.VARCHAR(length, collation="C"), "postgresql")

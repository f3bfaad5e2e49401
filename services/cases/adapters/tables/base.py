"""The metadata and column types all tables of the service share."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.kernel.persistence.tables import BigId, Moment

__all__ = ["BigId", "Json", "Moment", "metadata"]

metadata = sa.MetaData()
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

"""Up to when each account has seen what came to wait for it."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.base import Moment, metadata

news_seen = sa.Table(
    "case_news_seen",
    metadata,
    sa.Column("account_id", sa.String(80), primary_key=True),
    sa.Column("seen_at", Moment, nullable=False),
)

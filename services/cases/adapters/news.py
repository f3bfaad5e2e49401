"""What came to wait for an account last, and up to when it has seen that (CASE-03)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from services.cases.adapters.reading import SUMMARY, asked_of
from services.cases.adapters.tables.cases import asks, cases
from services.cases.adapters.tables.news import news_seen
from services.kernel.call import Call
from services.kernel.persistence.moments import aware


class NewsShelf:
    """Asks by the last change of their case: that is when they arose."""

    def newest(
        self, connection: Connection, call: Call, parties_of_caller: Sequence[str], most: int
    ) -> Sequence[sa.Row[Any]]:
        """The newest asks with their cases."""
        columns: list[Any] = [asks.c.ask, asks.c.due_at.label("ask_due"), *SUMMARY]
        query = (
            sa.select(*columns)
            .join(cases, cases.c.id == asks.c.case_id)
            .where(asked_of(call, parties_of_caller))
            .order_by(cases.c.updated_at.desc(), cases.c.id, asks.c.ask)
            .limit(most)
        )
        return connection.execute(query).all()

    def unseen(
        self,
        connection: Connection,
        call: Call,
        parties_of_caller: Sequence[str],
        since: datetime | None,
        most: int,
    ) -> int:
        """How many came after a moment, counted up to ``most``."""
        found = (
            sa.select(asks.c.case_id)
            .join(cases, cases.c.id == asks.c.case_id)
            .where(asked_of(call, parties_of_caller))
        )
        if since is not None:
            found = found.where(cases.c.updated_at > since)
        limited = found.limit(most).subquery()
        return int(connection.execute(sa.select(sa.func.count()).select_from(limited)).scalar_one())

    def seen_at(self, connection: Connection, account_id: str) -> datetime | None:
        """Up to when the account has seen what came."""
        query = sa.select(news_seen.c.seen_at).where(news_seen.c.account_id == account_id)
        found = connection.execute(query).scalar()
        return aware(found) if found is not None else None

    def see(self, connection: Connection, account_id: str, until: datetime) -> None:
        """Remember it; what was seen before is not forgotten by a slow answer."""
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(news_seen).values(account_id=account_id, seen_at=until)
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=["account_id"], set_={"seen_at": until}, where=news_seen.c.seen_at < until
            )
        )

"""Kept lists in the database, and whether one would be answered; see the port `SavedFilters`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.cases.adapters.reading import ORDERS, filters_at
from services.cases.adapters.tables.saved_filters import saved_filters as table
from services.cases.domain.refusals import FilterNameTaken, FilterStale
from services.cases.domain.saved_filter import SavedFilter
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.filters import where
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import parse_order
from services.kernel.persistence.sessions import Lookup
from services.kernel.types import Clock

_OF_ACCOUNT = Lookup(
    sa.select(table)
    .where(table.c.account_id == sa.bindparam("account", type_=sa.String))
    .order_by(table.c.name)
)


class AnswerableFilters:
    """Reads filter and order as the list itself does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, saved: SavedFilter) -> None:
        """Raises Invalid on "saved_filter.filter" or "saved_filter.order_by"."""
        try:
            parse_order(saved.order_by, ORDERS, default="create_time desc")
            where(saved.filter, filters_at(self._clock()))
        except Invalid as refused:
            problems = (
                FieldProblem(f"saved_filter.{each.field}", each.code, each.details)
                for each in refused.problems
            )
            raise Invalid(*problems) from None


class SavedFilterStore:
    """One row per list."""

    def of(self, connection: Connection, account_id: str) -> list[SavedFilter]:
        """All of one account, by name."""
        return [_saved(row) for row in _OF_ACCOUNT.all(connection, {"account": account_id})]

    def put(self, connection: Connection, account_id: str, saved: SavedFilter, *, fresh: bool) -> None:
        """Insert, or replace the version before. Raises FilterNameTaken, FilterStale."""
        values = {
            "name": saved.name,
            "filter": saved.filter,
            "query": saved.query,
            "order_by": saved.order_by,
            "view": saved.view,
            "columns": list(saved.columns),
            "version": saved.version,
            "updated_at": saved.updated_at,
        }
        try:
            if fresh:
                connection.execute(sa.insert(table).values(id=saved.id, account_id=account_id, **values))
                return
            done = connection.execute(
                sa.update(table)
                .where(
                    table.c.id == saved.id,
                    table.c.account_id == account_id,
                    table.c.version == saved.version - 1,
                )
                .values(**values)
            )
        except IntegrityError as error:
            raise FilterNameTaken(name=saved.name) from error
        if done.rowcount != 1:
            raise FilterStale(name=saved.name)

    def drop(self, connection: Connection, account_id: str, id: str) -> bool:
        """Whether it was there and the account's own."""
        found = sa.delete(table).where(table.c.id == id, table.c.account_id == account_id)
        return connection.execute(found).rowcount == 1


def _saved(row: Any) -> SavedFilter:
    return SavedFilter(
        id=row.id,
        name=row.name,
        filter=row.filter,
        query=row.query,
        order_by=row.order_by,
        view=row.view,
        columns=tuple(row.columns),
        version=row.version,
        updated_at=aware(row.updated_at),
    )

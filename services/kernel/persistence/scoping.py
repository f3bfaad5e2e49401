"""The one place where a Scope becomes SQL.

A scoped table has a territory path and may have a table of parties (record id, party). Paths have 4, 6, 9,
12 or 15 digits for prefecture, county, township, community and grid, so "my township and below" is an
equality on an expression index ``(substr(path, 1, 9), id)`` that is already in the order of the list: a
township clerk's page costs what the administrator's costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from services.kernel.call import Scope

INDEXED_WIDTHS = (6, 9, 12, 15)
"""Widths of path prefixes that have an index; others become a range on the path."""


@dataclass(frozen=True, slots=True)
class ScopedTable:
    """How a table is limited.

    Attributes:
        table: the records.
        path: its territory path column.
        key: its primary key, time-ordered.
        party_record, party: columns of the participants' table, when taking part gives sight.
    """

    table: sa.Table
    path: sa.Column[str]
    key: sa.Column[str]
    party_record: sa.Column[str] | None = None
    party: sa.Column[str] | None = None

    def prefix(self, width: int) -> ColumnElement[str]:
        """The expression that indexes and conditions must share to the letter."""
        return sa.func.substr(self.path, sa.literal_column("1"), sa.literal_column(str(width)))

    def under(self, path: str) -> ColumnElement[bool]:
        """Rows of the subtree at ``path``; the empty path is everything."""
        if not path:
            return sa.true()
        if len(path) in INDEXED_WIDTHS:
            return self.prefix(len(path)) == path
        return sa.and_(self.path >= path, self.path < path + ":")

    def visible(self, scope: Scope) -> ColumnElement[bool]:
        """Condition for reading single records: within a subtree, or taking part."""
        conditions: list[ColumnElement[bool]] = [self.under(path) for path in scope.paths]
        if scope.parties and self.party is not None and self.party_record is not None:
            conditions.append(sa.exists().where(self.party_record == self.key, self.party.in_(scope.parties)))
        return sa.or_(sa.false(), *conditions)

    def branches(self, scope: Scope) -> list[ColumnElement[bool]]:
        """Conditions that each run along one index; their union is what `visible` allows."""
        conditions: list[ColumnElement[bool]] = [self.under(path) for path in scope.paths]
        if (
            "" not in scope.paths
            and scope.parties
            and self.party is not None
            and self.party_record is not None
        ):
            conditions.append(self.key.in_(sa.select(self.party_record).where(self.party.in_(scope.parties))))
        return conditions or [sa.false()]

    def page(
        self,
        scope: Scope,
        where: Sequence[ColumnElement[bool]],
        order: Sequence[ColumnElement[Any]],
        limit: int,
    ) -> sa.Select[Any]:
        """Keys of one page: every branch yields its own first ``limit`` rows, their union the page's.

        ``order`` lists ordered columns of the table (``table.c.id.desc()``).
        """
        branches = self.branches(scope)
        if len(branches) == 1:
            return sa.select(self.key).where(branches[0], *where).order_by(*order).limit(limit)
        parts = [
            sa.select(self.key.label("key")).where(branch, *where).order_by(*order).limit(limit).subquery()
            for branch in branches
        ]
        union = sa.union(*(sa.select(part.c.key) for part in parts)).subquery()
        return sa.select(self.key).join(union, union.c.key == self.key).order_by(*order).limit(limit)

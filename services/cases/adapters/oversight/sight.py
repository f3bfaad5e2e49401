"""Limits rows to the places of a scope, or to those that name the caller."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.call import Scope


def seen(
    column: sa.ColumnElement[str], scope: Scope, *named: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Rows under the scope's paths, or ``named`` ones; nothing without either."""
    return sa.or_(sa.false(), *(under(column, path) for path in scope.paths), *named)


def under(column: sa.ColumnElement[str], path: str) -> sa.ColumnElement[bool]:
    """The subtree at ``path``; the empty path is everything."""
    return sa.and_(column >= path, column < path + ":") if path else sa.true()

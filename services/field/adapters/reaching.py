"""The one place where a reach becomes SQL."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from services.field.application.reach import Reach


def within(path: sa.Column[str], reach: Reach) -> sa.ColumnElement[bool]:
    """Rows of places that concern the caller."""
    return sa.or_(path.in_(reach.above), below(path, reach.under))


def below(path: sa.Column[str], roots: Sequence[str]) -> sa.ColumnElement[bool]:
    """Rows under one of the roots; none without any, all under the empty one."""
    return sa.or_(
        sa.false(),
        *(sa.and_(path >= each, path < each + ":") if each else sa.true() for each in roots),
    )

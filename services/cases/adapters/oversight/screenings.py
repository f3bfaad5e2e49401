"""Dispute screenings in the database; see the port `Screenings`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from services.cases.adapters.oversight.sight import seen
from services.cases.adapters.tables.projections import places
from services.cases.adapters.tables.supervision import screenings
from services.cases.domain.oversight_refusals import RecordStale
from services.cases.domain.screening import WAITING, Screening, ScreeningState
from services.kernel.call import Scope
from services.kernel.persistence.moments import aware

_MOMENTS = ("start", "end", "due_at", "reported_at")
_PLAIN = tuple(c.name for c in screenings.c if c.name not in (*_MOMENTS, "state"))


class ScreeningStore:
    """Screenings as rows; one for each place and period."""

    def find(self, connection: Connection, screening_id: str, scope: Scope) -> Screening | None:
        """The screening if it lies within the scope."""
        where = (screenings.c.id == screening_id, seen(screenings.c.path, scope))
        row = connection.execute(sa.select(screenings).where(*where)).first()
        return _screening(row._mapping) if row else None

    def page(
        self,
        connection: Connection,
        scope: Scope,
        *,
        state: str,
        period: str,
        overdue_at: datetime | None,
        size: int,
        after: str,
        waiting: bool = False,
    ) -> list[Screening]:
        """The newest first, after the id ``after``; ``overdue_at`` asks for the red ones alone."""
        where = [seen(screenings.c.path, scope)]
        if state:
            where.append(screenings.c.state == state)
        if period:
            where.append(screenings.c.period == period)
        if overdue_at is not None:
            open_ = screenings.c.state.in_(_WAITING)
            late = screenings.c.reported_at > screenings.c.due_at
            missing = sa.and_(open_, screenings.c.due_at < overdue_at)
            where.append(sa.or_(missing, sa.and_(sa.not_(open_), late)))
        if waiting:
            where.append(screenings.c.state.in_(_WAITING))
        if after:
            where.append(screenings.c.id < after)
        query = sa.select(screenings).where(*where).order_by(screenings.c.id.desc()).limit(size)
        return [_screening(row._mapping) for row in connection.execute(query)]

    def counts(self, connection: Connection, scope: Scope, period: str) -> dict[str, int]:
        """How many there are in each state; of one period, or of all where it is empty."""
        where = [seen(screenings.c.path, scope), *([screenings.c.period == period] if period else ())]
        query = sa.select(screenings.c.state, sa.func.count()).where(*where).group_by(screenings.c.state)
        return {str(state): int(count) for state, count in connection.execute(query)}

    def missing(self, connection: Connection, period: str, width: int, most: int) -> list[tuple[str, str]]:
        """Path and name of places of that level that have no screening for the period yet."""
        here = sa.and_(screenings.c.path == places.c.path, screenings.c.period == period)
        query = (
            sa.select(places.c.path, places.c.name)
            .outerjoin(screenings, here)
            .where(sa.func.length(places.c.path) == width, sa.not_(places.c.ended), screenings.c.id.is_(None))
            .order_by(places.c.path)
            .limit(most)
        )
        return [(row.path, row.name) for row in connection.execute(query)]

    def passed(self, connection: Connection, now: datetime, most: int) -> list[Screening]:
        """Screenings past their end without report of which nobody was told."""
        where = (sa.not_(screenings.c.announced), screenings.c.state.in_(_WAITING), screenings.c.due_at < now)
        query = sa.select(screenings).where(*where).order_by(screenings.c.due_at, screenings.c.id).limit(most)
        return [_screening(row._mapping) for row in connection.execute(query)]

    def add(self, connection: Connection, found: Sequence[Screening]) -> set[str]:
        """New screenings; ids of those that were really new."""
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = make(screenings).on_conflict_do_nothing(index_elements=["period", "path"])
        connection.execute(statement, [_row(each) for each in found])
        return self._present(connection, [each.id for each in found])

    def save(self, connection: Connection, screening: Screening) -> None:
        """A changed screening; RecordStale when somebody was quicker."""
        known = screening.version
        screening.version += 1
        statement = sa.update(screenings).where(
            screenings.c.id == screening.id, screenings.c.version == known
        )
        if connection.execute(statement.values(**_row(screening))).rowcount != 1:
            raise RecordStale(number=f"{screening.name} {screening.period}")

    def _present(self, connection: Connection, ids: Iterable[str]) -> set[str]:
        query = sa.select(screenings.c.id).where(screenings.c.id.in_(list(ids)))
        return set(connection.execute(query).scalars())


_WAITING = sorted(state.value for state in WAITING)


def _row(screening: Screening) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(screening, name) for name in (*_PLAIN, *_MOMENTS)}
    return row | {"state": screening.state.value}


def _screening(row: Any) -> Screening:
    moments: dict[str, Any] = {name: aware(row[name]) for name in _MOMENTS}
    return Screening(**{name: row[name] for name in _PLAIN}, **moments, state=ScreeningState(row["state"]))

"""Streets, estates and villages that dwellings name: kept once each, to be found by what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables.projections import known_street
from services.population.adapters.tables.registers import dwelling

_NOTE = {
    "sqlite": sqlite.insert(known_street).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(known_street).on_conflict_do_nothing(),
}


def note_streets(uow: UnitOfWork, *rows: Mapping[str, Any]) -> None:
    """Of rows of the table dwelling; rows of other tables name none."""
    streets = sorted({each["street"] for each in rows if each.get("street")})
    if streets:
        uow.write(_NOTE[uow.dialect], *({"street": each} for each in streets))


class Streets:
    """Notes what came in by many at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_new(self) -> int:
        """Add the streets that are not known yet; how many. Jumps from one to the next along the index."""
        found = sa.select(sa.func.min(dwelling.c.street).label("street")).where(dwelling.c.street > "")
        chain = found.cte("chain", recursive=True)
        later = sa.select(sa.func.min(dwelling.c.street)).where(dwelling.c.street > chain.c.street)
        chain = chain.union_all(sa.select(later.scalar_subquery()).where(chain.c.street.is_not(None)))
        new = sa.select(chain.c.street).where(
            chain.c.street.is_not(None), chain.c.street.not_in(sa.select(known_street.c.street))
        )
        with self._database.transaction() as connection:
            streets = [{"street": each} for each in connection.execute(new).scalars()]
            if streets:
                connection.execute(_NOTE[connection.dialect.name], streets)
                connection.commit()
        return len(streets)

"""What the register answers to the placeholders of a report, by exact birthdays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.population.adapters.figures import SqlFigures
from services.population.adapters.loading import Loading
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.domain.dossier import Dossier
from services.population.domain.figures import WIDTHS
from services.population.domain.forms.layout import Where
from services.population.domain.kinds import ResidenceKind
from services.population.domain.records import Dwelling

r, h, d = t.residence, t.household, t.dwelling
_REGISTERED = ResidenceKind.REGISTERED_ONLY.value
_AT_ONCE = 500
_COUNTED_BY = {
    "person": ("kind", "sex", "reason"),
    "household": ("kind",),
    "dwelling": ("use", "occupancy"),
}
"""In the order of the words of a counter's cell."""


class SqlFacts:
    """See the port `Facts`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._figures = SqlFigures(database)

    def count(self, what: str, path: str, where: Where, today: date) -> int:
        """See the port."""
        if (counted := self._counted(what, path, where)) is not None:
            return counted
        scope = Scope((path,), ())
        if what == "person":
            query = _people(sa.select(sa.func.count()).select_from(r), scope, path, where, today)
        elif what == "household":
            standing = (h.c.to_day.is_(None), h.c.void.is_(False))
            query = sa.select(sa.func.count()).where(under(h.c.path, scope, path), *standing)
            query = query.where(*_words(h, where))
        else:
            query = _dwellings(sa.select(sa.func.count()).select_from(d), scope, path, where)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _counted(self, what: str, path: str, where: Where) -> int | None:
        """As the counters have it; None where they cannot tell."""
        names = _COUNTED_BY[what]
        if where.by_age or len(path) not in WIDTHS or not {name for name, _ in where.words} <= {*names}:
            return None
        wanted = [(names.index(name), value) for name, value in where.words]
        cells = self._figures.cells(path, "")[what]
        return sum(n for words, n in cells.items() if all(words[at] == value for at, value in wanted))

    def people(self, scope: Scope, path: str, where: Where, today: date, limit: int) -> Sequence[Dossier]:
        """See the port."""
        query = _people(sa.select(r.c.person_id), scope, path, where, today)
        query = query.order_by(r.c.path, r.c.dwelling_id, r.c.id).limit(limit)
        found: list[Dossier] = []
        with self._database.read() as connection:
            ids = list(connection.execute(query).scalars())
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                known = self._load.dossiers(connection, part)
                found += [known[each] for each in part if each in known]
        return found

    def dwellings(self, scope: Scope, path: str, where: Where, limit: int) -> Sequence[Dwelling]:
        """See the port."""
        query = _dwellings(sa.select(d), scope, path, where)
        order = (d.c.path, d.c.building_id, d.c.unit, d.c.storey, d.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(*order).limit(limit)).all()
        return [self._load.rows.dwelling(row) for row in rows]


def _people(query: Any, scope: Scope, path: str, where: Where, today: date) -> Any:
    """Everybody by the main residence: where he lives before where he is registered (POP-04)."""
    other = r.alias("other")
    lives = sa.exists().where(
        other.c.person_id == r.c.person_id, other.c.is_open.is_(sa.true()), other.c.kind != _REGISTERED
    )
    query = query.where(t.OPEN, under(r.c.path, scope, path), sa.or_(r.c.kind != _REGISTERED, sa.not_(lives)))
    query = query.where(*_words(r, where))
    if where.age_from is not None and where.by_age:
        query = query.where(r.c.born_on <= _years_before(today, where.age_from))
    if where.age_to is not None:
        query = query.where(r.c.born_on > _years_before(today, where.age_to + 1))
    return query


def _dwellings(query: Any, scope: Scope, path: str, where: Where) -> Any:
    standing = (d.c.void.is_(False), d.c.ended.is_(False))
    return query.where(under(d.c.path, scope, path), *standing, *_words(d, where))


def _words(table: sa.Table, where: Where) -> list[sa.ColumnElement[bool]]:
    return [table.c[name] == value for name, value in where.words]


def _years_before(today: date, years: int) -> date:
    """The birthday of whoever is that old today; on 29 February the day before in other years counts."""
    year = max(today.year - years, 1)
    try:
        return today.replace(year=year)
    except ValueError:
        return today.replace(year=year, day=28)

"""Pages of the register: each is a range of one index, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.population.adapters.loading import Loading, lived_on
from services.population.adapters.rows import household_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.application.views.ports import (
    AskedDwellings,
    AskedHouseholds,
    AskedPeople,
    ShownHousehold,
)
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.records import Dwelling

PEOPLE: tuple[Direction, ...] = ((t.residence.c.path, False), (t.residence.c.id, False))
HOUSEHOLDS: tuple[Direction, ...] = ((t.household.c.path, False), (t.household.c.id, False))
DWELLINGS: tuple[Direction, ...] = ((t.dwelling.c.path, False), (t.dwelling.c.id, False))
OF_BUILDING: tuple[Direction, ...] = (
    (t.dwelling.c.building_id, False),
    (t.dwelling.c.unit, False),
    (t.dwelling.c.storey, False),
    (t.dwelling.c.id, False),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of people: by which residence somebody stands in it."""

    path: str
    residence_id: str
    dossier: Dossier


class SqlReader:
    """See `application.views.Reader`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._load = Loading(sealing)

    def dossier(self, person_id: str) -> Dossier | None:
        """See the port."""
        return self.dossiers([person_id]).get(person_id)

    def dossiers(self, person_ids: Sequence[str]) -> dict[str, Dossier]:
        """See the port."""
        with self._database.read() as connection:
            return self._load.dossiers(connection, person_ids)

    def family(self, household_id: str, on: date | None) -> Family | None:
        """See the port."""
        with self._database.read() as connection:
            return self._load.family(connection, household_id, on=on)

    def dwellings(self, ids: Sequence[str]) -> dict[str, Dwelling]:
        """See the port."""
        with self._database.read() as connection:
            return self._load.dwellings(connection, ids)

    def people(self, scope: Scope, asked: AskedPeople, after: Sequence[str] | None, limit: int) -> list[Line]:
        """See the port."""
        r = t.residence
        query = sa.select(r.c.path, r.c.id, r.c.person_id).where(under(r.c.path, scope, asked.path))
        query = query.where(t.OPEN if asked.on is None else lived_on(asked.on))
        if asked.kind is not None:
            query = query.where(r.c.kind == asked.kind.value)
        if asked.reason is not None:
            query = query.where(r.c.reason == asked.reason.value)
        if asked.sex is not None:
            query = query.where(r.c.sex == asked.sex.value)
        if asked.born_from is not None:
            query = query.where(r.c.born_on >= asked.born_from)
        if asked.born_to is not None:
            query = query.where(r.c.born_on <= asked.born_to)
        if asked.stale_before is not None:
            query = query.where(_stale(r.c.verified_at, asked.stale_before))
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, PEOPLE, after).limit(limit)).all()
            found = self._load.dossiers(connection, [row.person_id for row in rows])
        return [Line(row.path, row.id, found[row.person_id]) for row in rows if row.person_id in found]

    def households(
        self, scope: Scope, asked: AskedHouseholds, after: Sequence[str] | None, limit: int
    ) -> list[ShownHousehold]:
        """See the port."""
        h = t.household
        query = sa.select(h).where(under(h.c.path, scope, asked.path), h.c.void.is_(False))
        if asked.dwelling_id:
            query = query.where(h.c.dwelling_id == asked.dwelling_id)
        if not asked.with_ended:
            query = query.where(h.c.to_day.is_(None))
        if asked.stale_before is not None:
            query = query.where(_stale(h.c.verified_at, asked.stale_before))
        with self._database.read() as connection:
            found = [
                household_of(row) for row in connection.execute(keyset(query, HOUSEHOLDS, after).limit(limit))
            ]
            sizes = _sizes(connection, t.residence.c.household_id, [each.id for each in found])
            heads = self._names(connection, [each.head_id for each in found])
        return [ShownHousehold(each, heads.get(each.head_id, ""), sizes.get(each.id, 0)) for each in found]

    def dwelling_page(
        self, scope: Scope, asked: AskedDwellings, after: Sequence[str | int] | None, limit: int
    ) -> list[Dwelling]:
        """See the port."""
        d = t.dwelling
        query = sa.select(d).where(under(d.c.path, scope, asked.path), d.c.void.is_(False))
        order = DWELLINGS
        if asked.building_id:
            query, order = query.where(d.c.building_id == asked.building_id), OF_BUILDING
        if asked.occupancy is not None:
            query = query.where(d.c.occupancy == asked.occupancy.value)
        if not asked.with_ended:
            query = query.where(d.c.ended.is_(False))
        if asked.stale_before is not None:
            query = query.where(_stale(d.c.verified_at, asked.stale_before))
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, order, after).limit(limit)).all()
        return [self._load.rows.dwelling(row) for row in rows]

    def sizes(self, dwelling_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """People and households of dwellings now."""
        h = t.household
        standing = (
            sa.select(h.c.dwelling_id, sa.func.count())
            .where(h.c.dwelling_id.in_(dwelling_ids), h.c.to_day.is_(None), h.c.void.is_(False))
            .group_by(h.c.dwelling_id)
        )
        with self._database.read() as connection:
            people = _sizes(connection, t.residence.c.dwelling_id, dwelling_ids)
            households = {row[0]: row[1] for row in connection.execute(standing)} if dwelling_ids else {}
        return {each: (people.get(each, 0), households.get(each, 0)) for each in dwelling_ids}

    @staticmethod
    def _names(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
        known = {each for each in ids if each}
        if not known:
            return {}
        query = sa.select(t.person.c.id, t.person.c.name).where(t.person.c.id.in_(known))
        return {row.id: row.name for row in connection.execute(query)}


def under(column: sa.ColumnElement[str], scope: Scope, path: str) -> sa.ColumnElement[bool]:
    """Rows at ``path`` and below that lie within the scope; none where the two do not meet."""
    ranges = []
    for each in scope.paths:
        if each.startswith(path) or path.startswith(each):
            inner = max(each, path, key=len)
            ranges.append(sa.and_(column >= inner, column < inner + ":") if inner else sa.true())
    return sa.or_(*ranges) if ranges else sa.false()


def _stale(column: sa.Column[datetime], before: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(column.is_(None), column < before)


def _sizes(connection: sa.Connection, key: sa.Column[str], ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    query = sa.select(key, sa.func.count()).where(key.in_(ids), t.OPEN).group_by(key)
    return {row[0]: row[1] for row in connection.execute(query)}

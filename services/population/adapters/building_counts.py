"""What stands and who lives in the buildings of a territory: one statement of grouped index ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.population.adapters.places import building_of
from services.population.adapters.reading import under
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.projections import seen_building
from services.population.application.ports import KnownBuilding

MOST = 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """A building with what is counted in it."""

    building: KnownBuilding
    dwellings: int = 0
    stale: int = 0
    households: int = 0
    people: int = 0


class BuildingCounts:
    """Counts of buildings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, scope: Scope, path: str, building_id: str, stale_before: datetime) -> list[Counted]:
        """Those of a place within the scope, by place and name; one more than `MOST` when there are more."""
        b = seen_building
        known = sa.select(b).where(under(b.c.path, scope, path), b.c.ended.is_(False))
        if building_id:
            known = known.where(b.c.id == building_id)
        with self._database.read() as connection:
            found = [
                building_of(row)
                for row in connection.execute(known.order_by(b.c.path, b.c.name, b.c.id).limit(MOST + 1))
            ]
            counts: dict[str, dict[str, int]] = {each.id: {} for each in found}
            if found:
                for row in connection.execute(_counts(scope, path, sorted(counts), stale_before)):
                    counts[row.building_id][row.what] = row.n
        return [Counted(each, **counts[each.id]) for each in found]


def _counts(
    scope: Scope, path: str, buildings: Sequence[str], stale_before: datetime
) -> sa.CompoundSelect[tuple[str, str, int]]:
    """Lines of what, building and how many; of so many buildings alone, however wide the territory is."""
    d, h, r = t.dwelling, t.household, t.residence
    stands = sa.and_(d.c.ended.is_(False), d.c.void.is_(False))
    stale = sa.or_(d.c.verified_at.is_(None), d.c.verified_at < stale_before)

    def counted(
        what: str, *conditions: sa.ColumnElement[bool], of: sa.FromClause
    ) -> sa.Select[tuple[str, str, int]]:
        inside = d.c.building_id.in_(buildings)
        columns = (sa.literal(what).label("what"), d.c.building_id, sa.func.count().label("n"))
        return sa.select(*columns).select_from(of).where(inside, *conditions).group_by(d.c.building_id)

    return sa.union_all(
        counted("dwellings", under(d.c.path, scope, path), stands, of=d),
        counted("stale", under(d.c.path, scope, path), stands, stale, of=d),
        counted(
            "households",
            under(h.c.path, scope, path),
            h.c.to_day.is_(None),
            h.c.void.is_(False),
            of=h.join(d, d.c.id == h.c.dwelling_id),
        ),
        counted(
            "people",
            under(r.c.path, scope, path),
            t.OPEN,
            r.c.kind != "registered_only",
            of=r.join(d, d.c.id == r.c.dwelling_id),
        ),
    )

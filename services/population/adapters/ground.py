"""Dwellings by where they stand, and what it takes to count them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.counters import SqlCounters
from services.population.adapters.ground_premises import follow_homes
from services.population.adapters.loading import Loading
from services.population.adapters.places import SqlPlaces
from services.population.adapters.rows import household_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.application.ports import KnownBuilding
from services.population.application.regridding import Standing
from services.population.domain import figures
from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier


class SqlGround:
    """See the port."""

    def __init__(self, places: SqlPlaces, sealing: Sealing) -> None:
        self._places = places
        self._load = Loading(sealing)
        self._counters = SqlCounters()

    def standing(self, uow: UnitOfWork, path: str, after: str, limit: int) -> Sequence[Standing]:
        """See the port."""
        d = t.dwelling
        query = sa.select(d.c.id, d.c.building_id, d.c.longitude, d.c.latitude).where(
            d.c.path == path, d.c.id > after, d.c.ended.is_(False), d.c.void.is_(False)
        )
        rows = uow.connection.execute(query.order_by(d.c.id).limit(limit)).all()
        return [
            Standing(
                row.id,
                row.building_id,
                (row.longitude, row.latitude) if row.longitude is not None else None,
            )
            for row in rows
        ]

    def of_building(
        self, uow: UnitOfWork, building_id: str, other_than: str, after: str, limit: int
    ) -> Sequence[str]:
        """See the port."""
        d = t.dwelling
        query = sa.select(d.c.id).where(
            d.c.building_id == building_id, d.c.path != other_than, d.c.id > after, d.c.void.is_(False)
        )
        return uow.connection.execute(query.order_by(d.c.id).limit(limit)).scalars().all()

    def move(self, uow: UnitOfWork, dwelling_ids: Sequence[str], path: str) -> int:
        """See the port. Versions grow: what was decided on is not as it was."""
        if not dwelling_ids:
            return 0
        r, h, d = t.residence, t.household, t.dwelling
        here = r.c.dwelling_id.in_(dwelling_ids)
        ids = uow.connection.execute(sa.select(r.c.person_id).where(here, t.OPEN)).scalars().all()
        before = self._load.dossiers(uow.connection, ids, lock=True)
        after = [_moved(each, set(dwelling_ids), path) for each in before.values()]
        rows = uow.connection.execute(
            sa.select(h).where(h.c.dwelling_id.in_(dwelling_ids), h.c.to_day.is_(None), h.c.void.is_(False))
        )
        households = [household_of(each) for each in rows]
        effects = [Effect(each, replace(each, path=path)) for each in households]
        dwellings = list(self._load.dwellings(uow.connection, dwelling_ids, lock=True).values())
        effects += [Effect(each, replace(each, path=path)) for each in dwellings]
        deltas = figures.deltas(zip(before.values(), after, strict=True), effects)
        self._counters.add(uow, deltas)
        follow_homes(
            uow,
            dwelling_ids,
            [each.id for each in households],
            list(before),
            ({each.path for each in dwellings} - {path}, path),
        )
        changed = {"path": path}
        uow.connection.execute(
            sa.update(d).where(d.c.id.in_(dwelling_ids)).values(changed | {"version": d.c.version + 1})
        )
        uow.connection.execute(
            sa.update(h)
            .where(h.c.dwelling_id.in_(dwelling_ids), h.c.to_day.is_(None))
            .values(changed | {"version": h.c.version + 1})
        )
        uow.connection.execute(
            sa.update(r).where(here, t.OPEN).values(changed | {"version": r.c.version + 1})
        )
        self._at_home(uow, (each.person.id for each in after if each.person.path == path), path)
        uow.audit(
            "population.follow_grid", "territory", path, territory=path, changes={"people": [0, len(after)]}
        )
        return len(after)

    @staticmethod
    def _at_home(uow: UnitOfWork, person_ids: Iterable[str], path: str) -> None:
        p = t.person
        ids = list(person_ids)
        if ids:
            values = {"path": path, "version": p.c.version + 1}
            uow.connection.execute(sa.update(p).where(p.c.id.in_(ids), p.c.path != path).values(values))

    def building(self, building_id: str) -> KnownBuilding | None:
        """See the port."""
        return self._places.building(building_id)

    def keep_building(self, uow: UnitOfWork, known: KnownBuilding, version: int, *, ended: bool) -> bool:
        """See the port."""
        return self._places.keep_building(uow, known, version, ended=ended)


def _moved(dossier: Dossier, dwellings: set[str], path: str) -> Dossier:
    residences = tuple(
        replace(each, path=path) if each.open and each.dwelling_id in dwellings else each
        for each in dossier.residences
    )
    changed = replace(dossier, residences=residences)
    main = changed.main
    return replace(changed, person=replace(dossier.person, path=main.path if main else dossier.person.path))

"""People by what was typed, the best match first, each once; pages continue where the last one ended."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.population.adapters.finding_names import Stage, alike, stages_of
from services.population.adapters.finding_places import FindingPlaces, Meant
from services.population.adapters.finding_queries import (
    Ground,
    Hit,
    Place,
    Query,
    called,
    combined,
    former,
    of_dwellings,
    of_stage,
)
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.domain.asked import Asked, Reading

r, d, p = t.residence, t.dwelling, t.person
FEW_DWELLINGS = 1000
"""Up to that many are gone through one by one; beyond, names are, and of each is asked where it lives."""


class SqlFinder:
    """See `application.searching.Finder`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing
        self._places = FindingPlaces(sealing)

    def find(
        self, scope: Scope, path: str, asked: Asked, after: Place | None, limit: int, *, with_former: bool
    ) -> list[Hit]:
        """See the port."""
        ground = Ground(scope, path)
        if not scope.paths:
            return []
        with self._database.read() as connection:
            readings = asked.readings or (Reading(),)
            for number, reading in enumerate(readings):
                if after is not None and number != after.reading:
                    continue
                hits = self._read(connection, ground, asked, reading, number, after, limit, with_former)
                if hits or after is not None:
                    return hits
        return []

    def _read(
        self,
        connection: Connection,
        ground: Ground,
        asked: Asked,
        reading: Reading,
        number: int,
        after: Place | None,
        limit: int,
        with_former: bool,
    ) -> list[Hit]:
        """What one reading finds, from the place on."""
        if reading.places or asked.numbers:
            meant = self._places.meant(connection, ground.scope, ground.path, reading.places, asked.numbers)
            if meant is None:
                return []
            few = self._few(connection, meant)
            if few is not None and not few:
                return []
            arrays, gathered = not self._database.is_sqlite, meant.ids if meant.by_number else None
            ground = Ground(ground.scope, ground.path, meant.dwellings, few or (), arrays, gathered)
        hits: list[Hit] = []
        for stage, query in self._queries(connection, ground, asked, reading, with_former):
            if after is not None and stage < after.stage and stage != _COMBINED:
                continue
            for hit in self._page(connection, query, number, stage, after, limit - len(hits)):
                hits.append(hit)
            if len(hits) >= limit:
                break
        return hits

    def _queries(
        self, connection: Connection, ground: Ground, asked: Asked, reading: Reading, with_former: bool
    ) -> Iterator[tuple[int, Query]]:
        """Of each stage, made only when the one before it did not fill the page."""
        if asked.document or asked.phone:
            yield from self._by_number(ground, asked, reading, with_former)
        elif not reading.named:
            yield 0, of_dwellings(ground)
        elif ground.few:
            yield _COMBINED, combined(ground, reading)
        else:
            stages = stages_of(reading)
            for number, stage in enumerate(stages):
                yield number, of_stage(ground, stage)
            # As an expression: no index of places may be taken where one of names is wanted.
            place = under(r.c.path.concat(""), ground.scope, ground.path)
            if (other := alike(connection, reading, place)) is not None:
                yield len(stages), of_stage(ground, other)

    def _by_number(
        self, ground: Ground, asked: Asked, reading: Reading, with_former: bool
    ) -> Iterator[tuple[int, Query]]:
        wanted: list[tuple[sa.Column[str], sa.Column[str], str]] = []
        if asked.document:
            wanted.append((r.c.document_blind, p.c.document_blind, self._sealing.document(asked.document)))
        if asked.phone:
            wanted.append((r.c.phone_blind, p.c.phone_blind, self._sealing.phone(asked.phone)))
        found_by = "identity" if asked.document else "phone"
        now = sa.and_(*(column == blind for column, _, blind in wanted), *called(reading))
        yield 0, of_stage(ground, Stage(found_by, now, wanted[0][0]))
        if with_former and ground.dwellings is None:
            yield 1, former(ground, found_by, [(column, blind) for _, column, blind in wanted], reading)

    @staticmethod
    def _few(connection: Connection, meant: Meant) -> tuple[str, ...] | None:
        """The dwellings that were meant; None for too many."""
        ids = connection.execute(meant.ids.limit(FEW_DWELLINGS + 1)).scalars().all()
        return tuple(dict.fromkeys(ids)) if len(ids) <= FEW_DWELLINGS else None

    @staticmethod
    def _page(
        connection: Connection, query: Query, reading: int, stage: int, after: Place | None, limit: int
    ) -> Iterator[Hit]:
        for row in connection.execute(query.page(after if after and _same(after, stage) else None, limit)):
            number = row.stage if stage == _COMBINED else stage
            found_by = query.labels[number] if stage == _COMBINED else query.labels[0]
            yield Hit(row.person_id, found_by, Place(reading, number, row.first, row.second, row.id))


_COMBINED = -1


def _same(after: Place, stage: int) -> bool:
    return stage == _COMBINED or after.stage == stage

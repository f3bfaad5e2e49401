"""What the register and the directory know of those a file tells of; asked for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.loading import Loading
from services.population.adapters.places import GRID
from services.population.adapters.reading import under
from services.population.adapters.rows import household_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.projections import seen_building, seen_place
from services.population.adapters.transfers.asking import among, named
from services.population.domain.dossier import Dossier
from services.population.domain.naming import written
from services.population.domain.records import Dwelling, Household, PersonState
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.gazetteer import Block, Gazetteer

_STANDING = (PersonState.ACTIVE.value, PersonState.DECEASED.value)
_COMMUNITY = 12
_LOCK = sa.text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


class SqlKnown:
    """See the port `Known`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing
        self._load = Loading(sealing)

    def ground(self, paths: Sequence[str]) -> Gazetteer:
        """Grids and buildings there; read anew for each portion of work, for grids come and go."""
        scope = Scope(paths=tuple(paths), parties=())
        p, b = seen_place, seen_building
        grids = sa.select(p.c.path, p.c.name).where(
            under(p.c.path, scope, ""), p.c.level == GRID, p.c.ended.is_(False)
        )
        blocks = sa.select(b).where(under(b.c.path, scope, ""), b.c.ended.is_(False))
        with self._database.read() as connection:
            names = {row.path: row.name for row in connection.execute(grids)}
            found = [
                Block(
                    row.id,
                    row.code,
                    row.name,
                    row.path,
                    row.storeys,
                    row.units,
                    (row.longitude, row.latitude) if row.longitude is not None else None,
                )
                for row in connection.execute(blocks)
            ]
            communities = {path[:_COMMUNITY] for path in names}
            query = sa.select(p.c.path, p.c.name).where(p.c.path.in_(communities))
            above = {row.path: row.name for row in connection.execute(query)} if communities else {}
        return Gazetteer(names, found, above)

    def by_documents(self, connection: Connection, documents: Sequence[str]) -> dict[str, list[Dossier]]:
        """See the port."""
        if not documents:
            return {}
        query = sa.select(t.person.c.id, t.person.c.document_blind).where(
            among(connection, t.person.c.document_blind, set(documents)),
            t.person.c.document_blind != "",
            t.person.c.state.in_(_STANDING),
        )
        ids = {row.id: row.document_blind for row in connection.execute(query)}
        found: dict[str, list[Dossier]] = defaultdict(list)
        for key, dossier in self._load.dossiers(connection, ids).items():
            found[ids[key]].append(dossier)
        return found

    def alike(
        self, connection: Connection, names: Sequence[tuple[str, Any]]
    ) -> dict[tuple[str, Any], list[Dossier]]:
        """See the port."""
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        query = sa.select(t.person.c.id).where(
            named(connection, t.person.c.name_key, t.person.c.born_on, wanted),
            t.person.c.state == PersonState.ACTIVE.value,
        )
        found: dict[tuple[str, Any], list[Dossier]] = defaultdict(list)
        ids = list(connection.execute(query).scalars())
        for dossier in self._load.dossiers(connection, ids).values():
            person = dossier.person
            found[(written(person.name), person.born_on)].append(dossier)
        return found

    def homes(self, connection: Connection, homes: Sequence[Home]) -> dict[str, Dwelling]:
        """See the port. One that stands comes before one that ended."""
        return self._homes(connection, homes, None)

    def over(self, connection: Connection, homes: Sequence[Home]) -> set[str]:
        """See the port."""
        gone = self._homes(connection, homes, True)
        if not gone:
            return set()
        asked = [each for each in homes if each.door in gone]
        return {door for door, each in self.homes(connection, asked).items() if each.ended}

    def _homes(
        self, connection: Connection, homes: Sequence[Home], ended: bool | None
    ) -> dict[str, Dwelling]:
        d = t.dwelling
        wanted = {each.door: each for each in homes}
        buildings = {each.building_id for each in wanted.values() if each.building_id}
        doors = {
            self._sealing.numbers(each.address, each.room)[1]: each
            for each in wanted.values()
            if not each.building_id
        }
        streets = {each.address for each in wanted.values() if not each.building_id}
        if not buildings and not doors and not streets:
            return {}
        numbered = set(doors) - {""}
        paths = {each.path for each in wanted.values() if not each.building_id}
        queries = []
        if buildings:
            units = {each.unit for each in wanted.values() if each.building_id}
            queries.append(sa.select(d).where(d.c.building_id.in_(buildings), d.c.unit.in_(units)))
        if numbered:
            queries.append(sa.select(d).where(d.c.door_blind.in_(numbered), d.c.path.in_(paths)))
        if "" in doors:
            queries.append(sa.select(d).where(d.c.door_blind == "", d.c.path.in_(paths)))
        found: dict[str, Dwelling] = {}
        for query in queries:
            query = query.where(d.c.void.is_(False))
            if ended is not None:
                query = query.where(d.c.ended.is_(ended))
            for row in connection.execute(query.order_by(d.c.id)):
                dwelling = self._load.rows.dwelling(row)
                door = _home_of(dwelling).door
                if door in wanted and (door not in found or found[door].ended):
                    found[door] = dwelling
        return found

    def has_household(self, connection: Connection, number: str, path: str) -> bool:
        """See the port."""
        h = t.household
        query = sa.select(h.c.id).where(
            h.c.number == number,
            h.c.path == path,
            h.c.head_id != "",
            h.c.to_day.is_(None),
            h.c.void.is_(False),
        )
        return connection.execute(query.limit(1)).first() is not None

    def households(self, connection: Connection, dwelling_ids: Sequence[str]) -> dict[str, list[Household]]:
        """See the port."""
        h = t.household
        found: dict[str, list[Household]] = defaultdict(list)
        if dwelling_ids:
            there = among(connection, h.c.dwelling_id, set(dwelling_ids))
            query = sa.select(h).where(there, h.c.to_day.is_(None), h.c.void.is_(False))
            for row in connection.execute(query.order_by(h.c.id)):
                found[row.dwelling_id].append(household_of(row))
        return found

    def lock_documents(self, uow: UnitOfWork, documents: Sequence[str]) -> None:
        """See the port; the same locks as those of `SqlRegister.by_document`, in one order."""
        keys = sorted({int(each[:15], 16) for each in documents if each})
        if keys and uow.dialect == "postgresql":
            uow.connection.execute(_LOCK, {"keys": keys})


def _home_of(dwelling: Dwelling) -> Home:
    return Home(
        path=dwelling.path,
        building_id=dwelling.building_id,
        unit=dwelling.unit,
        room=dwelling.room,
        address=dwelling.address,
    )

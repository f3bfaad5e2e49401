"""The records of the register within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.loading import Loading
from services.population.adapters.rows import household_of, residence_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.streets import note_streets
from services.population.adapters.tables import registers as t
from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.naming import written
from services.population.domain.records import (
    Dwelling,
    Person,
    PersonState,
    Record,
    RecordType,
    Residence,
)
from services.population.domain.refusals import Stale

_TABLES = {
    RecordType.PERSON: t.person,
    RecordType.RESIDENCE: t.residence,
    RecordType.HOUSEHOLD: t.household,
    RecordType.DWELLING: t.dwelling,
}
# A dwelling stands before its households, a person before the residences that repeat the name.
_ORDER = (RecordType.DWELLING, RecordType.HOUSEHOLD, RecordType.PERSON, RecordType.RESIDENCE)
_ALIKE = 10
_STANDING = (PersonState.ACTIVE.value, PersonState.DECEASED.value)
_ONE_AT_A_TIME = sa.text("SELECT pg_advisory_xact_lock(:key)")


class SqlRegister:
    """See the port."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing
        self._load = Loading(sealing)
        self._rows = self._load.rows

    def dossier(self, uow: UnitOfWork, person_id: str) -> Dossier | None:
        """See the port."""
        return self.dossiers(uow, [person_id]).get(person_id)

    def dossiers(self, uow: UnitOfWork, person_ids: Iterable[str]) -> dict[str, Dossier]:
        """See the port."""
        return self._load.dossiers(uow.connection, person_ids, lock=True)

    def family(self, uow: UnitOfWork, household_id: str) -> Family | None:
        """See the port."""
        return self._load.family(uow.connection, household_id, lock=True)

    def dwelling(self, uow: UnitOfWork, dwelling_id: str) -> Dwelling | None:
        """See the port."""
        return self._load.dwellings(uow.connection, [dwelling_id], lock=True).get(dwelling_id)

    def lived_in(self, uow: UnitOfWork, dwelling_id: str) -> bool:
        """See the port."""
        query = sa.select(t.residence.c.id).where(t.residence.c.dwelling_id == dwelling_id, t.OPEN).limit(1)
        return uow.connection.execute(query).first() is not None

    def residents(self, uow: UnitOfWork, dwelling_id: str) -> Sequence[str]:
        """See the port."""
        query = sa.select(t.residence.c.person_id).where(t.residence.c.dwelling_id == dwelling_id, t.OPEN)
        return uow.connection.execute(query.distinct()).scalars().all()

    def by_document(self, uow: UnitOfWork, number: str) -> Sequence[Dossier]:
        """See the port."""
        blind = self._sealing.document(number)
        if not blind:
            return ()
        if uow.dialect == "postgresql":
            uow.connection.execute(_ONE_AT_A_TIME, {"key": int(blind[:15], 16)})
        query = sa.select(t.person.c.id).where(
            t.person.c.document_blind == blind, t.person.c.state.in_(_STANDING)
        )
        return list(self.dossiers(uow, uow.connection.execute(query).scalars().all()).values())

    def alike(self, uow: UnitOfWork, name: str, born_on: date | None) -> Sequence[Person]:
        """See the port."""
        query = sa.select(t.person).where(
            t.person.c.name_key == written(name),
            t.person.c.born_on == born_on,
            t.person.c.state == PersonState.ACTIVE.value,
        )
        return [self._rows.person(row) for row in uow.connection.execute(query.limit(_ALIKE))]

    def record(self, uow: UnitOfWork, record_type: RecordType, record_id: str) -> Record | None:
        """See the port."""
        table = _TABLES[record_type]
        row = uow.connection.execute(
            sa.select(table).where(table.c.id == record_id).with_for_update()
        ).first()
        if row is None:
            return None
        match record_type:
            case RecordType.PERSON:
                return self._rows.person(row)
            case RecordType.DWELLING:
                return self._rows.dwelling(row)
            case RecordType.HOUSEHOLD:
                return household_of(row)
            case RecordType.RESIDENCE:
                return residence_of(row)

    def verified(
        self,
        uow: UnitOfWork,
        people: Sequence[str],
        households: Sequence[str],
        dwellings: Sequence[str],
        at: datetime,
    ) -> int:
        """See the port. No version changes: nothing that was decided on is other than before."""
        for key, ids in (
            (t.person.c.id, people),
            (t.residence.c.person_id, people),
            (t.household.c.id, households),
            (t.dwelling.c.id, dwellings),
        ):
            seen = key.table.c.verified_at
            if ids:
                older = sa.or_(seen.is_(None), seen < at)
                uow.connection.execute(sa.update(key.table).where(key.in_(ids), older).values(verified_at=at))
        return len(people) + len(households) + len(dwellings)

    def write(self, uow: UnitOfWork, effects: Sequence[Effect], people: Mapping[str, Person]) -> None:
        """See the port."""
        for effect in sorted(effects, key=lambda each: _ORDER.index(each.record_type)):
            person = people.get(effect.after.person_id) if isinstance(effect.after, Residence) else None
            self._write_one(uow, effect, self._rows.of(effect.after, person))
            if isinstance(effect.after, Person) and effect.before is not None:
                self._repeat(uow, effect.after)

    @staticmethod
    def _write_one(uow: UnitOfWork, effect: Effect, row: dict[str, Any]) -> None:
        table = _TABLES[effect.record_type]
        if effect.before is None:
            uow.connection.execute(sa.insert(table).values(row))
            note_streets(uow, row)
            return
        older = sa.and_(table.c.id == effect.after.id, table.c.version == effect.before.version)
        if uow.connection.execute(sa.update(table).where(older).values(row)).rowcount != 1:
            raise Stale()
        note_streets(uow, row)

    def _repeat(self, uow: UnitOfWork, person: Person) -> None:
        """What open residences say of the person."""
        query = sa.select(t.residence).where(
            t.residence.c.person_id == person.id, t.residence.c.void.is_(False)
        )
        for row in uow.connection.execute(query.where(t.residence.c.to_day.is_(None))).all():
            fresh = self._rows.found_by(residence_of(row), person)
            uow.connection.execute(sa.update(t.residence).where(t.residence.c.id == row.id).values(fresh))

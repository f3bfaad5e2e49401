"""Records as rows, and rows as records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kernel.persistence.moments import aware
from services.population.adapters.sealing import Sealing
from services.population.domain.addresses import places_of
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    HouseholdKind,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    Source,
    StayReason,
)
from services.population.domain.naming import keys_of, written
from services.population.domain.records import (
    Dwelling,
    Household,
    Person,
    PersonState,
    Record,
    Residence,
    completeness,
)

Row = dict[str, Any]


class Rows:
    """Translates between records and the rows of the register's tables."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def of(self, record: Record, person: Person | None = None) -> Row:
        """The row of a record; a residence needs the person it is about."""
        match record:
            case Person():
                return self.person_row(record)
            case Household():
                return self.household_row(record)
            case Dwelling():
                return self.dwelling_row(record)
            case Residence():
                assert person is not None
                return self.residence_row(record, person)

    def person_row(self, person: Person) -> Row:
        """Of the table person."""
        sealed = {"d": person.document_number, "p": person.phone, "a": person.registered_address}
        return {
            "id": person.id,
            "name": person.name,
            "name_key": written(person.name),
            "path": person.path,
            "sex": person.sex.value,
            "born_on": person.born_on,
            "document_kind": person.document_kind.value,
            "document_blind": self._sealing.document(person.document_number),
            "phone_blind": self._sealing.phone(person.phone),
            "registered_division": person.registered_division,
            "died_on": person.died_on,
            "state": person.state.value,
            "restricted": person.restricted,
            "merged_into": person.merged_into,
            "sealed": self._sealing.seal("person", person.id, sealed),
            **_provenance_row(person),
        }

    def household_row(self, household: Household) -> Row:
        """Of the table household."""
        return {
            "id": household.id,
            "path": household.path,
            "dwelling_id": household.dwelling_id,
            "number": household.number,
            "kind": household.kind.value,
            "head_id": household.head_id,
            "from_day": household.from_day,
            "to_day": household.to_day,
            "void": household.void,
            **_provenance_row(household),
        }

    def dwelling_row(self, dwelling: Dwelling) -> Row:
        """Of the table dwelling."""
        number, door, room = self._sealing.numbers(dwelling.address, dwelling.room)
        sealed = {
            "a": dwelling.address,
            "r": dwelling.room,
            "o": dwelling.owner_name,
            "t": dwelling.owner_phone,
        }
        return {
            "id": dwelling.id,
            "path": dwelling.path,
            "building_id": dwelling.building_id,
            "unit": dwelling.unit,
            "storey": dwelling.storey,
            "street": places_of(dwelling.address),
            "number_blind": number,
            "door_blind": door,
            "room_blind": room,
            "address_code": dwelling.address_code,
            "longitude": dwelling.longitude,
            "latitude": dwelling.latitude,
            "area": dwelling.area,
            "use": dwelling.use.value,
            "occupancy": dwelling.occupancy.value,
            "ended": dwelling.ended,
            "void": dwelling.void,
            "sealed": self._sealing.seal("dwelling", dwelling.id, sealed),
            **_provenance_row(dwelling),
        }

    def residence_row(self, residence: Residence, person: Person) -> Row:
        """Of the table residence; while it is open with what its person is found by."""
        return {
            "id": residence.id,
            "person_id": residence.person_id,
            "household_id": residence.household_id,
            "dwelling_id": residence.dwelling_id,
            "path": residence.path,
            "kind": residence.kind.value,
            "relation": residence.relation.value,
            "reason": residence.reason.value,
            "from_day": residence.from_day,
            "to_day": residence.to_day,
            "origin": residence.origin,
            "destination": residence.destination,
            "void": residence.void,
            "version": residence.version,
            **self.found_by(residence, person),
        }

    def found_by(self, residence: Residence, person: Person) -> Row:
        """The columns an open residence repeats; empty for others, and for whoever wants no processing."""
        shown = residence.open and person.state is PersonState.ACTIVE
        found = shown and not person.restricted
        keys = keys_of(person.name)
        return {
            "is_open": shown,
            "name": keys.name if shown else "",
            "pinyin": keys.pinyin if found else "",
            "initials": keys.initials if found else "",
            "backwards": keys.name[::-1] if found else "",
            "document_blind": self._sealing.document(person.document_number) if found else "",
            "phone_blind": self._sealing.phone(person.phone) if found else "",
            "sex": person.sex.value,
            "born_on": person.born_on if shown else None,
            "verified_at": person.verified_at,
        }

    def person(self, row: Any) -> Person:
        """From a row of the table person."""
        sealed = self._sealing.open("person", row.id, row.sealed)
        return Person(
            id=row.id,
            name=row.name,
            path=row.path,
            sex=Sex(row.sex),
            born_on=row.born_on,
            document_kind=DocumentKind(row.document_kind),
            document_number=sealed.get("d", ""),
            phone=sealed.get("p", ""),
            registered_address=sealed.get("a", ""),
            registered_division=row.registered_division,
            died_on=row.died_on,
            state=PersonState(row.state),
            restricted=row.restricted,
            merged_into=row.merged_into,
            **_provenance_of(row),
        )

    def dwelling(self, row: Any) -> Dwelling:
        """From a row of the table dwelling."""
        sealed = self._sealing.open("dwelling", row.id, row.sealed)
        return Dwelling(
            id=row.id,
            path=row.path,
            address=sealed.get("a", ""),
            building_id=row.building_id,
            unit=row.unit,
            storey=row.storey,
            room=sealed.get("r", ""),
            address_code=row.address_code,
            longitude=row.longitude,
            latitude=row.latitude,
            area=row.area,
            use=DwellingUse(row.use),
            occupancy=Occupancy(row.occupancy),
            owner_name=sealed.get("o", ""),
            owner_phone=sealed.get("t", ""),
            ended=row.ended,
            void=row.void,
            **_provenance_of(row),
        )


def household_of(row: Any) -> Household:
    """From a row of the table household."""
    return Household(
        id=row.id,
        path=row.path,
        dwelling_id=row.dwelling_id,
        number=row.number,
        kind=HouseholdKind(row.kind),
        head_id=row.head_id,
        from_day=row.from_day,
        to_day=row.to_day,
        void=row.void,
        **_provenance_of(row),
    )


def residence_of(row: Any) -> Residence:
    """From a row of the table residence."""
    return Residence(
        id=row.id,
        person_id=row.person_id,
        household_id=row.household_id,
        dwelling_id=row.dwelling_id,
        path=row.path,
        kind=ResidenceKind(row.kind),
        from_day=row.from_day,
        to_day=row.to_day,
        relation=Relation(row.relation),
        reason=StayReason(row.reason),
        origin=row.origin,
        destination=row.destination,
        void=row.void,
        version=row.version,
    )


def _provenance_row(record: Person | Household | Dwelling) -> Row:
    return {
        "source": record.source.value,
        "collector_id": record.collector_id,
        "collected_at": record.collected_at,
        "verified_at": record.verified_at,
        "completeness": completeness(record),
        "version": record.version,
    }


def _provenance_of(row: Any) -> dict[str, Any]:
    return {
        "source": Source(row.source),
        "collector_id": row.collector_id,
        "collected_at": _moment(row.collected_at),
        "verified_at": _moment(row.verified_at),
        "version": row.version,
    }


def _moment(value: datetime | None) -> datetime | None:
    return aware(value) if value is not None else None

"""What the register holds: dwellings, households, people, and who lived where from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import ClassVar

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

STALE_AFTER_DAYS = 180
"""Not verified for longer: to be looked at again (POP-07)."""


class RecordType(StrEnum):
    """Kinds of records that changes are told of."""

    PERSON = "person"
    RESIDENCE = "residence"
    HOUSEHOLD = "household"
    DWELLING = "dwelling"


class PersonState(StrEnum):
    """Of a record of somebody."""

    ACTIVE = "active"
    DECEASED = "deceased"
    MERGED = "merged"
    ERASED = "erased"
    # Its registration was taken back.
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A flat, a house, a room. Its address is that of people and therefore guarded like theirs."""

    record_type: ClassVar[RecordType] = RecordType.DWELLING
    # Of what it can say, what counts towards completeness (POP-07).
    counted: ClassVar[tuple[str, ...]] = (
        "address",
        "room",
        "place",
        "area",
        "use",
        "occupancy",
        "owner_name",
    )

    id: str
    path: str
    address: str
    building_id: str = ""
    unit: str = ""
    storey: int = 0
    room: str = ""
    address_code: str = ""
    longitude: float | None = None
    latitude: float | None = None
    area: float = 0.0
    use: DwellingUse = DwellingUse.UNKNOWN
    occupancy: Occupancy = Occupancy.UNKNOWN
    owner_name: str = ""
    owner_phone: str = ""
    ended: bool = False
    void: bool = False
    source: Source = Source.COLLECTED
    collector_id: str = ""
    collected_at: datetime | None = None
    verified_at: datetime | None = None
    version: int = 1

    @property
    def place(self) -> tuple[float, float] | None:
        """Longitude and latitude, both or none."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Household:
    """People who live or are registered together."""

    record_type: ClassVar[RecordType] = RecordType.HOUSEHOLD
    counted: ClassVar[tuple[str, ...]] = ("number", "head_id", "dwelling_id")

    id: str
    path: str
    dwelling_id: str
    number: str = ""
    kind: HouseholdKind = HouseholdKind.FAMILY
    head_id: str = ""
    from_day: date | None = None
    to_day: date | None = None
    void: bool = False
    source: Source = Source.COLLECTED
    collector_id: str = ""
    collected_at: datetime | None = None
    verified_at: datetime | None = None
    version: int = 1

    @property
    def exists(self) -> bool:
        """Still there."""
        return self.to_day is None and not self.void


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, once in the whole register (POP-06)."""

    record_type: ClassVar[RecordType] = RecordType.PERSON
    counted: ClassVar[tuple[str, ...]] = (
        "name",
        "sex",
        "born_on",
        "document_number",
        "phone",
        "registered_address",
    )

    id: str
    name: str
    # Where the person lives, else is registered, else did so last: where the record is at home.
    path: str = ""
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    document_kind: DocumentKind = DocumentKind.UNKNOWN
    document_number: str = ""
    phone: str = ""
    registered_address: str = ""
    registered_division: str = ""
    died_on: date | None = None
    state: PersonState = PersonState.ACTIVE
    restricted: bool = False
    merged_into: str = ""
    source: Source = Source.COLLECTED
    collector_id: str = ""
    collected_at: datetime | None = None
    verified_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Residence:
    """Somebody lives or is registered somewhere, from a day (inclusive) to a day (exclusive)."""

    record_type: ClassVar[RecordType] = RecordType.RESIDENCE

    id: str
    person_id: str
    household_id: str
    dwelling_id: str
    path: str
    kind: ResidenceKind
    from_day: date
    to_day: date | None = None
    relation: Relation = Relation.UNKNOWN
    reason: StayReason = StayReason.NONE
    origin: str = ""
    destination: str = ""
    void: bool = False
    version: int = 1

    @property
    def open(self) -> bool:
        """So today."""
        return self.to_day is None and not self.void

    def on(self, day: date) -> bool:
        """So on that day."""
        return not self.void and self.from_day <= day and (self.to_day is None or day < self.to_day)


Record = Person | Residence | Household | Dwelling


def completeness(record: Person | Household | Dwelling) -> int:
    """How much of what the record can say it says, 0 to 100 (POP-07). Of the record, never of the person."""
    filled = sum(map(bool, _COUNTED[type(record)](record)))
    return round(100 * filled / len(record.counted))


_COUNTED = {each: attrgetter(*each.counted) for each in (Person, Household, Dwelling)}

"""Records to the contract: masked, with the names around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import mask_address, mask_identity, mask_name, mask_phone
from services.kernel.territory_codes import code_of, path_of
from services.population.application.commands.people import Wanted
from services.population.application.ports import FiledEvidence, Grounds
from services.population.application.views.ports import ShownHousehold
from services.population.application.views.view import Names
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    HouseholdKind,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)
from services.population.domain.records import (
    STALE_AFTER_DAYS,
    Dwelling,
    Household,
    Person,
    PersonState,
    Residence,
    completeness,
)
from services.population.entrypoints.words import number, word
from wangge.population.v1 import register_pb2 as pb
from wangge.types.v1 import types_pb2 as types


def day_of(text: str, field: str) -> date | None:
    """A day of the contract; None for an empty one. Raises Invalid for one the calendar does not have."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(FieldProblem(field, "kernel.date_unreadable", {"value": text[:10]})) from None


def grounds_of(message: pb.Grounds) -> Grounds:
    """Why, and what proves it."""
    return Grounds(message.reason.strip(), tuple(message.evidence_ids))


def details_of(message: pb.PersonDetails, prefix: str = "details") -> Details:
    """What was said of somebody."""
    return Details(
        name=message.name,
        sex=word(Sex, message.sex, f"{prefix}.sex"),
        born_on=day_of(message.born_on, f"{prefix}.born_on"),
        document_kind=word(DocumentKind, message.document_kind, f"{prefix}.document_kind"),
        document_number=message.document_number,
        phone=message.phone,
        registered_address=message.registered_address,
        registered_division=message.registered_division,
    )


def wanted_of(message: pb.ResidenceDetails) -> Wanted:
    """Where somebody is to live or be registered."""
    return Wanted(
        kind=word(ResidenceKind, message.kind, "residence.kind"),
        household_id=message.household_id,
        dwelling_id=message.dwelling_id,
        relation=word(Relation, message.relation, "residence.relation"),
        reason=word(StayReason, message.reason, "residence.reason"),
        from_day=day_of(message.from_day, "residence.from_day"),
        origin=message.origin.strip(),
        household_number=message.household_number,
        household_kind=word(HouseholdKind, message.household_kind, "residence.household_kind")
        if message.household_kind
        else HouseholdKind.FAMILY,
    )


def dwelling_of(message: pb.Dwelling, dwelling_id: str = "") -> Dwelling:
    """A dwelling as it was said."""
    placed = message.HasField("place")
    return Dwelling(
        id=dwelling_id,
        path=path_of(message.territory_code),
        address=" ".join(message.address.split()),
        building_id=message.building_id,
        unit=message.unit.strip(),
        storey=message.storey,
        room=message.room.strip(),
        address_code=message.address_code,
        longitude=message.place.longitude if placed else None,
        latitude=message.place.latitude if placed else None,
        area=round(message.area, 2),
        use=word(DwellingUse, message.use, "dwelling.use"),
        occupancy=word(Occupancy, message.occupancy, "dwelling.occupancy"),
        owner_name=" ".join(message.owner_name.split()),
        owner_phone=message.owner_phone.strip(),
    )


class Shown:
    """Makes messages at one moment with the names around the records."""

    def __init__(self, names: Names, now: datetime) -> None:
        self._names = names
        self._now = now

    def person(self, dossier: Dossier, *, whole: bool = False) -> pb.Person:
        """``whole`` adds every residence. Of whoever restricted processing the name alone (PIPL 44)."""
        person = dossier.person
        message = pb.Person(
            id=person.id,
            name=person.name if person.state is not PersonState.ERASED else "",
            restricted=person.restricted,
            merged_into=person.merged_into,
            etag=str(person.version),
        )
        if person.restricted or person.state is PersonState.ERASED:
            return message
        message.MergeFrom(self._particulars(person))
        if dossier.main is not None:
            message.residence.CopyFrom(self.residence(dossier.main))
        if dossier.lives is not None and dossier.registered is not None:
            message.registered_residence.CopyFrom(self.residence(dossier.registered))
        if whole:
            message.residences.extend(self.residence(each) for each in reversed(dossier.residences))
        return message

    def _particulars(self, person: Person) -> pb.Person:
        return pb.Person(
            sex=number(person.sex),
            born_on=_day(person.born_on),
            document_kind=number(person.document_kind),
            document_number=mask_identity(person.document_number),
            phone=mask_phone(person.phone),
            registered_address=mask_address(person.registered_address),
            registered_division=person.registered_division,
            died_on=_day(person.died_on),
            provenance=self.provenance(person),
        )

    def residence(self, residence: Residence) -> pb.Residence:
        """With the place's name; its address masked."""
        return pb.Residence(
            id=residence.id,
            person_id=residence.person_id,
            household_id=residence.household_id,
            dwelling_id=residence.dwelling_id,
            territory_code=code_of(residence.path),
            territory_name=self._names.places.get(residence.path, ""),
            address=self._address(residence.dwelling_id),
            kind=number(residence.kind),
            relation=number(residence.relation),
            reason=number(residence.reason),
            from_day=_day(residence.from_day),
            to_day=_day(residence.to_day),
            origin=residence.origin,
            destination=residence.destination,
        )

    def household(self, family: Family, on: date | None = None) -> pb.Household:
        """With its members; ``on``: as of that day."""
        household = family.household
        message = self._household(household)
        for member in family.members:
            belonging = [
                each
                for each in member.residences
                if each.household_id == household.id and (each.open if on is None else each.on(on))
            ]
            if belonging:
                message.members.add(person=self.person(member), residence=self.residence(belonging[-1]))
        message.people = len(message.members)
        head = next((each.person for each in family.members if each.person.id == household.head_id), None)
        message.head_name = head.name if head is not None else ""
        return message

    def listed_household(self, shown: ShownHousehold) -> pb.Household:
        """A line of a list."""
        message = self._household(shown.household)
        message.head_name = shown.head_name
        message.people = shown.people
        return message

    def _household(self, household: Household) -> pb.Household:
        return pb.Household(
            id=household.id,
            territory_code=code_of(household.path),
            territory_name=self._names.places.get(household.path, ""),
            dwelling_id=household.dwelling_id,
            address=self._address(household.dwelling_id),
            number=household.number,
            kind=number(household.kind),
            head_id=household.head_id,
            from_day=_day(household.from_day),
            to_day=_day(household.to_day),
            provenance=self.provenance(household),
            etag=str(household.version),
        )

    def dwelling(self, dwelling: Dwelling, sizes: tuple[int, int] = (0, 0)) -> pb.Dwelling:
        """A place like any other: whole but for its owner. Who lives there is not said here."""
        message = pb.Dwelling(
            id=dwelling.id,
            territory_code=code_of(dwelling.path),
            territory_name=self._names.places.get(dwelling.path, ""),
            building_id=dwelling.building_id,
            building_name=self._names.buildings.get(dwelling.building_id, ""),
            unit=dwelling.unit,
            storey=dwelling.storey,
            room=dwelling.room,
            address=dwelling.address,
            address_code=dwelling.address_code,
            area=dwelling.area,
            use=number(dwelling.use),
            occupancy=number(dwelling.occupancy),
            owner_name=mask_name(dwelling.owner_name),
            owner_phone=mask_phone(dwelling.owner_phone),
            ended=dwelling.ended,
            people=sizes[0],
            households=sizes[1],
            provenance=self.provenance(dwelling),
            etag=str(dwelling.version),
        )
        if dwelling.place is not None:
            message.place.CopyFrom(types.Point(longitude=dwelling.place[0], latitude=dwelling.place[1]))
        return message

    def provenance(self, record: Person | Household | Dwelling) -> pb.Provenance:
        """How sure a record is."""
        seen = record.verified_at
        days = (self._now - seen).days if seen is not None else 0
        message = pb.Provenance(
            source=record.source.value,
            collector_id=record.collector_id,
            collector_name=self._names.accounts.get(record.collector_id, ""),
            completeness=completeness(record),
            days_since_verified=days,
            stale=seen is None or days > STALE_AFTER_DAYS,
        )
        stamp(message, "collect_time", record.collected_at)
        stamp(message, "verify_time", seen)
        return message

    def _address(self, dwelling_id: str) -> str:
        """Where somebody lives, down to the street; the whole of it is for `RevealPerson`."""
        dwelling = self._names.dwellings.get(dwelling_id)
        return mask_address(dwelling.address) if dwelling is not None else ""


def counted_building(counted: Any, names: Mapping[str, str]) -> pb.BuildingCount:
    """A building with what is counted in it."""
    known = counted.building
    message = pb.BuildingCount(
        building_id=known.id,
        name=known.name,
        territory_code=code_of(known.path),
        territory_name=names.get(known.path, ""),
        storeys=known.storeys,
        units=known.units,
        dwellings_per_storey=known.per_storey,
        dwellings=counted.dwellings,
        households=counted.households,
        people=counted.people,
        stale_dwellings=counted.stale,
    )
    if known.place is not None:
        message.place.CopyFrom(types.Point(longitude=known.place[0], latitude=known.place[1]))
    return message


def stamp(message: Any, field: str, moment: datetime | None) -> None:
    """Set a timestamp field; nothing for no moment."""
    if moment is not None:
        getattr(message, field).FromDatetime(moment.astimezone(UTC).replace(tzinfo=None))


def attachment(filed: FiledEvidence) -> types.Attachment:
    """A file of a change."""
    message = types.Attachment(
        id=filed.id,
        file_name=filed.file_name,
        content_type=filed.content_type,
        size_bytes=filed.size_bytes,
        category="picture" if filed.content_type.startswith("image/") else "document",
        uploaded_by=filed.uploaded_by,
        digest=filed.digest,
    )
    stamp(message, "uploaded_at", filed.uploaded_at)
    return message


def _day(value: date | None) -> str:
    return value.isoformat() if value is not None else ""

"""New records as the rows of a table say; nobody has seen them yet, so nothing is verified."""

from __future__ import annotations

from datetime import date

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.domain.kinds import Relation, Source
from services.population.domain.records import Dwelling, Person, Residence
from services.population.domain.transfers.drafts import Home, PersonDraft


class Making:
    """Makes them; nothing is written."""

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id

    def dwelling(self, uow: UnitOfWork, home: Home) -> Dwelling:
        """A new one as the row says."""
        return Dwelling(
            id=self._new_id(),
            path=home.path,
            address=home.address,
            building_id=home.building_id,
            unit=home.unit,
            storey=home.storey,
            room=home.room,
            address_code=home.address_code,
            longitude=home.longitude,
            latitude=home.latitude,
            area=home.area,
            use=home.use,
            occupancy=home.occupancy,
            owner_name=home.owner_name,
            owner_phone=home.owner_phone,
            source=Source.IMPORTED,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
        )

    def person(self, uow: UnitOfWork, draft: PersonDraft, path: str) -> Person:
        """A new one as the row says."""
        return Person(
            id=self._new_id(),
            name=draft.name,
            path=path,
            sex=draft.sex,
            born_on=draft.born_on,
            document_kind=draft.document_kind,
            document_number=draft.document_number,
            phone=draft.phone,
            registered_address=draft.registered_address,
            registered_division=draft.registered_division,
            source=Source.IMPORTED,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
        )

    def residence(
        self,
        draft: PersonDraft,
        person: Person,
        household_id: str,
        dwelling: Dwelling,
        relation: Relation,
        today: date,
    ) -> Residence:
        """A new one as the row says, from today where it does not say since when."""
        return Residence(
            id=self._new_id(),
            person_id=person.id,
            household_id=household_id,
            dwelling_id=dwelling.id,
            path=dwelling.path,
            kind=draft.kind,
            relation=relation,
            reason=draft.reason,
            from_day=draft.from_day or today,
            origin=draft.origin,
        )

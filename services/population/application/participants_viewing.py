"""Participants of organisations, to look at and to call; each reading is logged (POP-12, Sens-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.participants import VIEW, ListRoom
from services.population.application.room import today_in_china
from services.population.domain.families.grounds import Establishment
from services.population.domain.participants import Participant


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the names around it.

    ``person_id`` is empty where the caller sees no such person. Of whoever ``restricted`` processing nothing
    but the name is shown.
    """

    entry: Participant
    organisation: Establishment
    building: str
    person_id: str
    restricted: bool


class LookAtParticipants:
    """Entries of an organisation in sight; each reading is logged."""

    def __init__(self, room: ListRoom) -> None:
        self._room = room

    def page(self, call: Call, establishment_id: str, before: str, limit: int) -> list[Shown]:
        """The latest first. Raises EstablishmentNotFound."""
        with self._room.new_uow(call) as uow:
            found = self._room.organisation(uow, establishment_id, VIEW)
            uow.audit("population.participants.list", "establishment", found.id, territory=found.path)
            today = today_in_china(uow.now)
            entries = self._room.entries.page(found.id, before, limit, today)
            uow.commit()
        return self._shown(call, found, entries)

    def one(self, call: Call, wanted: str) -> Shown:
        """Raises ParticipantNotFound."""
        with self._room.new_uow(call) as uow:
            entry, organisation = self._room.entry(uow, wanted, VIEW)
            self._looked(uow, entry, organisation, "population.person.view")
            uow.commit()
        return self._shown(call, organisation, [entry])[0]

    def phone(self, call: Call, wanted: str, purpose: str) -> str:
        """Whole, to call somebody. Raises ParticipantNotFound, PermissionDenied."""
        call = call.for_purpose(purpose)
        with self._room.new_uow(call) as uow:
            entry, organisation = self._room.entry(uow, wanted, VIEW)
            call.require(sight.REVEAL, organisation.path)
            self._room.must_be_free(entry)
            self._looked(uow, entry, organisation, "population.person.reveal", phone=True)
            uow.commit()
        return entry.phone

    def counts(self, call: Call, path: str) -> tuple[str, Mapping[str, int]]:
        """The territory and its entries by kind of organisation. Raises PermissionDenied."""
        path = path or next(iter(call.scope(VIEW).paths), "")
        call.require(VIEW, path)
        today = today_in_china(self._room.clock())
        return path, self._room.entries.counts(call.scope(VIEW), path, today)

    def _looked(
        self,
        uow: UnitOfWork,
        entry: Participant,
        organisation: Establishment,
        action: str,
        *,
        phone: bool = False,
    ) -> None:
        """Of somebody in the register it is among the readings told to that person (Sens-1)."""
        kind, subject = ("person", entry.person_id) if entry.person_id else ("participant", entry.id)
        changes = {"fields": ["", ["phone"]]} if phone else {}
        uow.audit(action, kind, subject, territory=organisation.path, changes=changes)

    def _shown(self, call: Call, organisation: Establishment, entries: Sequence[Participant]) -> list[Shown]:
        people = self._room.people.dossiers([each.person_id for each in entries if each.person_id])
        names = self._room.places.building_names(each.building_id for each in entries)
        found = []
        for each in entries:
            linked = people.get(each.person_id)
            visible = linked is not None and sight.sees_person(call, sight.VIEW, linked)
            found.append(
                Shown(
                    entry=each,
                    organisation=organisation,
                    building=names.get(each.building_id, ""),
                    person_id=each.person_id if visible else "",
                    restricted=linked is not None and linked.person.restricted,
                )
            )
        return found

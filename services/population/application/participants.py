"""Participants of organisations: put on the list, called, taken off (POP-12, Sens-6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from services.kernel.call import Call, Scope
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId
from services.population.application import sight
from services.population.application.families.ports import Grounds
from services.population.application.ports import NewUow, Places, Register
from services.population.application.room import today_in_china
from services.population.domain.dossier import Dossier
from services.population.domain.families.grounds import Establishment
from services.population.domain.families.refusals import EstablishmentClosed, EstablishmentNotFound
from services.population.domain.participant_refusals import ParticipantNotFound, ParticipantTwice
from services.population.domain.participants import Participant
from services.population.domain.refusals import BuildingUnknown, PersonNotFound, Restricted

VIEW = "population.participant.view"
EDIT = "population.participant.edit"


class Participants(Protocol):
    """Entries of all organisations."""

    def get(self, uow: UnitOfWork, wanted: str) -> Participant | None:
        """Locked until the transaction ends."""

    def linked(self, uow: UnitOfWork, establishment_id: str, person_id: str) -> bool:
        """Whether the organisation has an entry for the person."""

    def save(self, uow: UnitOfWork, entry: Participant) -> None:
        """A new one at version 1. Raises Stale when it is not of the version before."""

    def erase(self, uow: UnitOfWork, wanted: str) -> None: ...

    def page(self, establishment_id: str, before: str, limit: int, today: date) -> Sequence[Participant]:
        """The latest first, older than the entry ``before``; none whose end has come."""

    def counts(self, scope: Scope, path: str, today: date) -> Mapping[str, int]:
        """By kind of the organisation."""


class People(Protocol):
    """The register, to look at."""

    def dossiers(self, person_ids: Sequence[str]) -> dict[str, Dossier]: ...


@dataclass(frozen=True, slots=True)
class ListRoom:
    """Entries, organisations, people, and the doors to them."""

    new_uow: NewUow
    entries: Participants
    grounds: Grounds
    register: Register
    people: People
    places: Places
    clock: Clock
    new_id: NewId

    def organisation(self, uow: UnitOfWork, wanted: str, permission: str) -> Establishment:
        """One whose list the caller may see or change. Raises EstablishmentNotFound."""
        found = self.grounds.establishment(uow, wanted)
        if found is None or not sight.sees(uow.call, permission, found.path):
            raise EstablishmentNotFound()
        return found

    def entry(self, uow: UnitOfWork, wanted: str, permission: str) -> tuple[Participant, Establishment]:
        """One the caller may see or change. Raises ParticipantNotFound."""
        entry = self.entries.get(uow, wanted)
        if entry is None or not entry.on_list(today_in_china(uow.now)):
            raise ParticipantNotFound()
        try:
            return entry, self.organisation(uow, entry.establishment_id, permission)
        except EstablishmentNotFound:
            raise ParticipantNotFound() from None

    def must_be_free(self, entry: Participant) -> None:
        """Raises Restricted for somebody who asked that nothing be done with what is held."""
        known = self.people.dossiers([entry.person_id]) if entry.person_id else {}
        if any(each.person.restricted for each in known.values()):
            raise Restricted()

    def erase(self, uow: UnitOfWork, entry: Participant, path: str, why: str) -> None:
        """Taken off for good; what is left is that an entry was, and why it is no more."""
        self.entries.erase(uow, entry.id)
        changes = {"organisation": [entry.establishment_id, ""], "why": ["", why]}
        uow.audit("population.participant.erase", "participant", entry.id, territory=path, changes=changes)


class PutParticipant:
    """Somebody agreed in writing, or something about an entry is other now."""

    def __init__(self, room: ListRoom) -> None:
        self._room = room

    def __call__(self, call: Call, said: Participant, etag: str) -> str:
        """Its id.

        Raises EstablishmentNotFound, EstablishmentClosed, ParticipantNotFound, ParticipantTwice,
        PersonNotFound, BuildingUnknown, Invalid, Stale.
        """
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            if said.id:
                before, organisation = room.entry(uow, said.id, EDIT)
                room.must_be_free(before)
                made = before.changed(said, etag)
            else:
                organisation = room.organisation(uow, said.establishment_id, EDIT)
                if organisation.closed:
                    raise EstablishmentClosed()
                made = replace(self._named(uow, said), id=room.new_id())
            self._must_be_building(call, made.building_id)
            made.check(today_in_china(uow.now))
            room.entries.save(uow, made)
            what = "change" if said.id else "agree"
            changes = {"organisation": ["", organisation.id], "until": ["", made.expires_on.isoformat()]}
            kind, subject = ("person", made.person_id) if made.person_id else ("participant", made.id)
            action = f"population.participant.{what}"
            uow.audit(action, kind, subject, territory=organisation.path, changes=changes)
            uow.commit(result=made.id)
        return made.id

    def _named(self, uow: UnitOfWork, said: Participant) -> Participant:
        """Of somebody in the register the name that stands there."""
        if not said.person_id:
            return said
        found = self._room.register.dossier(uow, said.person_id)
        dossier = sight.person_in_sight(uow.call, sight.VIEW, found)
        if not dossier.person.name or dossier.person.restricted or dossier.main is None:
            raise PersonNotFound()
        if self._room.entries.linked(uow, said.establishment_id, said.person_id):
            raise ParticipantTwice()
        return replace(said, name=dossier.person.name)

    def _must_be_building(self, call: Call, building_id: str) -> None:
        if not building_id:
            return
        found = self._room.places.building(building_id)
        if found is None or not sight.sees(call, EDIT, found.path):
            raise BuildingUnknown(FieldProblem("participant.building_id", "population.building_unknown"))


class WithdrawParticipant:
    """Somebody does not want to be on the list any more, and is not."""

    def __init__(self, room: ListRoom) -> None:
        self._room = room

    def __call__(self, call: Call, wanted: str) -> str:
        """The organisation's id. No etag is asked for: a withdrawal always holds.

        Raises ParticipantNotFound.
        """
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            entry, organisation = self._room.entry(uow, wanted, EDIT)
            self._room.erase(uow, entry, organisation.path, "withdrawn")
            uow.commit(result=organisation.id)
        return organisation.id

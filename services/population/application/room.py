"""What the commands of the register share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId
from services.population.application import sight
from services.population.application.ledger import Ledger
from services.population.application.ports import Changes, NewUow, Places, Register, Twins
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family, must_stand
from services.population.domain.records import Dwelling, Person
from services.population.domain.refusals import DocumentTaken, LooksLikeAnother, Stale

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Room:
    """The register and its doors."""

    new_uow: NewUow
    register: Register
    ledger: Ledger
    changes: Changes
    places: Places
    twins: Twins
    clock: Clock
    new_id: NewId


class Command:
    """A command in the room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._new_uow = room.new_uow
        self._register = room.register
        self._ledger = room.ledger
        self._new_id = room.new_id

    def person(self, uow: UnitOfWork, person_id: str, etag: str = "") -> Dossier:
        """Somebody the caller may change. Raises PersonNotFound, Stale."""
        found = sight.person_in_sight(uow.call, sight.EDIT, self._register.dossier(uow, person_id))
        must_be_current(etag, found.person.version)
        return found

    def family(self, uow: UnitOfWork, household_id: str, etag: str = "") -> Family:
        """A household the caller may change. Raises HouseholdNotFound, Stale."""
        found = sight.family_in_sight(uow.call, sight.EDIT, self._register.family(uow, household_id))
        must_be_current(etag, found.household.version)
        return found

    def dwelling(self, uow: UnitOfWork, dwelling_id: str, etag: str = "") -> Dwelling:
        """A dwelling the caller may change. Raises DwellingNotFound, Stale."""
        found = sight.dwelling_in_sight(uow.call, sight.EDIT, self._register.dwelling(uow, dwelling_id))
        must_be_current(etag, found.version)
        return found

    def standing(self, uow: UnitOfWork, dwelling_id: str) -> Dwelling:
        """A dwelling somebody can live in. Raises DwellingNotFound, DwellingOver."""
        found = self.dwelling(uow, dwelling_id)
        must_stand(found)
        return found

    def must_be_new(self, uow: UnitOfWork, said: Details, known_id: str, *, sure: bool) -> list[Person]:
        """Raise when the caller can see somebody with this document or, unless ``sure``, name and birthday.

        Others of the same document lie outside the caller's sight: they are returned, to be proposed as
        pairs to whoever sees both, and the caller learns nothing of them.

        Raises DocumentTaken, LooksLikeAnother.
        """
        elsewhere: list[Person] = []
        for other in self._register.by_document(uow, said.document_number):
            if other.person.id == known_id:
                continue
            if sight.sees_person(uow.call, sight.EDIT, other):
                raise DocumentTaken(person_id=other.person.id)
            elsewhere.append(other.person)
        if not sure and said.born_on is not None:
            alike = self._register.alike(uow, said.name, said.born_on)
            for other in self._register.dossiers(uow, [each.id for each in alike]).values():
                if other.person.id != known_id and sight.sees_person(uow.call, sight.EDIT, other):
                    raise LooksLikeAnother(person_id=other.person.id)
        return elsewhere


def must_be_current(etag: str, version: int) -> None:
    """Raises Stale when the caller decided on an older version; an empty etag asks for none."""
    if etag and etag != str(version):
        raise Stale()


def today_in_china(now: datetime) -> date:
    """The day there."""
    return now.astimezone(CHINA).date()


def day_of(said: date | None, now: datetime, field: str) -> date:
    """The day that was said, today when none was. Raises Invalid for one that is yet to come."""
    today = today_in_china(now)
    if said is not None and said > today:
        raise Invalid(FieldProblem(field, "population.in_future"))
    return said or today

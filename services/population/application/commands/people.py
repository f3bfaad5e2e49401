"""Somebody is registered, is born, dies, moves, or stands corrected (POP-05 to 08)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.ledger import Entry
from services.population.application.ports import NO_GROUNDS, Grounds
from services.population.application.room import Command, day_of, today_in_china
from services.population.domain import details as rules
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import HouseholdKind, Relation, ResidenceKind, Source, StayReason
from services.population.domain.records import Household, Person, Record, Residence


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where somebody is to live or be registered: in a household, or in a dwelling in a new one."""

    kind: ResidenceKind
    household_id: str = ""
    dwelling_id: str = ""
    relation: Relation = Relation.UNKNOWN
    reason: StayReason = StayReason.NONE
    from_day: date | None = None
    origin: str = ""
    household_number: str = ""
    household_kind: HouseholdKind = HouseholdKind.FAMILY


class _Settling(Command):
    """Commands after which somebody belongs to a household."""

    def _settle(self, uow: UnitOfWork, dossier: Dossier, wanted: Wanted) -> tuple[Dossier, _Settled]:
        """Move somebody in; the household, where it is new, and what it was before."""
        day = day_of(wanted.from_day, uow.now, "residence.from_day")
        family, before = self._home(uow, wanted, day)
        family.must_exist()
        household = family.household
        first = not household.head_id
        residence = Residence(
            id=self._new_id(),
            person_id=dossier.person.id,
            household_id=household.id,
            dwelling_id=household.dwelling_id,
            path=household.path,
            kind=wanted.kind,
            relation=Relation.HEAD if first else wanted.relation,
            reason=wanted.reason,
            from_day=day,
            origin=wanted.origin,
        )
        if not first and wanted.relation is Relation.HEAD:
            raise Invalid(FieldProblem("residence.relation", "population.has_a_head"))
        joined = family.joined(dossier.move_in(residence))
        return joined.members[-1], _Settled(before, joined.household, day)

    def _home(self, uow: UnitOfWork, wanted: Wanted, day: date) -> tuple[Family, Household | None]:
        if wanted.household_id:
            family = self.family(uow, wanted.household_id)
            return family, family.household
        if not wanted.dwelling_id:
            raise Invalid(FieldProblem("residence.dwelling_id", "kernel.required"))
        dwelling = self.standing(uow, wanted.dwelling_id)
        founded = Household(
            id=self._new_id(),
            path=dwelling.path,
            dwelling_id=dwelling.id,
            number=wanted.household_number,
            kind=wanted.household_kind,
            from_day=day,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
            verified_at=uow.now,
        )
        return Family(founded), None

    def _leave(
        self, uow: UnitOfWork, dossier: Dossier, ended: Residence, day: date, heir_id: str = ""
    ) -> tuple[list[tuple[Dossier | None, Dossier]], list[tuple[Record | None, Record]]]:
        """What it means for the household that somebody leaves: another head, or its end."""
        family = self._register.family(uow, ended.household_id)
        if family is None or all(each.person.id != dossier.person.id for each in family.members):
            return [], []
        after = family.left(dossier.person.id, day, heir_id)
        people: list[tuple[Dossier | None, Dossier]] = []
        for old in family.members:
            new = next((each for each in after.members if each.person.id == old.person.id), None)
            if new is not None and new != old:
                people.append((old, new))
        changed = after.household != family.household
        return people, [(family.household, after.household)] if changed else []


@dataclass(frozen=True, slots=True)
class _Settled:
    before: Household | None
    household: Household
    day: date

    @property
    def records(self) -> list[tuple[Record | None, Record]]:
        return [(self.before, self.household)] if self.before != self.household else []


class RegisterPerson(_Settling):
    """Somebody whom the register does not know yet."""

    command = "register"

    def __call__(
        self,
        call: Call,
        said: Details,
        wanted: Wanted,
        grounds: Grounds = NO_GROUNDS,
        *,
        person_id: str = "",
        sure: bool = False,
        source: Source = Source.COLLECTED,
    ) -> str:
        """The person's id, made of ``person_id`` (made on a phone) and the account; again it changes nothing.

        Raises Invalid, DocumentTaken, LooksLikeAnother, HouseholdNotFound, DwellingNotFound, and what
        `Dossier.move_in` raises.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            own = _made_of(call.actor.id, person_id)
            if own and self._register.dossier(uow, own) is not None:
                return own
            made = self.within(uow, said, wanted, grounds, own, sure, source)
            uow.commit(result=made)
        return made

    def within(
        self,
        uow: UnitOfWork,
        said: Details,
        wanted: Wanted,
        grounds: Grounds,
        person_id: str,
        sure: bool,
        source: Source,
        collector_id: str = "",
    ) -> str:
        """In a transaction that somebody else began; the person's id.

        ``collector_id``: who collected it, where that is somebody else than the caller.
        """
        found = rules.checked(said, today_in_china(uow.now))
        elsewhere = self.must_be_new(uow, found, person_id, sure=sure)
        blank = Person(
            id=person_id or self._new_id(),
            name=found.name,
            source=source,
            collector_id=collector_id or uow.call.actor.id,
            collected_at=uow.now,
            verified_at=uow.now,
            version=0,
        )
        dossier, settled = self._settle(uow, Dossier(rules.applied(blank, found)), wanted)
        entry = Entry(
            self.command,
            people=((None, dossier),),
            records=tuple(settled.records),
            grounds=grounds,
            effective_on=settled.day,
        )
        self._ledger.write(uow, entry)
        for other in elsewhere:
            self._room.twins.propose(uow, other, dossier.person, "document")
        return dossier.person.id


def _made_of(account_id: str, person_id: str) -> str:
    """Nobody's id can be guessed or taken by sending it: ids of phones count for their own account alone."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{account_id} {person_id}")) if person_id else ""


class RecordBirth(RegisterPerson):
    """A child is born into a household; it may have no document yet."""

    command = "birth"


class MoveIn(_Settling):
    """Somebody in sight comes to live or be registered somewhere."""

    def __call__(
        self, call: Call, person_id: str, etag: str, wanted: Wanted, grounds: Grounds = NO_GROUNDS
    ) -> str:
        """The person's id. Raises what `RegisterPerson` raises, and PersonNotFound, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            self.within(uow, self.person(uow, person_id, etag), wanted, grounds)
            uow.commit(result=person_id)
        return person_id

    def within(self, uow: UnitOfWork, before: Dossier, wanted: Wanted, grounds: Grounds = NO_GROUNDS) -> None:
        """In a transaction that somebody else began. Raises what the command itself raises."""
        left = before.lives if wanted.kind.lives else before.registered
        after, settled = self._settle(uow, before, wanted)
        people: list[tuple[Dossier | None, Dossier]] = [(before, after)]
        records = settled.records
        if left is not None and left.household_id != settled.household.id:
            others, ended = self._leave(uow, before, left, settled.day)
            people += others
            records += ended
        self._ledger.write(uow, Entry("move_in", tuple(people), tuple(records), grounds, settled.day))


class MoveOut(_Settling):
    """Somebody leaves where he lives or is registered."""

    def __call__(
        self,
        call: Call,
        person_id: str,
        etag: str = "",
        *,
        residence_id: str = "",
        day: date | None = None,
        destination: str = "",
        stays_registered: bool = False,
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The person's id. Raises PersonNotFound, ResidenceNotFound, Stale, Invalid, NotAlive, Restricted."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.person(uow, person_id, etag)
            if stays_registered:
                on = day_of(day, uow.now, "day")
                ending = before.residence(residence_id)
                after = before.change_category(
                    ending.id, ResidenceKind.REGISTERED_ONLY, StayReason.NONE, on, self._new_id()
                )
                self._ledger.write(uow, Entry("move_out", ((before, after),), (), grounds, on))
            else:
                self.within(uow, before, residence_id, day, destination, grounds)
            uow.commit(result=person_id)
        return person_id

    def within(
        self,
        uow: UnitOfWork,
        before: Dossier,
        residence_id: str,
        day: date | None,
        destination: str,
        grounds: Grounds = NO_GROUNDS,
    ) -> None:
        """In a transaction that somebody else began. Raises what the command itself raises."""
        on = day_of(day, uow.now, "day")
        ending = before.residence(residence_id)
        after = before.move_out(ending.id, on, destination)
        others, ended = self._leave(uow, before, ending, on)
        self._ledger.write(uow, Entry("move_out", ((before, after), *others), tuple(ended), grounds, on))


class ChangeCategory(Command):
    """The same place under another category, from a day on (POP-04)."""

    def __call__(
        self,
        call: Call,
        person_id: str,
        etag: str,
        kind: ResidenceKind,
        *,
        residence_id: str = "",
        reason: StayReason = StayReason.NONE,
        day: date | None = None,
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The person's id. Raises PersonNotFound, ResidenceNotFound, AlreadyThere, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.person(uow, person_id, etag)
            on = day_of(day, uow.now, "day")
            after = before.change_category(residence_id, kind, reason, on, self._new_id())
            self._ledger.write(uow, Entry("change_category", ((before, after),), (), grounds, on))
            uow.commit(result=person_id)
        return person_id


class CorrectPerson(Command):
    """What was recorded wrongly; masked and empty values stay as they are."""

    def __call__(self, call: Call, person_id: str, etag: str, said: Details, grounds: Grounds) -> str:
        """The person's id. Raises PersonNotFound, Stale, Invalid, DocumentTaken, NotAlive, Restricted."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.person(uow, person_id, etag)
            before.must_be_free()
            found = rules.checked(rules.merged(before.person, said), today_in_china(uow.now))
            person = rules.applied(before.person, found)
            if person == before.person:
                uow.commit(result=person_id)
                return person_id
            elsewhere = (
                self.must_be_new(uow, found, person_id, sure=True)
                if found.document_number != before.person.document_number
                else []
            )
            person = replace(person, verified_at=uow.now, version=before.person.version + 1)
            after = replace(before, person=person)
            self._ledger.write(uow, Entry("correct", ((before, after),), (), grounds))
            for other in elsewhere:
                self._room.twins.propose(uow, other, person, "document")
            uow.commit(result=person_id)
        return person_id


class RecordDeath(_Settling):
    """Somebody died: every residence ends, and a household he headed gets another head or ends."""

    def __call__(
        self,
        call: Call,
        person_id: str,
        etag: str,
        died_on: date,
        heirs: dict[str, str],
        grounds: Grounds,
    ) -> str:
        """The person's id. ``heirs``: who becomes head, by household.

        Raises PersonNotFound, Stale, NotAlive, NotAMember, Invalid.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.person(uow, person_id, etag)
            day = day_of(died_on, uow.now, "died_on")
            after = before.die(day)
            people: list[tuple[Dossier | None, Dossier]] = [(before, after)]
            records: list[tuple[Record | None, Record]] = []
            for residence in (before.lives, before.registered):
                if residence is not None:
                    heir = heirs.get(residence.household_id, "")
                    others, ended = self._leave(uow, before, residence, day, heir)
                    people += others
                    records += ended
            self._ledger.write(uow, Entry("death", tuple(people), tuple(records), grounds, day))
            uow.commit(result=person_id)
        return person_id

"""What came of a visit, and who waits for one (POP-25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.commands.verifying import believed
from services.population.application.families.sight import MANAGE
from services.population.application.room import CHINA, Command, Room, today_in_china
from services.population.application.visits.planning import DO
from services.population.application.visits.ports import VisitStore
from services.population.domain import weeks
from services.population.domain.family import Family
from services.population.domain.refusals import VisitNotFound
from services.population.domain.visiting import Cause, Slot, Visit, Wish, slot_after_absence
from wangge.population.v1 import events_pb2

_MOST_SHOWN = 100


class _Visiting(Command):
    def __init__(self, room: Room, store: VisitStore) -> None:
        super().__init__(room)
        self._store = store

    def _family(self, uow: UnitOfWork, household_id: str) -> Family:
        """Raises HouseholdNotFound, HouseholdOver."""
        family = sight.family_in_sight(uow.call, DO, self._register.family(uow, household_id))
        family.must_exist()
        return family

    def _visit(self, uow: UnitOfWork, visit_id: str) -> Visit:
        """Raises VisitNotFound."""
        visit = self._store.one(uow, visit_id)
        if visit is None or not sight.sees(uow.call, DO, visit.path):
            raise VisitNotFound()
        return visit


class RecordVisit(_Visiting):
    """A household was called at. Confirming it verifies the household, its people and its dwelling."""

    def __call__(self, call: Call, said: Visit, at: datetime | None) -> Visit:
        """Raises HouseholdNotFound, HouseholdOver, VisitNotFound, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._visit(uow, first)
            known = self._store.one(uow, said.id)
            if known is not None:
                # One of the caller's own, sent twice; of anybody else's the caller learns nothing.
                if known.worker_id != call.actor.id:
                    raise VisitNotFound()
                return known
            family = self._family(uow, said.household_id)
            seen = believed(at, uow.now)
            visit = replace(
                said.checked(),
                path=family.household.path,
                at=seen,
                day=today_in_china(seen),
                worker_id=call.actor.id,
                worker_name=call.actor.name,
                cases=("",) * len(said.heard),
                kinds=said.kinds_of_all(),
                next_slot=_next_slot(said, seen),
            )
            self._store.add(uow, visit)
            self._ledger.count(uow, weeks.visited(visit.path, visit.day, visit.outcome))
            if visit.confirmed:
                self._verify(uow, family, seen)
            event = events_pb2.VisitRecorded(
                visit_id=visit.id,
                household_id=visit.household_id,
                territory_path=visit.path,
                outcome=visit.outcome.value,
            )
            event.at.FromDatetime(uow.now)
            uow.record(event, aggregate=visit.household_id, territory=visit.path)
            uow.audit("population.visit.record", "household", visit.household_id, territory=visit.path)
            uow.commit(result=visit.id)
        return visit

    def _verify(self, uow: UnitOfWork, family: Family, seen: datetime) -> None:
        if not sight.sees(uow.call, sight.EDIT, family.household.path):
            return
        people = [
            each.person.id
            for each in family.members
            if sight.sees_person(uow.call, sight.EDIT, each) and not each.person.restricted
        ]
        household = family.household
        self._register.verified(uow, people, [household.id], [household.dwelling_id], seen)
        self._ledger.count(uow, weeks.verified(household.path, today_in_china(seen), len(people), 1, 1))


def _next_slot(said: Visit, seen: datetime) -> Slot:
    if said.outcome.counts or said.next_slot is not Slot.ANY:
        return said.next_slot
    return slot_after_absence(seen.astimezone(CHINA).hour)


class LinkVisitCase(_Visiting):
    """A case was made of something that was heard."""

    def __call__(self, call: Call, visit_id: str, heard: int, case_id: str) -> Visit:
        """Raises VisitNotFound, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._visit(uow, first)
            visit = self._visit(uow, visit_id)
            if visit.worker_id != call.actor.id:
                raise VisitNotFound()
            linked = visit.linked(heard, case_id)
            self._store.put_cases(uow, linked)
            changes = {"case": ["", case_id]}
            uow.audit("population.visit.link", "visit", visit_id, territory=visit.path, changes=changes)
            uow.commit(result=visit_id)
        return linked


class GetVisit(_Visiting):
    """One visit in sight; the reading is logged with its household."""

    def __call__(self, call: Call, visit_id: str) -> Visit:
        """Raises VisitNotFound."""
        with self._new_uow(call) as uow:
            visit = self._visit(uow, visit_id)
            uow.audit("population.visit.view", "household", visit.household_id, territory=visit.path)
            uow.commit()
        return _told(call, visit)


class ListVisits(_Visiting):
    """Of a household, newest first; the reading is logged."""

    def __call__(self, call: Call, household_id: str) -> Sequence[Visit]:
        """Raises HouseholdNotFound."""
        with self._new_uow(call) as uow:
            family = sight.family_in_sight(call, DO, self._register.family(uow, household_id))
            uow.audit("population.visits.list", "household", household_id, territory=family.household.path)
            uow.commit()
        return [_told(call, each) for each in self._store.of_household(household_id, _MOST_SHOWN)]


def _told(call: Call, visit: Visit) -> Visit:
    return visit.told_to(call.actor.id, manages_care=sight.sees(call, MANAGE, visit.path))


class RequestVisit(_Visiting):
    """A household waits for a visit from a day on."""

    def __call__(
        self, call: Call, household_id: str, cause: Cause, due_on: date | None, slot: Slot, note: str
    ) -> Wish:
        """Raises HouseholdNotFound, HouseholdOver, Invalid."""
        if cause is Cause.OLDEST:
            raise Invalid(FieldProblem("cause", "kernel.value_unknown"))
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._store.wish(uow, first)
                assert known is not None
                return known
            family = self._family(uow, household_id)
            wish = Wish(
                id=self._new_id(),
                household_id=household_id,
                path=family.household.path,
                cause=cause,
                due_on=due_on or today_in_china(uow.now),
                slot=slot,
                note=note,
                asked_by=call.actor.id,
            )
            self._store.add_wish(uow, wish)
            uow.audit("population.visit.request", "household", household_id, territory=wish.path)
            uow.commit(result=wish.id)
        return wish

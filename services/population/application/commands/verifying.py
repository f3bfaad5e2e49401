"""Seen and still so: a visit that changes nothing renews what is recorded (POP-07)."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.population.application import sight
from services.population.application.room import Command, today_in_china
from services.population.domain.records import RecordType
from services.population.domain.weeks import verified

_TOLD_WITHIN = timedelta(days=7)
_CLOCKS_DIFFER = timedelta(minutes=5)


class VerifyRecord(Command):
    """Of a household, its members and its dwelling are verified with it. Leaves an audit entry, no change."""

    def __call__(self, call: Call, record_type: RecordType, record_id: str, at: datetime | None) -> int:
        """How many records were verified. Raises NotFound of each kind, and Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return int(first)
            seen = believed(at, uow.now)
            people: list[str] = []
            households: list[str] = []
            dwellings: list[str] = []
            if record_type is RecordType.PERSON:
                path = self.person(uow, record_id).person.path
                people.append(record_id)
            elif record_type is RecordType.HOUSEHOLD:
                family = self.family(uow, record_id)
                family.must_exist()
                households.append(record_id)
                dwellings.append(family.household.dwelling_id)
                people += [
                    each.person.id
                    for each in family.members
                    if sight.sees_person(call, sight.EDIT, each) and not each.person.restricted
                ]
                path = family.household.path
            else:
                path = self.dwelling(uow, record_id).path
                dwellings.append(record_id)
            count = self._register.verified(uow, people, households, dwellings, seen)
            day = today_in_china(seen)
            self._ledger.count(uow, verified(path, day, len(people), len(households), len(dwellings)))
            uow.audit("population.verify", record_type.value, record_id, territory=path)
            uow.commit(result=str(count))
        return count


def believed(at: datetime | None, now: datetime) -> datetime:
    """What was seen offline is told later, within a week."""
    if at is None:
        return now
    if at > now + _CLOCKS_DIFFER:
        raise Invalid(FieldProblem("at", "population.in_future"))
    if at < now - _TOLD_WITHIN:
        raise Invalid(FieldProblem("at", "population.told_too_late"))
    return min(at, now)

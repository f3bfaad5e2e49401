"""Households move, part, join, and get another head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.kernel.call import Call
from services.population.application.ledger import Entry
from services.population.application.ports import NO_GROUNDS, Grounds
from services.population.application.room import Command, day_of
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import HouseholdKind, Relation
from services.population.domain.records import Household


class CorrectHousehold(Command):
    """Number and kind of a household that were recorded wrongly."""

    def __call__(
        self,
        call: Call,
        household_id: str,
        etag: str,
        number: str,
        kind: HouseholdKind | None,
        grounds: Grounds,
    ) -> str:
        """The household's id. Raises HouseholdNotFound, HouseholdOver, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.family(uow, household_id, etag)
            before.must_exist()
            old = before.household
            new = replace(old, number=number, kind=kind or old.kind)
            if new != old:
                new = replace(new, verified_at=uow.now, version=old.version + 1)
                self._ledger.write(uow, Entry("correct", (), ((old, new),), grounds))
            uow.commit(result=household_id)
        return household_id


class MoveHousehold(Command):
    """The whole household goes to another dwelling."""

    def __call__(
        self,
        call: Call,
        household_id: str,
        etag: str,
        dwelling_id: str,
        day: date | None,
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The household's id. Raises HouseholdNotFound, DwellingNotFound, DwellingOver, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.family(uow, household_id, etag)
            dwelling = self.standing(uow, dwelling_id)
            on = day_of(day, uow.now, "day")
            after = before.moved(dwelling, on, self._new_id)
            self._ledger.write(uow, _entry("move_household", [(before, after)], grounds, on))
            uow.commit(result=household_id)
        return household_id


class SplitHousehold(Command):
    """Some members found a household of their own."""

    def __call__(
        self,
        call: Call,
        household_id: str,
        etag: str,
        leaving: Sequence[str],
        relations: Mapping[str, Relation],
        *,
        dwelling_id: str = "",
        number: str = "",
        day: date | None = None,
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The new household's id. Raises HouseholdNotFound, NotAMember, WholeHousehold, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.family(uow, household_id, etag)
            dwelling = self.standing(uow, dwelling_id or before.household.dwelling_id)
            on = day_of(day, uow.now, "day")
            founded = Household(
                id=self._new_id(),
                path=dwelling.path,
                dwelling_id=dwelling.id,
                number=number,
                kind=before.household.kind,
                from_day=on,
                collector_id=call.actor.id,
                collected_at=uow.now,
                verified_at=uow.now,
            )
            staying, new = before.parted(leaving, relations, founded, self._new_id)
            pairs = [(before, Family(staying.household, (*staying.members, *new.members)))]
            entry = _entry("split", pairs, grounds, on)
            self._ledger.write(uow, replace(entry, records=(*entry.records, (None, new.household))))
            uow.commit(result=new.household.id)
        return new.household.id


class MergeHouseholds(Command):
    """Everybody of one household joins another."""

    def __call__(
        self,
        call: Call,
        household_id: str,
        from_id: str,
        day: date | None,
        relations: Mapping[str, Relation],
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The id of the one that stays. Raises HouseholdNotFound, SameHousehold, HouseholdOver, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            # Always in the same order, so that two merges of the same pair do not wait for each other.
            found = {each: self.family(uow, each) for each in sorted({household_id, from_id})}
            kept, other = found[household_id], found[from_id]
            on = day_of(day, uow.now, "day")
            after, ended = kept.absorbed(other, on, relations, self._new_id)
            joining = after.members[len(kept.members) :]
            people = tuple(zip(other.members, joining, strict=True))
            records = ((other.household, ended.household),)
            self._ledger.write(uow, Entry("merge_households", people, records, grounds, on))
            uow.commit(result=household_id)
        return household_id


class ChangeHead(Command):
    """Another member becomes head."""

    def __call__(
        self,
        call: Call,
        household_id: str,
        etag: str,
        head_id: str,
        relations: Mapping[str, Relation],
        day: date | None,
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """The household's id. Raises HouseholdNotFound, HouseholdOver, NotAMember, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.family(uow, household_id, etag)
            before.must_exist()
            after = before.headed_by(head_id, relations)
            entry = _entry("change_head", [(before, after)], grounds, day_of(day, uow.now, "day"))
            self._ledger.write(uow, entry)
            uow.commit(result=household_id)
        return household_id


def _entry(command: str, pairs: Sequence[tuple[Family, Family]], grounds: Grounds, day: date) -> Entry:
    people: list[tuple[Dossier | None, Dossier]] = []
    for before, after in pairs:
        now = {each.person.id: each for each in after.members}
        people += [
            (old, now[old.person.id])
            for old in before.members
            if old.person.id in now and now[old.person.id] != old
        ]
    records = tuple(
        (before.household, after.household) for before, after in pairs if before.household != after.household
    )
    return Entry(command, tuple(people), records, grounds, day)

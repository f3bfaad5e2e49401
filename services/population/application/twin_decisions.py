"""Says whether two records are one person, and takes that back (POP-06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from google.protobuf.timestamp_pb2 import Timestamp

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid, Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.ledger import Entry
from services.population.application.ports import NO_GROUNDS, Grounds, StoredChange
from services.population.application.room import Command, Room, today_in_china
from services.population.application.twins import Pair, Pairs, ShownPair, TwinsState, shown_pair
from services.population.domain.dossier import Dossier
from services.population.domain.merging import Merged, merged
from services.population.domain.records import Person, Record
from services.population.domain.refusals import (
    TwinsDecided,
    TwinsNotEvident,
    TwinsNotFound,
)
from wangge.population.v1 import events_pb2

MERGE = "merge_people"


class DecideTwins(Command):
    """Says whether two records are one person."""

    def __init__(self, room: Room, pairs: Pairs) -> None:
        super().__init__(room)
        self._pairs = pairs

    def different(self, call: Call, pair_id: str, grounds: Grounds = NO_GROUNDS) -> str:
        """Two people, never proposed again. Raises TwinsNotFound, TwinsDecided."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            pair, _, _ = self._waiting(uow, pair_id)
            self._decide(uow, replace(pair, state=TwinsState.DIFFERENT, reason=grounds.reason))
            uow.audit("population.twins.different", "twins", pair_id, territory=pair.path)
            uow.commit(result=pair_id)
        return pair_id

    def same(
        self,
        call: Call,
        pair_id: str,
        keep_id: str,
        take: Collection[str],
        grounds: Grounds = NO_GROUNDS,
    ) -> str:
        """One person: see `domain.merging`. Raises TwinsNotFound, TwinsDecided, NotAlive,
        Restricted, Invalid.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            self._merge(uow, *self._waiting(uow, pair_id), keep_id, take, grounds)
            uow.commit(result=pair_id)
        return pair_id

    def evident(self, call: Call, pair_id: str, reason: str) -> str:
        """The same of a pair nobody has to think about, with the values that were verified last.

        Raises TwinsNotEvident, and what `same` raises.
        """
        with self._new_uow(replace(call, request=None)) as uow:
            pair, first, second = self._waiting(uow, pair_id)
            if not ShownPair(pair, first, second).evident:
                raise TwinsNotEvident()
            keep_id = ShownPair(pair, first, second).keep_id
            kept, other = (first, second) if keep_id == first.person.id else (second, first)
            later = _verified(other.person) > _verified(kept.person)
            take = ("phone", "registered_address") if later else ()
            self._merge(uow, pair, first, second, keep_id, take, Grounds(reason))
            uow.commit(result=pair_id)
        return pair_id

    def _waiting(self, uow: UnitOfWork, pair_id: str) -> tuple[Pair, Dossier, Dossier]:
        pair = self._pairs.get(uow, pair_id)
        if pair is None:
            raise TwinsNotFound()
        found = self._register.dossiers(uow, [pair.first_id, pair.second_id])
        shown = shown_pair(uow.call, pair, found, set())
        if shown is None:
            raise TwinsNotFound()
        if pair.state is not TwinsState.PROPOSED:
            raise TwinsDecided()
        return pair, shown.first, shown.second

    def _merge(
        self,
        uow: UnitOfWork,
        pair: Pair,
        first: Dossier,
        second: Dossier,
        keep_id: str,
        take: Collection[str],
        grounds: Grounds,
    ) -> None:
        keep_id = keep_id or first.person.id
        if keep_id not in (first.person.id, second.person.id):
            raise Invalid(FieldProblem("keep_id", "kernel.value_unknown"))
        kept, other = (first, second) if keep_id == first.person.id else (second, first)
        made = merged(kept, other, take)
        people, records = self._households(uow, kept, other, made)
        day = today_in_china(uow.now)
        entry = Entry(MERGE, ((kept, made.kept), (other, made.gone), *people), tuple(records), grounds, day)
        change = self._ledger.write(uow, entry)
        self._decide(
            uow,
            replace(pair, state=TwinsState.SAME, reason=grounds.reason, kept_id=keep_id, change_id=change.id),
        )
        tell(uow, change, keep_id, other.person.id, undone=False)

    def _decide(self, uow: UnitOfWork, pair: Pair) -> None:
        self._pairs.put(uow, replace(pair, decided_at=uow.now, decided_by=uow.call.actor.id))

    def _households(
        self, uow: UnitOfWork, kept: Dossier, other: Dossier, made: Merged
    ) -> tuple[list[tuple[Dossier | None, Dossier]], list[tuple[Record | None, Record]]]:
        """Heads who went into another record are followed there; who left as head has an heir."""
        ours = {kept.person.id, other.person.id}
        people: list[tuple[Dossier | None, Dossier]] = []
        records: list[tuple[Record | None, Record]] = []
        left = {each.household_id: each for each in made.left}
        for household_id in sorted({each.household_id for each in (*kept.residences, *other.residences)}):
            family = self._register.family(uow, household_id)
            if family is None:
                continue
            before = after = family.household
            if (leaving := left.get(household_id)) is not None:
                shrunk = family.left(leaving.person_id, leaving.day)
                now = {each.person.id: each for each in shrunk.members}
                people += [
                    (old, now[old.person.id])
                    for old in family.members
                    if old.person.id in now and old.person.id not in ours and now[old.person.id] != old
                ]
                after = shrunk.household
            if after.head_id == other.person.id:
                after = replace(after, head_id=kept.person.id)
            if after != before:
                records.append((before, replace(after, version=before.version + 1)))
        return people, records


class DecideInBulk:
    """Evident pairs, each in a transaction of its own: one that is refused keeps no other back."""

    def __init__(self, decide: DecideTwins) -> None:
        self._decide = decide

    def __call__(self, call: Call, pair_ids: Sequence[str], reason: str) -> tuple[list[str], dict[str, str]]:
        """Ids of those merged, and of the others the code of the refusal. Again, it goes on with the rest."""
        done: list[str] = []
        refused: dict[str, str] = {}
        for pair_id in dict.fromkeys(pair_ids):
            try:
                done.append(self._decide.evident(call, pair_id, reason))
            except Refusal as refusal:
                refused[pair_id] = refusal.code
        return done, refused


def _verified(person: Person) -> date:
    return person.verified_at.date() if person.verified_at else date.min


def tell(uow: UnitOfWork, change: StoredChange, kept_id: str, merged_id: str, *, undone: bool) -> None:
    at = Timestamp()
    at.FromDatetime(uow.now)
    event = events_pb2.PeopleMerged(
        kept_id=kept_id, merged_id=merged_id, territory_path=change.path, at=at, undone=undone
    )
    uow.record(event, aggregate=kept_id, territory=change.path)

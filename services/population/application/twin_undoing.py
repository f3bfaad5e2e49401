"""A merge taken back: both records are as before (POP-06)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.ledger import Entry
from services.population.application.ports import Grounds, StoredChange
from services.population.application.room import Command, Room
from services.population.application.twin_decisions import tell
from services.population.application.twins import DECIDE, Pairs, TwinsState
from services.population.domain.changes import stands_in_the_way, taken_back
from services.population.domain.dossier import Dossier
from services.population.domain.records import Household, Person, Record, RecordType, Residence
from services.population.domain.refusals import (
    NotReversible,
    TwinsNotFound,
)


class UndoMerge(Command):
    """Takes a merge back: both records are as before."""

    def __init__(self, room: Room, pairs: Pairs) -> None:
        super().__init__(room)
        self._pairs = pairs

    def __call__(self, call: Call, pair_id: str, reason: str) -> str:
        """The pair's id. Raises TwinsNotFound, NotReversible."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            pair = self._pairs.get(uow, pair_id)
            if pair is None or not sight.sees(call, DECIDE, pair.path):
                raise TwinsNotFound()
            change = self._room.changes.get(uow, pair.change_id) if pair.change_id else None
            if pair.state is not TwinsState.SAME or change is None or change.reversed_by:
                raise NotReversible()
            made = self._ledger.write(uow, self._entry(uow, change, reason))
            self._room.changes.mark_reversed(uow, change.id, made.id)
            waiting = replace(
                pair,
                state=TwinsState.PROPOSED,
                reason="",
                kept_id="",
                change_id="",
                decided_at=None,
                decided_by="",
            )
            self._pairs.put(uow, waiting)
            gone = pair.second_id if pair.kept_id == pair.first_id else pair.first_id
            tell(uow, made, pair.kept_id, gone, undone=True)
            uow.commit(result=pair_id)
        return pair_id

    def _entry(self, uow: UnitOfWork, change: StoredChange, reason: str) -> Entry:
        restored: dict[str, Record] = {}
        records: list[tuple[Record | None, Record]] = []
        touched: set[str] = set()
        for effect in change.effects:
            current = self._register.record(uow, effect.record_type, effect.after.id)
            if current is None or effect.before is None or stands_in_the_way(effect, current):
                raise NotReversible()
            undone = taken_back(effect, current)
            restored[undone.after.id] = undone.after
            if isinstance(undone.after, Person):
                touched.add(undone.after.id)
            elif isinstance(undone.after, Residence):
                assert isinstance(undone.before, Residence)
                touched |= {undone.after.person_id, undone.before.person_id}
            else:
                assert isinstance(undone.after, Household)
                records.append((undone.before, undone.after))
        return Entry(
            "reverse",
            tuple(self._people(uow, touched, restored)),
            tuple(records),
            Grounds(reason),
            change.effective_on,
            reverses=change.id,
        )

    def _people(
        self, uow: UnitOfWork, touched: Collection[str], restored: dict[str, Record]
    ) -> list[tuple[Dossier | None, Dossier]]:
        before = self._register.dossiers(uow, touched)
        current = {each.id: each for dossier in before.values() for each in dossier.residences}
        # What the merge made void is no longer among anybody's residences; it comes back too.
        every = {**current, **{key: each for key, each in restored.items() if isinstance(each, Residence)}}
        pairs: list[tuple[Dossier | None, Dossier]] = []
        for key, dossier in sorted(before.items()):
            person = restored.get(key, dossier.person)
            assert isinstance(person, Person)
            own = [each for each in every.values() if each.person_id == key]
            after = Dossier(person, tuple(sorted(own, key=lambda each: (each.from_day, each.id))))
            known = [*dossier.residences]
            for each in own:
                if each.id not in current:
                    stored = self._register.record(uow, RecordType.RESIDENCE, each.id)
                    assert isinstance(stored, Residence)
                    known.append(stored)
            pairs.append((replace(dossier, residences=tuple(known)), after))
        return pairs

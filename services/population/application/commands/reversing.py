"""A change is taken back by another one, never by editing what was recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.ledger import Entry
from services.population.application.ports import Grounds, StoredChange
from services.population.application.room import Command
from services.population.domain.changes import Effect, stands_in_the_way, taken_back
from services.population.domain.dossier import Dossier
from services.population.domain.records import (
    Dwelling,
    Household,
    Person,
    PersonState,
    Record,
    Residence,
)
from services.population.domain.refusals import ChangeNotFound, NotReversible

# Verifying again is how a verification is renewed; erasing is for good; merges are taken back as merges.
NOT_TAKEN_BACK = frozenset({"verify", "erase", "merge_people", "reverse"})


class ReverseChange(Command):
    """Everything one change did, undone together, as long as nothing came later."""

    def __call__(self, call: Call, change_id: str, reason: str) -> str:
        """The id of the change that takes it back. Raises ChangeNotFound, NotReversible, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            change = self.change(uow, change_id)
            made = self.write(uow, change, self.entry(uow, change, reason))
            uow.commit(result=made)
        return made

    def change(self, uow: UnitOfWork, change_id: str) -> StoredChange:
        """One that the caller may take back. Raises ChangeNotFound."""
        change = self._room.changes.get(uow, change_id)
        if change is None or not sight.sees(uow.call, sight.REVERSE, change.path):
            raise ChangeNotFound()
        return change

    def write(self, uow: UnitOfWork, change: StoredChange, entry: Entry) -> str:
        """Record what takes ``change`` back; its id. Raises Stale."""
        made = self._ledger.write(uow, entry)
        self._room.changes.mark_reversed(uow, change.id, made.id)
        return made.id

    def entry(self, uow: UnitOfWork, change: StoredChange, reason: str) -> Entry:
        """What takes ``change`` back; nothing is written. Raises NotReversible."""
        if change.reversed_by or change.command in NOT_TAKEN_BACK:
            raise NotReversible()
        undone = [self._undone(uow, effect) for effect in change.effects]
        by_person: dict[str, list[Effect]] = defaultdict(list)
        records: list[tuple[Record | None, Record]] = []
        for effect in undone:
            if isinstance(effect.after, Person | Residence):
                key = effect.after.id if isinstance(effect.after, Person) else effect.after.person_id
                by_person[key].append(effect)
            else:
                records.append((effect.before, effect.after))
        dossiers = self._register.dossiers(uow, by_person)
        people = tuple(_restored(dossiers[key], effects) for key, effects in by_person.items())
        for _, after in people:
            _must_hold(after)
        self._must_be_empty(uow, records, by_person)
        return Entry(
            "reverse", people, tuple(records), Grounds(reason=reason), change.effective_on, reverses=change.id
        )

    def _must_be_empty(
        self,
        uow: UnitOfWork,
        records: Iterable[tuple[Record | None, Record]],
        going: Collection[str],
    ) -> None:
        """A home that never was cannot be taken from those who came into it since. Raises NotReversible."""
        for _, after in records:
            if isinstance(after, Household) and after.void:
                family = self._register.family(uow, after.id)
                left = {each.person.id for each in family.members} if family is not None else set()
            elif isinstance(after, Dwelling) and after.void:
                left = set(self._register.residents(uow, after.id))
            else:
                continue
            if not left <= set(going):
                raise NotReversible()

    def _undone(self, uow: UnitOfWork, effect: Effect) -> Effect:
        current = self._register.record(uow, effect.record_type, effect.after.id)
        if current is None or stands_in_the_way(effect, current):
            raise NotReversible()
        return taken_back(effect, current)


def _restored(before: Dossier, effects: list[Effect]) -> tuple[Dossier | None, Dossier]:
    changed: dict[str, Record] = {each.after.id: each.after for each in effects}
    person = changed.get(before.person.id, before.person)
    assert isinstance(person, Person)
    residences = []
    for each in before.residences:
        found = changed.get(each.id, each)
        assert isinstance(found, Residence)
        residences.append(found)
    after = Dossier(person, tuple(residences))
    main = after.main
    if main is not None and main.path != person.path:
        after = replace(after, person=replace(person, path=main.path))
    return before, after


def _must_hold(dossier: Dossier) -> None:
    """What the rules say of any record must be so afterwards. Raises NotReversible."""
    lives = [each for each in dossier.residences if each.open and each.kind.lives]
    registered = [each for each in dossier.residences if each.open and not each.kind.lives]
    gone = dossier.person.state is not PersonState.ACTIVE
    if len(lives) > 1 or len(registered) > 1 or (gone and (lives or registered)):
        raise NotReversible()

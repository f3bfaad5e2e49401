"""The one way by which anything is written into the register: records, change, counters, events, audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI
from services.population.application import announcing
from services.population.application.ports import (
    NO_GROUNDS,
    Changes,
    Counters,
    Grounds,
    Register,
    StoredChange,
)
from services.population.domain import figures, weeks
from services.population.domain.changes import Effect, effects_between
from services.population.domain.dossier import Dossier
from services.population.domain.figures import Cell
from services.population.domain.records import Dwelling, Household, Record, Residence


@dataclass(frozen=True, slots=True)
class Entry:
    """What a command wants written: people, households and dwellings before and after."""

    command: str
    people: tuple[tuple[Dossier | None, Dossier], ...] = ()
    records: tuple[tuple[Record | None, Record], ...] = ()
    grounds: Grounds = NO_GROUNDS
    effective_on: date | None = None
    reverses: str = ""
    import_id: str = ""

    def effects(self) -> tuple[Effect, ...]:
        """Every record that is not as it was."""
        before: list[Record] = [old for old, _ in self.records if old is not None]
        after: list[Record] = [new for _, new in self.records]
        for old, new in self.people:
            before += [*_records_of(old)]
            after += [*_records_of(new)]
        return effects_between(before, after)


class Ledger:
    """Writes entries. Every command of the register ends here."""

    def __init__(self, register: Register, changes: Changes, counters: Counters, new_id: NewId) -> None:
        self._register = register
        self._changes = changes
        self._counters = counters
        self._new_id = new_id

    def write(self, uow: UnitOfWork, entry: Entry) -> StoredChange:
        """Store it all. Raises Stale, EvidenceNotFound."""
        effects = entry.effects()
        people = {new.person.id: new.person for _, new in entry.people}
        self._register.write(uow, effects, people)
        change = self.change_of(uow, entry, effects)
        self._changes.add(uow, change)
        self._changes.bind_evidence(uow, change.id, entry.grounds.evidence_ids, uow.call.actor.id)
        self._counters.add(uow, cells_of(uow, entry, effects))
        announcing.announce(uow, change, entry.people, effects)
        uow.audit(
            f"population.{entry.command}",
            _subject(change)[0],
            _subject(change)[1],
            territory=change.path,
            changes={"fields": ["", sorted(_names(effects))], "change": ["", change.id]},
        )
        return change

    def forget(self, uow: UnitOfWork, before: Dossier, after: Dossier) -> None:
        """Store somebody erased: the history keeps that it happened, and nothing of what was there."""
        entry = Entry("erase", ((before, after),))
        effects = entry.effects()
        self._register.write(uow, effects, {after.person.id: after.person})
        self._changes.forget(uow, after.person.id)
        self._changes.add(uow, self.change_of(uow, entry, ()))
        self._counters.add(uow, figures.deltas(entry.people, effects))
        announcing.erased(uow, after.person)
        uow.audit("population.erase", "person", after.person.id, territory=after.person.path)

    def count(self, uow: UnitOfWork, cells: Sequence[tuple[Cell, int]]) -> None:
        """Something was done that changes no record: a visit, a verification."""
        self._counters.add(uow, cells)

    def change_of(self, uow: UnitOfWork, entry: Entry, effects: Sequence[Effect]) -> StoredChange:
        """What is kept of an entry; nothing is written."""
        people = [new for _, new in entry.people]
        households = _ids(effects, Household) or _ids_of_residences(effects)
        dwellings = _ids(effects, Dwelling)
        first_person = people[0].person.id if people else ""
        first_household, first_dwelling = (next(iter(each), "") for each in (households, dwellings))
        others = [each.person.id for each in people[1:]] + households[1:] + dwellings[1:]
        return StoredChange(
            id=self._new_id(),
            at=uow.now,
            actor_id=uow.call.actor.id,
            actor_name=uow.call.actor.name,
            command=entry.command,
            path=_path(people, effects),
            effective_on=entry.effective_on,
            reason=entry.grounds.reason,
            effects=tuple(effects),
            person_id=first_person,
            household_id=first_household,
            dwelling_id=first_dwelling,
            reverses=entry.reverses,
            import_id=entry.import_id,
            about=tuple(dict.fromkeys(others)),
        )


def cells_of(uow: UnitOfWork, entry: Entry, effects: Sequence[Effect]) -> list[tuple[Cell, int]]:
    """What an entry adds to the counters: of the records, and of the work of the day."""
    day = uow.now.astimezone(SHANGHAI).date()
    return figures.deltas(entry.people, effects) + weeks.worked(entry.people, effects, day)


def _records_of(dossier: Dossier | None) -> Iterable[Record]:
    return () if dossier is None else (dossier.person, *dossier.residences)


def _ids(effects: Iterable[Effect], kind: type[Record]) -> list[str]:
    return list(dict.fromkeys(each.after.id for each in effects if isinstance(each.after, kind)))


def _ids_of_residences(effects: Iterable[Effect]) -> list[str]:
    found = (each.after.household_id for each in effects if isinstance(each.after, Residence))
    return list(dict.fromkeys(found))


def _path(people: Sequence[Dossier], effects: Sequence[Effect]) -> str:
    if people:
        return people[0].person.path
    return next((each.after.path for each in effects), "")


def _subject(change: StoredChange) -> tuple[str, str]:
    if change.person_id:
        return "person", change.person_id
    if change.household_id:
        return "household", change.household_id
    return "dwelling", change.dwelling_id


def _names(effects: Iterable[Effect]) -> set[str]:
    """Names of the fields alone: what they say is nobody's business in an audit entry."""
    return {f"{each.record_type}.{name}" for each in effects for name, _, _ in each.fields()}

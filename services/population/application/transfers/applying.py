"""Accepted rows become records: whole households that are new in bulk, what touches others one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.application.ledger import Entry
from services.population.application.room import today_in_china
from services.population.application.transfers.making import Making
from services.population.application.transfers.model import BATCH, FIRST, Import, Place, StagedRow
from services.population.application.transfers.ports import Bulk, Imports, Known
from services.population.application.transfers.reading import within
from services.population.application.transfers.taking import Taking
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import Relation, Source
from services.population.domain.records import Dwelling, Household, Person
from services.population.domain.transfers.drafts import PersonDraft, home_from, person_from


@dataclass(slots=True)
class Batch:
    """What one transaction found and will write."""

    uow: UnitOfWork
    found: Import
    today: date
    homes: dict[str, Dwelling] = field(default_factory=dict)
    households: dict[str, list[Household]] = field(default_factory=dict)
    elsewhere: dict[str, list[Dossier]] = field(default_factory=dict)
    pairs: list[tuple[Person, Person]] = field(default_factory=list)
    applied: list[int] = field(default_factory=list)
    others: list[StagedRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a household with what it says."""

    row: StagedRow
    draft: PersonDraft


class Applying:
    """Writes one portion of an import."""

    def __init__(self, imports: Imports, known: Known, bulk: Bulk, taking: Taking, new_id: NewId) -> None:
        self._imports, self._known, self._bulk = imports, known, bulk
        self._taking, self._making, self._new_id = taking, Making(new_id), new_id
        # Where an import was left: what was written before leaves traces in the index that cost time.
        self._behind: dict[str, Place] = {}

    def step(self, uow: UnitOfWork, found: Import) -> tuple[int, bool]:
        """How many rows were written and whether none are left. The caller holds the import."""
        after = self._behind.pop(found.id, FIRST)
        rows = self._imports.families(uow.connection, found.id, BATCH, after)
        if not rows and after != FIRST:
            # Whatever stands before is looked for once more: nothing is left behind.
            rows = self._imports.families(uow.connection, found.id, BATCH)
        if not rows:
            return 0, True
        self._behind[found.id] = (rows[-1].place, rows[-1].family)
        batch = Batch(uow, found, today_in_china(uow.now))
        if found.kind == "people":
            self._people(batch, rows)
        else:
            self._dwellings(batch, rows)
        self._imports.forget(uow.connection, found.id, batch.applied)
        self._imports.save_rows(uow.connection, found.id, batch.others)
        return len(batch.applied), False

    def _people(self, batch: Batch, rows: Sequence[StagedRow]) -> None:
        connection = batch.uow.connection
        members = [Member(row, person_from(row.draft)) for row in rows]
        members = self._still_new(batch, members)
        batch.homes = self._known.homes(
            connection, list({m.draft.home.door: m.draft.home for m in members}.values())
        )
        batch.households = self._known.households(connection, [each.id for each in batch.homes.values()])
        relatives = self._imports.relatives(connection, batch.found.id, [m.row.family for m in members])
        slow: list[list[Member]] = []

        def whole() -> Iterator[Entry]:
            for key, group in groupby(members, key=lambda each: each.row.family):
                family = list(group)
                if self._must_go_slowly(batch, family, relatives.get(key, [])):
                    slow.append(family)
                else:
                    yield self._new_family(batch, family)

        self._bulk.add(batch.uow, whole())
        for first, second in batch.pairs:
            self._taking.propose(batch.uow, first, second)
        for family in slow:
            self._taking.take_household(batch, family, relatives.get(family[0].row.family, []))

    def _still_new(self, batch: Batch, members: list[Member]) -> list[Member]:
        """Somebody may have registered a document since the file was read: such rows wait for a decision."""
        documents = [each.row.document for each in members if each.row.document]
        self._known.lock_documents(batch.uow, documents)
        there = self._known.by_documents(batch.uow.connection, documents)
        fresh = []
        for each in members:
            others = there.get(each.row.document, []) if each.row.document else []
            near = next((o for o in others if within(batch.found, o)), None)
            if near is not None and not (each.row.decision == "take" and near.person.id == each.row.other_id):
                batch.others.append(
                    replace(
                        each.row, state="duplicate", cause="document", other_id=near.person.id, decision=""
                    )
                )
                continue
            if others and near is None:
                batch.elsewhere[each.row.document] = others
            fresh.append(each)
        return fresh

    def _must_go_slowly(self, batch: Batch, family: Sequence[Member], relatives: Sequence[str]) -> bool:
        """Whether anything of it is in the register already, but for the dwelling."""
        if relatives or any(each.row.decision == "take" for each in family):
            return True
        first = family[0].draft
        dwelling = batch.homes.get(first.home.door)
        if dwelling is None:
            return False
        if dwelling.ended or dwelling.void:
            return True
        there = batch.households.get(dwelling.id, [])
        number = first.household_number
        return any(not each.head_id or (number and each.number == number) for each in there)

    def _new_family(self, batch: Batch, family: Sequence[Member]) -> Entry:
        uow, first = batch.uow, family[0].draft
        dwelling = batch.homes.get(first.home.door)
        records: list[tuple[None, Dwelling | Household]] = []
        if dwelling is None:
            dwelling = self._making.dwelling(uow, first.home)
            batch.homes[first.home.door] = dwelling
            records.append((None, dwelling))
        head = _head_of(family, batch.found)
        began = min((each.draft.from_day or batch.today for each in family), default=batch.today)
        people: list[tuple[None, Dossier]] = []
        household_id, head_id = self._new_id(), ""
        for each in family:
            person = self._making.person(uow, each.draft, dwelling.path)
            if each is head:
                head_id = person.id
            relation = Relation.HEAD if each is head else each.draft.relation
            residence = self._making.residence(
                each.draft, person, household_id, dwelling, relation, batch.today
            )
            people.append((None, Dossier(person, (residence,))))
            for other in batch.elsewhere.get(each.row.document, ()) if each.row.document else ():
                batch.pairs.append((other.person, person))
            batch.applied.append(each.row.number)
        household = Household(
            id=household_id,
            path=dwelling.path,
            dwelling_id=dwelling.id,
            number=first.household_number,
            head_id=head_id,
            from_day=began,
            source=Source.IMPORTED,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
        )
        records.append((None, household))
        return Entry("import", tuple(people), tuple(records), effective_on=began, import_id=batch.found.id)

    def _dwellings(self, batch: Batch, rows: Sequence[StagedRow]) -> None:
        homes = {row.number: home_from(row.draft) for row in rows}
        fresh: list[Entry] = []
        batch.homes = self._known.homes(batch.uow.connection, list(homes.values()))
        for row in rows:
            home = homes[row.number]
            there = batch.homes.get(home.door)
            if row.decision == "take" and there is not None and there.id == row.other_id:
                self._taking.take_dwelling(batch, row, home, there)
            elif there is not None:
                batch.others.append(replace(row, state="unchanged", draft={}))
            else:
                made = self._making.dwelling(batch.uow, home)
                batch.homes[home.door] = made
                fresh.append(Entry("import", (), ((None, made),), import_id=batch.found.id))
                batch.applied.append(row.number)
        self._bulk.add(batch.uow, fresh)


def _head_of(family: Sequence[Member], found: Import) -> Member | None:
    """Whoever says so; one who lives alone; the first where the table tells no relations. Else nobody yet."""
    head = next((each for each in family if each.row.head), None)
    if head is not None:
        return head
    told = {"relation", "head_name", "head_document"} & set(found.columns)
    if not told or (len(family) == 1 and not family[0].draft.relation):
        return family[0]
    return None

"""Rows about people and households the register has already: each is recorded as a command would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from services.kernel.errors import Invalid, Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.commands.people import Wanted, _Settling
from services.population.application.ledger import Entry
from services.population.application.transfers.model import Problem, StagedRow
from services.population.domain import details as rules
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import Relation, Source
from services.population.domain.records import Dwelling, Person, Record, Residence
from services.population.domain.transfers.drafts import Home, PersonDraft

if TYPE_CHECKING:
    from services.population.application.transfers.applying import Batch, Member


class Taking(_Settling):
    """Joins newcomers to households, and brings records up to what a row says."""

    def take_household(self, batch: Batch, family: Sequence[Member], relatives: Sequence[str]) -> None:
        """The rows of one household, its head first."""
        uow = batch.uow
        home = family[0].draft.home
        dwelling = batch.homes.get(home.door)
        if dwelling is not None and (dwelling.ended or dwelling.void):
            self._refuse(batch, family, "population.import_dwelling_over")
            return
        if dwelling is None:
            dwelling = self._build(batch, home)
        household_id = self._household(batch, dwelling, family[0].draft, relatives)
        for each in sorted(family, key=lambda member: not member.row.head):
            try:
                entry, household_id, person = self._entry(batch, each, dwelling, household_id)
            except Refusal as refusal:
                code = refusal.problems[0].code if isinstance(refusal, Invalid) else refusal.code
                self._refuse(batch, [each], code)
                continue
            if entry is None:
                batch.others.append(replace(each.row, state="unchanged", draft={}))
                continue
            self._ledger.write(uow, entry)
            others = batch.elsewhere.get(each.row.document, []) if each.row.document else []
            for other in others:
                self.propose(uow, other.person, person)
            batch.applied.append(each.row.number)

    def take_dwelling(self, batch: Batch, row: StagedRow, home: Home, before: Dwelling) -> None:
        """What the file says of a dwelling replaces what the register says; what it leaves out stays."""
        said = {
            name: value
            for name in ("storey", "area", "use", "occupancy", "owner_name", "owner_phone", "address_code")
            if (value := getattr(home, name))
        }
        if home.longitude is not None:
            said |= {"longitude": home.longitude, "latitude": home.latitude}
        after = replace(before, **said)
        if after == before:
            batch.others.append(replace(row, state="unchanged", draft={}))
            return
        after = replace(after, version=before.version + 1)
        self._ledger.write(batch.uow, Entry("import", (), ((before, after),), import_id=batch.found.id))
        batch.applied.append(row.number)

    def propose(self, uow: UnitOfWork, first: Person, second: Person) -> None:
        """Two records with one document: whoever sees both decides."""
        self._room.twins.propose(uow, first, second, "document")

    def _build(self, batch: Batch, home: Home) -> Dwelling:
        uow = batch.uow
        made = Dwelling(
            id=self._new_id(),
            source=Source.IMPORTED,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
            **{name: getattr(home, name) for name in Home.__dataclass_fields__},
        )
        self._ledger.write(uow, Entry("import", (), ((None, made),), import_id=batch.found.id))
        batch.homes[home.door] = made
        return made

    def _household(
        self, batch: Batch, dwelling: Dwelling, draft: PersonDraft, relatives: Sequence[str]
    ) -> str:
        """The one these rows belong to: of their relatives, of their number, or one that waits for a head."""
        known = self._register.dossiers(batch.uow, relatives)
        for dossier in known.values():
            for each in (dossier.lives, dossier.registered):
                if each is not None and each.dwelling_id == dwelling.id:
                    return each.household_id
        there = batch.households.get(dwelling.id, [])
        number = draft.household_number
        for household in there:
            if number and household.number == number:
                return household.id
        return next((each.id for each in there if not each.head_id and not (number and each.number)), "")

    def _entry(
        self, batch: Batch, member: Member, dwelling: Dwelling, household_id: str
    ) -> tuple[Entry | None, str, Person]:
        uow, draft = batch.uow, member.draft
        wanted = Wanted(
            kind=draft.kind,
            household_id=household_id,
            dwelling_id=dwelling.id,
            relation=draft.relation,
            reason=draft.reason,
            from_day=draft.from_day,
            origin=draft.origin,
            household_number=draft.household_number,
        )
        if member.row.decision == "take":
            return self._taken(batch, member, wanted)
        details = rules.checked(draft.details, batch.today)
        blank = Person(
            id=self._new_id(),
            name=details.name,
            source=Source.IMPORTED,
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
            version=0,
        )
        dossier, settled = self._settle(uow, Dossier(rules.applied(blank, details)), wanted)
        entry = Entry(
            "import",
            ((None, dossier),),
            tuple(settled.records),
            effective_on=settled.day,
            import_id=batch.found.id,
        )
        return entry, settled.household.id, dossier.person

    def _taken(self, batch: Batch, member: Member, wanted: Wanted) -> tuple[Entry | None, str, Person]:
        """The file's values for somebody the register knows: corrected, and moved if he lives elsewhere."""
        uow, draft = batch.uow, member.draft
        before = self.person(uow, member.row.other_id)
        before.must_be_free()
        said = rules.checked(rules.merged(before.person, draft.details), batch.today)
        after = replace(before, person=rules.applied(before.person, said))
        people: list[tuple[Dossier | None, Dossier]] = []
        records: list[tuple[Record | None, Record]] = []
        left = before.lives if wanted.kind.lives else before.registered
        household_id = wanted.household_id
        same_home = left is not None and left.dwelling_id == wanted.dwelling_id
        if (
            left is not None
            and same_home
            and (left.kind is not wanted.kind or left.reason is not wanted.reason)
        ):
            day = max(wanted.from_day or batch.today, left.from_day)
            after = after.change_category(left.id, wanted.kind, wanted.reason, day, self._new_id())
            household_id = left.household_id
        elif not same_home:
            joining = replace(wanted, from_day=_not_before(wanted, left))
            if wanted.relation is Relation.HEAD and household_id:
                joining = replace(joining, relation=Relation.UNKNOWN)
            after, settled = self._settle(uow, after, joining)
            records += settled.records
            household_id = settled.household.id
            if left is not None:
                others, ended = self._leave(uow, before, left, settled.day)
                people += others
                records += ended
        elif left is not None:
            household_id = left.household_id
        if after == before:
            return None, household_id, before.person
        if after.person.version == before.person.version:
            after = replace(after, person=replace(after.person, version=before.person.version + 1))
        entry = Entry(
            "import",
            ((before, after), *people),
            tuple(records),
            effective_on=batch.today,
            import_id=batch.found.id,
        )
        return entry, household_id, after.person

    def _refuse(self, batch: Batch, members: Sequence[Member], code: str) -> None:
        for each in members:
            problem: Problem = ("", code, {})
            batch.others.append(replace(each.row, state="rejected", draft={}, problems=(problem,)))


def _not_before(wanted: Wanted, left: Residence | None) -> date | None:
    """Nobody comes before the day since when he lived where he leaves."""
    if wanted.from_day is None or left is None:
        return wanted.from_day
    return max(wanted.from_day, left.from_day)

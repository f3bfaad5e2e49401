"""What people ask of the register; every answer is limited to what the caller may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from services.kernel.call import Call, Scope
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import Evidence, FiledEvidence, NewUow, Places, StoredChange
from services.population.application.room import today_in_china
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import Occupancy, ResidenceKind, Sex, StayReason
from services.population.domain.records import STALE_AFTER_DAYS, Dwelling, Household, Person, RecordType
from services.population.domain.refusals import EvidenceNotFound

REVEALED_FOR = timedelta(minutes=5)
_CHANGES_READ = 500


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """Which people are listed."""

    path: str = ""
    kind: ResidenceKind | None = None
    reason: StayReason | None = None
    sex: Sex | None = None
    born_from: date | None = None
    born_to: date | None = None
    stale_before: datetime | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AskedHouseholds:
    """Which households are listed."""

    path: str = ""
    dwelling_id: str = ""
    stale_before: datetime | None = None
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class AskedDwellings:
    """Which dwellings are listed."""

    path: str = ""
    building_id: str = ""
    occupancy: Occupancy | None = None
    stale_before: datetime | None = None
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class ShownHousehold:
    """A household as lists show it."""

    household: Household
    head_name: str
    people: int


class Reader(Protocol):
    """The register, to look at."""

    def dossier(self, person_id: str) -> Dossier | None: ...
    def dossiers(self, person_ids: Sequence[str]) -> dict[str, Dossier]: ...

    def family(self, household_id: str, on: date | None) -> Family | None:
        """With those who belonged to it on that day, or belong to it now."""

    def dwellings(self, ids: Sequence[str]) -> dict[str, Dwelling]: ...

    def people(
        self, scope: Scope, asked: AskedPeople, after: Sequence[str] | None, limit: int
    ) -> Sequence[Any]:
        """Lines with path, residence_id and dossier, in that order."""

    def households(
        self, scope: Scope, asked: AskedHouseholds, after: Sequence[str] | None, limit: int
    ) -> Sequence[ShownHousehold]: ...

    def dwelling_page(
        self, scope: Scope, asked: AskedDwellings, after: Sequence[str | int] | None, limit: int
    ) -> Sequence[Dwelling]: ...

    def sizes(self, dwelling_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """People and households of dwellings now."""


class Counting(Protocol):
    """Buildings with what is counted in them."""

    def of(self, scope: Scope, path: str, building_id: str, stale_before: datetime) -> Sequence[Any]:
        """Lines with building, dwellings, stale, households and people; a thousand and one at most."""


class History(Protocol):
    """What was recorded of a record."""

    def one(self, change_id: str) -> StoredChange | None: ...

    def history(self, record_id: str, before: str, limit: int) -> Sequence[StoredChange]:
        """Newest first; those older than the change ``before``."""


@dataclass(frozen=True, slots=True)
class Names:
    """What stands around records: names of places, buildings and accounts, and dwellings for addresses."""

    places: dict[str, str]
    buildings: dict[str, str]
    accounts: dict[str, str]
    dwellings: dict[str, Dwelling]


class View:
    """A question to the register."""

    def __init__(self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock) -> None:
        self._reader = reader
        self._places = places
        self._new_uow = new_uow
        self._clock = clock

    def now(self) -> datetime:
        """The moment that freshness is told by."""
        return self._clock()

    def today(self) -> date:
        """In China."""
        return today_in_china(self._clock())

    def stale_before(self) -> datetime:
        """Records verified before then are stale (POP-07)."""
        return self._clock() - timedelta(days=STALE_AFTER_DAYS)

    def read(self, call: Call, action: str, record_type: str, record_id: str, path: str) -> None:
        """Leave an audit entry of a reading; the person it is about may see it (Sens-1)."""
        with self._new_uow(call) as uow:
            uow.audit(f"population.{action}", record_type, record_id, territory=path)
            uow.commit()

    def names(self, *records: Dossier | Family | Dwelling | ShownHousehold) -> Names:
        """The names around these records."""
        paths: set[str] = set()
        wanted: set[str] = set()
        accounts: set[str] = set()
        buildings: set[str] = set()
        for each in records:
            _gather(each, paths, wanted, accounts, buildings)
        dwellings = self._reader.dwellings(sorted(wanted))
        buildings |= {each.building_id for each in dwellings.values()}
        return Names(
            places=self._places.place_names(paths),
            buildings=self._places.building_names(buildings),
            accounts=self._places.account_names(accounts),
            dwellings=dwellings,
        )


class GetPerson(View):
    """Somebody in sight, now or as of a day. Leaves an audit entry."""

    def __init__(
        self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock, history: History
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._history = history

    def __call__(self, call: Call, person_id: str, on: date | None = None) -> tuple[Dossier, Names]:
        """Raises PersonNotFound."""
        found = sight.person_in_sight(call, sight.VIEW, self._reader.dossier(person_id))
        self.read(call, "person.view", "person", person_id, found.person.path)
        shown = self._as_of(found, on) if on is not None else found
        return shown, self.names(shown)

    def _as_of(self, dossier: Dossier, day: date) -> Dossier:
        """Particulars as they were then: what happened later is looked behind, newest first.

        A correction says what always was so, and holds for every day.
        """
        person = dossier.person
        for change in self._history.history(person.id, "", _CHANGES_READ):
            if change.effective_on is None or change.effective_on <= day:
                continue
            if change.reversed_by or change.reverses:
                continue
            for effect in change.effects:
                if effect.after.id == person.id and isinstance(effect.before, Person):
                    before = {name: old for name, old, _ in effect.fields()}
                    person = replace(person, **before)
        return replace(dossier.on(day), person=person)


class RevealPerson(View):
    """Whole values for a stated purpose (FLD-07); leaves an audit entry that names the fields."""

    def __call__(
        self, call: Call, person_id: str, fields: Sequence[str], purpose: str
    ) -> tuple[dict[str, str], datetime]:
        """Values by field, and when they are to be hidden again. Raises PersonNotFound."""
        call = call.for_purpose(purpose)
        found = sight.person_in_sight(call, sight.REVEAL, self._reader.dossier(person_id))
        person, main = found.person, found.main
        values = {name: getattr(person, name) for name in fields if name != "address"}
        if "address" in fields and main is not None:
            dwelling = self._reader.dwellings([main.dwelling_id]).get(main.dwelling_id)
            values["address"] = dwelling.address if dwelling is not None else ""
        with self._new_uow(call) as uow:
            uow.audit(
                "population.person.reveal",
                "person",
                person_id,
                territory=person.path,
                changes={"fields": ["", sorted(fields)]},
            )
            uow.commit()
        return values, self._clock() + REVEALED_FOR


class ListPeople(View):
    """Those of a territory within sight. Leaves one audit entry for the page."""

    def __call__(
        self, call: Call, asked: AskedPeople, after: Sequence[str] | None, limit: int
    ) -> tuple[Sequence[Any], Names]:
        """Up to ``limit`` lines."""
        lines = self._reader.people(call.scope(sight.VIEW), asked, after, limit)
        self.read(call, "people.list", "territory", asked.path or "all", asked.path)
        return lines, self.names(*(line.dossier for line in lines))


class GetHousehold(View):
    """A household in sight with its members, now or as of a day. Leaves an audit entry."""

    def __call__(self, call: Call, household_id: str, on: date | None = None) -> tuple[Family, Names]:
        """Raises HouseholdNotFound."""
        found = sight.family_in_sight(call, sight.VIEW, self._reader.family(household_id, on))
        self.read(call, "household.view", "household", household_id, found.household.path)
        return found, self.names(found)


class ListHouseholds(View):
    """Households of a territory within sight."""

    def __call__(
        self, call: Call, asked: AskedHouseholds, after: Sequence[str] | None, limit: int
    ) -> tuple[Sequence[ShownHousehold], Names]:
        """Up to ``limit`` of them."""
        found = self._reader.households(call.scope(sight.VIEW), asked, after, limit)
        self.read(call, "households.list", "territory", asked.path or "all", asked.path)
        return found, self.names(*found)


class GetDwelling(View):
    """A dwelling in sight."""

    def __call__(self, call: Call, dwelling_id: str) -> tuple[Dwelling, tuple[int, int], Names]:
        """With its people and households. Raises DwellingNotFound."""
        found = self._reader.dwellings([dwelling_id]).get(dwelling_id)
        found = sight.dwelling_in_sight(call, sight.VIEW, found)
        self.read(call, "dwelling.view", "dwelling", dwelling_id, found.path)
        return found, self._reader.sizes([dwelling_id])[dwelling_id], self.names(found)


class ListDwellings(View):
    """Dwellings of a territory or a building within sight."""

    def __call__(
        self, call: Call, asked: AskedDwellings, after: Sequence[str | int] | None, limit: int
    ) -> tuple[Sequence[Dwelling], dict[str, tuple[int, int]], Names]:
        """Up to ``limit`` of them."""
        found = self._reader.dwelling_page(call.scope(sight.VIEW), asked, after, limit)
        self.read(call, "dwellings.list", "territory", asked.path or "all", asked.path)
        return found, self._reader.sizes([each.id for each in found]), self.names(*found)


class CountBuildings(View):
    """What stands and who lives in the buildings of a territory within sight; nobody is named."""

    def __init__(
        self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock, counting: Counting
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._counting = counting

    def __call__(self, call: Call, path: str, building_id: str = "") -> tuple[Sequence[Any], dict[str, str]]:
        """Counted buildings by place and name, and the names of the places."""
        scope = call.scope(sight.VIEW)
        found = self._counting.of(scope, path, building_id, self.stale_before())
        return found, self._places.place_names({each.building.path for each in found})


class ListChanges(View):
    """What was recorded of somebody, a household or a dwelling in sight."""

    def __init__(
        self,
        reader: Reader,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        history: History,
        evidence: Evidence,
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._history = history
        self._evidence = evidence

    def __call__(
        self, call: Call, record_type: RecordType, record_id: str, before: str, limit: int
    ) -> tuple[Sequence[StoredChange], dict[str, list[FiledEvidence]], Names]:
        """Newest first, with their evidence. Raises PersonNotFound, HouseholdNotFound, DwellingNotFound."""
        path = self._must_see(call, record_type, record_id)
        found = [
            _about(each, record_type, record_id) for each in self._history.history(record_id, before, limit)
        ]
        self.read(call, "changes.list", record_type.value, record_id, path)
        return found, self._evidence.of([each.id for each in found]), self.names()

    def evidence(self, call: Call, change_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """A file that proves a change of something in sight. Raises EvidenceNotFound."""
        change = self._history.one(change_id)
        if change is None or not sight.sees(call, sight.VIEW, change.path):
            raise EvidenceNotFound()
        self.read(call, "evidence.view", "change", change_id, change.path)
        return self._evidence.data(change_id, file_id)

    def _must_see(self, call: Call, record_type: RecordType, record_id: str) -> str:
        if record_type is RecordType.PERSON:
            dossier = sight.person_in_sight(call, sight.VIEW, self._reader.dossier(record_id))
            return dossier.person.path
        if record_type is RecordType.HOUSEHOLD:
            family = sight.family_in_sight(call, sight.VIEW, self._reader.family(record_id, None))
            return family.household.path
        found = self._reader.dwellings([record_id]).get(record_id)
        return sight.dwelling_in_sight(call, sight.VIEW, found).path


def _about(change: StoredChange, record_type: RecordType, record_id: str) -> StoredChange:
    """The change as far as it is about one record: of others it shows nothing, not even who they are."""
    if record_type is RecordType.PERSON:
        kept = [
            each
            for each in change.effects
            if each.after.id == record_id or getattr(each.after, "person_id", "") == record_id
        ]
    else:
        kept = [each for each in change.effects if each.after.id == record_id]
    return replace(change, effects=tuple(kept))


def _gather(
    record: Dossier | Family | Dwelling | ShownHousehold,
    paths: set[str],
    dwellings: set[str],
    accounts: set[str],
    buildings: set[str],
) -> None:
    match record:
        case Dossier():
            accounts.add(record.person.collector_id)
            for each in record.residences:
                paths.add(each.path)
                dwellings.add(each.dwelling_id)
        case Family():
            _gather_household(record.household, paths, dwellings, accounts)
            for member in record.members:
                _gather(member, paths, dwellings, accounts, buildings)
        case ShownHousehold():
            _gather_household(record.household, paths, dwellings, accounts)
        case Dwelling():
            paths.add(record.path)
            accounts.add(record.collector_id)
            buildings.add(record.building_id)


def _gather_household(household: Household, paths: set[str], dwellings: set[str], accounts: set[str]) -> None:
    paths.add(household.path)
    dwellings.add(household.dwelling_id)
    accounts.add(household.collector_id)

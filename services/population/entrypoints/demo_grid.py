"""One grid of the demo county: its dwellings, and the families in them since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from services.kernel.call import Call
from services.kernel.types import NewId
from services.population.application.ledger import Entry
from services.population.application.ports import Grounds, KnownBuilding
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import DocumentKind, Occupancy, Source
from services.population.domain.records import Dwelling, Household, Person, Residence
from services.population.entrypoints.demo_families import DemoFamily, Kin, family
from services.population.entrypoints.demo_homes import homes
from services.population.entrypoints.demo_names import Crowd

R = TypeVar("R", Person, Household, Dwelling)
_VACANT = 0.06
_MOVED_EVERY = 23
_GROUNDS = Grounds(reason="入户采集建档")


@dataclass(slots=True)
class DemoGrid:
    """What was made of a grid. ``households`` are as long as ``families``, in the same order."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    families: list[DemoFamily] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    dossiers: list[tuple[Dossier, ...]] = field(default_factory=list)
    vacant: list[Dwelling] = field(default_factory=list)
    people: int = 0


def settle(
    path: str,
    area: str,
    buildings: Sequence[KnownBuilding],
    count: int,
    crowd: Crowd,
    new_id: NewId,
    call: Call,
    now: datetime,
) -> DemoGrid:
    """``count`` households in a grid, some dwellings vacant, some shops; nothing is stored."""
    made = DemoGrid(path)
    spare = max(4, round(count * _VACANT))
    places = homes(path, area, buildings, count + spare, crowd.chance, new_id)
    at = _Settling(crowd, new_id, call.actor.id, now, area)
    for number, place in enumerate(places):
        if number < count:
            at.move_in(made, place, family(crowd))
            continue
        empty = place if place.occupancy else replace(place, occupancy=Occupancy.VACANT)
        empty = at.seen(empty, crowd.chance.choice((20, 90, 260)))
        made.vacant.append(empty)
        made.entries.append(Entry("register", (), ((None, empty),), _GROUNDS, crowd.today))
    return made


class _Settling:
    def __init__(self, crowd: Crowd, new_id: NewId, worker: str, now: datetime, area: str) -> None:
        self._crowd = crowd
        self._new_id = new_id
        self._worker = worker
        self._now = now
        self._area = area

    def move_in(self, made: DemoGrid, place: Dwelling, group: DemoFamily) -> None:
        """A family in a dwelling; some were elsewhere in the grid before."""
        chance, today = self._crowd.chance, self._crowd.today
        days = chance.choices((8, 45, 120, 210, 400), (40, 25, 18, 10, 7))[0] + chance.randrange(20)
        since = today - timedelta(days=group.years * 365 + chance.randrange(20, 350))
        owner = self._crowd.surname() + chance.choice("军强伟敏芳静") if group.origin else ""
        place = self.seen(
            replace(
                place,
                occupancy=group.occupancy,
                owner_name=owner or (group.members[0].who.name if chance.random() < 0.8 else ""),
                owner_phone=self._crowd.phone() if owner else "",
            ),
            days,
        )
        household = self.seen(
            Household(
                id=self._new_id(),
                path=place.path,
                dwelling_id=place.id,
                number=f"{chance.randrange(10**8, 10**9)}" if not group.origin else "",
                kind=group.kind,
                from_day=since,
            ),
            days,
        )
        before = made.households[-1] if len(made.households) % _MOVED_EVERY == 1 else None
        members = []
        for kin in group.members:
            members.append(self._member(kin, group, household, place, since, days, before))
        household = replace(household, head_id=members[0].person.id)
        made.families.append(group)
        made.households.append(household)
        made.dossiers.append(tuple(members))
        entry = Entry(
            "register",
            tuple((None, each) for each in members),
            ((None, place), (None, household)),
            _GROUNDS,
            since,
        )
        made.entries.append(entry)

    def _member(
        self,
        kin: Kin,
        group: DemoFamily,
        household: Household,
        place: Dwelling,
        since: date,
        days: int,
        before: Household | None,
    ) -> Dossier:
        chance, who = self._crowd.chance, kin.who
        known = chance.random()
        origin = group.origin
        person = self.seen(
            Person(
                id=self._new_id(),
                name=who.name,
                path=place.path,
                sex=who.sex,
                born_on=who.born_on,
                document_kind=DocumentKind.IDENTITY_CARD,
                document_number=who.document_number,
                phone=who.phone if known < 0.9 else "",
                registered_address=(origin or place.address) + ("某村" if origin else "")
                if known < 0.85
                else "",
                registered_division=group.division,
            ),
            days,
        )
        begins = max(since, who.born_on)
        residences = []
        if before is not None and begins == since:
            # The same household, in the dwelling of its neighbours until two years later.
            moved = min(since + timedelta(days=730), self._crowd.today - timedelta(days=3))
            residences.append(
                self._residence(person, kin, household, before.dwelling_id, begins, moved, origin)
            )
            begins = moved
        residences.append(self._residence(person, kin, household, place.id, begins, None, origin))
        return Dossier(person, tuple(residences))

    def _residence(
        self,
        person: Person,
        kin: Kin,
        household: Household,
        dwelling_id: str,
        begins: date,
        ends: date | None,
        origin: str,
    ) -> Residence:
        return Residence(
            id=self._new_id(),
            person_id=person.id,
            household_id=household.id,
            dwelling_id=dwelling_id,
            path=household.path,
            kind=kin.kind,
            from_day=begins,
            to_day=ends,
            relation=kin.relation,
            reason=kin.reason,
            origin=origin,
        )

    def seen(self, record: R, days: int) -> R:
        """Collected and last verified so many days ago."""
        at = self._now - timedelta(days=days)
        return replace(
            record, source=Source.COLLECTED, collector_id=self._worker, collected_at=at, verified_at=at
        )

"""Invented people in families, flats and villages, as a county has them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.population_names import invented_name
from services.population.domain.documents import check_digit
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    HouseholdKind,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)
from services.population.domain.records import Dwelling, Household, Person, Residence

COUNTY = "410602"
PER_GRID = 1150
_TODAY = date(2026, 11, 1)
_NOBODY = "419999"
"""A division nobody was ever registered in: the numbers are well made and belong to no one."""
_ESTATES = ("幸福", "阳光", "桂花", "锦绣", "金色", "翠湖", "朝阳", "鹤鸣", "淇水", "天元", "福源", "御景")
_STREETS = (
    "黎阳路",
    "九州路",
    "兴鹤大街",
    "淇河路",
    "华山路",
    "嵩山路",
    "太行路",
    "湘江路",
    "长江路",
    "鹤翔路",
)
_ENDS = ("小区", "花园", "家园", "佳苑", "新村")
_KINDS = (
    (ResidenceKind.PERMANENT, 0.62),
    (ResidenceKind.INCOMING, 0.2),
    (ResidenceKind.REGISTERED_ONLY, 0.18),
)
_REASONS = tuple(each for each in StayReason if each)


@dataclass(slots=True)
class Grid:
    """A grid with its estate, and how many dwellings of it are taken."""

    path: str
    estate: str
    street: str
    village: str
    buildings: tuple[tuple[str, int], ...]
    taken: int = 0


class Families:
    """Draws families one after the other, grid by grid; the same chance draws the same county."""

    def __init__(self, chance: random.Random, people: int, county: str = COUNTY) -> None:
        self._chance = chance
        self.people = people
        self.grids = list(_grids(max(1, round(people / PER_GRID)), county))
        self._ids = 0
        self._seen = datetime(2026, 10, 31, 8, tzinfo=UTC)

    def __iter__(self) -> Iterator[tuple[Dwelling, Household, list[Person], list[Residence]]]:
        made = 0
        while made < self.people:
            grid = self.grids[made * len(self.grids) // self.people]
            size = min(
                self._chance.choices((1, 2, 3, 4, 5, 6), (14, 25, 29, 20, 9, 3))[0], self.people - made
            )
            yield self._family(grid, size, made)
            made += size

    def _id(self) -> str:
        self._ids += 1
        n = self._ids
        return f"0199{n >> 28:04x}-{n >> 12 & 0xFFFF:04x}-7{n & 0xFFF:03x}-8000-{n:012x}"

    def _family(
        self, grid: Grid, size: int, number: int
    ) -> tuple[Dwelling, Household, list[Person], list[Residence]]:
        chance = self._chance
        kind = chance.choices([each for each, _ in _KINDS], [share for _, share in _KINDS])[0]
        verified = self._seen - timedelta(days=min(900, int(chance.expovariate(1 / 120))))
        provenance = {"collector_id": "bench-1", "collected_at": self._seen, "verified_at": verified}
        dwelling = self._dwelling(grid, kind, provenance)
        household_id = self._id()
        surname, people, residences = "", [], []
        from_day = _TODAY - timedelta(days=chance.randrange(30, 5000))
        reason = chance.choice(_REASONS) if kind is ResidenceKind.INCOMING else StayReason.NONE
        eldest = chance.randrange(1940, 2004)
        for place in range(size):
            relation, year = _relation(place, eldest, chance)
            sex = Sex.MALE if chance.random() < 0.51 else Sex.FEMALE
            name = invented_name(chance, surname if relation is Relation.CHILD else "", male=sex is Sex.MALE)
            surname = surname or name[0]
            person = self._person(name, sex, year, number + place, dwelling.path, provenance)
            people.append(person)
            residences.append(
                Residence(
                    id=self._id(),
                    person_id=person.id,
                    household_id=household_id,
                    dwelling_id=dwelling.id,
                    path=dwelling.path,
                    kind=kind,
                    from_day=max(from_day, person.born_on or from_day),
                    relation=relation,
                    reason=reason,
                )
            )
        household = Household(
            id=household_id,
            path=dwelling.path,
            dwelling_id=dwelling.id,
            number=f"{410602:06d}{number:09d}",
            kind=HouseholdKind.FAMILY,
            head_id=people[0].id,
            from_day=from_day,
            **provenance,  # type: ignore[arg-type]
        )
        return dwelling, household, people, residences

    def _dwelling(self, grid: Grid, kind: ResidenceKind, provenance: dict[str, Any]) -> Dwelling:
        at, grid.taken = grid.taken, grid.taken + 1
        values: dict[str, Any]
        if at % 10 == 9:
            values = {"address": f"鹤壁市鹤山区{grid.village}{at // 10 + 1}号"}
        else:
            building, number = grid.buildings[at // 72 % len(grid.buildings)]
            unit, storey, door = at % 72 // 24 + 1, at % 24 // 4 + 1, at % 4 + 1
            room = f"{storey}{door:02d}"
            values = {
                "address": f"鹤壁市鹤山区{grid.street}{grid.estate}{number}栋{unit}单元{room}",
                "building_id": building,
                "unit": f"{unit}",
                "storey": storey,
                "room": room,
            }
        let = kind is ResidenceKind.INCOMING
        return Dwelling(
            id=self._id(),
            path=grid.path,
            use=DwellingUse.RESIDENTIAL,
            occupancy=Occupancy.LET if let else Occupancy.OWNER,
            area=60.0 + at % 80,
            **values,
            **provenance,
        )

    def _person(
        self, name: str, sex: Sex, year: int, number: int, path: str, provenance: dict[str, Any]
    ) -> Person:
        chance = self._chance
        born = date(year, chance.randrange(1, 13), chance.randrange(1, 29))
        digits = f"{_NOBODY}{born:%Y%m%d}{(number * 2 + (sex is Sex.MALE)) % 1000:03d}"
        return Person(
            id=self._id(),
            name=name,
            path=path,
            sex=sex,
            born_on=born,
            document_kind=DocumentKind.IDENTITY_CARD,
            document_number=digits + check_digit(digits),
            phone=f"1{chance.randrange(30, 99)}{number % 100_000_000:08d}" if year < 2012 else "",
            registered_address=f"鹤壁市鹤山区{number % 997}号" if number % 3 else "",
            registered_division=_NOBODY,
            **provenance,
        )


def _grids(count: int, county: str) -> Iterator[Grid]:
    """Ten grids in a community, ten communities in a township."""
    for number in range(count):
        township, rest = divmod(number, 100)
        community, grid = divmod(rest, 10)
        path = f"{county}{township + 1:03d}{community + 1:03d}{grid + 1:03d}"
        estate = _ESTATES[number % len(_ESTATES)] + _ENDS[number // len(_ESTATES) % len(_ENDS)]
        buildings = tuple((f"bench-{path}-{each}", grid * 6 + each) for each in range(1, 7))
        village = f"{_ESTATES[number // 7 % 12]}{'东西南北中'[number % 5]}村"
        yield Grid(path, estate, _STREETS[number % len(_STREETS)], village, buildings)


def _relation(place: int, eldest: int, chance: random.Random) -> tuple[Relation, int]:
    """Of the first, second, ... of a family, and a year of birth that goes with it."""
    if place == 0:
        return Relation.HEAD, eldest
    if place == 1:
        return Relation.SPOUSE, min(2005, eldest + chance.randrange(-4, 5))
    if place < 4:
        return Relation.CHILD, min(2025, eldest + chance.randrange(21, 38))
    return Relation.PARENT, max(1925, eldest - chance.randrange(20, 32))

"""The floor plan of a building: storeys by units by rooms, coloured by how fresh the records are (POP-28).

Colours say what has been collected and when, never anything about people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template

from services.kernel.errors import NotFound
from services.kernel.web.pages import needs
from services.population.edge import register, words
from services.population.edge.register import VIEW, freshness, stub
from wangge.population.v1 import register_pb2 as pb

_PAGE = 500
_MOST = 3000
_MOST_STOREYS, _MOST_MISSING = 120, 60


@dataclass(frozen=True, slots=True)
class Room:
    """A cell of the plan; without a dwelling it was never collected."""

    dwelling: pb.Dwelling | None
    status: str


@dataclass(frozen=True, slots=True)
class Storey:
    """A line of the plan: rooms by unit, in the order of the units."""

    number: int
    units: tuple[tuple[Room, ...], ...]


@dataclass(frozen=True, slots=True)
class UnitSum:
    """What was collected of one entrance unit."""

    dwellings: int
    people: int
    missing: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan; ``rest`` are dwellings whose storey nobody wrote down."""

    units: tuple[str, ...]
    storeys: tuple[Storey, ...]
    rest: tuple[Room, ...]


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/building/<building>", view_func=building)


@needs(VIEW)
def building(building: str) -> str:
    """The plan, to look at and to print."""
    counted = stub().CountBuildings(pb.CountBuildingsRequest(building_id=building)).buildings
    if not counted:
        raise NotFound()
    dwellings, token = list[pb.Dwelling](), ""
    while len(dwellings) < _MOST:
        asked = pb.ListDwellingsRequest(building_id=building, page_size=_PAGE, page_token=token)
        answer = stub().ListDwellings(asked)
        dwellings += answer.dwellings
        token = answer.next_page_token
        if not token:
            break
    plan = plan_of(counted[0], dwellings)
    return render_template(
        "population/building.html",
        building=counted[0],
        plan=plan,
        totals=totals(plan),
        sums=sums(plan),
        words=words,
        register=register,
    )


def plan_of(known: pb.BuildingCount, dwellings: Iterable[pb.Dwelling]) -> Plan:
    """Rooms where they are, and an empty cell for each that the building has and nobody collected."""
    at: dict[tuple[int, str], list[pb.Dwelling]] = defaultdict(list)
    rest = []
    for each in dwellings:
        if each.storey:
            at[each.storey, each.unit].append(each)
        else:
            rest.append(_room(each))
    units = {f"{number}" for number in range(1, min(known.units, 50) + 1)} | {unit for _, unit in at}
    ordered = tuple(sorted(units, key=lambda unit: (not unit.isdigit(), unit.zfill(4)))) or ("",)
    numbers = set(range(1, min(known.storeys, _MOST_STOREYS) + 1)) | {storey for storey, _ in at}
    storeys = tuple(
        Storey(number, tuple(_rooms(at[number, unit], number, known) for unit in ordered))
        for number in sorted(numbers, reverse=True)
    )
    return Plan(ordered, storeys, tuple(rest))


def totals(plan: Plan) -> dict[str, int]:
    """How many cells of each status."""
    found: dict[str, int] = defaultdict(int)
    for room in (*plan.rest, *(room for each in plan.storeys for unit in each.units for room in unit)):
        found[room.status] += 1
    return found


def sums(plan: Plan) -> list[UnitSum]:
    """Of each unit, in their order: dwellings on record, people in them, and dwellings that are not."""
    found = []
    for at in range(len(plan.units)):
        rooms = [room for each in plan.storeys for room in each.units[at]]
        known = [room.dwelling for room in rooms if room.dwelling is not None]
        found.append(UnitSum(len(known), sum(each.people for each in known), len(rooms) - len(known)))
    return found


def _rooms(found: list[pb.Dwelling], storey: int, known: pb.BuildingCount) -> tuple[Room, ...]:
    rooms = [_room(each) for each in sorted(found, key=lambda each: each.room)]
    missing = known.dwellings_per_storey - len(rooms) if 0 < storey <= known.storeys else 0
    return (*rooms, *(Room(None, "missing") for _ in range(min(max(missing, 0), _MOST_MISSING))))


def _room(each: pb.Dwelling) -> Room:
    return Room(each, freshness(each.provenance))

"""Invented dwellings of the demo county: the rooms of a grid's buildings, and houses between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from services.kernel.types import NewId
from services.population.application.ports import KnownBuilding
from services.population.domain.kinds import DwellingUse, Occupancy
from services.population.domain.records import Dwelling

_STREETS = ("迎宾巷", "槐树胡同", "东仓巷")
_SHOPS = 4
"""Rooms on the ground floor of a grid's first building that are shops."""


def homes(
    path: str, area: str, buildings: Sequence[KnownBuilding], count: int, chance: Random, new_id: NewId
) -> list[Dwelling]:
    """``count`` places to live in, the buildings' rooms first and at most four in five of all; then shops."""
    rooms = [each for building in buildings for each in _rooms(path, area, building, new_id)]
    shops = [replace(each, use=DwellingUse.SHOP, occupancy=Occupancy.SELF_USED) for each in rooms[:_SHOPS]]
    rooms = rooms[_SHOPS : _SHOPS + count * 4 // 5]
    scattered = [_house(path, area, number, buildings, new_id) for number in range(count - len(rooms))]
    made = [
        replace(
            each,
            area=float(chance.choice((72, 86, 89, 96, 108, 118, 128, 143)) if chance.random() < 0.85 else 0),
            use=DwellingUse.RESIDENTIAL,
        )
        for each in (*rooms, *scattered)
    ]
    chance.shuffle(made)
    return [*made, *shops]


def _rooms(path: str, area: str, building: KnownBuilding, new_id: NewId) -> Iterator[Dwelling]:
    """Room 501 is the first on the fifth storey; each unit begins anew."""
    for storey in range(1, building.storeys + 1):
        for unit in range(1, building.units + 1):
            for number in range(1, building.per_storey + 1):
                room = f"{storey}{number:02d}"
                yield Dwelling(
                    id=new_id(),
                    path=path,
                    address=f"{area}{building.name}{unit}单元{room}室",
                    building_id=building.id,
                    unit=f"{unit}",
                    storey=storey,
                    room=room,
                    longitude=building.place[0] if building.place else None,
                    latitude=building.place[1] if building.place else None,
                )


def _house(path: str, area: str, number: int, buildings: Sequence[KnownBuilding], new_id: NewId) -> Dwelling:
    street = _STREETS[number % len(_STREETS)]
    east, north = number % 12, number // 12
    at = next((each.place for each in buildings if each.place), None)
    return Dwelling(
        id=new_id(),
        path=path,
        address=f"{area}{street}{number // len(_STREETS) + 1}号",
        longitude=round(at[0] + 0.0012 + 0.0002 * east, 7) if at else None,
        latitude=round(at[1] + 0.0010 + 0.0002 * north, 7) if at else None,
    )

"""What is counted in buildings: dwellings, households, who lives there; within sight alone (POP-28)."""

from __future__ import annotations

from datetime import date

from services.population.domain.kinds import ResidenceKind, StayReason
from tests.services.population.county import BUILDING, COMMUNITY, GRID, NEXT_GRID, Township


def counted(
    town: Township, path: str = GRID, building: str = "", sight: str = COMMUNITY
) -> list[tuple[int, ...]]:
    found, _ = town.app.count_buildings(town.clerk(sight), path, building)
    return [(each.dwellings, each.stale, each.households, each.people) for each in found]


def test_a_building_without_dwellings_is_there_with_nothing_in_it(any_town: Township) -> None:
    assert counted(any_town) == [(0, 0, 0, 0)]


def test_those_who_live_there_are_counted_and_those_only_registered_are_not(any_town: Township) -> None:
    home = any_town.dwelling("501")
    any_town.dwelling("502")
    head = any_town.register("张三", home)
    household = any_town.household_of(head)
    any_town.register("李四", household_id=household, kind=ResidenceKind.REGISTERED_ONLY)
    tenant = any_town.register("王五", home, kind=ResidenceKind.INCOMING, reason=StayReason.WORK)

    assert counted(any_town) == [(2, 0, 2, 2)]
    assert counted(any_town, building=BUILDING) == [(2, 0, 2, 2)]

    any_town.app.move_out(any_town.clerk("410602"), tenant, day=date(2026, 11, 1))
    assert counted(any_town) == [(2, 0, 1, 1)]


def test_dwellings_nobody_verified_for_long_are_counted_apart(any_town: Township) -> None:
    any_town.dwelling("501")
    any_town.clock.advance(days=181)
    any_town.dwelling("502")

    assert counted(any_town) == [(2, 1, 0, 0)]


def test_buildings_elsewhere_are_not_told_of(any_town: Township) -> None:
    any_town.register("张三", any_town.dwelling("501"))

    assert counted(any_town, sight=NEXT_GRID) == []
    assert counted(any_town, building=BUILDING, sight=NEXT_GRID) == []
    assert counted(any_town, path="", sight="410602") == [(1, 0, 1, 1)]

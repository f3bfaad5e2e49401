"""Households, dwellings, and what is counted in buildings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import NewUow, Places
from services.population.application.views.ports import (
    AskedDwellings,
    AskedHouseholds,
    Counting,
    Reader,
    ShownHousehold,
)
from services.population.application.views.view import Names, View
from services.population.domain.family import Family
from services.population.domain.records import Dwelling


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

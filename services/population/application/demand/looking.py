"""Service items and volunteer brands within sight (POP-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.demand.analysis import SEE
from services.population.application.demand.ports import Brands, Items, Territories
from services.population.application.room import today_in_china
from services.population.domain.meetings import COMMUNITY
from services.population.domain.offers import Activity, Brand, ServiceItem
from services.population.domain.summary_refusals import BrandNotFound, ServiceItemNotFound

_ACTIVITIES, _WITHOUT = 20, 200


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with the name of its place."""

    item: ServiceItem
    place: str
    running: bool


@dataclass(frozen=True, slots=True)
class ShownBrand:
    """A brand with the name of its place; one alone with what it did last."""

    brand: Brand
    place: str
    activities: Sequence[Activity] = ()


class LookAtOffers:
    """What is offered."""

    def __init__(self, items: Items, brands: Brands, territories: Territories, clock: Clock) -> None:
        self._items = items
        self._brands = brands
        self._territories = territories
        self._clock = clock

    def item(self, call: Call, item_id: str) -> ShownItem:
        """Of the caller's territories, or of one they lie in. Raises ServiceItemNotFound."""
        found = self._items.one(item_id)
        if found is None or not _meets(call, found.path):
            raise ServiceItemNotFound()
        return self._shown([found])[0]

    def items(
        self, call: Call, path: str, after: Sequence[str] | None, limit: int, *, with_ended: bool
    ) -> list[ShownItem]:
        """By place."""
        today = None if with_ended else today_in_china(self._clock())
        return self._shown(self._items.page(call.scope(SEE).paths, path, today, after, limit))

    def brand(self, call: Call, brand_id: str) -> ShownBrand:
        """Raises BrandNotFound."""
        found = self._brands.one(brand_id)
        if found is None or not sight.sees(call, SEE, found.path):
            raise BrandNotFound()
        place = self._territories.place_name(found.path)
        return ShownBrand(found, place, self._brands.activities(brand_id, _ACTIVITIES))

    def brands(self, call: Call, path: str, after: Sequence[str] | None, limit: int) -> list[ShownBrand]:
        """Those that are kept, by place."""
        found = self._brands.page(call.scope(SEE).paths, path, after, limit)
        names = self._territories.place_names([each.path for each in found])
        return [ShownBrand(each, names.get(each.path, "")) for each in found]

    def without(self, call: Call, path: str) -> tuple[list[tuple[str, str]], int]:
        """Communities of a territory that keep no brand (two hundred at most), and how many there are."""
        missing: list[tuple[str, str]] = []
        for own in call.scope(SEE).paths:
            if own.startswith(path) or path.startswith(own):
                inner = max(own, path, key=len)[:COMMUNITY]
                known = self._brands.with_one(inner)
                below = self._territories.below(inner, COMMUNITY)
                missing += [each for each in below if each[0] not in known and each not in missing]
        return missing[:_WITHOUT], len(missing)

    def _shown(self, found: Sequence[ServiceItem]) -> list[ShownItem]:
        today = today_in_china(self._clock())
        names = self._territories.place_names([each.path for each in found])
        return [ShownItem(each, names.get(each.path, ""), each.running(today)) for each in found]


def _meets(call: Call, path: str) -> bool:
    return any(each.startswith(path) or path.startswith(each) for each in call.scope(SEE).paths)

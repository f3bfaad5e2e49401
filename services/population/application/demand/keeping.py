"""Service items, needs of units and volunteer brands are registered and changed (POP-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.types import Clock, NewId
from services.population.application import sight
from services.population.application.demand.ports import Brands, Items, Territories, UnitNeeds, Units
from services.population.application.families.sight import GROUNDS
from services.population.application.ports import NewUow
from services.population.application.room import day_of, must_be_current, today_in_china
from services.population.domain.families.refusals import EstablishmentClosed, EstablishmentNotFound
from services.population.domain.meetings import must_be_community
from services.population.domain.needs import NeedKind
from services.population.domain.offers import Activity, Brand, ServiceItem, UnitNeed
from services.population.domain.refusals import TerritoryUnknown
from services.population.domain.summary_refusals import (
    BrandNotFound,
    ServiceItemNotFound,
    UnitNeedNotFound,
)

EDIT = "population.demand.edit"
_MOST_NEEDS = 100


@dataclass(frozen=True, slots=True)
class DemandRoom:
    """What every command needs."""

    new_uow: NewUow
    territories: Territories
    clock: Clock
    new_id: NewId

    def must_be_mine(self, call: Call, path: str, field: str) -> None:
        """Raises PermissionDenied, TerritoryUnknown."""
        call.require(EDIT, path)
        if not self.territories.place_name(path):
            raise TerritoryUnknown(FieldProblem(field, TerritoryUnknown.code))


class PutItem:
    """Registers a service item, or says other things of one; it ends by its last day."""

    def __init__(self, room: DemandRoom, items: Items) -> None:
        self._room = room
        self._items = items

    def __call__(self, call: Call, said: ServiceItem, etag: str) -> str:
        """Its id. Raises Invalid, ServiceItemNotFound, Stale, TerritoryUnknown."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._items.get(uow, said.id) if said.id else None
            if said.id:
                if before is None or not sight.sees(call, EDIT, before.path):
                    raise ServiceItemNotFound()
                must_be_current(etag, before.version)
            room.must_be_mine(call, said.path, "item.territory_code")
            version = before.version + 1 if before else 1
            made = replace(said.checked(), id=said.id or room.new_id(), version=version)
            self._items.save(uow, made)
            what = "change" if before else "open"
            uow.audit(f"population.service_item.{what}", "service_item", made.id, territory=made.path)
            uow.commit(result=made.id)
        return made.id


class KeepUnitNeeds:
    """A unit says what it needs, and later that it has it."""

    def __init__(self, room: DemandRoom, needs: UnitNeeds, units: Units) -> None:
        self._room = room
        self._needs = needs
        self._units = units

    def state(self, call: Call, establishment_id: str, kind: NeedKind, text: str) -> UnitNeed:
        """Raises EstablishmentNotFound, EstablishmentClosed."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._needs.get(uow, first)
                assert known is not None
                return known
            unit = self._units.establishment(uow, establishment_id)
            if unit is None or not sight.sees(call, GROUNDS, unit.path):
                raise EstablishmentNotFound()
            if unit.closed:
                raise EstablishmentClosed()
            need = UnitNeed(
                room.new_id(), unit.id, unit.path, kind, text, today_in_china(uow.now), call.actor.name
            )
            self._needs.add(uow, need)
            uow.audit("population.unit_need.state", "establishment", unit.id, territory=unit.path)
            uow.commit(result=need.id)
        return need

    def meet(self, call: Call, need_id: str, etag: str, answer: str) -> UnitNeed:
        """Raises UnitNeedNotFound, UnitNeedMet, Stale."""
        with self._room.new_uow(call) as uow:
            known = self._needs.get(uow, need_id)
            if known is None or not sight.sees(call, GROUNDS, known.path):
                raise UnitNeedNotFound()
            if uow.replayed() is not None:
                return known
            met = known.met(etag, answer, today_in_china(uow.now))
            self._needs.put(uow, met)
            uow.audit("population.unit_need.meet", "establishment", met.establishment_id, territory=met.path)
            uow.commit(result=met.id)
        return met

    def listed(self, call: Call, establishment_id: str) -> Sequence[UnitNeed]:
        """Newest first; the reading is logged. Raises EstablishmentNotFound."""
        with self._room.new_uow(call) as uow:
            unit = self._units.establishment(uow, establishment_id)
            if unit is None or not sight.sees(call, sight.VIEW, unit.path):
                raise EstablishmentNotFound()
            uow.audit("population.unit_needs.list", "establishment", unit.id, territory=unit.path)
            uow.commit()
        return self._needs.of_unit(establishment_id, _MOST_NEEDS)


class KeepBrands:
    """A community's brand and what it does."""

    def __init__(self, room: DemandRoom, brands: Brands) -> None:
        self._room = room
        self._brands = brands

    def put(self, call: Call, said: Brand, etag: str) -> str:
        """Its id. Raises NotACommunity, BrandNotFound, BrandEnded, Stale, TerritoryUnknown."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._mine(call, self._brands.get(uow, said.id)) if said.id else None
            if before is not None:
                must_be_current(etag, before.version)
                before.must_be_kept()
            must_be_community(said.path, "brand.territory_code")
            room.must_be_mine(call, said.path, "brand.territory_code")
            made = replace(
                said,
                id=said.id or room.new_id(),
                activities=before.activities if before else 0,
                version=before.version + 1 if before else 1,
            )
            self._brands.save(uow, made)
            what = "end" if made.ended else "change" if before else "open"
            uow.audit(f"population.brand.{what}", "brand", made.id, territory=made.path)
            uow.commit(result=made.id)
        return made.id

    def note(self, call: Call, brand_id: str, said: Activity, day: date | None) -> str:
        """Something the brand did, today when no day is said. Raises BrandNotFound, BrandEnded, Invalid."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            known = self._mine(call, self._brands.get(uow, brand_id))
            known.must_be_kept()
            made = replace(
                said, id=self._room.new_id(), day=day_of(day, uow.now, "day"), noted_by=call.actor.name
            )
            self._brands.add_activity(uow, brand_id, made)
            uow.audit("population.brand.activity", "brand", brand_id, territory=known.path)
            uow.commit(result=brand_id)
        return brand_id

    def _mine(self, call: Call, known: Brand | None) -> Brand:
        """Raises BrandNotFound."""
        if known is None or not sight.sees(call, EDIT, known.path):
            raise BrandNotFound()
        return known

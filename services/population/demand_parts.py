"""The parts of population that set what is needed against what is offered."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.demand.needs import SqlNeeds, SqlUnitNeeds
from services.population.adapters.demand.offers import SqlBrands, SqlItems
from services.population.adapters.families.grounds import SqlGrounds
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.application.demand.analysis import GetDemand
from services.population.application.demand.keeping import DemandRoom, KeepBrands, KeepUnitNeeds, PutItem
from services.population.application.demand.looking import LookAtOffers
from services.population.application.ports import NewUow


@dataclass(frozen=True, slots=True)
class DemandParts:
    """Commands and queries of DemandService."""

    get: GetDemand
    put_item: PutItem
    unit_needs: KeepUnitNeeds
    brands: KeepBrands
    look: LookAtOffers


def build(context: ServiceContext, new_uow: NewUow, places: SqlPlaces, sealing: Sealing) -> DemandParts:
    """Put them together; imports no grpc."""
    items, brands = SqlItems(context.database), SqlBrands(context.database)
    room = DemandRoom(new_uow, places, context.clock, context.new_id)
    units = SqlGrounds(context.database, sealing)
    return DemandParts(
        get=GetDemand(SqlNeeds(context.database), items, places, context.clock),
        put_item=PutItem(room, items),
        unit_needs=KeepUnitNeeds(room, SqlUnitNeeds(context.database, sealing), units),
        brands=KeepBrands(room, brands),
        look=LookAtOffers(items, brands, places, context.clock),
    )

"""DemandService of wangge/population/v1/demand.proto."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.kernel.types import Clock
from services.population.adapters.demand.offers import BRANDS, ITEMS
from services.population.application.demand.analysis import HEARD, INCOMERS, RESIDENTS, Line
from services.population.application.demand.looking import ShownBrand, ShownItem
from services.population.application.room import today_in_china
from services.population.demand_parts import DemandParts
from services.population.domain.disclosure import HIDDEN
from services.population.domain.needs import NeedKind
from services.population.domain.offers import Activity, Brand, ServiceItem, UnitNeed
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.words import number, word
from wangge.population.v1 import demand_pb2 as pb
from wangge.population.v1 import demand_pb2_grpc as pb_grpc
from wangge.population.v1 import statistics_pb2

_BY_ITEM = Order(tuple((column.name, column, down) for column, down in ITEMS))
_BY_BRAND = Order(tuple((column.name, column, down) for column, down in BRANDS))


class DemandServicer(pb_grpc.DemandServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: DemandParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def GetServiceDemand(self, request: pb.GetServiceDemandRequest, context: Any) -> pb.ServiceDemand:
        found = self._app.get(call_of(context), path_of(request.territory_code))
        return pb.ServiceDemand(
            territory_code=code_of(found.path),
            territory_name=found.name,
            protected=found.protected,
            lines=[_line(each) for each in found.lines],
            since=found.since.isoformat(),
        )

    def PutServiceItem(self, request: pb.PutServiceItemRequest, context: Any) -> pb.ServiceItem:
        call, said = call_of(context), request.item
        wanted = ServiceItem(
            id=said.id,
            path=path_of(said.territory_code),
            name=said.name.strip(),
            kind=_kind(said.kind, "item.kind"),
            offered_by=said.offered_by.strip(),
            capacity=said.capacity,
            from_day=day_of(said.from_day, "item.from_day"),
            to_day=day_of(said.to_day, "item.to_day"),
        )
        made = self._app.put_item(call, wanted, said.etag)
        return _item(self._app.look.item(call, made))

    def GetServiceItem(self, request: pb.GetServiceItemRequest, context: Any) -> pb.ServiceItem:
        return _item(self._app.look.item(call_of(context), request.id))

    def ListServiceItems(
        self, request: pb.ListServiceItemsRequest, context: Any
    ) -> pb.ListServiceItemsResponse:
        size = clamp(request.page_size)
        query = f"{request.territory_code} {request.with_ended}"
        after = decode_token(request.page_token, _BY_ITEM, query)
        found = self._app.look.items(
            call_of(context),
            path_of(request.territory_code),
            [str(each) for each in after] if after else None,
            size + 1,
            with_ended=request.with_ended,
        )
        answer = pb.ListServiceItemsResponse(items=[_item(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].item
            answer.next_page_token = encode_token(_BY_ITEM, query, [last.path, last.id])
        return answer

    def StateUnitNeed(self, request: pb.StateUnitNeedRequest, context: Any) -> pb.UnitNeed:
        kind = _kind(request.kind, "kind")
        text = request.text.strip()
        return _need(self._app.unit_needs.state(call_of(context), request.establishment_id, kind, text))

    def MeetUnitNeed(self, request: pb.MeetUnitNeedRequest, context: Any) -> pb.UnitNeed:
        answer = request.answer.strip()
        return _need(self._app.unit_needs.meet(call_of(context), request.id, request.etag, answer))

    def ListUnitNeeds(self, request: pb.ListUnitNeedsRequest, context: Any) -> pb.ListUnitNeedsResponse:
        found = self._app.unit_needs.listed(call_of(context), request.establishment_id)
        return pb.ListUnitNeedsResponse(needs=[_need(each) for each in found])

    def PutVolunteerBrand(self, request: pb.PutVolunteerBrandRequest, context: Any) -> pb.VolunteerBrand:
        call, said = call_of(context), request.brand
        wanted = Brand(
            id=said.id,
            path=path_of(said.territory_code),
            name=said.name.strip(),
            what=said.what.strip(),
            contact_post=said.contact_post.strip(),
            since=day_of(said.since, "brand.since"),
            ended=said.ended,
        )
        made = self._app.brands.put(call, wanted, said.etag)
        return _brand(self._app.look.brand(call, made))

    def NoteBrandActivity(self, request: pb.NoteBrandActivityRequest, context: Any) -> pb.VolunteerBrand:
        call = call_of(context)
        today = today_in_china(self._clock())
        said = Activity("", today, request.what.strip(), request.volunteers, request.served, "")
        made = self._app.brands.note(call, request.id, said, day_of(request.day, "day"))
        return _brand(self._app.look.brand(call, made))

    def GetVolunteerBrand(self, request: pb.GetVolunteerBrandRequest, context: Any) -> pb.VolunteerBrand:
        return _brand(self._app.look.brand(call_of(context), request.id))

    def ListVolunteerBrands(
        self, request: pb.ListVolunteerBrandsRequest, context: Any
    ) -> pb.ListVolunteerBrandsResponse:
        call, size, path = call_of(context), clamp(request.page_size), path_of(request.territory_code)
        after = decode_token(request.page_token, _BY_BRAND, path)
        start = [str(each) for each in after] if after else None
        found = self._app.look.brands(call, path, start, size + 1)
        answer = pb.ListVolunteerBrandsResponse(brands=[_brand(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].brand
            answer.next_page_token = encode_token(_BY_BRAND, path, [last.path, last.id])
        if not after:
            without, answer.without_count = self._app.look.without(call, path)
            for place, name in without:
                answer.without.add(territory_code=code_of(place), territory_name=name)
        return answer


def _kind(value: int, field: str) -> NeedKind:
    """What was said; another need where nothing was."""
    return word(NeedKind, value, field) if value else NeedKind.OTHER


def _line(line: Line) -> pb.DemandLine:
    def figure(what: str, value: int) -> statistics_pb2.Figure:
        if what in line.hidden:
            return statistics_pb2.Figure(hidden=True, text=HIDDEN)
        return statistics_pb2.Figure(value=value, text=str(value))

    return pb.DemandLine(
        kind=number(line.kind),
        heard=figure(HEARD, line.needed.heard),
        incomers=figure(INCOMERS, line.needed.incomers),
        residents=figure(RESIDENTS, line.residents),
        units=line.needed.units,
        items=line.offered.items,
        capacity=line.offered.capacity,
        supply=number(line.supply),
    )


def _item(shown: ShownItem) -> pb.ServiceItem:
    item = shown.item
    return pb.ServiceItem(
        id=item.id,
        territory_code=code_of(item.path),
        territory_name=shown.place,
        name=item.name,
        kind=number(item.kind),
        offered_by=item.offered_by,
        capacity=item.capacity,
        from_day=_text(item.from_day),
        to_day=_text(item.to_day),
        running=shown.running,
        etag=str(item.version),
    )


def _need(need: UnitNeed) -> pb.UnitNeed:
    return pb.UnitNeed(
        id=need.id,
        establishment_id=need.establishment_id,
        territory_code=code_of(need.path),
        kind=number(need.kind),
        text=need.text,
        stated_on=need.stated_on.isoformat(),
        stated_to=need.stated_to,
        met_on=_text(need.met_on),
        answer=need.answer,
        etag=str(need.version),
    )


def _brand(shown: ShownBrand) -> pb.VolunteerBrand:
    brand = shown.brand
    message = pb.VolunteerBrand(
        id=brand.id,
        territory_code=code_of(brand.path),
        territory_name=shown.place,
        name=brand.name,
        what=brand.what,
        since=_text(brand.since),
        contact_post=brand.contact_post,
        ended=brand.ended,
        activity_count=brand.activities,
        etag=str(brand.version),
    )
    for each in shown.activities:
        message.activities.add(
            id=each.id,
            day=each.day.isoformat(),
            what=each.what,
            volunteers=each.volunteers,
            served=each.served,
            noted_by=each.noted_by,
        )
    return message


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""

"""Needs beside what is offered, the register of service items, volunteer brands (POP-31)."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from services.kernel.web.pages import needs, peer
from services.population.edge import need_words as titles
from services.population.edge import statistics
from services.population.edge.people import single_places
from services.population.edge.register import asked_code, own_codes
from services.population.edge.weeks import address
from wangge.population.v1 import demand_pb2 as pb
from wangge.population.v1 import demand_pb2_grpc

SEE, EDIT = "population.demand.view", "population.demand.edit"
HOME, ITEMS, BRANDS = (f"/population/statistics/{name}" for name in ("demand", "items", "brands"))
_SIZE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/statistics/demand", view_func=demand)
    blueprint.add_url_rule("/statistics/items", view_func=service_items)
    blueprint.add_url_rule("/statistics/brands", view_func=brands)
    blueprint.add_url_rule("/statistics/brand/<brand>", view_func=brand)


def stub() -> demand_pb2_grpc.DemandServiceStub:
    """Needs and offers with the reader's rights."""
    return peer(demand_pb2_grpc.DemandServiceStub, "population")


def own_code() -> str:
    """In the address, else the reader's own."""
    return asked_code() or next((each for each in own_codes(SEE) if each), "")


@needs(SEE)
def demand() -> str:
    """What is blank, what is weak; with the structure of residents."""
    code = own_code()
    found = stub().GetServiceDemand(pb.GetServiceDemandRequest(territory_code=code))
    summary = statistics.summary(found.territory_code)
    wanted = [each for each in found.lines if each.supply != pb.SUPPLY_NOT_NEEDED or each.items]
    return render_template(
        "population/demand.html",
        found=found,
        code=found.territory_code or code,
        places=single_places(code, SEE),
        lines=sorted(
            wanted, key=lambda each: (_RANK.get(each.supply, 9), -each.residents.value - each.units)
        ),
        quiet=[each for each in found.lines if each not in wanted],
        structure=statistics.tables(summary) if summary is not None else [],
        kinds=statistics.categories(summary) if summary is not None else [],
        titles=titles,
        page=address,
    )


@needs(SEE)
def service_items() -> str:
    """The register of service items."""
    code, ended = own_code(), bool(request.args.get("ended"))
    asked = pb.ListServiceItemsRequest(
        territory_code=code,
        with_ended=ended,
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    found = stub().ListServiceItems(asked)
    more = {"territory": code, "ended": "1" if ended else ""}
    return render_template(
        "population/service_items.html",
        items=found.items,
        code=code,
        ended=ended,
        places=single_places(code, SEE),
        titles=titles,
        may_edit=g.may(EDIT),
        next_address=address(ITEMS, **more, page_token=found.next_page_token)
        if found.next_page_token
        else "",
        first_address=address(ITEMS, **more) if asked.page_token else "",
    )


@needs(SEE)
def brands() -> str:
    """Volunteer brands, and communities without one."""
    code = own_code()
    asked = pb.ListVolunteerBrandsRequest(
        territory_code=code, page_size=_SIZE, page_token=request.args.get("page_token", "")[:1000]
    )
    found = stub().ListVolunteerBrands(asked)
    onward = address(BRANDS, territory=code, page_token=found.next_page_token)
    return render_template(
        "population/brands.html",
        found=found,
        code=code,
        places=single_places(code, SEE),
        may_edit=g.may(EDIT),
        next_address=onward if found.next_page_token else "",
        first_address=address(BRANDS, territory=code) if asked.page_token else "",
    )


@needs(SEE)
def brand(brand: str) -> str:
    """One brand with what it did."""
    found = stub().GetVolunteerBrand(pb.GetVolunteerBrandRequest(id=brand[:41]))
    return render_template("population/brand.html", brand=found, may_edit=g.may(EDIT) and not found.ended)


_RANK = {
    pb.SUPPLY_BLANK: 0,
    pb.SUPPLY_WEAK: 1,
    pb.SUPPLY_NOT_TOLD: 2,
    pb.SUPPLY_ENOUGH: 3,
    pb.SUPPLY_NOT_NEEDED: 4,
}

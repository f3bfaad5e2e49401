"""A dwelling with its households, and the buildings of a place (POP-01)."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from services.population.edge import history, person_tabs, register, words
from services.population.edge.people import address_of, places
from services.population.edge.register import EDIT, VIEW, asked_code, place_name, stub
from wangge.population.v1 import register_pb2 as pb

_SIZE = 50
_OCCUPANCIES = {"owner": 1, "let": 2, "self_used": 3, "vacant": 4, "lent": 5}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/dwelling/<dwelling>", view_func=dwelling)
    blueprint.add_url_rule("/buildings", view_func=buildings)
    blueprint.add_url_rule("/dwellings", view_func=dwellings)


@needs(VIEW)
def dwelling(dwelling: str) -> str:
    """What it is, who lives there by household, its history."""
    found = stub().GetDwelling(pb.GetDwellingRequest(id=dwelling))
    asked = pb.ListHouseholdsRequest(
        dwelling_id=dwelling, territory_code=found.territory_code, page_size=100, with_ended=True
    )
    households = list(stub().ListHouseholds(asked).households)
    changes, more = history.of("dwelling", dwelling, request.args.get("changes", "")[:1000])
    actions: list[tuple[str, Text, str]] = []
    if g.may(EDIT) and not found.ended:
        actions = [
            ("correct", Text("更正房屋信息", "Correct"), "pencil"),
            ("end", Text("注销房屋", "End the dwelling"), "x"),
        ]
    return render_template(
        "population/dwelling.html",
        dwelling=found,
        households=[each for each in households if not each.to_day],
        former=[each for each in households if each.to_day],
        words=words,
        register=register,
        actions=actions,
        changes=changes,
        more=more,
        parts=person_tabs.parts("dwelling", found),
    )


@needs(VIEW)
def buildings() -> str:
    """Buildings of a place with what is counted in them."""
    code = asked_code()
    answer = stub().CountBuildings(pb.CountBuildingsRequest(territory_code=code))
    return render_template(
        "population/buildings.html",
        buildings=answer.buildings,
        limited=answer.limited,
        code=code,
        places=places(code),
        place=place_name(code),
    )


@needs(VIEW)
def dwellings() -> str:
    """Dwellings of a place, scattered houses among them."""
    code = asked_code()
    sent = {name: request.args.get(name, "")[:12] for name in ("occupancy", "stale")}
    asked = pb.ListDwellingsRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        territory_code=code,
        occupancy=_OCCUPANCIES.get(sent["occupancy"]),  # type: ignore[arg-type]
        stale_only=bool(sent["stale"]),
    )
    answer = stub().ListDwellings(asked)
    fields = {"territory": code, **sent}
    token = answer.next_page_token
    return render_template(
        "population/dwellings.html",
        dwellings=answer.dwellings,
        code=code,
        sent=sent,
        occupancies=[(name, words.OCCUPANCIES[number]) for name, number in _OCCUPANCIES.items()],
        places=places(code),
        place=place_name(code),
        words=words,
        register=register,
        next_address=address_of("dwellings", fields, token) if token else "",
        first_address=address_of("dwellings", fields) if asked.page_token else "",
    )

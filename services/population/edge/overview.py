"""The first page of the register: what my territory has, and which records want looking after."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.kernel.web.pages import needs
from services.population.edge import register, statistics, words
from services.population.edge.people import PURPOSES, places
from services.population.edge.register import VIEW, asked_code, place_name, stub
from wangge.population.v1 import register_pb2 as pb

_FEW = 10


def add(blueprint: Blueprint) -> None:
    """Add the page, and the box that the frame's search shows."""
    blueprint.add_url_rule("", view_func=overview)
    blueprint.add_url_rule("/found", view_func=found, methods=["GET", "POST"])


@needs(VIEW)
def overview() -> ResponseReturnValue:
    """Figures, stale households, and where to go on."""
    code = asked_code()
    asked = pb.ListHouseholdsRequest(territory_code=code, stale_only=True, page_size=_FEW)
    stale = stub().ListHouseholds(asked)
    buildings = stub().CountBuildings(pb.CountBuildingsRequest(territory_code=code)).buildings
    return render_template(
        "population/overview.html",
        figures=statistics.summary(code),
        stale=stale.households,
        more_stale=bool(stale.next_page_token),
        buildings=[each for each in buildings if each.stale_dwellings][:_FEW],
        code=code,
        place=place_name(code),
        places=places(code),
        purposes=PURPOSES,
        words=words,
        register=register,
    )


@needs(VIEW)
def found() -> str:
    """What the frame's search shows: a box to look residents up with; no name stands in its address."""
    return render_template(
        "population/found.html", words=" ".join(request.values.get("q", "").split())[:100], purposes=PURPOSES
    )

"""Buildings of a place and their plans, coloured by what a campaign has visited, never by people (POP-28)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.field.edge.building_plan import plan_of
from services.field.edge.checklists import EDIT, VIEW
from services.field.edge.checklists import stub as campaigns
from services.field.edge.places import directory, place_name, place_names
from services.kernel.call import Call
from services.kernel.errors import NotFound, Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.pages import needs
from wangge.directory.v1 import territories_pb2
from wangge.field.v1 import fieldhelp_pb2 as pb

HOME = "/field/buildings"
SEE = "directory.territory.view"
_PAGE, _SHEETS = 100, 500
_PAGES = 12
"""Sheets of one building and campaign are read up to 6,000: as many as a plan has cells."""


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/buildings", view_func=buildings)
    blueprint.add_url_rule("/buildings/<id>", view_func=building)


@needs(SEE)
def buildings() -> str:
    """Those of a place and below; of the reader's own place when none is chosen."""
    territory = request.args.get("territory", "")
    if not (territory.isascii() and territory.isdigit() and 4 <= len(territory) <= 24):
        territory = _own()
    token = request.args.get("page_token", "")[:1000]
    found = territories_pb2.ListBuildingsResponse()
    if territory:
        asked = territories_pb2.ListBuildingsRequest(
            territory_code=territory, page_size=_PAGE, page_token=token
        )
        found = directory().ListBuildings(asked)
    here = [("territory", territory)]
    more = [*here, ("page_token", found.next_page_token)]
    return render_template(
        "field/buildings.html",
        rows=found.buildings,
        names=place_names(each.grid_code or each.community_code for each in found.buildings),
        territory=territory,
        territory_name=place_name(territory),
        next_address=f"{HOME}?{urlencode(more)}" if found.next_page_token else "",
        first_address=f"{HOME}?{urlencode(here)}" if token else "",
    )


@needs(SEE)
def building(id: str) -> str:
    """The plan, to be printed on one page."""
    found = directory().GetBuilding(territories_pb2.GetBuildingRequest(id=id))
    chosen = request.args.get("checklist", "")[:40]
    running = _running()
    visits = _visits(chosen, id) if any(each.id == chosen for each in running) else {}
    return render_template(
        "field/building.html",
        building=found,
        plan=plan_of(found.storeys, found.units, found.dwellings_per_storey, found.households),
        place=place_name(found.grid_code or found.community_code),
        checklists=running,
        chosen=chosen if visits or any(each.id == chosen for each in running) else "",
        visits=visits,
    )


def _own() -> str:
    """The code of the narrowest place that the reader sees whole; empty for the whole platform."""
    paths = Call(g.actor).scope(SEE).paths
    return code_of(max(paths, key=len, default=""))


def _running() -> list[pb.Checklist]:
    """Campaigns whose visits the reader may see."""
    view = "territory" if g.may(VIEW) or g.may(EDIT) else "mine"
    if view == "mine" and not g.may("field.patrol.do"):
        return []
    asked = pb.ListChecklistsRequest(view=view, state=pb.CHECKLIST_STATE_RUNNING, page_size=100)
    try:
        return list(campaigns().ListChecklists(asked).checklists)
    except Refusal:
        return []


def _visits(checklist: str, building: str) -> dict[str, str]:
    """By room: ``seen``, or ``alarm`` where something is to be done."""
    asked = pb.ListChecklistResultsRequest(checklist_id=checklist, building_id=building, page_size=_SHEETS)
    found: dict[str, str] = {}
    for _ in range(_PAGES):
        try:
            answer = campaigns().ListChecklistResults(asked)
        except NotFound:
            return {}
        for each in answer.results:
            # Newest first: what was seen last counts.
            found.setdefault(each.room, "alarm" if each.alarms > each.cases else "seen")
        if not answer.next_page_token:
            break
        asked.page_token = answer.next_page_token
    return found

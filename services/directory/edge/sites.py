"""Estates, buildings, facilities of a territory, and yearly targets for estates (DIR-06, DIR-08, DIR-09)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge.dictionary_titles import options, title
from services.directory.edge.registers import get_territory, may_there, place_names, superiors, territories
from services.kernel.types import utc_now
from services.kernel.web.pages import needs
from services.kernel.web.showing import as_moment
from wangge.directory.v1 import territories_pb2 as pb

VIEW, EDIT = "directory.territory.view", "directory.territory.edit"
_PAGE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/territories/<code>/estates", view_func=list_estates)
    blueprint.add_url_rule("/territories/<code>/buildings", view_func=list_buildings)
    blueprint.add_url_rule("/territories/<code>/facilities", view_func=list_facilities)


@needs(VIEW)
def list_estates(code: str) -> str:
    """Estates of a place and below, with how many of their haves are fulfilled, and the year's targets."""
    answer = territories().ListEstates(
        pb.ListEstatesRequest(territory_code=code, page_size=_PAGE, page_token=_token())
    )
    year = _year()
    targets = territories().ListEstateTargets(
        pb.ListEstateTargetsRequest(territory_code=code, year=year, page_size=_PAGE)
    )
    names = place_names(each.territory_code for each in (*answer.estates, *targets.targets))
    return _shown(
        "estates", code, answer.estates, answer.next_page_token, names, year=year, targets=targets.targets
    )


@needs(VIEW)
def list_buildings(code: str) -> str:
    """Buildings of a place and below, or only those in no grid."""
    unassigned = bool(request.args.get("unassigned"))
    answer = territories().ListBuildings(
        pb.ListBuildingsRequest(
            territory_code=code, only_unassigned=unassigned, page_size=_PAGE, page_token=_token()
        )
    )
    names = place_names(each.grid_code or each.community_code for each in answer.buildings)
    return _shown("buildings", code, answer.buildings, answer.next_page_token, names, unassigned=unassigned)


@needs(VIEW)
def list_facilities(code: str) -> str:
    """Facilities of a place and below, or only those of a kind."""
    kind = request.args.get("kind", "")[:40]
    answer = territories().ListFacilities(
        pb.ListFacilitiesRequest(territory_code=code, kind=kind, page_size=_PAGE, page_token=_token())
    )
    names = place_names(each.territory_code for each in answer.facilities)
    return _shown(
        "facilities",
        code,
        answer.facilities,
        answer.next_page_token,
        names,
        kind=kind,
        kinds=options("facility_kind")(),
    )


def _shown(name: str, code: str, rows: object, token: str, names: dict[str, str], **more: object) -> str:
    chosen = get_territory(code)
    asked: dict[str, Any] = {
        each: value for each, value in request.args.items() if each in ("unassigned", "kind") and value
    }
    return render_template(
        f"directory/{name}.html",
        chosen=chosen,
        above=superiors(chosen),
        rows=rows,
        names=names,
        title=title,
        may_edit=may_there(EDIT, code),
        next_address=url_for(f".list_{name}", code=code, **asked, page_token=token) if token else "",
        first_address=url_for(f".list_{name}", code=code, **asked) if _token() else "",
        **more,
    )


def _token() -> str:
    return request.args.get("page_token", "")[:1000]


def _year() -> int:
    moment = as_moment(utc_now())
    assert moment is not None
    asked = request.args.get("year", "")
    return (
        int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= 2100 else moment.year
    )

"""The map of cases: clusters counted by the service, the same as a list, popups by right (GEO-05, GEO-06)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from services.cases.edge import lookups, words
from services.cases.edge.criteria import Criteria
from services.cases.edge.criteria_words import choices, problems_of
from services.cases.edge.outlines import stub as territories
from services.kernel.errors import Invalid, Refusal
from services.kernel.territory_codes import code_of
from services.kernel.types import utc_now
from services.kernel.web.pages import needs, peer
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc, records_pb2, records_pb2_grpc
from wangge.directory.v1 import organisations_pb2, organisations_pb2_grpc, territories_pb2

VIEW = "cases.case.view"
WHOLE = (-180.0, -85.0, 180.0, 85.0)
_SIDES = ("west", "south", "east", "north")
_USUAL_DAYS = 90
_PEOPLE_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers for a place, as the public notice board names them (DIR-19)."""

    title: str
    name: str
    phone: str


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/map", view_func=case_map)
    blueprint.add_url_rule("/map/clusters.json", view_func=clusters)
    blueprint.add_url_rule("/map/case/<case>", view_func=case_popup)
    blueprint.add_url_rule("/map/area/<code>", view_func=area_popup)


@needs(VIEW)
def case_map() -> str:
    """The page; its scripts ask for everything else."""
    asked = criteria()
    return render_template(
        "cases/map.html",
        asked=asked,
        choices=choices(),
        problem=problems_of(asked),
        categories=tops(),
        answer=_clusters(WHOLE, 0, asked),
        asked_open=_open_only(),
        list_address=_list_of(asked),
    )


@needs(VIEW)
def clusters() -> Response:
    """Clusters of a section for the map, and the same as the list beside it."""
    asked = criteria()
    box = tuple(_number(name, low) for name, low in zip(_SIDES, WHOLE, strict=True))
    zoom = int(min(max(_number("zoom", 0.0), 0), 22))
    answer = _clusters((box[0], box[1], box[2], box[3]), zoom, asked)
    listed = render_template("cases/map_list.html", answer=answer, list_address=_list_of(asked))
    made = jsonify(
        total=answer.total,
        limited=answer.limited,
        clusters=[_shown(each) for each in answer.clusters],
        listed=listed,
        list_address=_list_of(asked),
    )
    made.headers["Cache-Control"] = "no-store"
    return made


@needs(VIEW)
def case_popup(case: str) -> str:
    """What CASE-09 wants told of a case, as far as the reader may know."""
    found = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetCase(cases_pb2.GetCaseRequest(id=case))
    return render_template("cases/map_case.html", case=found, steps=words.STEPS)


@needs()
def area_popup(code: str) -> str:
    """A territory: its centre, who is in charge, office phones."""
    found = territories().GetTerritory(territories_pb2.GetTerritoryRequest(code=code))
    return render_template(
        "cases/map_area.html",
        area=found,
        level=words.LEVELS.get(found.level, ""),
        centre=_centre(found),
        people=_people(code),
        list_address=Criteria(area=code, open="true").address(),
    )


def criteria() -> Criteria:
    """What the page is asked for; the last quarter unless it says otherwise or looks at open cases alone."""
    asked = Criteria.of_request(request.args)
    if not _open_only() and not asked.first and not asked.last:
        today = utc_now().astimezone(SHANGHAI).date()
        asked = replace(asked, first=(today - timedelta(days=_USUAL_DAYS)).isoformat())
    return replace(asked, open="true" if _open_only() else "", view="", order="", q="", rest="")


def tops() -> list[tuple[str, str]]:
    """The upper two levels of the catalogue, to filter by."""
    found = [each for each in lookups.catalogue() if not each.retired and each.code.count(".") <= 1]
    return [(each.code, lookups.category_title(each.code)) for each in found]


def _open_only() -> bool:
    return request.args.get("open", "true") != "all"


def _list_of(asked: Criteria) -> str:
    """The list of the same cases, wherever they lie."""
    return asked.address()


def _clusters(
    box: tuple[float, float, float, float], zoom: int, asked: Criteria
) -> records_pb2.ClusterCasesResponse:
    west, south, east, north = box
    plain = replace(asked, first="", last="", open="")
    wanted = records_pb2.ClusterCasesRequest(
        west=west,
        south=south,
        east=east,
        north=north,
        zoom=zoom,
        filter=plain.filter(),
        open_only=bool(asked.open),
        from_day=asked.first,
        to_day=asked.last,
    )
    try:
        return peer(records_pb2_grpc.CaseRecordServiceStub, "cases").ClusterCases(wanted)
    except Invalid:
        return records_pb2.ClusterCasesResponse()


def _shown(cluster: records_pb2.CaseCluster) -> dict[str, Any]:
    lights = {
        cases_pb2.Light.Name(each.light).removeprefix("LIGHT_").lower(): each.count for each in cluster.lights
    }
    return {
        "at": [round(cluster.point.longitude, 6), round(cluster.point.latitude, 6)],
        "count": cluster.count,
        "lights": lights,
        "cases": [
            {
                "id": each.id,
                "number": each.number,
                "title": each.title,
                "state": str(words.STATES.get(each.state, "")),
                "light": cases_pb2.Light.Name(each.light).removeprefix("LIGHT_").lower()
                if each.light
                else "",
                "at": [round(each.point.longitude, 6), round(each.point.latitude, 6)],
            }
            for each in cluster.cases
        ],
    }


def _centre(area: territories_pb2.Territory) -> organisations_pb2.Organisation | None:
    """The command centre of a place; of what it lies in where it has none of its own, as grids have."""
    stub = peer(organisations_pb2_grpc.OrganisationServiceStub, "directory")
    widths = [each for each in (12, 9, 6) if each < len(area.path)]
    for code in (area.code, *(code_of(area.path[:width]) for width in widths)):
        asked = organisations_pb2.ListOrganisationsRequest(
            territory_code=code, kind=organisations_pb2.ORGANISATION_KIND_CENTRE, page_size=1
        )
        try:
            found = stub.ListOrganisations(asked).organisations
        except Refusal:
            return None
        if found:
            return found[0]
    return None


def _people(code: str) -> list[Person]:
    """Work names and work phones of the notice board: they are public, private ones never are (GEO-05)."""
    try:
        board = territories().GetNoticeBoard(territories_pb2.GetNoticeBoardRequest(code=code))
    except Refusal:
        return []
    return [Person(each.post_title, each.work_name, each.work_phone) for each in board.staff[:_PEOPLE_SHOWN]]


def _number(name: str, otherwise: float) -> float:
    try:
        value = float(request.args.get(name, ""))
    except ValueError:
        return otherwise
    if value != value:  # not a number
        return otherwise
    most = {"west": 180.0, "east": 180.0, "south": 85.0, "north": 85.0}.get(name, 22.0)
    return min(max(value, -most), most)

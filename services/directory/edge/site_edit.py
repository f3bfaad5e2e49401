"""Registering and changing estates, buildings, facilities and yearly targets (DIR-06, DIR-08, DIR-09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge.dictionary_titles import options
from services.directory.edge.registers import get_territory, put_refusal, renewed, territories
from services.directory.edge.site_fields import ABOUT, FIELDS
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2

EDIT = "directory.territory.edit"
_PAGE = 1000
_TITLES: Mapping[str, Text] = {
    "estate": Text("小区", "estate"),
    "building": Text("楼栋", "building"),
    "facility": Text("设施", "facility"),
}
_LISTS: Mapping[str, str] = {"estate": "estates", "building": "buildings", "facility": "facilities"}
_REQUESTS: Mapping[str, Callable[[], Any]] = {
    "estate": pb.PutEstateRequest,
    "building": pb.PutBuildingRequest,
    "facility": pb.PutFacilityRequest,
}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    for name, plural in _LISTS.items():
        for rule in (f"/territories/<code>/{plural}/put", f"/territories/<code>/{plural}/<id>"):
            blueprint.add_url_rule(rule, view_func=put_site, methods=["GET", "POST"], defaults={"name": name})
    blueprint.add_url_rule(
        "/territories/<code>/estates/target/<int(max=9999):year>",
        view_func=put_target,
        methods=["GET", "POST"],
    )


@needs(EDIT)
def put_site(code: str, name: str, id: str = "") -> Any:
    """Register an estate, building or facility, or change one."""
    back = url_for(f".list_{_LISTS[name]}", code=code)
    before = _find(name, code, id) if id else None
    given = _given(name, before) if before is not None else _fresh(name, code)
    form = Form(_REQUESTS[name](), FIELDS[name], given)
    if before is not None:
        renewed(form, before, name)
    if request.method == "POST" and form.read():
        try:
            put = {"estate": "PutEstate", "building": "PutBuilding", "facility": "PutFacility"}[name]
            getattr(territories(), put)(form.message)
            return done(back, t("已保存", "Saved"))
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            put_refusal(form, refusal, directory_building_code_taken="building.code")
    heading = (
        t("修改{n}", "Edit {n}", n=before.name)
        if before is not None
        else t("登记{n}", "Register: {n}", n=_TITLES[name])
    )
    return _shown(form, heading, back, name)


@needs(EDIT)
def put_target(code: str, year: int) -> Any:
    """Set a place's target for a year."""
    place = get_territory(code)
    answer = territories().ListEstateTargets(
        pb.ListEstateTargetsRequest(territory_code=code, year=year, page_size=_PAGE)
    )
    before = next((each for each in answer.targets if each.territory_code == code), pb.EstateTarget())
    fields = [
        Field("target.etag", Text("", ""), "hidden"),
        Field("target.kind", Text("目标", "Target"), "choice", options("estate_target"), required=True),
        Field("target.target", Text("数量（个）", "How many"), "number", required=True),
    ]
    given = {
        "target.etag": before.etag,
        "target.kind": before.kind,
        "target.target": str(before.target or ""),
    }
    form = Form(pb.PutEstateTargetRequest(), fields, given)
    form.message.target.territory_code, form.message.target.year = code, year
    back = url_for(".list_estates", code=code, year=year)
    if request.method == "POST" and form.read():
        try:
            territories().PutEstateTarget(form.message)
            return done(back, t("目标已保存", "The target was saved"))
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    heading = t("{n} {y} 年小区创建目标", "Target of {n} for {y}", n=place.name, y=year)
    return _shown(form, heading, back, "target")


def _find(name: str, code: str, id: str) -> Any:
    """Of estates and facilities the contract has lists alone: page by page until it is found."""
    if name == "building":
        return territories().GetBuilding(pb.GetBuildingRequest(id=id[:40]))
    method = {"estate": "ListEstates", "facility": "ListFacilities"}[name]
    asked = {"estate": pb.ListEstatesRequest, "facility": pb.ListFacilitiesRequest}[name](
        territory_code=code, page_size=_PAGE
    )
    while True:
        answer = getattr(territories(), method)(asked)
        found = next((each for each in getattr(answer, _LISTS[name]) if each.id == id), None)
        if found is not None:
            return found
        if not answer.next_page_token:
            raise NotFound()
        asked.page_token = answer.next_page_token


def _fresh(name: str, code: str) -> dict[str, Any]:
    place = get_territory(code)
    if name != "building":
        return {f"{name}.territory_code": code, "facility.present": "1"}
    community = place.path[:12] if len(place.path) >= 12 else ""
    return {
        "building.community_code": community,
        "building.grid_code": code if place.level == types_pb2.LEVEL_GRID else "",
    }


def _given(name: str, before: Any) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for spec in FIELDS[name]:
        field = spec.name.partition(".")[2]
        value = getattr(before, field)
        if spec.kind == "point":
            value = f"{value.longitude:.7f},{value.latitude:.7f}" if before.HasField(field) else ""
        elif spec.kind == "choices":
            value = list(value)
        elif spec.kind == "check":
            value = "1" if value else ""
        given[spec.name] = value or ""
    return given


def _shown(form: Form[Any], heading: str, cancel: str, name: str) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html", form=form, heading=heading, cancel=cancel, about=ABOUT[name]
    )
    return page, 422 if request.method == "POST" else 200

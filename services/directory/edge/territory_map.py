"""Borders: the map of a place, drawing its border, finding the grid at a point (DIR-06)."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.registers import get_territory, put_refusal, superiors, territories
from services.directory.edge.territory_tree import children
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import territories_pb2 as pb

VIEW, EDIT = "directory.territory.view", "directory.territory.edit"
_PAGE = 100
_MOST = 1000
_LARGEST = 2_000_000
_BOUNDARY = [
    Field("etag", Text("", ""), "hidden"),
    Field(
        "boundary",
        Text("边界（GeoJSON）", "Border (GeoJSON)"),
        "area",
        rows=6,
        help=Text(
            "在地图上绘制时自动填写；也可以粘贴 Polygon 或 MultiPolygon，坐标为 WGS-84（CGCS2000）经纬度。",
            "Filled in while you draw; or paste a Polygon or MultiPolygon with WGS-84 (CGCS2000) degrees.",
        ),
    ),
    Field(
        "file",
        Text("或上传 GeoJSON 文件", "Or upload a GeoJSON file"),
        "files",
        accept=".json,.geojson,application/geo+json",
        apart=True,
    ),
]


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/territories/<code>/map.json", view_func=map_of)
    blueprint.add_url_rule("/territories/<code>/boundary", view_func=draw_boundary, methods=["GET", "POST"])
    blueprint.add_url_rule("/territories/locate", view_func=locate)


@needs(VIEW)
def map_of(code: str) -> Response:
    """Borders of a place and what lies directly below; with ``around=1`` of its parent and siblings."""
    chosen = get_territory(code)
    features = [_feature(chosen, "self")]
    if request.args.get("around"):
        if chosen.parent_code:
            features.append(_feature(get_territory(chosen.parent_code), "parent"))
            features += [
                _feature(each, "sibling") for each in _drawn(chosen.parent_code) if each.code != chosen.code
            ]
    else:
        features += [_feature(each, "child") for each in _drawn(code)]
    body = json.dumps(
        {"type": "FeatureCollection", "features": [each for each in features if each]}, ensure_ascii=False
    )
    return Response(body, mimetype="application/geo+json")


@needs(EDIT)
def draw_boundary(code: str) -> Any:
    """Draw a border on the map, or paste or upload it."""
    place = get_territory(code)
    form = Form(pb.SetBoundaryRequest(), _BOUNDARY, {"etag": place.etag, "boundary": place.boundary})
    form.message.code = code
    if request.method == "POST" and form.read() and _uploaded(form):
        try:
            territories().SetBoundary(form.message)
            return done(url_for(".show_territory", code=code), t("边界已保存", "The border was saved"))
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            put_refusal(
                form, refusal, directory_overlaps_sibling="boundary", directory_outside_parent="boundary"
            )
    page = render_template(
        "directory/territory_boundary.html", form=form, chosen=place, above=superiors(place)
    )
    return page, 422 if request.method == "POST" else 200


@needs(VIEW)
def locate() -> Any:
    """The grid at a position, with what is above it."""
    fields = [
        Field(
            "at",
            Text("位置", "Position"),
            "point",
            apart=True,
            required=True,
            placeholder=Text("经度,纬度", "longitude,latitude"),
            help=Text(
                "填写经度和纬度，例如 114.25,35.75；也可以在地图上点选",
                "Such as 114.25,35.75; or click on the map",
            ),
        )
    ]
    form = Form(pb.LocatePointRequest(), fields, {"at": request.args.get("at", "")[:60]})
    chain: list[pb.Territory] | None = None
    if form.value("at"):
        chain = _located(form)
    page = render_template(
        "directory/territory_locate.html", form=form, chain=chain, words=words, top=_widest(chain)
    )
    return page, 200 if form.ok else 422


def _widest(chain: list[pb.Territory] | None) -> str:
    """What the map shows: the community of what was found, else the highest place there is."""
    if chain:
        return str(chain[-1].parent_code)
    return next((str(each.code) for each in children("", size=1).territories), "")


def _located(form: Form[pb.LocatePointRequest]) -> list[pb.Territory] | None:
    parts = form.value("at").replace("，", ",").split(",")
    try:
        longitude, latitude = (float(each) for each in parts)
        asked = pb.LocatePointRequest(longitude=longitude, latitude=latitude)
    except ValueError:
        form.wrong("at", t("请填写“经度,纬度”", 'Give "longitude,latitude"'))
        return None
    try:
        return list(territories().LocatePoint(asked).territories)
    except Forbidden:
        raise
    except Refusal as refusal:
        said = [each.details.get("description", "") for each in getattr(refusal, "problems", ())]
        form.wrong("at", " ".join(said) or refusal.said or refusal.code)
        return None


def _uploaded(form: Form[pb.SetBoundaryRequest]) -> bool:
    """Take the uploaded file instead of the text, when there is one; False when it cannot be read."""
    for file in form.files("file")[:1]:
        data = file.stream.read(_LARGEST + 1)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            form.wrong("file", t("文件不是 UTF-8 编码的文本", "The file is not UTF-8 text"))
            return False
        if len(data) > _LARGEST:
            form.wrong("file", t("文件超过 2 MB", "The file is larger than 2 MB"))
            return False
        form.message.boundary = text
    if not form.message.boundary:
        form.wrong("boundary", t("请绘制、粘贴或上传边界", "Draw, paste or upload a border"))
        return False
    form.message.boundary = geometry_in(form.message.boundary)
    return True


def geometry_in(text: str) -> str:
    """The geometry of a GeoJSON Feature, or of a collection with one; other text as it is."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        features = data.get("features")
        data = features[0] if isinstance(features, list) and len(features) == 1 else data
    if isinstance(data, dict) and data.get("type") == "Feature":
        return json.dumps(data.get("geometry"), ensure_ascii=False)
    return text


def _drawn(parent_code: str) -> list[pb.Territory]:
    found: list[pb.Territory] = []
    asked = pb.ListTerritoriesRequest(parent_code=parent_code, with_boundary=True, page_size=_PAGE)
    while len(found) < _MOST:
        answer = territories().ListTerritories(asked)
        found += answer.territories
        asked.page_token = answer.next_page_token
        if not answer.next_page_token:
            break
    return found


def _feature(place: pb.Territory, role: str) -> dict[str, Any] | None:
    """None for a place that has neither border nor centre."""
    centre = [place.centre.longitude, place.centre.latitude] if place.HasField("centre") else None
    if not place.boundary and not centre:
        return None
    geometry = json.loads(place.boundary) if place.boundary else {"type": "Point", "coordinates": centre}
    address = url_for(".show_territory", code=place.code)
    properties = {"code": place.code, "name": place.name, "role": role, "address": address}
    return {"type": "Feature", "geometry": geometry, "properties": properties}

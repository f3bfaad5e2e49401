"""The map of buildings: outlines in three dimensions, with the dwellings, households and people in each."""

from __future__ import annotations

import json
import math
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from services.kernel.errors import Refusal
from services.kernel.web.pages import map_tiles, needs
from services.population.edge.people import places
from services.population.edge.register import (
    VIEW,
    asked_code,
    children,
    own_codes,
    place_name,
    stub,
    territories,
)
from wangge.directory.v1 import territories_pb2
from wangge.population.v1 import register_pb2 as pb

_METRES_PER_DEGREE = 111_195
_STOREY_METRES = 3
_PAGE = 500
_MOST = 1000


def add(blueprint: Blueprint) -> None:
    """Add the page and what its script asks for."""
    blueprint.add_url_rule("/map", view_func=register_map)
    blueprint.add_url_rule("/map.json", view_func=map_data)


@needs(VIEW)
def register_map() -> str:
    """The map, and beside it the same as a list."""
    code = asked_code() or _first()
    answer = stub().CountBuildings(pb.CountBuildingsRequest(territory_code=code))
    return render_template(
        "population/map.html",
        buildings=answer.buildings,
        limited=answer.limited,
        code=code,
        place=place_name(code),
        places=places(code),
    )


@needs(VIEW)
def map_data() -> Response:
    """Borders and buildings of a place as GeoJSON; nobody is named in it."""
    code = asked_code() or _first()
    counts = {
        each.building_id: each
        for each in stub().CountBuildings(pb.CountBuildingsRequest(territory_code=code)).buildings
    }
    tiles = map_tiles()
    answer = jsonify(
        tiles={"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        areas=_collection(_areas(code)),
        buildings=_collection([_block(counts[key], plan) for key, plan in _footprints(code, counts).items()]),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _first() -> str:
    return next((each for each in own_codes() if each), "")


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _areas(code: str) -> list[dict[str, Any]]:
    """Borders of a place and of what lies directly below it."""
    if not code:
        return []
    found = [(code, "self"), *((each.code, "child") for each in children(code)[:60])]
    features = []
    for each, role in found:
        try:
            area = territories().GetTerritory(territories_pb2.GetTerritoryRequest(code=each))
        except Refusal:
            continue
        if area.boundary:
            properties = {"name": area.name, "role": role}
            features.append(
                {"type": "Feature", "properties": properties, "geometry": json.loads(area.boundary)}
            )
    return features


def _footprints(code: str, counts: dict[str, pb.BuildingCount]) -> dict[str, str]:
    """Ground plans by building, as the directory has them; those without a place are left out."""
    found = {key: "" for key, each in counts.items() if each.HasField("place")}
    asked = territories_pb2.ListBuildingsRequest(territory_code=code, page_size=_PAGE, with_footprint=True)
    for _ in range(_MOST // _PAGE):
        try:
            answer = territories().ListBuildings(asked)
        except Refusal:
            break
        for each in answer.buildings:
            if each.id in found:
                found[each.id] = each.footprint
        if not answer.next_page_token:
            break
        asked.page_token = answer.next_page_token
    return found


def _block(each: pb.BuildingCount, footprint: str) -> dict[str, Any]:
    share = each.stale_dwellings / each.dwellings if each.dwellings else 0
    status = "missing" if not each.dwellings else "stale" if share > 0.2 else "ageing" if share else "fresh"
    properties = {
        "id": each.building_id,
        "name": each.name,
        "dwellings": each.dwellings,
        "households": each.households,
        "people": each.people,
        "stale": each.stale_dwellings,
        "status": status,
        "height": max(each.storeys, 1) * _STOREY_METRES,
        "at": [each.place.longitude, each.place.latitude],
    }
    geometry = json.loads(footprint) if footprint else _usual_plan(each.place.longitude, each.place.latitude)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _usual_plan(longitude: float, latitude: float) -> dict[str, Any]:
    """Thirty metres by fourteen about a point."""
    east = 15 / (_METRES_PER_DEGREE * math.cos(math.radians(latitude)))
    north = 7 / _METRES_PER_DEGREE
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return {
        "type": "Polygon",
        "coordinates": [[[longitude + x * east, latitude + y * north] for x, y in corners]],
    }

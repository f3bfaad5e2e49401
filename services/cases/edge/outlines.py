"""Outlines of territories and blocks of buildings as GeoJSON, thinned for the screen (GEO-01)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from services.kernel.territory_codes import code_of
from services.kernel.web.pages import peer
from wangge.directory.v1 import territories_pb2 as pb
from wangge.directory.v1 import territories_pb2_grpc
from wangge.types.v1 import types_pb2

LEVELS = {
    "prefecture": types_pb2.LEVEL_PREFECTURE,
    "county": types_pb2.LEVEL_COUNTY,
    "township": types_pb2.LEVEL_TOWNSHIP,
    "community": types_pb2.LEVEL_COMMUNITY,
    "grid": types_pb2.LEVEL_GRID,
}
NAMES = {number: name for name, number in LEVELS.items()}
# Degrees that a border may move by: a pixel or less where a level is first shown.
_TOLERANCE = {
    "prefecture": 0.001,
    "county": 0.0005,
    "township": 0.0002,
    "community": 0.00005,
    "grid": 0.00002,
}
_PLACES = 6
_PAGE = 1000
_MOST_BUILDINGS = 5000
HOUSEHOLDS_PER_STOREY, STOREY_METRES = 4, 3
_METRES_PER_DEGREE = 111_195.0


def stub() -> Any:
    """The directory's territories with the reader's rights."""
    return peer(territories_pb2_grpc.TerritoryServiceStub, "directory")


def below(parent: str, level: str, *, boundaries: bool) -> list[pb.Territory]:
    """Every territory of a level in ``parent`` (a code; empty: everywhere), page by page."""
    found: list[pb.Territory] = []
    asked = pb.ListTerritoriesRequest(
        parent_code=code_of(parent), deep=True, level=LEVELS[level], with_boundary=boundaries, page_size=_PAGE
    )
    while True:
        answer = stub().ListTerritories(asked)
        found += answer.territories
        if not answer.next_page_token:
            return found
        asked.page_token = answer.next_page_token


def collection(territories: Iterable[pb.Territory]) -> dict[str, Any]:
    """A FeatureCollection; territories without a border are left out."""
    by_level: dict[str, list[pb.Territory]] = {}
    for each in territories:
        if each.boundary and each.level in NAMES:
            by_level.setdefault(NAMES[each.level], []).append(each)
    features = []
    for level, members in by_level.items():
        shapes = thinned([shapely.from_geojson(each.boundary) for each in members], _TOLERANCE[level])
        features += [_feature(each, level, shape) for each, shape in zip(members, shapes, strict=True)]
    return {"type": "FeatureCollection", "features": features}


def thinned(shapes: Sequence[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """The same areas with fewer corners; borders that neighbours share stay shared."""
    if len(shapes) > 1 and shapely.coverage_is_valid(shapes):
        found = shapely.coverage_simplify(shapes, tolerance)
    else:
        found = shapely.simplify(shapes, tolerance, preserve_topology=True)
    return [old if new.is_empty else new for old, new in zip(shapes, found, strict=True)]


def bounds_of(features: Sequence[Any]) -> list[float]:
    """[west, south, east, north] of all of them; empty without any."""
    boxes = [shapely.geometry.shape(each["geometry"]).bounds for each in features]
    if not boxes:
        return []
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return [min(wests), min(souths), max(easts), max(norths)]


def buildings(parent: str) -> tuple[dict[str, Any], bool]:
    """Blocks in ``parent`` as FeatureCollection, and whether there are more than could be given.

    A block stands on the building's footprint, or on a usual ground plan about its point, three metres high
    for each storey; where the storeys are not known, as many as the households fill (four to a storey).
    """
    features: list[dict[str, Any]] = []
    asked = pb.ListBuildingsRequest(territory_code=code_of(parent), page_size=_PAGE, with_footprint=True)
    while True:
        answer = stub().ListBuildings(asked)
        features += [_block(each) for each in answer.buildings if each.HasField("place")]
        more = bool(answer.next_page_token)
        if not more or len(features) >= _MOST_BUILDINGS:
            return {"type": "FeatureCollection", "features": features[:_MOST_BUILDINGS]}, more
        asked.page_token = answer.next_page_token


def short(name: str) -> str:
    """A name as maps write it: 辛村村民委员会 as 辛村."""
    return name.removesuffix("居民委员会").removesuffix("村民委员会") or name


def _feature(territory: pb.Territory, level: str, shape: BaseGeometry) -> dict[str, Any]:
    middle = shapely.point_on_surface(shape)
    return {
        "type": "Feature",
        "properties": {
            "code": territory.code,
            "name": territory.name,
            "short": short(territory.name),
            "level": level,
            "at": [round(middle.x, _PLACES), round(middle.y, _PLACES)],
        },
        "geometry": _rounded(json.loads(shapely.to_geojson(shape))),
    }


def _block(building: pb.Building) -> dict[str, Any]:
    storeys = building.storeys or max(1, math.ceil(building.households / HOUSEHOLDS_PER_STOREY))
    return {
        "type": "Feature",
        "properties": {
            "name": building.name,
            "households": building.households,
            "storeys": building.storeys,
            "height": storeys * STOREY_METRES,
        },
        "geometry": _ground_plan(building),
    }


def _ground_plan(building: pb.Building) -> dict[str, Any]:
    if building.footprint:
        return _rounded(json.loads(building.footprint))
    longitude, latitude = building.place.longitude, building.place.latitude
    east = 16 / (_METRES_PER_DEGREE * math.cos(math.radians(latitude)))
    north = 7 / _METRES_PER_DEGREE
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ring = [[longitude + x * east, latitude + y * north] for x, y in corners]
    return {"type": "Polygon", "coordinates": [_rounded_list(ring)]}


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": _rounded_list(geometry["coordinates"])}


def _rounded_list(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded_list(each) for each in value]
    return round(value, _PLACES)

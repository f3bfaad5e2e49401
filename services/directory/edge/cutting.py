"""Cuts an area along straight lines, so that the parts of a grid share their borders exactly (DIR-07)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import shapely
from shapely import ops

_DECIMALS = 7
_LINE = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,2}(?:\.\d+)?)\s*", re.ASCII)
_REACH = 3.0
"""How far beyond its two points a cut goes, as multiples of the area's own width."""
MOST_PARTS = 20

Cut = tuple[tuple[float, float], tuple[float, float]]


def read_cut(first: str, second: str) -> Cut | None:
    """Two points as "longitude,latitude"; None when they cannot be read or are the same."""
    found = [_LINE.fullmatch(each) for each in (first, second)]
    points = [(float(each[1]), float(each[2])) for each in found if each]
    return (points[0], points[1]) if len(points) == 2 and points[0] != points[1] else None


def cut_area(border: str, cuts: Sequence[Cut]) -> list[str]:
    """The parts of a GeoJSON area as GeoJSON, from north to south; the whole area when no cut meets it."""
    parts: list[shapely.Geometry] = [shapely.from_geojson(border)]
    for first, second in cuts:
        line = _through(parts, first, second)
        parts = [piece for part in parts for piece in _split(part, line)]
    areas = [shapely.set_precision(part, 10**-_DECIMALS) for part in parts]
    areas = sorted((part for part in areas if not part.is_empty), key=lambda part: -part.centroid.y)
    return [json.dumps(json.loads(shapely.to_geojson(part)), separators=(",", ":")) for part in areas]


def _split(part: shapely.Geometry, line: shapely.LineString) -> list[shapely.Geometry]:
    if not part.intersects(line):
        return [part]
    pieces = [piece for piece in ops.split(part, line).geoms if piece.geom_type == "Polygon" and piece.area]
    return pieces or [part]


def _through(
    parts: Sequence[shapely.Geometry], first: tuple[float, float], second: tuple[float, float]
) -> shapely.LineString:
    """The straight line through both points, long enough to leave all parts."""
    west, south, east, north = shapely.total_bounds(list(parts))
    length = ((second[0] - first[0]) ** 2 + (second[1] - first[1]) ** 2) ** 0.5
    reach = _REACH * ((east - west) + (north - south) + length) / length
    across, up = (second[0] - first[0]) * reach, (second[1] - first[1]) * reach
    return shapely.LineString([(first[0] - across, first[1] - up), (second[0] + across, second[1] + up)])

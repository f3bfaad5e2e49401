"""Places on the map: which area holds a point, whether areas fit together, distances, cells.

Coordinates are degrees, longitude first, in WGS-84 (CGCS2000 differs by less than a metre and is taken
as equal); what map services deliver is converted at the edge (`services.kernel.map_systems`).
Areas are square metres on a sphere, good to half a per cent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from services.kernel.geojson import read_area, write_area

EARTH_RADIUS_M = 6_371_008.8
_MOST_CELLS = 10_000
_METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180


class Overlap(NamedTuple):
    """Two areas that claim the same ground."""

    first: str
    second: str
    area_m2: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Ground of the parent that no child covers; ``geometry`` is GeoJSON, empty when there is none."""

    area_m2: float
    geometry: str


class PolygonIndex:
    """Finds the areas that hold a point. Build once, ask often; safe to share between threads."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        """``items`` are (id, GeoJSON text of a Polygon or MultiPolygon); raises Invalid if unreadable."""
        self._ids: list[str] = []
        shapes: list[BaseGeometry] = []
        for identity, text in items:
            self._ids.append(identity)
            shapes.append(read_area(text, identity))
        self._areas = [round(_area_m2(shape)) for shape in shapes]
        self._tree = shapely.STRtree(shapes)

    def __len__(self) -> int:
        return len(self._ids)

    def at(self, longitude: float, latitude: float) -> list[str]:
        """Ids of the areas that contain or touch the point.

        Tie rule: the smallest area (in whole square metres) first, then the id, so that a point on a shared
        border always belongs to the same one of two neighbours, and a grid comes before its community.
        """
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            return []
        found = self._tree.query(shapely.Point(longitude, latitude), predicate="intersects").tolist()
        return [self._ids[i] for i in sorted(found, key=lambda i: (self._areas[i], self._ids[i]))]


def overlaps(items: Iterable[tuple[str, str]], at_least_m2: float = 1.0) -> list[Overlap]:
    """Pairs of areas that overlap by at least so many square metres, the largest overlap first."""
    named = [(identity, read_area(text, identity)) for identity, text in items]
    shapes = [shape for _, shape in named]
    tree = shapely.STRtree(shapes)
    left, right = tree.query(numpy.array(shapes, dtype=object), predicate="intersects")
    found = []
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i < j:
            area = _area_m2(shapes[i].intersection(shapes[j]))
            if area >= at_least_m2:
                found.append(Overlap(named[i][0], named[j][0], area))
    return sorted(found, key=lambda pair: (-pair.area_m2, pair.first, pair.second))


def gaps(parent_geojson: str, children: Iterable[str]) -> Gap:
    """What of the parent area no child covers."""
    covered = shapely.union_all([read_area(text, "child") for text in children])
    left = read_area(parent_geojson, "parent").difference(covered)
    polygons = [part for part in shapely.get_parts(left) if part.area > 0]
    if not polygons:
        return Gap(0.0, "")
    shape = shapely.MultiPolygon(polygons) if len(polygons) > 1 else polygons[0]
    return Gap(_area_m2(shape), write_area(shape))


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Metres between two points along the sphere (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


def bounding_box(longitude: float, latitude: float, radius_m: float) -> tuple[float, float, float, float]:
    """(west, south, east, north) around all points within the radius; clipped at the date line."""
    angle = radius_m / EARTH_RADIUS_M
    south, north = latitude - math.degrees(angle), latitude + math.degrees(angle)
    if south <= -90 or north >= 90:
        return -180.0, max(south, -90.0), 180.0, min(north, 90.0)
    # The circle is widest a little poleward of its centre, hence asin and not a plain division.
    width = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    return max(longitude - width, -180.0), south, min(longitude + width, 180.0), north


def cell(longitude: float, latitude: float, metres: int) -> str:
    """Key of the roughly square cell of that side that holds the point; equal keys mean close by.

    Rows are bands of latitude; how wide a column is in degrees depends on its row.
    """
    row = _row(latitude, metres)
    return f"{metres}:{row}:{_column(longitude, row, metres)}"


def cells_around(longitude: float, latitude: float, radius_m: float, metres: int) -> list[str]:
    """Keys of every cell that may hold a point within the radius. ValueError above 10,000 cells."""
    # The margin keeps points exactly on the circle in, whatever the rounding.
    west, south, east, north = bounding_box(longitude, latitude, radius_m * 1.000001 + 0.001)
    keys: list[str] = []
    for row in range(_row(south, metres), _row(north, metres) + 1):
        first, last = _column(west, row, metres), _column(east, row, metres)
        if len(keys) + last - first + 1 > _MOST_CELLS:
            raise ValueError(f"a radius of {radius_m} m needs too many cells of {metres} m")
        keys.extend(f"{metres}:{row}:{column}" for column in range(first, last + 1))
    return keys


def _row(latitude: float, metres: int) -> int:
    return math.floor((max(-90.0, min(latitude, 90.0)) + 90) * _METRES_PER_DEGREE / metres)


def _column(longitude: float, row: int, metres: int) -> int:
    middle = (row + 0.5) * metres / _METRES_PER_DEGREE - 90
    width = max(math.cos(math.radians(middle)), 0.0)
    return math.floor((longitude + 180) * _METRES_PER_DEGREE * width / metres)


def _area_m2(shape: BaseGeometry) -> float:
    """Area after the sinusoidal projection, which keeps areas."""

    def project(points: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
        latitude = numpy.radians(points[:, 1])
        east = numpy.radians(points[:, 0] - west) * numpy.cos(latitude)
        return EARTH_RADIUS_M * numpy.column_stack([east, latitude])

    if shape.is_empty:
        return 0.0
    west = shape.bounds[0]
    return float(shapely.transform(shape, project).area)

"""Places on the map: which area holds a point, whether areas fit together, distances, map systems.

Coordinates are degrees, longitude first, in WGS-84 (CGCS2000 differs by less than a metre and is taken
as equal). Chinese map services deliver GCJ-02 or BD-09; convert at the edge and store WGS-84 (GEO-02).
Areas are square metres on a sphere, good to half a per cent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from services.kernel.errors import Invalid

EARTH_RADIUS_M = 6_371_008.8
MOST_VERTICES = 20_000
_MOST_TEXT = 4_000_000
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
            shapes.append(_read(text, identity))
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


def check_geometry(geojson_text: str, field: str) -> str:
    """The same area as normalised GeoJSON: two dimensions, 7 decimals (1 cm), outer rings anticlockwise.

    Raises Invalid naming ``field`` when the text is not JSON, not a Polygon or MultiPolygon, malformed,
    empty, outside the earth, above 20,000 vertices, or crosses itself (with the place where).
    """
    if len(geojson_text) > _MOST_TEXT:
        raise Invalid.one(field, "kernel.geometry_too_large", most=MOST_VERTICES)
    try:
        data = json.loads(geojson_text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Invalid.one(field, "kernel.geometry_not_json") from None
    kind = data.get("type") if isinstance(data, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Invalid.one(field, "kernel.geometry_wrong_type", type=str(kind)[:40])
    coordinates = data.get("coordinates")
    if not isinstance(coordinates, list):
        raise Invalid.one(field, "kernel.geometry_malformed")
    if not coordinates or coordinates == [[]]:
        raise Invalid.one(field, "kernel.geometry_empty")
    parts = coordinates if kind == "MultiPolygon" else [coordinates]
    budget = _Budget(field)
    polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in (budget.rings(part) for part in parts)]
    shape: BaseGeometry = polygons[0] if kind == "Polygon" else shapely.MultiPolygon(polygons)
    if not shape.is_valid:
        raise Invalid.one(field, "kernel.geometry_invalid", reason=shapely.is_valid_reason(shape))
    if shape.is_empty or shape.area == 0:
        raise Invalid.one(field, "kernel.geometry_empty")
    return _write(shapely.orient_polygons(shape))


def overlaps(items: Iterable[tuple[str, str]], at_least_m2: float = 1.0) -> list[Overlap]:
    """Pairs of areas that overlap by at least so many square metres, the largest overlap first."""
    named = [(identity, _read(text, identity)) for identity, text in items]
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
    covered = shapely.union_all([_read(text, "child") for text in children])
    left = _read(parent_geojson, "parent").difference(covered)
    polygons = [part for part in shapely.get_parts(left) if part.area > 0]
    if not polygons:
        return Gap(0.0, "")
    shape = shapely.MultiPolygon(polygons) if len(polygons) > 1 else polygons[0]
    return Gap(_area_m2(shape), _write(shape))


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


def wgs84_to_gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    """As shown on AMap and Tencent maps; unchanged outside China."""
    if not _in_china(longitude, latitude):
        return longitude, latitude
    east, north = _gcj_offset(longitude, latitude)
    return longitude + east, latitude + north


def gcj02_to_wgs84(longitude: float, latitude: float) -> tuple[float, float]:
    """Inverse of ``wgs84_to_gcj02`` to better than a centimetre."""
    return _invert(wgs84_to_gcj02, longitude, latitude)


def gcj02_to_bd09(longitude: float, latitude: float) -> tuple[float, float]:
    """As shown on Baidu maps; unchanged outside China."""
    if not _in_china(longitude, latitude):
        return longitude, latitude
    turn = math.pi * 3000 / 180
    radius = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * turn)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * turn)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def bd09_to_gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    """Inverse of ``gcj02_to_bd09`` to better than a centimetre."""
    return _invert(gcj02_to_bd09, longitude, latitude)


def wgs84_to_bd09(longitude: float, latitude: float) -> tuple[float, float]:
    """Via GCJ-02."""
    return gcj02_to_bd09(*wgs84_to_gcj02(longitude, latitude))


def bd09_to_wgs84(longitude: float, latitude: float) -> tuple[float, float]:
    """Via GCJ-02."""
    return gcj02_to_wgs84(*bd09_to_gcj02(longitude, latitude))


def _in_china(longitude: float, latitude: float) -> bool:
    return 72.004 <= longitude <= 137.8347 and 0.8293 <= latitude <= 55.8271


def _gcj_offset(longitude: float, latitude: float) -> tuple[float, float]:
    x, y, pi = longitude - 105, latitude - 35, math.pi
    shared = (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + shared
    north += (20 * math.sin(y * pi) + 40 * math.sin(y / 3 * pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * pi) + 320 * math.sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + shared
    east += (20 * math.sin(x * pi) + 40 * math.sin(x / 3 * pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * pi) + 300 * math.sin(x / 30 * pi)) * 2 / 3
    axis, eccentricity = 6378245.0, 0.00669342162296594323  # Krasovsky 1940
    phi = math.radians(latitude)
    magic = 1 - eccentricity * math.sin(phi) ** 2
    north = north * 180 / (axis * (1 - eccentricity) / (magic * math.sqrt(magic)) * pi)
    return east * 180 / (axis / math.sqrt(magic) * math.cos(phi) * pi), north


def _invert(
    forward: Callable[[float, float], tuple[float, float]], longitude: float, latitude: float
) -> tuple[float, float]:
    if not _in_china(longitude, latitude):
        return longitude, latitude
    x, y = longitude, latitude
    for _ in range(10):
        east, north = forward(x, y)
        step_x, step_y = east - longitude, north - latitude
        x, y = x - step_x, y - step_y
        if abs(step_x) + abs(step_y) < 1e-10:
            break
    return x, y


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


def _read(text: str, field: str) -> BaseGeometry:
    try:
        shape = shapely.from_geojson(text)
    except shapely.GEOSException:
        raise Invalid.one(field, "kernel.geometry_not_json") from None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise Invalid.one(field, "kernel.geometry_wrong_type", type=getattr(shape, "geom_type", None))
    if not shape.is_valid:
        raise Invalid.one(field, "kernel.geometry_invalid", reason=shapely.is_valid_reason(shape))
    return shape


def _write(shape: BaseGeometry) -> str:
    return json.dumps(json.loads(shapely.to_geojson(shape)), separators=(",", ":"))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class _Budget:
    """Reads rings of positions and counts vertices while doing so."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._used = 0

    def rings(self, part: object) -> list[list[tuple[float, float]]]:
        if not isinstance(part, list) or not part:
            raise Invalid.one(self._field, "kernel.geometry_malformed")
        return [self._ring(ring) for ring in part]

    def _ring(self, ring: object) -> list[tuple[float, float]]:
        if not isinstance(ring, list):
            raise Invalid.one(self._field, "kernel.geometry_malformed")
        self._used += len(ring)
        if self._used > MOST_VERTICES:
            raise Invalid.one(self._field, "kernel.geometry_too_large", most=MOST_VERTICES)
        points = [self._position(position) for position in ring]
        if len(points) < 4 or points[0] != points[-1]:
            raise Invalid.one(self._field, "kernel.geometry_malformed")
        return points

    def _position(self, position: object) -> tuple[float, float]:
        if not isinstance(position, list) or not 2 <= len(position) <= 3:
            raise Invalid.one(self._field, "kernel.geometry_malformed")
        if any(isinstance(value, bool) or not isinstance(value, int | float) for value in position):
            raise Invalid.one(self._field, "kernel.geometry_malformed")
        longitude, latitude = position[0], position[1]
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            shown = {"longitude": str(longitude)[:20], "latitude": str(latitude)[:20]}
            raise Invalid.one(self._field, "kernel.geometry_out_of_range", **shown)
        return round(float(longitude), 7), round(float(latitude), 7)

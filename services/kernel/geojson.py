"""Areas as GeoJSON text: checked when they come in, read and written alike everywhere."""

from __future__ import annotations

import json
from typing import NoReturn

import shapely
from shapely.geometry.base import BaseGeometry

from services.kernel.errors import Invalid

MOST_VERTICES = 20_000
_MOST_TEXT = 4_000_000


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
    return write_area(shapely.orient_polygons(shape))


def read_area(text: str, field: str) -> BaseGeometry:
    """The shape of a checked area; Invalid naming ``field`` when it is none."""
    try:
        shape = shapely.from_geojson(text)
    except shapely.GEOSException:
        raise Invalid.one(field, "kernel.geometry_not_json") from None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise Invalid.one(field, "kernel.geometry_wrong_type", type=getattr(shape, "geom_type", None))
    if not shape.is_valid:
        raise Invalid.one(field, "kernel.geometry_invalid", reason=shapely.is_valid_reason(shape))
    return shape


def write_area(shape: BaseGeometry) -> str:
    """As short as GeoJSON is written."""
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

"""How much of an area lies within a walking distance of places (DIR-10)."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy
import shapely

from services.kernel.spatial import EARTH_RADIUS_M, bounding_box


class Plane:
    """See the port `Coverage`."""

    def share_within(self, area: str, points: Sequence[tuple[float, float]], metres: float) -> float:
        """Share (0 to 1) of ``area`` within ``metres`` of a point, as the crow flies.

        Worked on a plane touching the area's middle, good to a thousandth for a county.
        """
        shape = shapely.from_geojson(area)
        if not points or shape.area == 0:
            return 0.0
        middle = shape.centroid
        north = math.pi * EARTH_RADIUS_M / 180
        east = north * math.cos(math.radians(middle.y))

        def flatten(positions: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
            flat: numpy.ndarray[Any, Any] = (positions - (middle.x, middle.y)) * (east, north)
            return flat

        plane = shapely.transform(shape, flatten)
        circles = [
            shapely.Point((lon - middle.x) * east, (lat - middle.y) * north).buffer(metres, quad_segs=32)
            for lon, lat in points
        ]
        return min(1.0, float(plane.intersection(shapely.union_all(circles)).area / plane.area))

    def middle(self, area: str) -> tuple[float, float]:
        """A point inside the area, near its middle, to 7 decimals."""
        shape = shapely.from_geojson(area)
        point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
        return round(point.x, 7), round(point.y, 7)

    def box(self, area: str, margin_m: float) -> tuple[float, float, float, float]:
        """(west, south, east, north) around the area with a margin in metres."""
        west, south, east, north = shapely.from_geojson(area).bounds
        low = bounding_box(west, south, margin_m)
        high = bounding_box(east, north, margin_m)
        return min(low[0], high[0]), low[1], max(low[2], high[2]), high[3]

    def merged(self, areas: Sequence[str]) -> str:
        """The ground of all the areas as one GeoJSON area; empty without any."""
        shapes = [shapely.from_geojson(area) for area in areas if area]
        if not shapes:
            return ""
        # A grid of a centimetre closes the hairlines that rounding leaves between neighbours.
        joined = shapely.union_all(shapes, grid_size=1e-7)
        return json.dumps(json.loads(shapely.to_geojson(joined)), separators=(",", ":"))

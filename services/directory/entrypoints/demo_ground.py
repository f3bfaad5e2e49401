"""Invented borders for the demo county: rectangles that tile it without gaps or overlaps."""

from __future__ import annotations

import json
import math
from typing import NamedTuple

HEBI = (114.0, 35.6, 114.5, 36.0)
COUNTY = (114.15, 35.66, 114.35, 35.84)


class Box(NamedTuple):
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def geojson(self) -> str:
        """The rectangle as a GeoJSON Polygon, anticlockwise."""
        w, s, e, n = self
        ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
        return json.dumps({"type": "Polygon", "coordinates": [ring]})

    def at(self, across: float, up: float) -> tuple[float, float]:
        """The point at these shares (0 to 1) of width and height."""
        longitude = self.west + (self.east - self.west) * across
        latitude = self.south + (self.north - self.south) * up
        return round(longitude, 7), round(latitude, 7)


def tiles(box: Box, count: int) -> list[Box]:
    """``count`` rectangles in rows of near-equal length that share their borders exactly."""
    rows = max(1, round(math.sqrt(count)))
    sizes = [count // rows + (1 if row < count % rows else 0) for row in range(rows)]
    found: list[Box] = []
    levels = _lines(box.south, box.north, rows)
    for row, size in enumerate(sizes):
        columns = _lines(box.west, box.east, size)
        found.extend(
            Box(columns[column], levels[row], columns[column + 1], levels[row + 1]) for column in range(size)
        )
    return found


def _lines(first: float, last: float, parts: int) -> list[float]:
    return [round(first + (last - first) * part / parts, 7) for part in range(parts + 1)]

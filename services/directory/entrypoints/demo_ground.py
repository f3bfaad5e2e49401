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


class DemoBlock(NamedTuple):
    """What is known of an invented building."""

    storeys: int
    basements: int
    units: int
    dwellings_per_storey: int
    year_built: int
    turned: float

    @property
    def households(self) -> int:
        """Every dwelling is lived in."""
        return self.storeys * self.units * self.dwellings_per_storey

    def footprint(self, longitude: float, latitude: float) -> str:
        """A rectangle about the point, turned by some degrees: eight metres a dwelling."""
        half = self.units * self.dwellings_per_storey * 8 / 2
        sine, cosine = math.sin(math.radians(self.turned)), math.cos(math.radians(self.turned))
        north = 1 / 111_195
        east = north / math.cos(math.radians(latitude))
        corners = ((-half, -_DEPTH), (half, -_DEPTH), (half, _DEPTH), (-half, _DEPTH), (-half, -_DEPTH))
        ring = [
            [
                round(longitude + (x * cosine - y * sine) * east, 7),
                round(latitude + (x * sine + y * cosine) * north, 7),
            ]
            for x, y in corners
        ]
        return json.dumps({"type": "Polygon", "coordinates": [ring]})


def block(number: int, *, urban: bool) -> DemoBlock:
    """The building of that number: from villages' houses of three storeys to towers of thirty-three."""
    kinds = _TOWN if urban else _VILLAGE
    storeys, basements, units, dwellings = kinds[number % len(kinds)]
    year = 2006 + number * 7 % 17 if storeys > _TALL else 1988 + number * 7 % 35
    return DemoBlock(storeys, basements, units, dwellings, year, number * 11 % 40 - 20)


_DEPTH, _TALL = 6.5, 11
_TOWN = ((6, 0, 4, 2), (33, 2, 1, 4), (11, 1, 2, 2), (18, 1, 2, 3), (6, 0, 3, 2), (26, 2, 2, 4), (7, 1, 5, 2))
_VILLAGE = ((3, 0, 4, 1), (4, 0, 3, 2), (5, 0, 3, 2), (6, 0, 2, 2))
"""Storeys, those below ground, entrance units, dwellings on a landing."""

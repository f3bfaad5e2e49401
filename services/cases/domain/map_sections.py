"""Sections of the map and the mesh that cases are counted in (CASE-05, GEO-06)."""

from __future__ import annotations

import math
from dataclasses import dataclass

HIGHEST_ZOOM = 22
MOST_MESHES = 4096
_WIDE = 45.0  # degrees of a mesh at zoom 0: 64 pixels of a world 512 pixels wide
_BAND = 10.0
_NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Mesh:
    """Sides of the cells in degrees, counted from the south-west corner of the world."""

    wide: float
    high: float

    def cell(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Column and row of a point."""
        return math.floor((longitude + 180.0) / self.wide), math.floor((latitude + 90.0) / self.high)


@dataclass(frozen=True, slots=True)
class Section:
    """A box of the map in degrees; where ``west`` is beyond ``east`` it crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def is_near(self) -> bool:
        """Some streets rather than a county: less than about ten kilometres across."""
        return 0 <= self.east - self.west < _NEAR and self.north - self.south < _NEAR

    def mesh(self, zoom: int) -> Mesh:
        """Cells of about 64 pixels at this zoom; larger ones where the box would hold too many.

        The height follows the latitude in bands, so that moving the map about does not move the cells.
        """
        middle = round((self.south + self.north) / 2 / _BAND) * _BAND
        shrink = math.cos(math.radians(min(abs(middle), 80.0)))
        wide = _WIDE / 2 ** min(max(zoom, 0), HIGHEST_ZOOM)
        width = self.east - self.west if self.east >= self.west else 360.0 + self.east - self.west
        height = max(self.north - self.south, 0.0)
        while (width / wide + 1) * (height / (wide * shrink) + 1) > MOST_MESHES:
            wide *= 2
        return Mesh(wide, wide * shrink)

"""Ground plans of buildings: readable, of a building's size, where the building stands (DIR-03)."""

from __future__ import annotations

import json

from services.kernel.errors import Invalid
from services.kernel.geojson import check_geometry
from services.kernel.spatial import gaps

MOST_CORNERS = 200
LEAST_M2, MOST_M2 = 4, 200_000
"""From a kiosk to a factory hall."""
OUTSIDE_TOLERANCE = 0.05
"""Share of a footprint that may lie beyond the county, as borders are drawn less exactly than buildings."""


def checked_footprint(text: str, county: str, field: str) -> str:
    """The footprint as it is kept; empty stays empty.

    Args:
        text: GeoJSON Polygon or MultiPolygon.
        county: the county's border, empty when it was not drawn yet.
        field: named by Invalid: for what is unreadable, crosses itself, is too small, large or finely drawn,
            or lies outside of the county.
    """
    if not text.strip():
        return ""
    shape = check_geometry(text, field)
    if _corners(json.loads(shape)["coordinates"]) > MOST_CORNERS:
        raise Invalid.one(field, "directory.footprint_corners", most=MOST_CORNERS)
    area = gaps(shape, []).area_m2
    if not LEAST_M2 <= area <= MOST_M2:
        raise Invalid.one(field, "directory.footprint_size", area=round(area), least=LEAST_M2, most=MOST_M2)
    if county and gaps(shape, [county]).area_m2 > OUTSIDE_TOLERANCE * area:
        raise Invalid.one(field, "directory.footprint_outside")
    return shape


def _corners(coordinates: list[object]) -> int:
    """Positions in all rings."""
    if coordinates and isinstance(coordinates[0], float | int):
        return 1
    return sum(_corners(each) for each in coordinates if isinstance(each, list))

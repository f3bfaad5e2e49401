"""Positions as Chinese map services give them, and back (GEO-02).

Coordinates are degrees, longitude first. AMap and Tencent deliver GCJ-02, Baidu BD-09; convert at the edge
and store WGS-84.
"""

from __future__ import annotations

import math
from collections.abc import Callable


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

"""When and where a picture was taken, as far as its EXIF can be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import SupportsFloat

from PIL import ExifTags, Image


@dataclass(frozen=True, slots=True)
class Shot:
    """Aware time, and (longitude, latitude) in degrees WGS-84; None for what is not known."""

    taken_at: datetime | None = None
    place: tuple[float, float] | None = None


def shot_of(image: Image.Image, zone: tzinfo) -> Shot:
    """Read time (in UTC) and place; what is missing, damaged or impossible is None, nothing raises."""
    try:
        exif = image.getexif()
        details: Mapping[int, object] = exif.get_ifd(ExifTags.IFD.Exif)
        position: Mapping[int, object] = exif.get_ifd(ExifTags.IFD.GPSInfo)
        stamp = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        offset = details.get(ExifTags.Base.OffsetTimeOriginal)
    except Exception:
        return Shot()  # the EXIF parser raises nearly anything on damaged blocks
    return Shot(_time(stamp, offset, zone), _place(position))


def _time(stamp: object, offset: object, zone: tzinfo) -> datetime | None:
    if not isinstance(stamp, str):
        return None
    stamp = stamp.strip("\0 ")
    try:
        if isinstance(offset, str) and offset.strip("\0 "):
            return datetime.strptime(stamp + offset.strip("\0 "), "%Y:%m:%d %H:%M:%S%z").astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # an unreadable offset still leaves the local time
    try:
        return datetime.strptime(stamp, "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _place(position: Mapping[int, object]) -> tuple[float, float] | None:
    longitude = _degrees(position, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "EW", 180)
    latitude = _degrees(position, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "NS", 90)
    if longitude is None or latitude is None or longitude == latitude == 0:
        return None  # 0, 0 is what phones write without a fix
    return longitude, latitude


def _degrees(position: Mapping[int, object], tag: int, ref_tag: int, signs: str, most: int) -> float | None:
    parts, ref = position.get(tag), position.get(ref_tag)
    side = ref.strip("\0 ").upper() if isinstance(ref, str) else ""
    if not isinstance(parts, Sequence) or len(parts) != 3 or len(side) != 1 or side not in signs:
        return None
    numbers = [float(part) if isinstance(part, SupportsFloat) else math.nan for part in parts]
    degrees = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
    if not math.isfinite(degrees) or not 0 <= degrees <= most:
        return None
    return round(degrees if side == signs[0] else -degrees, 7)

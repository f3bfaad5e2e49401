"""Photographs as a handheld takes them, drawn for the demo: JPEG with time and position in the EXIF."""

from __future__ import annotations

import io
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

_CHINA = ZoneInfo("Asia/Shanghai")
_SIZE = (640, 480)
_SKY, _ROAD, _HOLE, _LID = (176, 196, 214), (96, 98, 100), (24, 24, 26), (138, 140, 142)


def photo(taken_at: datetime, where: tuple[float, float], *, repaired: bool = False) -> bytes:
    """A manhole in a road, open or repaired; ``where`` is (longitude, latitude) in degrees WGS-84.

    EXIF keeps whole seconds: a fraction of ``taken_at`` is dropped.
    """
    image = Image.new("RGB", _SIZE, _ROAD)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _SIZE[0], 150), fill=_SKY)
    draw.ellipse((210, 230, 430, 390), fill=_LID if repaired else _HOLE, outline=(60, 60, 62), width=8)
    if repaired:
        for offset in range(-80, 81, 40):
            draw.line((320 + offset, 255, 320 + offset, 365), fill=(110, 112, 114), width=5)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=_exif(taken_at, where))
    return out.getvalue()


def _exif(taken_at: datetime, where: tuple[float, float]) -> Image.Exif:
    local = taken_at.astimezone(_CHINA)
    longitude, latitude = where
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Wangge"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = f"{local:%Y:%m:%d %H:%M:%S}"
    details[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
    position[ExifTags.GPS.GPSLatitude] = _sexagesimal(latitude)
    position[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
    position[ExifTags.GPS.GPSLongitude] = _sexagesimal(longitude)
    return exif


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds, exact to a hundred-thousandth of a second."""
    whole = Fraction(round(abs(degrees) * 3_600 * 100_000), 100_000)
    minutes, seconds = divmod(whole, 60)
    return (
        IFDRational(int(minutes) // 60, 1),
        IFDRational(int(minutes) % 60, 1),
        IFDRational(seconds.numerator, seconds.denominator),
    )

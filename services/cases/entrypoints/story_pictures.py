"""Photographs as a handheld takes them, drawn for the demo: JPEG with time and position in the EXIF."""

from __future__ import annotations

import io
import random
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageDraw, ImageFont
from PIL.TiffImagePlugin import IFDRational

_CHINA = ZoneInfo("Asia/Shanghai")
_SIZE = (640, 480)
_SKY, _ROAD, _HOLE, _LID = (176, 196, 214), (96, 98, 100), (24, 24, 26), (138, 140, 142)


def photo(
    taken_at: datetime, where: tuple[float, float], *, repaired: bool = False, scene: str = ""
) -> bytes:
    """A manhole in a road, open or repaired, or a place with ``scene`` written below it.

    ``where`` is (longitude, latitude) in degrees WGS-84. EXIF keeps whole seconds: a fraction of ``taken_at``
    is dropped.
    """
    image = Image.new("RGB", _SIZE, _ROAD)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _SIZE[0], 150), fill=_SKY)
    if scene:
        _place(draw, scene, repaired=repaired)
    else:
        _manhole(draw, repaired=repaired)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=_exif(taken_at, where))
    return out.getvalue()


def _manhole(draw: ImageDraw.ImageDraw, *, repaired: bool) -> None:
    draw.ellipse((210, 230, 430, 390), fill=_LID if repaired else _HOLE, outline=(60, 60, 62), width=8)
    if repaired:
        for offset in range(-80, 81, 40):
            draw.line((320 + offset, 255, 320 + offset, 365), fill=(110, 112, 114), width=5)


def _place(draw: ImageDraw.ImageDraw, scene: str, *, repaired: bool) -> None:
    """Houses along a road and something in front of them, of another shape for each matter."""
    chance = random.Random(scene)
    for number in range(5):
        height = chance.randrange(50, 130)
        shade = chance.randrange(130, 205)
        left = number * 128
        draw.rectangle((left, 150 - height, left + 122, 150), fill=(shade, shade - 14, shade - 34))
    for number in range(0 if repaired else chance.randrange(3, 7)):
        x, y, size = chance.randrange(150, 450), chance.randrange(210, 330), chance.randrange(30, 80)
        colour = (chance.randrange(90, 200), chance.randrange(70, 150), chance.randrange(50, 130))
        (draw.ellipse if number % 2 else draw.rectangle)((x, y, x + size, y + size), fill=colour)
    draw.rectangle((0, 420, _SIZE[0], _SIZE[1]), fill=(24, 34, 54))
    try:
        font = ImageFont.truetype("NotoSansCJK-Regular.ttc", 24)
    except OSError:  # without the font there are no words, which the case has anyway
        return
    words = f"{'处置后' if repaired else '现场'}：{scene[:20]}（演示图片）"
    draw.text((18, 432), words, fill=(255, 255, 255), font=font)


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

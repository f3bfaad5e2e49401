"""Makes uploaded pictures safe to show: upright, not too big, drawn anew, with nothing hidden inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps

from services.kernel.errors import FieldProblem, Invalid, Refusal
from services.kernel.files.exif import shot_of

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_CHINA = ZoneInfo("Asia/Shanghai")


class PictureUnreadable(Invalid):
    """Not a picture, cut short, or damaged."""

    code = "kernel.picture_unreadable"


class PictureFormatRefused(PictureUnreadable):
    """A sound picture in a format that is not taken: HEIC, as iPhones make unless told otherwise."""

    code = "kernel.picture_format_refused"


class PictureTooLarge(Invalid):
    """More pixels than a camera makes; unpacking it would take the machine down."""

    code = "kernel.picture_too_large"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew as JPEG, and what its EXIF said before that was dropped.

    Attributes:
        width: pixels, as ``height``.
        taken_at: aware; None if the camera did not say.
        longitude: degrees, WGS-84, with ``latitude`` or both None.
    """

    data: bytes
    content_type: str
    width: int
    height: int
    taken_at: datetime | None
    longitude: float | None
    latitude: float | None


def prepare(data: bytes, *, zone: tzinfo = _CHINA) -> Picture:
    """Redraw a JPEG, PNG or WebP: upright, at most 2560 pixels a side, no metadata (DIR-28).

    Args:
        zone: of cameras that do not state their own.

    Raises:
        PictureUnreadable: no picture, or damaged. PictureFormatRefused for HEIC.
        PictureTooLarge: more than 50 million pixels.
    """
    with _refusals(), _opened(data) as image:
        shot = shot_of(image, zone)
        drawn = _drawn(image, LONGEST_SIDE)
        place = shot.place
        return Picture(
            data=_jpeg(drawn),
            content_type="image/jpeg",
            width=drawn.width,
            height=drawn.height,
            taken_at=shot.taken_at,
            longitude=place[0] if place else None,
            latitude=place[1] if place else None,
        )


def thumbnail(data: bytes, side: int = 320) -> bytes:
    """A small JPEG that fits a square of ``side`` pixels; refuses as ``prepare`` does."""
    with _refusals(), _opened(data) as image:
        return _jpeg(_drawn(image, side))


def _opened(data: bytes) -> Image.Image:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise _refused(PictureFormatRefused)
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise _refused(PictureTooLarge)
    return image


def _drawn(image: Image.Image, side: int) -> Image.Image:
    """The pixels alone, upright and within ``side``."""
    image.draft("RGB", (side, side))  # lets a JPEG be decoded at a fraction of its size
    image.load()
    try:
        upright = ImageOps.exif_transpose(image)
    except Exception:
        upright = image.copy()  # damaged EXIF must not cost the picture
    upright.thumbnail((side, side))
    plain = _on_white(upright)
    plain.info.clear()  # comments and the like, some of which save() would carry over
    return plain


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    pixels = image.convert("RGBA")
    sheet = Image.new("RGB", pixels.size, "white")
    sheet.paste(pixels, mask=pixels.getchannel("A"))
    return sheet


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _refused(kind: type[Invalid]) -> Invalid:
    return kind(FieldProblem("file", kind.code))


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _refused(PictureTooLarge) from problem
    except Exception as problem:
        # Decoders raise nearly anything on hostile bytes; all of it says the same about the picture.
        raise _refused(PictureUnreadable) from problem

"""Makes parts of a picture unrecognisable."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageFilter

from services.directory.application.picture_ports import Box

_CELLS = 6
_QUALITY = 85


def blurred(data: bytes, boxes: Sequence[Box]) -> bytes:
    """A JPEG whose boxes are reduced to a few cells of colour and softened: nothing to sharpen again."""
    with Image.open(io.BytesIO(data)) as image:
        drawn = image.convert("RGB")
    for box in boxes:
        area = (box.left, box.top, box.left + box.width, box.top + box.height)
        part = drawn.crop(area)
        cells = (min(_CELLS, box.width), min(_CELLS, box.height))
        coarse = part.resize(cells, Image.Resampling.BOX).resize(part.size, Image.Resampling.BILINEAR)
        drawn.paste(coarse.filter(ImageFilter.GaussianBlur(max(2, min(part.size) // 12))), area)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()

"""A short video as a phone's browser makes one, drawn for the demo: WebM whose every picture stands alone."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from PIL import Image, ImageDraw

_SIZE = (480, 360)
_SECONDS, _PER_SECOND = 4, 5
_SKY, _ROAD, _HOLE, _WATER = (176, 196, 214), (96, 98, 100), (24, 24, 26), (92, 132, 158)
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)


def film(taken_at: datetime) -> bytes:
    """Four seconds of water that rises from an open manhole."""
    every = 1000 // _PER_SECOND
    pictures = list(_pictures())
    info = _element(
        0x1549A966,
        _number(0x2AD7B1, 1_000_000),
        _element(0x4489, struct.pack(">d", len(pictures) * every)),
        _element(0x4461, struct.pack(">q", int((taken_at - _EPOCH).total_seconds()) * 10**9)),
        _element(0x4D80, b"wangge demo"),
        _element(0x5741, b"wangge demo"),
    )
    seen = _element(0xE0, _number(0xB0, _SIZE[0]), _number(0xBA, _SIZE[1]))
    track = _element(
        0xAE, _number(0xD7, 1), _number(0x73C5, 1), _number(0x83, 1), _element(0x86, b"V_VP8"), seen
    )
    # A block: track 1, its moment in the cluster, and that it can be shown without another.
    blocks = [
        _element(0xA3, b"\x81" + struct.pack(">hB", number * every, 0x80) + picture)
        for number, picture in enumerate(pictures)
    ]
    cluster = _element(0x1F43B675, _number(0xE7, 0), *blocks)
    header = _element(
        0x1A45DFA3,
        _number(0x4286, 1),
        _number(0x42F7, 1),
        _number(0x42F2, 4),
        _number(0x42F3, 8),
        _element(0x4282, b"webm"),
        _number(0x4287, 2),
        _number(0x4285, 2),
    )
    return header + _element(0x18538067, info, _element(0x1654AE6B, track), cluster)


def _pictures() -> Iterator[bytes]:
    """A lossy WebP is one picture of VP8 in an envelope of twenty bytes."""
    for number in range(_SECONDS * _PER_SECOND):
        image = Image.new("RGB", _SIZE, _ROAD)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, _SIZE[0], 110), fill=_SKY)
        spread = 20 + number * 8
        draw.ellipse((240 - spread, 230 - spread // 3, 240 + spread, 230 + spread // 2), fill=_WATER)
        draw.ellipse(
            (170, 190, 310, 280), fill=_HOLE if number % 5 else _WATER, outline=(60, 60, 62), width=6
        )
        out = io.BytesIO()
        image.save(out, "WEBP", quality=40)
        data = out.getvalue()
        if data[12:16] != b"VP8 ":
            raise ValueError("the encoder made another kind of WebP")
        yield data[20 : 20 + int.from_bytes(data[16:20], "little")]


def _element(id: int, *inside: bytes) -> bytes:
    body = b"".join(inside)
    size = bytes((len(body) | 0x80,)) if len(body) < 127 else struct.pack(">Q", len(body) | 1 << 56)
    return id.to_bytes((id.bit_length() + 7) // 8, "big") + size + body


def _number(id: int, value: int) -> bytes:
    return _element(id, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))

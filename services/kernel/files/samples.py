"""Where the samples of a track lie in an MP4 or MOV, by its sample tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from services.kernel.files.footage import Source, VideoFormatRefused, refused

_MOST = 200_000  # entries of a table; half a minute of positions has some hundred


def runs(source: Source, tables: Mapping[bytes, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offset and length of each chunk; ``tables`` are the bounds of the boxes in ``stbl``.

    Raises VideoUnreadable for tables that contradict themselves, VideoFormatRefused for unknown ones.
    """
    if b"stsz" not in tables:
        if b"stz2" in tables:
            raise refused(VideoFormatRefused)
        return
    _, size, count = _numbers(source, tables, b"stsz", "III", 12)
    if count > _MOST:
        raise refused()
    sizes = [size] * count if size else _list(source, tables, b"stsz", 12, count)
    wide = b"co64" in tables
    name = b"co64" if wide else b"stco"
    _, chunks = _numbers(source, tables, name, "II", 8)
    offsets = _list(source, tables, name, 8, chunks, "Q" if wide else "I")
    _, steps = _numbers(source, tables, b"stsc", "II", 8)
    if steps > _MOST:
        raise refused()
    plan = _list(source, tables, b"stsc", 8, steps * 3)
    at, per, step = 0, 0, 0
    for number, offset in enumerate(offsets, 1):
        if step < steps and plan[step * 3] == number:
            per, step = plan[step * 3 + 1], step + 1
        length = sum(sizes[at : at + per])
        at += per
        if offset + length > source.size:
            raise refused()
        if length:
            yield offset, length
    if at < count:
        raise refused()


def _numbers(
    source: Source, tables: Mapping[bytes, tuple[int, int]], name: bytes, form: str, length: int
) -> tuple[int, ...]:
    if name not in tables or tables[name][1] - tables[name][0] < length:
        raise refused()
    found: tuple[int, ...] = struct.unpack(f">{form}", source.read(tables[name][0], length))
    return found


def _list(
    source: Source,
    tables: Mapping[bytes, tuple[int, int]],
    name: bytes,
    skipped: int,
    count: int,
    form: str = "I",
) -> tuple[int, ...]:
    start, end = tables[name]
    length = count * struct.calcsize(f">{form}")
    if count > 3 * _MOST or start + skipped + length > end:
        raise refused()
    found: tuple[int, ...] = struct.unpack(f">{count}{form}", source.read(start + skipped, length))
    return found

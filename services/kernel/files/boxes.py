"""MP4 and MOV (ISO 14496-12): walks the boxes and finds what is to be blanked, without moving a byte."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.kernel.files.content import MOV, MP4
from services.kernel.files.footage import Edit, Source, Video, VideoFormatRefused, refused
from services.kernel.files.samples import runs

_MOST_BOXES = 50_000
_LONGEST_FTYP = 1024
_LOOKED_AT = 64 << 10  # bytes of a box that may tell the place
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_FILE = frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"prft", b"pdin"})
_MOVIE = frozenset({b"mvhd", b"trak", b"mvex", b"iods"})
_TRACK = frozenset({b"tkhd", b"tref", b"trgr", b"edts", b"mdia", b"tapt", b"load"})
_INNER = frozenset({b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex", b"mfra"})
_HIDING = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"})
_SHOWN = frozenset({b"vide", b"soun"})
_DEGREES = re.compile(rb"([+-]\d{2}(?:\.\d{1,10})?)([+-]\d{3}(?:\.\d{1,10})?)")


@dataclass(frozen=True, slots=True)
class Box:
    """``start`` to ``end`` in the file; its content begins at ``body``."""

    kind: bytes
    start: int
    body: int
    end: int


@dataclass(slots=True)
class _Found:
    edits: list[Edit] = field(default_factory=list)
    place: tuple[float, float] | None = None
    taken_at: datetime | None = None
    seconds: float = 0.0
    pictures: int = 0
    dropped: int = 0
    boxes: int = 0


def examine(source: Source) -> Video:
    """See ``video.examine``; the file begins with ``ftyp``."""
    found, kinds = _Found(), set()
    first = next(_within(source, 0, source.size, found, whole=True))
    if first.end - first.start > _LONGEST_FTYP:
        raise refused()
    for box in _within(source, 0, source.size, found, whole=True):
        kinds.add(box.kind)
        if box.kind == b"moov":
            _movie(source, box, found)
        elif box.kind in _INNER:
            _inner(source, box, found)
        elif box.kind not in _FILE:
            _blank(source, box, found)
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise refused()
    if not found.pictures or (found.dropped and b"moof" in kinds):
        raise refused(VideoFormatRefused)
    kind = MOV if source.read(first.body, 4) == b"qt  " else MP4
    return Video(kind, tuple(found.edits), found.place, found.taken_at, found.seconds)


def _within(source: Source, start: int, end: int, found: _Found, *, whole: bool = False) -> Iterator[Box]:
    """Boxes side by side; anything that does not fit exactly is damage."""
    while start < end:
        found.boxes += 1
        head = source.read(start, 16)
        if end - start < 8 or found.boxes > _MOST_BOXES:
            raise refused()
        size, body = int.from_bytes(head[:4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), start + 16
        elif size == 0 and whole:
            size = end - start  # the last box may go on to the end of the file
        if size < body - start or start + size > end:
            raise refused()
        yield Box(head[4:8], start, body, start + size)
        start += size


def _movie(source: Source, movie: Box, found: _Found) -> None:
    for box in _within(source, movie.body, movie.end, found):
        if box.kind == b"mvhd":
            _header(source.read(box.body, 32), found)
        elif box.kind == b"trak":
            _track(source, box, found)
        elif box.kind in _INNER:
            _inner(source, box, found)
        elif box.kind not in _MOVIE:
            _blank(source, box, found)


def _track(source: Source, track: Box, found: _Found) -> None:
    """Pictures and sound stay; other tracks (of positions, subtitles, times) go with their samples."""
    table, handler = None, b""
    for media in _within(source, track.body, track.end, found):
        if media.kind != b"mdia":
            continue
        for box in _within(source, media.body, media.end, found):
            if box.kind == b"hdlr":
                handler = source.read(box.body + 8, 4)
            elif box.kind == b"minf":
                inner = _within(source, box.body, box.end, found)
                table = next((each for each in inner if each.kind == b"stbl"), None)
    if handler not in _SHOWN:
        tables = {each.kind: each for each in _within(source, table.body, table.end, found)} if table else {}
        for offset, length in runs(source, {kind: (box.body, box.end) for kind, box in tables.items()}):
            found.edits.append(Edit(offset, length))
        found.dropped += 1
        _blank(source, track, found)
        return
    found.pictures += handler == b"vide"
    for box in _within(source, track.body, track.end, found):
        if box.kind in _INNER:
            _inner(source, box, found)
        elif box.kind not in _TRACK:
            _blank(source, box, found)


def _inner(source: Source, outer: Box, found: _Found) -> None:
    for box in _within(source, outer.body, outer.end, found):
        if box.kind in _HIDING:
            _blank(source, box, found)
        elif box.kind in _INNER:
            _inner(source, box, found)


def _blank(source: Source, box: Box, found: _Found) -> None:
    """The box becomes free space of the same length; what it says of the place is noted before."""
    if found.place is None and box.kind in (b"udta", b"meta", b"uuid"):
        found.place = place_in(source.read(box.body, min(box.end - box.body, _LOOKED_AT)))
    found.edits.append(Edit(box.start + 4, 4, b"free"))
    found.edits.append(Edit(box.body, box.end - box.body))


def place_in(told: bytes) -> tuple[float, float] | None:
    """Longitude and latitude in user data: ``©xyz``, Apple's location key, or 3GPP's ``loci``."""
    for mark in (b"\xa9xyz", b"location.ISO6709"):
        at = told.find(mark)
        written = _DEGREES.search(told, at + len(mark)) if at >= 0 else None
        if written is not None:
            return _sensible(float(written[2]), float(written[1]))
    at = told.find(b"loci")
    end = told.find(b"\0", at + 10) if at >= 0 else -1  # version and flags, language, then the name
    if end < 0 or len(told) < end + 10:
        return None
    longitude, latitude = struct.unpack(">ii", told[end + 2 : end + 10])
    return _sensible(longitude / 65536, latitude / 65536)


def _sensible(longitude: float, latitude: float) -> tuple[float, float] | None:
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def _header(head: bytes, found: _Found) -> None:
    if len(head) < 32:
        raise refused()
    if head[0] == 1:
        created, _, scale, length = struct.unpack(">QQIQ", head[4:32])
    else:
        created, _, scale, length = struct.unpack(">IIII", head[4:20])
    unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    found.seconds = 0.0 if unknown or not scale else length / scale
    if created < 1 << 33:
        at = _EPOCH + timedelta(seconds=created)
        found.taken_at = at if at.year >= 2000 else None

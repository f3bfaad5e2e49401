"""WebM (Matroska): walks the elements; tags, attachments and titles become void of the same length."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.kernel.files.content import WEBM
from services.kernel.files.footage import Edit, Source, Video, VideoFormatRefused, refused

_MOST_ELEMENTS = 400_000
_LONGEST_HEAD = 256 << 10  # bytes of the elements that are read whole
_EBML, _SEGMENT, _DOC_TYPE = 0x1A45DFA3, 0x18538067, 0x4282
_INFO, _TRACKS, _CLUSTER = 0x1549A966, 0x1654AE6B, 0x1F43B675
_SEEK, _CUES, _TAGS, _ATTACHED, _CHAPTERS = 0x114D9B74, 0x1C53BB6B, 0x1254C367, 0x1941A469, 0x1043A770
_VOID, _CRC = 0xEC, 0xBF
_TOP = frozenset({_INFO, _TRACKS, _CLUSTER, _SEEK, _CUES, _TAGS, _ATTACHED, _CHAPTERS})
_KEPT = frozenset({_INFO, _TRACKS, _CLUSTER, _SEEK, _CUES, _CRC})
_TRACK, _TRACK_TYPE = 0xAE, 0x83
_SCALE, _DURATION, _DATE, _TITLE, _FILE_NAME = 0x2AD7B1, 0x4489, 0x4461, 0x7BA9, 0x7384
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Element:
    id: int
    start: int
    body: int
    end: int | None  # None where the writer did not know


@dataclass(slots=True)
class _Found:
    edits: list[Edit] = field(default_factory=list)
    taken_at: datetime | None = None
    scale: int = 1_000_000
    duration: float = 0.0
    pictures: bool = False
    clusters: int = 0
    elements: int = 0


def examine(source: Source) -> Video:
    """See ``video.examine``; the file begins with an EBML header."""
    found = _Found()
    header = _element(source, 0, source.size, found)
    _check_header(source, header, found)
    at, segments = header.end or 0, 0
    while at < source.size:
        element = _element(source, at, source.size, found)
        at = source.size if element.end is None else element.end
        if element.id == _SEGMENT:
            segments += 1
            _segment(source, element.body, at, found)
        elif element.id == _VOID and element.end is not None:
            found.edits.append(_void(element))
        else:
            raise refused()
    if segments != 1 or not found.clusters:
        raise refused()
    if not found.pictures:
        raise refused(VideoFormatRefused)
    seconds = found.duration * found.scale / 1e9
    return Video(WEBM, tuple(found.edits), None, found.taken_at, seconds if math.isfinite(seconds) else 0.0)


def _check_header(source: Source, header: _Element, found: _Found) -> None:
    inside = {each.id: _bytes(source, each) for each in _children(source, header, found)}
    if inside.get(_DOC_TYPE, b"").rstrip(b"\0") != b"webm":
        raise refused(VideoFormatRefused)


def _segment(source: Source, at: int, end: int, found: _Found) -> None:
    while at < end:
        element = _element(source, at, end, found)
        if element.id == _CLUSTER:
            found.clusters += 1
            at = _after_cluster(source, element, end, found)
            continue
        if element.end is None:
            raise refused()
        if element.id == _INFO:
            _info(source, element, found)
        elif element.id == _TRACKS:
            _tracks(source, element, found)
        elif element.id not in _KEPT:
            found.edits.append(_void(element))
        at = element.end


def _after_cluster(source: Source, cluster: _Element, end: int, found: _Found) -> int:
    """Browsers write clusters without a length: they go on until the next element of the upper level."""
    if cluster.end is not None:
        return cluster.end
    at = cluster.body
    while at < end:
        element = _element(source, at, end, found)
        if element.id in _TOP:
            return at
        if element.end is None:
            raise refused()
        at = element.end
    return at


def _info(source: Source, info: _Element, found: _Found) -> None:
    for each in _children(source, info, found):
        if each.id in (_TITLE, _FILE_NAME, _VOID):
            found.edits.append(_void(each))
        elif each.id == _SCALE:
            found.scale = int.from_bytes(_bytes(source, each, 8), "big")
        elif each.id == _DURATION:
            value = _bytes(source, each, 8)
            forms = {4: ">f", 8: ">d"}
            found.duration = struct.unpack(forms[len(value)], value)[0] if len(value) in forms else 0.0
        elif each.id == _DATE:
            nanoseconds = int.from_bytes(_bytes(source, each, 8), "big", signed=True)
            found.taken_at = _EPOCH + timedelta(microseconds=nanoseconds // 1000) if nanoseconds > 0 else None


def _tracks(source: Source, tracks: _Element, found: _Found) -> None:
    for track in _children(source, tracks, found):
        if track.id == _TRACK:
            types = [e for e in _children(source, track, found) if e.id == _TRACK_TYPE]
            found.pictures |= any(int.from_bytes(_bytes(source, e, 8), "big") == 1 for e in types)


def _children(source: Source, outer: _Element, found: _Found) -> Iterator[_Element]:
    if outer.end is None or outer.end - outer.body > _LONGEST_HEAD:
        raise refused()
    at = outer.body
    while at < outer.end:
        element = _element(source, at, outer.end, found)
        if element.end is None:
            raise refused()
        yield element
        at = element.end


def _element(source: Source, at: int, limit: int, found: _Found) -> _Element:
    found.elements += 1
    head = source.read(at, 12)
    if not head or found.elements > _MOST_ELEMENTS:
        raise refused()
    wide = 9 - head[0].bit_length()
    if wide > 4 or len(head) <= wide or not head[wide]:
        raise refused()
    long = 9 - head[wide].bit_length()
    written = head[wide : wide + long]
    body = at + wide + long
    if len(written) < long or body > limit:
        raise refused()
    size = int.from_bytes(written, "big") & ((1 << 7 * long) - 1)
    unknown = size == (1 << 7 * long) - 1
    if not unknown and body + size > limit:
        raise refused()
    return _Element(int.from_bytes(head[:wide], "big"), at, body, None if unknown else body + size)


def _bytes(source: Source, element: _Element, most: int = 64) -> bytes:
    length = (element.end or element.body) - element.body
    if length > most:
        raise refused()
    return source.read(element.body, length)


def _void(element: _Element) -> Edit:
    """The whole element as a void one. Two bytes are the least an element has."""
    length = (element.end or element.body) - element.start
    if length < 9:
        return Edit(element.start, length, bytes((_VOID, 0x80 | (length - 2))))
    return Edit(element.start, length, bytes((_VOID, 0x01)) + (length - 9).to_bytes(7, "big"))

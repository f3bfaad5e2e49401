"""What is known of a short video, and how it is changed without moving a byte."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.files.content import Kind


class VideoUnreadable(Invalid):
    """Neither MP4, MOV nor WebM, cut short, or damaged."""

    code = "kernel.video_unreadable"


class VideoFormatRefused(VideoUnreadable):
    """A sound video of a kind whose places cannot be taken out, or without a picture."""

    code = "kernel.video_format_refused"


class Source(Protocol):
    """Bytes that are read here and there; never all of them at once."""

    @property
    def size(self) -> int:
        """Bytes in all."""

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes, fewer only at the end."""


@dataclass(frozen=True, slots=True)
class Held:
    """A source in memory."""

    data: bytes

    @property
    def size(self) -> int:
        """See Source."""
        return len(self.data)

    def read(self, offset: int, length: int) -> bytes:
        """See Source."""
        return self.data[offset : offset + length]


@dataclass(frozen=True, slots=True)
class Edit:
    """``length`` bytes from ``offset`` become ``head`` and zeros: nothing in the file moves."""

    offset: int
    length: int
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class Video:
    """What a video says of itself.

    Attributes:
        edits: what takes out the place and whatever else players do not need; by offset, never overlapping.
        place: longitude and latitude in degrees, WGS-84; None if the camera did not say.
        taken_at: aware; None if the camera did not say.
        seconds: 0 where the file does not say.
    """

    kind: Kind
    edits: tuple[Edit, ...]
    place: tuple[float, float] | None
    taken_at: datetime | None
    seconds: float


def edited(chunk: bytes, offset: int, edits: Sequence[Edit]) -> bytes:
    """A piece of the file that begins at ``offset``, with the edits carried out."""
    end = offset + len(chunk)
    first = max(0, bisect_right(edits, offset, key=lambda each: each.offset) - 1)
    changed: bytearray | None = None
    for each in edits[first:]:
        if each.offset >= end:
            break
        begin, until = max(each.offset, offset), min(each.offset + each.length, end)
        if begin >= until:
            continue
        changed = bytearray(chunk) if changed is None else changed
        skipped = begin - each.offset
        written = each.head[skipped : skipped + until - begin]
        changed[begin - offset : until - offset] = written + bytes(until - begin - len(written))
    return chunk if changed is None else bytes(changed)


def refused(kind: type[Invalid] = VideoUnreadable) -> Invalid:
    """The refusal, naming the file's field."""
    return kind(FieldProblem("file", kind.code))


def joined(edits: Sequence[Edit]) -> list[Edit]:
    """In their order; what overlaps an earlier one is cut there."""
    kept: list[Edit] = []
    for each in sorted(edits, key=lambda edit: (edit.offset, -edit.length)):
        last = kept[-1] if kept else None
        over = last.offset + last.length - each.offset if last else 0
        if over <= 0:
            kept.append(each)
        elif each.length > over:
            kept.append(Edit(each.offset + over, each.length - over))
    return kept

"""Short videos: recognised by content, checked to be whole, and rid of the place that they were taken at."""

from __future__ import annotations

from services.kernel.errors import FieldProblem
from services.kernel.files import boxes, matroska
from services.kernel.files.content import FileTypeRefused
from services.kernel.files.footage import Source, Video, joined


def is_video(head: bytes) -> bool:
    """Whether a file that begins so may be one of the videos taken; 12 bytes are enough."""
    return head[4:8] == b"ftyp" or head[:4] == b"\x1a\x45\xdf\xa3"


def examine(source: Source) -> Video:
    """Read the structure of an MP4, MOV or WebM and say what is to be taken out of it (DIR-28, FLD-02).

    Raises:
        FileTypeRefused: begins like none of them.
        VideoUnreadable: cut short or damaged. VideoFormatRefused when it cannot be made safe.
    """
    head = source.read(0, 12)
    if not is_video(head):
        raise FileTypeRefused(FieldProblem("file", FileTypeRefused.code, {"type": "?"}), type="?")
    found = boxes.examine(source) if head[4:8] == b"ftyp" else matroska.examine(source)
    return Video(found.kind, tuple(joined(found.edits)), found.place, found.taken_at, found.seconds)

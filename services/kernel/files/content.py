"""What an uploaded file really is, decided by its bytes against a list of what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import PurePath

from services.kernel.errors import FieldProblem, Invalid, Unavailable
from services.kernel.files.packages import office_type

_ENOUGH = 1 << 20  # bytes libmagic is shown
_LONGEST_TEXT = 64 << 20


class Category(StrEnum):
    """How a file is shown: as a thumbnail, with a player, or as a download."""

    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Kind:
    """Type of a file as it may be served; ``extension`` has no dot."""

    content_type: str
    category: Category
    extension: str


class FileTypeRefused(Invalid):
    """The bytes are none of the allowed types, whatever the name says."""

    code = "kernel.file_type_refused"


class FileEmpty(Invalid):
    """The file has no bytes."""

    code = "kernel.file_empty"


class ContentInspectionUnavailable(Unavailable):
    """The library that recognises types is not installed on this machine."""

    code = "kernel.file_inspection_unavailable"


JPEG = Kind("image/jpeg", Category.PICTURE, "jpg")
PNG = Kind("image/png", Category.PICTURE, "png")
WEBP = Kind("image/webp", Category.PICTURE, "webp")
MP4 = Kind("video/mp4", Category.VIDEO, "mp4")
MOV = Kind("video/quicktime", Category.VIDEO, "mov")
WEBM = Kind("video/webm", Category.VIDEO, "webm")
MP3 = Kind("audio/mpeg", Category.VOICE, "mp3")
AMR = Kind("audio/amr", Category.VOICE, "amr")
M4A = Kind("audio/mp4", Category.VOICE, "m4a")
AAC = Kind("audio/aac", Category.VOICE, "aac")
WAV = Kind("audio/wav", Category.VOICE, "wav")
OGG = Kind("audio/ogg", Category.VOICE, "ogg")
PDF = Kind("application/pdf", Category.DOCUMENT, "pdf")
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Category.DOCUMENT, "docx"
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Category.DOCUMENT, "xlsx")
OFD = Kind("application/ofd", Category.DOCUMENT, "ofd")  # GB/T 33190, the national fixed-layout format
TEXT = Kind("text/plain", Category.DOCUMENT, "txt")
CSV = Kind("text/csv", Category.DOCUMENT, "csv")

_BY_MAGIC = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/webp": WEBP,
    "video/mp4": MP4,
    "video/x-m4v": MP4,
    "video/quicktime": MOV,
    "video/webm": WEBM,
    "audio/mpeg": MP3,
    "audio/amr": AMR,
    "audio/x-m4a": M4A,
    "audio/mp4": M4A,
    "audio/aac": AAC,
    "audio/x-aac": AAC,
    "audio/x-hx-aac-adts": AAC,
    "audio/x-wav": WAV,
    "audio/wav": WAV,
    "audio/ogg": OGG,
    "application/pdf": PDF,
}
_OFFICE = {"docx": DOCX, "xlsx": XLSX, "ofd": OFD}
_TEXTS = frozenset({"text/plain", "text/csv", "application/csv"})
_BY_EXTENSION = {"txt": TEXT, "csv": CSV}
# Neither tabs, line ends nor the escape of old encodings; whatever else is below a space is no text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(r"\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|#!)", re.IGNORECASE)


def inspect(data: bytes, file_name: str) -> Kind:
    """The kind of a file by its content; the name only tells plain text and CSV apart.

    Allowed: JPEG, PNG, WebP; PDF, DOCX, XLSX, OFD, TXT, CSV; MP4, MOV, WebM; MP3, AMR, M4A, AAC, WAV, OGG.
    Moving pictures (GIF), pictures from iPhones (HEIC), macros, archives, web pages and programs are not.

    Raises:
        FileEmpty: no bytes.
        FileTypeRefused: none of the allowed kinds.
        ContentInspectionUnavailable: libmagic is missing.
    """
    if not data:
        raise FileEmpty(FieldProblem("file", FileEmpty.code))
    found = _recogniser()(data[:_ENOUGH])
    kind = _BY_MAGIC.get(found)
    if kind is None and data.startswith(b"PK\x03\x04"):
        kind = _OFFICE.get(office_type(data) or "")
    if kind is None and found in _TEXTS and _is_plain_text(data):
        kind = _BY_EXTENSION.get(PurePath(file_name).suffix.lower().removeprefix("."))
    if kind is None:
        details = {"type": found}
        raise FileTypeRefused(FieldProblem("file", FileTypeRefused.code, details), **details)
    return kind


@cache
def _recogniser() -> Callable[[bytes], str]:
    try:
        import magic
    except ImportError as problem:
        raise ContentInspectionUnavailable(package="libmagic1") from problem
    return magic.Magic(mime=True).from_buffer


def _is_plain_text(data: bytes) -> bool:
    if len(data) > _LONGEST_TEXT:
        return False
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROL.search(text) and not _MARKUP.match(text)
    return False

"""Which office format a zip holds, told from its list of contents without unpacking anything."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 512 << 20  # bytes, as declared
_ENCRYPTED = 0x1


def office_type(data: bytes) -> Literal["docx", "xlsx", "ofd"] | None:
    """The format, or None: no zip, another zip, macros inside, encrypted, or made to burst when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except Exception:
        # zipfile lets many kinds of exception out on damaged input; each means that it is no such package.
        return None
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        return None
    if any(entry.flag_bits & _ENCRYPTED for entry in entries) or any(map(_is_suspect, names)):
        return None
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
    return None


def _is_suspect(name: str) -> bool:
    escapes = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
    return escapes or name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs"))

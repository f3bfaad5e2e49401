"""Files as answers: headers that let a browser show a picture and nothing that could act."""

from __future__ import annotations

import re
from urllib.parse import quote

from gateway.security.headers import FILE_POLICY

SHOWN = frozenset(
    {
        *("image/jpeg", "image/png", "image/webp", "image/gif"),
        *("audio/mpeg", "audio/ogg", "audio/mp4", "audio/amr", "audio/wav"),
        *("video/mp4", "video/quicktime", "video/webm", "text/plain"),
    }
)
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(; ?charset=[\w-]+)?\Z", re.ASCII)


def file_headers(content_type: str, file_name: str) -> list[tuple[bytes, bytes]]:
    """Content type, disposition (pictures, recordings and text are shown) and a policy of nothing."""
    kind = content_type.strip().lower()
    if not _MEDIA_TYPE.match(kind):
        kind = "application/octet-stream"
    shown = kind.partition(";")[0] in SHOWN
    disposition = "inline" if shown else "attachment"
    if file_name:
        plain = re.sub(r"[^\w.-]", "_", file_name, flags=re.ASCII)[:100]
        encoded = quote(file_name.replace("/", "_").replace("\\", "_")[:200], safe="")
        disposition += f"; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    return [
        (b"content-type", kind.encode("ascii")),
        (b"content-disposition", disposition.encode("ascii")),
        (b"content-security-policy", FILE_POLICY.encode("ascii")),
        (b"cache-control", b"private, no-store"),
    ]

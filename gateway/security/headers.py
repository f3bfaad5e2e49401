"""What every answer tells the browser about what it may do."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A file that somebody uploaded is shown, and can do nothing.
FILE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "sandbox; frame-ancestors 'none'"
)


def page_policy(tile_address: str = "") -> str:
    """The policy of pages; the host of configured map tiles, and no other, may be asked for pictures.

    The map's worker obeys the policy of its own script's answer, so that all answers carry the same.
    """
    if not tile_address:
        return PAGE_POLICY
    parts = urlsplit(tile_address)
    host = f"{parts.scheme}://{parts.netloc}"
    return PAGE_POLICY.replace("blob:; ", f"blob: {host}; connect-src 'self' {host}; ", 1)


@functools.cache
def security_headers(secure: bool, tile_address: str = "") -> tuple[tuple[bytes, bytes], ...]:
    """Headers for answers that do not set them themselves; HSTS where the client came by HTTPS."""
    headers = [
        (b"content-security-policy", page_policy(tile_address).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(self), geolocation=(self), microphone=(self)"),
        (b"cache-control", b"no-store"),
    ]
    if secure:
        headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    return tuple(headers)

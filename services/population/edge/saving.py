"""A file as an answer: shown or saved and never run, under a name that says nothing of anybody."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
_SUFFIXES = {**_PICTURES, "application/pdf": ".pdf"}


def saved(data: bytes, content_type: str, name: str) -> Response:
    """``name`` without what its type adds."""
    full = quote(f"{name}{_SUFFIXES.get(content_type, '')}", safe="")
    return _answer(data, content_type, f"attachment; filename*=UTF-8''{full}")


def shown_or_saved(data: bytes, content_type: str) -> Response:
    """Pictures are shown, everything else is saved."""
    return _answer(data, content_type, "inline" if content_type in _PICTURES else "attachment")


def _answer(data: bytes, content_type: str, disposition: str) -> Response:
    answer = Response(data, content_type=content_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = disposition
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

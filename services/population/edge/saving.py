"""A file as an answer: shown or saved and never run, under a name that says nothing of anybody."""

from __future__ import annotations

from flask import Response

from services.kernel.files.content import JPEG, PDF, PNG, WEBP, XLSX
from services.kernel.web.saving import disposition

_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_PICTURES = frozenset(each.content_type for each in (JPEG, PNG, WEBP))
_SUFFIXES = {each.content_type: f".{each.extension}" for each in (JPEG, PNG, WEBP, PDF, XLSX)}


def saved(data: bytes, content_type: str, name: str) -> Response:
    """Under ``name``, and the suffix of its type where the name has none."""
    whole = name.removesuffix(suffix := _SUFFIXES.get(content_type, "")) + suffix
    return _answer(data, content_type, disposition(whole, save=True))


def shown_or_saved(data: bytes, content_type: str) -> Response:
    """Pictures are shown, everything else is saved."""
    return _answer(data, content_type, "inline" if content_type in _PICTURES else "attachment")


def _answer(data: bytes, content_type: str, how: str) -> Response:
    answer = Response(data, content_type=content_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = how
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

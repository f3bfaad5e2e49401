"""A file as an answer: saved by the browser and never run, under a name that says nothing of anybody."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from services.population.edge.person import FILE_POLICY

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf"}


def saved(data: bytes, content_type: str, name: str) -> Response:
    """``name`` without what its type adds."""
    answer = Response(data, content_type=content_type or "application/octet-stream")
    full = quote(f"{name}{_SUFFIXES.get(content_type, '')}", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{full}"
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

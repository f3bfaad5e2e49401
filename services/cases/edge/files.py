"""Evidence as files: pictures, recordings and documents of a case, shown or saved, never run."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, request

from services.kernel.web.pages import needs, peer
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc

FILE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "sandbox; frame-ancestors 'none'"
)
"""The policy under which a file that somebody uploaded is shown, the same as of files of the API."""
_SHOWN = re.compile(r"(image/(jpeg|png|webp)|audio/[\w.+-]+|video/mp4)")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/case/<case>/file/<attachment>")
    @needs()
    def file(case: str, attachment: str) -> Response:
        small = request.args.get("small") == "1"
        asked = pb.GetAttachmentDataRequest(id=case, attachment_id=attachment, thumbnail=small)
        found = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetAttachmentData(asked)
        kind = found.content_type.split(";")[0].strip().lower()
        save = request.args.get("save") == "1" or not _SHOWN.fullmatch(kind)
        answer = Response(found.data, content_type=found.content_type or "application/octet-stream")
        answer.headers["Content-Disposition"] = disposition(found.file_name, save=save)
        answer.headers["Content-Security-Policy"] = FILE_POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        # Browsers may keep it and must ask each time: who has signed out meanwhile sees nothing.
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.add_etag()
        answer.make_conditional(request, accept_ranges=True, complete_length=len(found.data))
        return answer


def disposition(name: str, *, save: bool) -> str:
    """The Content-Disposition of a file: its own name by RFC 5987, a plain one for the rest."""
    clean = re.sub(r"[\x00-\x1f\x7f/\\]+", "_", name).strip() or "file"
    suffix = re.search(r"\.[A-Za-z0-9]{1,8}$", clean)
    plain = "file" + (suffix[0] if suffix else "")
    kind = "attachment" if save else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"

"""Evidence as files: pictures, recordings and documents of a case, shown or saved, never run."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request

from services.kernel.errors import Invalid
from services.kernel.web.pages import needs, peer
from services.kernel.web.saving import disposition
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc, evidence_pb2, evidence_pb2_grpc

FILE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "sandbox; frame-ancestors 'none'"
)
"""The policy under which a file that somebody uploaded is shown, the same as of files of the API."""
_SHOWN = re.compile(r"(image/(jpeg|png|webp)|audio/[\w.+-]+|video/(mp4|quicktime|webm))")
_PIECE = 1 << 20
"""Most bytes of one answer to a player: it asks for the next ones, and holds no thread while it plays."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_LARGE = "cases.attachment_large"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/case/<case>/file/<attachment>")
    @needs()
    def file(case: str, attachment: str) -> Response:
        wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
        if wanted is not None and any(wanted.groups()):
            answer = _piece(case, attachment, wanted[1], wanted[2])
        else:
            try:
                answer = _whole(case, attachment)
            except Invalid as refusal:
                if all(each.code != _LARGE for each in refusal.problems) and refusal.code != _LARGE:
                    raise
                # Too large for a thread of the pages: the API streams it.
                return redirect(f"/api/v1/cases/{quote(case)}/attachments/{quote(attachment)}:download")  # type: ignore[return-value]
        answer.headers["Content-Security-Policy"] = FILE_POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        # Browsers may keep it and must ask each time: who has signed out meanwhile sees nothing.
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer


def _whole(case: str, attachment: str) -> Response:
    small = request.args.get("small") == "1"
    asked = pb.GetAttachmentDataRequest(id=case, attachment_id=attachment, thumbnail=small)
    found = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetAttachmentData(asked)
    answer = Response(found.data, content_type=found.content_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = _shown_or_saved(found.content_type, found.file_name)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _piece(case: str, attachment: str, first: str, last: str) -> Response:
    """What a player asks for, or less of it, which it then asks for again."""
    reading = peer(evidence_pb2_grpc.EvidenceServiceStub, "cases")
    if not first:  # the last so many bytes
        about = reading.ReadAttachment(evidence_pb2.ReadAttachmentRequest(id=case, attachment_id=attachment))
        begin, end = max(0, about.size_bytes - int(last)), about.size_bytes
    else:
        begin, end = int(first), int(last) + 1 if last else int(first) + _PIECE
    length = max(0, min(end - begin, _PIECE))
    found = reading.ReadAttachment(
        evidence_pb2.ReadAttachmentRequest(id=case, attachment_id=attachment, offset=begin, length=length)
    )
    answer = Response(found.data, 206, content_type=found.content_type or "application/octet-stream")
    if not found.data:
        answer = Response(b"", 416)
        answer.headers["Content-Range"] = f"bytes */{found.size_bytes}"
        return answer
    answer.headers["Content-Range"] = f"bytes {begin}-{begin + len(found.data) - 1}/{found.size_bytes}"
    answer.headers["Content-Disposition"] = _shown_or_saved(found.content_type, found.file_name)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.set_etag(found.digest)
    return answer


def _shown_or_saved(content_type: str, name: str) -> str:
    kind = content_type.split(";")[0].strip().lower()
    return disposition(name, save=request.args.get("save") == "1" or not _SHOWN.fullmatch(kind))

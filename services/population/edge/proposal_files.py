"""Pictures and documents of a change request, as they were sent."""

from __future__ import annotations

from flask import Blueprint, Response

from services.kernel.web.pages import needs
from services.population.edge.person import FILE_POLICY
from services.population.edge.proposals import DECIDE, MAKE, stub
from wangge.population.v1 import proposals_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/proposal/<proposal>/file/<file>", view_func=proposal_file)


@needs(MAKE, DECIDE)
def proposal_file(proposal: str, file: str) -> Response:
    """A picture or a document that shows what was collected; shown or saved, never run."""
    found = stub().GetProposalFile(pb.GetProposalFileRequest(id=proposal, file_id=file))
    answer = Response(found.data, content_type=found.content_type or "application/octet-stream")
    picture = found.content_type in ("image/jpeg", "image/png", "image/webp")
    answer.headers["Content-Disposition"] = "inline" if picture else "attachment"
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer

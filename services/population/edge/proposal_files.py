"""Pictures and documents of a change request, as they were sent."""

from __future__ import annotations

from flask import Blueprint, Response

from services.kernel.web.pages import needs
from services.population.edge.proposals import DECIDE, MAKE, stub
from services.population.edge.saving import shown_or_saved
from wangge.population.v1 import proposals_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/proposal/<proposal>/file/<file>", view_func=proposal_file)


@needs(MAKE, DECIDE)
def proposal_file(proposal: str, file: str) -> Response:
    """A picture or a document that shows what was collected; shown or saved, never run."""
    found = stub().GetProposalFile(pb.GetProposalFileRequest(id=proposal, file_id=file))
    return shown_or_saved(found.data, found.content_type)

"""Makes cases over gRPC as people of the demo county, for pages that list them."""

from __future__ import annotations

import uuid
from typing import Any

from tests.console.browsing import Office
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc

GRID = "410611002001001"
"""The grid of the demo's worker; the demo's screener and dispatcher stand above it."""
MANHOLE = "component.utility.water_manhole"


def asked(office: Office, login: str, rpc: str, message: Any) -> Any:
    """What the case service answers to an account."""
    stub = office.platform.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    identity = office.browser(login).identity
    assert stub is not None
    assert identity is not None
    return getattr(stub, rpc)(message, metadata=(("authorization", f"Bearer {identity.token}"),))


def reported(office: Office, title: str) -> pb.Case:
    """A case that waits for the grid to settle or submit it."""
    request = pb.ReportCaseRequest(
        request_id=str(uuid.uuid4()),
        title=title,
        content=f"{title}，请处理。",
        category=MANHOLE,
        channel=pb.CHANNEL_PATROL,
        place=pb.Place(grid_code=GRID, address="学院路 12 号"),
    )
    case: pb.Case = asked(office, "worker", "ReportCase", request)
    return case


def screening(office: Office, title: str) -> pb.Case:
    """A case that waits for the community's screener."""
    case = reported(office, title)
    found: pb.Case = asked(
        office, "worker", "SubmitCase", pb.SubmitCaseRequest(id=case.id, reason="网格无力处置")
    )
    return found


def assigned(office: Office, title: str) -> pb.Case:
    """A case that waits for the city management office to sign for it."""
    case = screening(office, title)
    identity = office.browser("chengguan").identity
    assert identity is not None
    asked(office, "screener", "FileCase", pb.FileCaseRequest(id=case.id))
    asked(office, "screener", "EscalateCase", pb.EscalateCaseRequest(id=case.id, reason="社区无力处置"))
    asked(office, "dispatcher", "FileCase", pb.FileCaseRequest(id=case.id))
    found: pb.Case = asked(
        office,
        "dispatcher",
        "AssignCase",
        pb.AssignCaseRequest(id=case.id, lead_unit_id=identity.actor.units[0]),
    )
    return found

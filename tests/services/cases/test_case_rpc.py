"""The contract of the loop, through a real server with its checks in front."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta

import pytest

from services.cases.entrypoints.rpc import servicers
from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.current import Travelling, travelling
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, methods_served
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer, TokenVerifier
from tests.services.cases.county import CENTRE_RIGHTS, COMMUNITY, GRID, GRID_RIGHTS, HERE, Town, picture
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc
from wangge.types.v1 import types_pb2 as types

KEYS = SigningKeys.generate("test")


def token(town: Town, account: str, rights: tuple[str, ...], path: str, units: tuple[str, ...] = ()) -> str:
    claims = {
        "sub": account,
        "name": account,
        "realm": "staff",
        "roles": {"r": list(rights)},
        "grants": [["r", path, "", "", ""]],
        "posts": [],
        "units": list(units),
    }
    return TokenIssuer(KEYS, "test").issue(claims, now=town.clock(), lifetime=timedelta(days=9))


@pytest.fixture
def stub(town: Town) -> Iterator[cases_pb2_grpc.CaseServiceStub]:
    served = servicers(town.application, town.context)
    pipeline = Pipeline(
        methods=methods_served(served),
        verifier=TokenVerifier(KEYS.public_jwks, "test", town.clock),
        messages=Messages.load(),
        clock=town.clock,
    )
    address = f"unix:/tmp/wangge-test-{secrets.token_hex(6)}.sock"
    server = RpcServer(served, pipeline, [address], threads=2)
    server.start()
    channels = GrpcPeers({"cases": address})
    found = channels.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    assert found is not None
    yield found
    channels.close()
    server.stop(0)


class As:
    """Speak as one person for a while."""

    def __init__(self, town: Town, account: str, rights: tuple[str, ...], path: str, *units: str) -> None:
        self._token = token(town, account, rights, path, units)

    def __enter__(self) -> None:
        self._before = travelling.set(Travelling(token=self._token))

    def __exit__(self, *_: object) -> None:
        travelling.reset(self._before)


def reported(stub: cases_pb2_grpc.CaseServiceStub, **values: object) -> pb.Case:
    request = pb.ReportCaseRequest(
        request_id="r1",
        content="井盖破损",
        category="component.road.manhole",
        channel=pb.CHANNEL_HANDHELD,
        place=pb.Place(grid_code=GRID, point=types.Point(longitude=HERE[0], latitude=HERE[1])),
        reporter=pb.Reporter(name="张三", phone="13812345678"),
        **values,
    )
    return stub.ReportCase(request)


def test_a_case_is_reported_once_settled_confirmed_and_listed(
    town: Town, stub: cases_pb2_grpc.CaseServiceStub
) -> None:
    with As(town, "head", GRID_RIGHTS, GRID):
        first, again = reported(stub), reported(stub)
        assert (again.id, again.receipt_secret) == (first.id, first.receipt_secret)
        assert (first.reporter.name, first.reporter.phone) == ("张*", "138****5678")
        photo = stub.AddAttachment(
            pb.AddAttachmentRequest(case_id=first.id, file_name="a.jpg", data=picture(), moment="after")
        )
        settled = stub.SettleOnSpot(
            pb.SettleOnSpotRequest(id=first.id, etag=first.etag, measures="换新", attachment_ids=[photo.id])
        )
        assert settled.state == pb.CASE_STATE_SELF_DONE
        with pytest.raises(Conflict):
            stub.ConfirmSettled(pb.ConfirmSettledRequest(id=first.id, etag=first.etag))
        closed = stub.ConfirmSettled(pb.ConfirmSettledRequest(id=first.id, etag=settled.etag))
        assert closed.HasField("reopen_until")
        listed = stub.ListCases(pb.ListCasesRequest(filter="state = CLOSED", query="井盖"))
        assert [row.id for row in listed.cases] == [first.id]
        assert len(stub.GetTimeline(pb.GetTimelineRequest(id=first.id)).entries) == 3
        ledger = stub.GetLedger(pb.GetLedgerRequest(id=first.id))
        assert len(ledger.digest) == 64
        small = stub.GetAttachmentData(
            pb.GetAttachmentDataRequest(id=first.id, attachment_id=photo.id, thumbnail=True)
        )
        assert small.content_type == "image/jpeg"

    receipt = stub.GetReceipt(pb.GetReceiptRequest(number=first.number, secret=first.receipt_secret))
    assert receipt.step == 6


def test_refusals_reach_the_caller_by_kind(town: Town, stub: cases_pb2_grpc.CaseServiceStub) -> None:
    with As(town, "head", GRID_RIGHTS, GRID):
        case = reported(stub, submit=True)
        with pytest.raises(Forbidden):
            stub.FileCase(pb.FileCaseRequest(id=case.id))
        with pytest.raises(Invalid):
            stub.ReportCase(pb.ReportCaseRequest())
        with pytest.raises(NotFound):
            stub.GetCase(pb.GetCaseRequest(id="nothing"))
    with As(town, "clerk", CENTRE_RIGHTS, COMMUNITY):
        pending = stub.ListPending(pb.ListPendingRequest())
        assert (pending.total, pending.cases[0].ask, pending.cases[0].minutes_left) == (1, "screen", 240)
        filed = stub.FileCase(pb.FileCaseRequest(id=case.id, etag=case.etag))
        assert "assign" in filed.actions
        with pytest.raises(Conflict):
            stub.FileCase(pb.FileCaseRequest(id=case.id))
        similar = stub.FindSimilar(
            pb.FindSimilarRequest(category=case.category, longitude=HERE[0], latitude=HERE[1])
        )
        assert similar.cases[0].case.id == case.id
        route = stub.SuggestRoute(
            pb.SuggestRouteRequest(category=case.category, longitude=HERE[0], latitude=HERE[1])
        )
        assert route.candidates[0].unit_id == "roads"
        revealed = stub.RevealReporter(pb.RevealReporterRequest(id=case.id, purpose="回访"))
        assert revealed.phone == "13812345678"


def test_every_rpc_of_the_contract_is_served(town: Town) -> None:
    served = next(s for s in servicers(town.application, town.context) if s.full_name.endswith("CaseService"))

    for method in pb.DESCRIPTOR.services_by_name["CaseService"].methods:
        assert method.name in vars(type(served.implementation)), method.name


def test_a_watcher_of_the_stream_hears_of_a_case(town: Town, stub: cases_pb2_grpc.CaseServiceStub) -> None:
    with As(town, "head", GRID_RIGHTS, GRID):
        case = reported(stub)
        stream = stub.WatchCases(pb.WatchCasesRequest(after="0"))
        notice = next(iter(stream))
        stream.close()

    assert (notice.case.id, notice.action) == (case.id, "report")


def test_a_list_is_kept_and_forgotten_through_the_contract(
    town: Town, stub: cases_pb2_grpc.CaseServiceStub
) -> None:
    wanted = pb.SavedFilter(name="待核查", filter="state = VERIFYING", columns=["number", "light"])
    with As(town, "head", GRID_RIGHTS, GRID):
        kept = stub.SaveFilter(pb.SaveFilterRequest(saved_filter=wanted, request_id="f1"))
        assert stub.SaveFilter(pb.SaveFilterRequest(saved_filter=wanted, request_id="f1")) == kept
        kept.name = "现场核查"
        changed = stub.SaveFilter(pb.SaveFilterRequest(saved_filter=kept))
        assert list(stub.ListFilters(pb.ListFiltersRequest()).saved_filters) == [changed]
        with pytest.raises(Invalid) as refused:
            stub.SaveFilter(pb.SaveFilterRequest(saved_filter=pb.SavedFilter(name="x", order_by="content")))
        assert refused.value.problems[0].field == "saved_filter.order_by"
        stub.DeleteFilter(pb.DeleteFilterRequest(id=kept.id))
        assert not stub.ListFilters(pb.ListFiltersRequest()).saved_filters

"""The contract of field, through a real server with its checks in front."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from services import field
from services.field.bootstrap import Application
from services.field.domain.device import MOST_DEVICES
from services.field.entrypoints.rpc import servicers
from services.kernel.errors import Conflict, Exhausted, Forbidden, Invalid, NotFound, Unauthenticated
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.current import Travelling, travelling
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, methods_served
from services.kernel.runtime.context import ServiceContext
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer, TokenVerifier
from tests.services.field.people import account, post, tell
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc

GRID = "410602001001001"
PHONE = "44444444-4444-4444-8444-444444444444"
KEYS = SigningKeys.generate("test")


def token(context: ServiceContext, *permissions: str) -> str:
    claims = {
        "sub": "worker",
        "name": "王芳",
        "realm": "staff",
        "roles": {"grid_worker": list(permissions)},
        "grants": [["grid_worker", GRID, "", "", ""]],
        "posts": [],
        "units": [],
    }
    return TokenIssuer(KEYS, "test").issue(claims, now=context.clock(), lifetime=timedelta(minutes=15))


@pytest.fixture
def peers(application: Application, context: ServiceContext, tmp_path: Path) -> Iterator[GrpcPeers]:
    served = servicers(application, context)
    pipeline = Pipeline(
        methods=methods_served(served),
        verifier=TokenVerifier(KEYS.public_jwks, "test", context.clock),
        messages=Messages.load([Path(field.__file__).parent]),
        clock=context.clock,
    )
    address = f"unix:/tmp/wangge-test-{secrets.token_hex(6)}.sock"
    server = RpcServer(served, pipeline, [address], threads=2)
    server.start()
    channels = GrpcPeers({"field": address})
    yield channels
    channels.close()
    server.stop(0)


@pytest.fixture
def signed_in(context: ServiceContext) -> Iterator[None]:
    before = travelling.set(Travelling(token=token(context, "field.patrol.do")))
    yield
    travelling.reset(before)


@pytest.fixture
def patrols(peers: GrpcPeers) -> pb_grpc.PatrolServiceStub:
    found = peers.stub(pb_grpc.PatrolServiceStub, "field")
    assert found is not None
    return found


@pytest.mark.usefixtures("signed_in")
def test_pages_of_patrols_follow_each_other(patrols: pb_grpc.PatrolServiceStub) -> None:
    patrols.StartDuty(pb.StartDutyRequest())
    ids = []
    for _ in range(3):
        ids.append(patrols.StartPatrol(pb.StartPatrolRequest()).id)
        patrols.FinishPatrol(pb.FinishPatrolRequest(patrol_id=ids[-1]))

    first = patrols.ListPatrols(pb.ListPatrolsRequest(page_size=2))
    second = patrols.ListPatrols(pb.ListPatrolsRequest(page_size=2, page_token=first.next_page_token))

    assert sorted(each.id for each in (*first.patrols, *second.patrols)) == sorted(ids)
    assert second.next_page_token == ""
    with pytest.raises(Invalid):
        patrols.ListPatrols(pb.ListPatrolsRequest(view="territory", page_token=first.next_page_token))


@pytest.mark.usefixtures("signed_in")
def test_what_is_missing_or_wrong_is_named(patrols: pb_grpc.PatrolServiceStub) -> None:
    with pytest.raises(Conflict) as off_duty:
        patrols.StartPatrol(pb.StartPatrolRequest())
    patrols.StartDuty(pb.StartDutyRequest())
    patrol = patrols.StartPatrol(pb.StartPatrolRequest())
    with pytest.raises(Invalid) as nowhere:
        patrols.CheckIn(pb.CheckInRequest(patrol_id=patrol.id))
    with pytest.raises(Invalid) as unknown:
        patrols.CheckIn(pb.CheckInRequest(patrol_id=patrol.id, checkpoint_code="D-99"))
    with pytest.raises(Invalid):
        patrols.StartPatrol(pb.StartPatrolRequest(id="not-an-id"))
    with pytest.raises(NotFound):
        patrols.GetPatrol(pb.GetPatrolRequest(id="nothing"))

    assert "在岗" in off_duty.value.said
    assert [each.field for each in nowhere.value.problems] == ["checkpoint_code"]
    assert [each.field for each in unknown.value.problems] == ["checkpoint_code"]


@pytest.mark.usefixtures("signed_in")
def test_phones_answer_through_the_contract(peers: GrpcPeers) -> None:
    stub = peers.stub(pb_grpc.DeviceServiceStub, "field")
    assert stub is not None
    for each in range(MOST_DEVICES):
        stub.RegisterDevice(pb.RegisterDeviceRequest(id=f"{each:08}{PHONE[8:]}", name="手机"))

    with pytest.raises(Exhausted):
        stub.RegisterDevice(pb.RegisterDeviceRequest(id=PHONE, name="手机"))
    removed = stub.RemoveDevice(pb.RemoveDeviceRequest(id="00000000" + PHONE[8:]))
    wiped = stub.ConfirmWipe(pb.ConfirmWipeRequest(id="00000000" + PHONE[8:]))

    assert (removed.state, wiped.state) == (pb.DEVICE_STATE_REMOVED, pb.DEVICE_STATE_WIPED)
    with pytest.raises(Forbidden):
        stub.ListDevices(pb.ListDevicesRequest(territory_code=GRID))


def test_anybody_may_verify_a_badge_and_learns_no_more(
    peers: GrpcPeers, application: Application, context: ServiceContext
) -> None:
    tell(application, context, account("worker", "王芳"), post("p1", "网格员", GRID, ["worker"]))
    stub = peers.stub(pb_grpc.BadgeServiceStub, "field")
    assert stub is not None
    code = application.people.badge_of("worker", context.clock())
    assert code is not None

    seen = stub.VerifyBadge(pb.VerifyBadgeRequest(code=code.code))

    assert seen == pb.BadgeCheck(valid=True, name="王芳", post="网格员")
    assert stub.VerifyBadge(pb.VerifyBadgeRequest(code="x")) == pb.BadgeCheck()
    tell(application, context, account("worker", "王芳", 2, active=False))
    assert stub.VerifyBadge(pb.VerifyBadgeRequest(code=code.code)) == pb.BadgeCheck(expired=True)
    with pytest.raises(Unauthenticated):
        stub.GetBadge(pb.GetBadgeRequest())


def test_nobody_patrols_without_signing_in_or_without_the_right(
    patrols: pb_grpc.PatrolServiceStub, context: ServiceContext
) -> None:
    viewer = (("authorization", f"Bearer {token(context, 'field.patrol.view')}"),)

    with pytest.raises(Unauthenticated):
        patrols.StartDuty(pb.StartDutyRequest())
    with pytest.raises(Forbidden):
        patrols.StartDuty(pb.StartDutyRequest(), metadata=viewer)

"""Notices leave the platform as it runs: all in one process, and from the workers of the distributed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.kernel.call import system_call
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit
from tests.scenarios.waiting import until
from tests.services.field.push_service import FakePushService
from wangge.cases.v1 import cases_pb2, events_pb2
from wangge.field.v1 import field_pb2, field_pb2_grpc
from wangge.field.v1 import push_pb2 as pb
from wangge.field.v1 import push_pb2_grpc as pb_grpc

GRID = "410602001001001"
PHONE = "44444444-4444-4444-8444-444444444444"
_WITHIN = 60.0


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePushService]:
    with FakePushService() as running:
        monkeypatch.setenv("WANGGE_PUSH_HOSTS", running.origin)
        monkeypatch.setenv("WANGGE_PUSH_CONTACT", "mailto:it@example.gov.cn")
        yield running


def tell_a_phone(platform: TestPlatform, service: FakePushService) -> None:
    """A case is reported; the head's phone hears of it."""
    browser = service.browser()
    token = platform.token_of("head", ("cases.case.submit",), GRID)
    phones = platform.stub(field_pb2_grpc.DeviceServiceStub, token)
    push = platform.stub(pb_grpc.PushServiceStub, token)
    phones.RegisterDevice(field_pb2.RegisterDeviceRequest(id=PHONE, name="红米"))
    address = browser.address
    asked = pb.RegisterPushRequest(
        device_id=PHONE, endpoint=address.endpoint, key=address.key, secret=address.secret, language="en"
    )
    assert push.RegisterPush(asked).registered is True
    head = events_pb2.CaseHead(
        case_id="c1", number="HB-1", grid_path=GRID, after=cases_pb2.CASE_STATE_REPORTED
    )

    with platform.contexts["cases"].new_uow(system_call("test")) as uow:
        uow.record(events_pb2.CaseReported(head=head), aggregate="c1", territory=GRID)
        uow.commit()
    platform.settle()

    until(lambda: service.posts, within=_WITHIN, what="no notice")
    assert service.read(browser) == [{"kind": "task", "count": 1, "number": "HB-1", "language": "en"}]
    assert push.RemovePush(pb.RemovePushRequest(device_id=PHONE)).registered is False
    assert push.GetPush(pb.GetPushRequest(device_id=PHONE)).enabled is True


def test_in_one_process(tmp_path: Path, service: FakePushService) -> None:
    with TestPlatform(tmp_path, ["cases", "field"]) as platform:
        tell_a_phone(platform, service)


@pytest.mark.distributed
def test_in_processes_of_their_own(
    tmp_path: Path, service: FakePushService, postgres_url: str, rabbit: PrivateRabbit
) -> None:
    with TestPlatform(
        tmp_path, ["cases", "field"], distributed=True, database_url=postgres_url, broker_url=rabbit.url
    ) as platform:
        tell_a_phone(platform, service)

"""The whole service as it runs: all in one process, and as processes on PostgreSQL and RabbitMQ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.persistence.tables import outbox
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc
from wangge.types.v1 import types_pb2

GRID = "410602001001001"
PATROL = "11111111-1111-4111-8111-111111111111"
PHONE = "44444444-4444-4444-8444-444444444444"
RIGHTS = ("field.patrol.do", "field.patrol.view", "field.checkpoint.edit")


@pytest.fixture
def in_one_process(tmp_path: Path) -> Iterator[TestPlatform]:
    with TestPlatform(tmp_path, ["field"]) as started:
        yield started


@pytest.fixture
def in_processes(tmp_path: Path, postgres_url: str, rabbit: PrivateRabbit) -> Iterator[TestPlatform]:
    with TestPlatform(
        tmp_path, ["field"], distributed=True, database_url=postgres_url, broker_url=rabbit.url
    ) as started:
        yield started


def walk_through(platform: TestPlatform, picture: bytes) -> None:
    """A patrol with all that belongs to it; what was published is gone from the outbox."""
    token = platform.token_of("worker", RIGHTS, GRID)
    stub = platform.stub(pb_grpc.PatrolServiceStub, token)
    phones = platform.stub(pb_grpc.DeviceServiceStub, token)
    here = types_pb2.Point(longitude=114.29853, latitude=35.74846)

    stub.PutCheckpoint(
        pb.PutCheckpointRequest(checkpoint=pb.Checkpoint(code="d-01", name="东门", territory_code=GRID))
    )
    stub.StartDuty(pb.StartDutyRequest(request_id="d1"))
    stub.StartPatrol(pb.StartPatrolRequest(id=PATROL, request_id="p1"))
    photo = stub.AddPhoto(pb.AddPhotoRequest(file_name="a.jpg", data=picture, request_id="f1"))
    asked = pb.CheckInRequest(
        patrol_id=PATROL, checkpoint_code="D-01", where=here, photo_ids=[photo.id], request_id="c1"
    )
    stub.CheckIn(asked)
    checked = stub.CheckIn(asked)
    point = pb.TrackPoint(where=here, at=checked.check_ins[0].at)
    track = pb.AddTrackRequest(patrol_id=PATROL, batch_id="b1", points=[point])
    added, again = stub.AddTrack(track), stub.AddTrack(track)
    stub.FinishPatrol(pb.FinishPatrolRequest(patrol_id=PATROL, request_id="e1"))
    stub.EndDuty(pb.EndDutyRequest(request_id="d2"))
    phones.RegisterDevice(pb.RegisterDeviceRequest(id=PHONE, name="红米"))
    platform.settle()

    patrol = stub.GetPatrol(pb.GetPatrolRequest(id=PATROL))
    assert patrol.state == pb.PATROL_STATE_FINISHED
    assert (patrol.check_in_count, patrol.checkpoints_visited, patrol.checkpoint_count) == (1, 1, 1)
    assert (added.accepted, again.accepted) == (1, 1)
    assert len(stub.GetTrack(pb.GetTrackRequest(id=PATROL)).points) == 1
    data = stub.GetPhotoData(pb.GetPhotoDataRequest(patrol_id=PATROL, photo_id=photo.id)).data
    assert data.startswith(b"\xff\xd8")
    assert [each.id for each in stub.ListPatrols(pb.ListPatrolsRequest()).patrols] == [PATROL]
    assert stub.GetPatrolDay(pb.GetPatrolDayRequest()).territory_code == GRID
    assert [each.id for each in phones.ListDevices(pb.ListDevicesRequest()).devices] == [PHONE]
    with platform.contexts["field"].database.read() as connection:
        waiting = sa.select(outbox.c.id).where(outbox.c.published_at.is_(None))
        assert connection.execute(waiting).all() == []


def test_it_runs_in_one_process(in_one_process: TestPlatform, picture: bytes) -> None:
    walk_through(in_one_process, picture)


def test_it_runs_in_processes_of_its_own(in_processes: TestPlatform, picture: bytes) -> None:
    walk_through(in_processes, picture)

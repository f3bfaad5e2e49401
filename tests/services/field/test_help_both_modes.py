"""Guides and campaigns through their contract: in one process, and as processes with PostgreSQL, RabbitMQ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from services.kernel.errors import Forbidden, Invalid
from services.kernel.persistence.tables import outbox
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit
from wangge.field.v1 import field_pb2, field_pb2_grpc
from wangge.field.v1 import fieldhelp_pb2 as pb
from wangge.field.v1 import fieldhelp_pb2_grpc as pb_grpc

GRID, TOWNSHIP = "410602001001001", "410602001000"
SHEET = "22222222-2222-4222-8222-22222222222{}"
OFFICE = ("field.guide.edit", "field.checklist.edit", "field.checklist.view", "field.checkpoint.edit")


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


def guides_are_written_and_read(platform: TestPlatform) -> None:
    office = platform.stub(pb_grpc.GuideServiceStub, platform.token_of("office", OFFICE, "410602001"))
    worker = platform.stub(pb_grpc.GuideServiceStub, platform.token_of("worker", ("field.patrol.do",), GRID))

    def written(title: str, **more: object) -> pb.Guide:
        wanted = pb.Guide(
            territory_code=TOWNSHIP,
            category=pb.GUIDE_CATEGORY_ELDERLY,
            zh=pb.GuideWords(title=title, papers=["身份证", " "]),
            published=True,
            **more,  # type: ignore[arg-type]
        )
        found: pb.Guide = office.PutGuide(pb.PutGuideRequest(guide=wanted, request_id=title))
        return found

    made = [written(f"指南{number}") for number in range(3)]
    again = written("指南0")
    made[0].phone = "12345"
    changed = office.PutGuide(pb.PutGuideRequest(guide=made[0]))

    assert again.id == made[0].id
    assert [each.version for each in changed.versions] == [2, 1]
    assert list(changed.zh.papers) == ["身份证"]
    first = worker.ListGuides(pb.ListGuidesRequest(page_size=2))
    second = worker.ListGuides(pb.ListGuidesRequest(page_size=2, page_token=first.next_page_token))
    assert [each.zh.title for each in (*first.guides, *second.guides)] == ["指南0", "指南1", "指南2"]
    assert worker.GetGuide(pb.GetGuideRequest(id=made[0].id)).phone == "12345"
    assert office.GetGuide(pb.GetGuideRequest(id=made[0].id, version=1)).phone == ""
    with pytest.raises(Invalid) as mobile:
        written("手机", phone="13800001111")
    assert [each.field for each in mobile.value.problems] == ["guide.phone"]
    with pytest.raises(Forbidden):
        worker.PutGuide(pb.PutGuideRequest(guide=made[0]))


def a_campaign_is_led(platform: TestPlatform, picture: bytes) -> None:
    token = platform.token_of("worker", ("field.patrol.do",), GRID)
    office = platform.stub(pb_grpc.ChecklistServiceStub, platform.token_of("office", OFFICE, "410602001"))
    worker = platform.stub(pb_grpc.ChecklistServiceStub, token)
    today = platform.clock().astimezone(ZoneInfo("Asia/Shanghai")).date()
    wanted = pb.Checklist(
        title="消防通道",
        territory_code=TOWNSHIP,
        mechanism=pb.MECHANISM_SAFE_COMMUNITY,
        first_day=(today - timedelta(days=1)).isoformat(),
        last_day=(today + timedelta(days=1)).isoformat(),
        place_codes=["410602001001"],
        expected=2,
        items=[
            pb.ChecklistItem(
                text="通道畅通？", kind=pb.ITEM_KIND_YES_NO, required=True, alarms=["no"], photo=True
            ),
            pb.ChecklistItem(text="灭火器", kind=pb.ITEM_KIND_NUMBER, alarm_below=2),
        ],
    )
    planned = office.PutChecklist(pb.PutChecklistRequest(checklist=wanted, request_id="c1"))
    assert list(planned.actions) == ["edit", "items", "start"]
    running = office.StartChecklist(pb.ChecklistVerbRequest(id=planned.id, etag=planned.etag))
    (mine,) = worker.ListChecklists(pb.ListChecklistsRequest()).checklists
    assert (mine.id, list(mine.place_codes), mine.done) == (running.id, ["410602001001"], 0)
    photo = platform.stub(field_pb2_grpc.PatrolServiceStub, token).AddPhoto(
        field_pb2.AddPhotoRequest(file_name="a.jpg", data=picture, request_id="f1")
    )
    exit_, bottles = (each.id for each in mine.items)
    asked = pb.AddChecklistResultRequest(
        checklist_id=mine.id,
        id=SHEET.format(1),
        object="3 号楼",
        building_id="b1",
        room="2-301",
        answers=[
            pb.ChecklistAnswer(item_id=exit_, value="no", photo_ids=[photo.id]),
            pb.ChecklistAnswer(item_id=bottles, value="1"),
        ],
        request_id="s1",
    )
    sheet, again = worker.AddChecklistResult(asked), worker.AddChecklistResult(asked)
    assert again == sheet
    assert (sheet.alarms, [len(each.photos) for each in sheet.answers]) == (2, [1, 0])
    linked = worker.LinkChecklistCase(
        pb.LinkChecklistCaseRequest(result_id=sheet.id, item_id=exit_, case_id="case-1", request_id="l1")
    )
    assert (linked.cases, linked.answers[0].case_id) == (1, "case-1")
    fine = [pb.ChecklistAnswer(item_id=exit_, value="yes")]
    worker.AddChecklistResult(
        pb.AddChecklistResultRequest(checklist_id=mine.id, id=SHEET.format(2), object="4 号楼", answers=fine)
    )
    first = office.ListChecklistResults(pb.ListChecklistResultsRequest(checklist_id=mine.id, page_size=1))
    second = office.ListChecklistResults(
        pb.ListChecklistResultsRequest(checklist_id=mine.id, page_size=1, page_token=first.next_page_token)
    )
    assert {first.results[0].id, second.results[0].id} == {SHEET.format(1), SHEET.format(2)}
    assert second.next_page_token == ""
    data = office.GetChecklistPhotoData(
        pb.GetChecklistPhotoDataRequest(result_id=sheet.id, photo_id=photo.id, thumbnail=True)
    )
    assert data.data.startswith(b"\xff\xd8")
    assert office.GetChecklist(pb.GetChecklistRequest(id=mine.id)).done == 2
    assert office.GetChecklistProgress(pb.GetChecklistProgressRequest(id=mine.id)).grids == 0
    closed = office.CloseChecklist(pb.ChecklistVerbRequest(id=mine.id, etag=running.etag))
    assert closed.state == pb.CHECKLIST_STATE_CLOSED


def a_place_is_looked_up(platform: TestPlatform) -> None:
    office = platform.stub(field_pb2_grpc.PatrolServiceStub, platform.token_of("office", OFFICE, "410602001"))
    place = field_pb2.Checkpoint(code="d-09", name="东门", territory_code=GRID)
    made = office.PutCheckpoint(field_pb2.PutCheckpointRequest(checkpoint=place))
    assert office.GetCheckpoint(field_pb2.GetCheckpointRequest(id=made.id)) == made


def led_through(platform: TestPlatform, picture: bytes) -> None:
    guides_are_written_and_read(platform)
    a_campaign_is_led(platform, picture)
    a_place_is_looked_up(platform)
    platform.settle()
    with platform.contexts["field"].database.read() as connection:
        waiting = sa.select(outbox.c.id).where(outbox.c.published_at.is_(None))
        assert connection.execute(waiting).all() == []


def test_they_run_in_one_process(in_one_process: TestPlatform, picture: bytes) -> None:
    led_through(in_one_process, picture)


def test_they_run_in_processes_of_their_own(in_processes: TestPlatform, picture: bytes) -> None:
    led_through(in_processes, picture)

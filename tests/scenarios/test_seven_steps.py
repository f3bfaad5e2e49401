"""One case from the first word to the rating, by the people of five levels (CASE-11 to CASE-15, 26, 28)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from services.kernel.audit.verify import verify
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import COMMUNITY, MANHOLE, TOWNSHIP, County, middle
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2


@dataclass(frozen=True)
class Story:
    """What the seven steps left behind."""

    county: County
    case: Any
    timeline: Sequence[Any]
    before: str
    after: str


def _pass_time(platform: TestPlatform) -> None:
    if not platform.distributed:
        platform.clock.advance(minutes=10)


@pytest.fixture(scope="module")
def story(county: County, platform: TestPlatform) -> Story:
    """Report, file, escalate, assign with a joint unit, work, feed back, check, verify on site, rate."""
    before = county.upload("worker", platform.clock() - timedelta(minutes=5))
    case = county.report(
        reporter=pb.Reporter(name="王秀英", phone="13939212345", wants_answer=True), attachment_ids=[before]
    )
    secret = case.receipt_secret
    case = county.cases("head").SubmitCase(pb.SubmitCaseRequest(id=case.id, reason="需要专业队伍更换"))
    _pass_time(platform)
    case = county.cases("screener").FileCase(
        pb.FileCaseRequest(id=case.id, etag=case.etag, opinion="情况属实")
    )
    case = county.cases("screener").EscalateCase(
        pb.EscalateCaseRequest(id=case.id, etag=case.etag, reason="社区无处置力量", work_done="已围挡")
    )
    _pass_time(platform)
    case = county.cases("dispatcher").FileCase(pb.FileCaseRequest(id=case.id, etag=case.etag))
    case = county.cases("dispatcher").AssignCase(
        pb.AssignCaseRequest(
            id=case.id,
            etag=case.etag,
            lead_unit_id=county.units["CG"],
            joint_unit_ids=[county.units["SW"]],
            requirement="更换井盖，恢复路面",
        )
    )
    _pass_time(platform)
    roads, water = county.cases("roads"), county.cases("water")
    roads.SignForCase(pb.SignForCaseRequest(id=case.id, officer="赵工"))
    water.SignForCase(pb.SignForCaseRequest(id=case.id))
    roads.AddProgress(pb.AddProgressRequest(id=case.id, note="已到场，正在更换"))
    water.FeedBack(pb.FeedBackRequest(id=case.id, result="井下阀门已检修"))
    after = county.upload("roads", platform.clock(), case_id=case.id, repaired=True)
    roads.FeedBack(pb.FeedBackRequest(id=case.id, result="已更换井盖", attachment_ids=[after], cost="680元"))
    _pass_time(platform)
    county.cases("dispatcher").CheckFeedback(
        pb.CheckFeedbackRequest(id=case.id, accept=True, opinion="资料齐全")
    )
    county.visit(case.id, platform.clock() + timedelta(seconds=2))
    county.cases("").RateByReceipt(
        pb.RateByReceiptRequest(number=case.number, secret=secret, score=5, text="很快")
    )
    platform.settle()
    case = county.cases("dispatcher").GetCase(pb.GetCaseRequest(id=case.id))
    entries = county.cases("dispatcher").GetTimeline(pb.GetTimelineRequest(id=case.id)).entries
    return Story(county, case, entries, before, after)


def test_every_step_leaves_its_line_with_who_and_at_which_level(story: Story) -> None:
    lines = [(e.actor_name, e.action, pb.CaseState.Name(e.to_state)[11:]) for e in story.timeline]

    assert lines == [
        ("worker员", "report", "REPORTED"),
        ("head员", "submit", "SCREENING"),
        ("screener员", "file", "FILED"),
        ("screener员", "escalate", "SCREENING"),
        ("dispatcher员", "file", "FILED"),
        ("dispatcher员", "assign", "ASSIGNED"),
        ("roads员", "sign", "IN_WORK"),
        ("water员", "sign", "IN_WORK"),
        ("roads员", "progress", "IN_WORK"),
        ("water员", "feed_back", "IN_WORK"),
        ("roads员", "feed_back", "FEEDBACK"),
        ("dispatcher员", "check", "VERIFYING"),
        ("head员", "verify", "CLOSED"),
        (story.timeline[-1].actor_name, "rate", "EVALUATED"),
    ]
    assert [e.sequence for e in story.timeline] == list(range(1, 15))
    moments = [e.at.ToDatetime(tzinfo=UTC) for e in story.timeline]
    assert moments == sorted(moments)


def test_the_case_tells_what_became_of_it(story: Story) -> None:
    case = story.case

    assert (case.step, pb.CaseState.Name(case.state)) == (7, "CASE_STATE_EVALUATED")
    assert case.grid_name == "第一网格"
    assert case.result == "已更换井盖"
    assert (case.evaluation.score, case.evaluation.by) == (5, "reporter")
    assert [(t.lead, t.state) for t in case.tasks] == [(True, "done"), (False, "done")]
    assert "王秀英" not in str(case)
    assert "13939212345" not in str(case)


def test_pictures_keep_time_and_place_of_the_camera_and_lose_the_rest(story: Story) -> None:
    pictures = {each.id: each for each in story.case.attachments}

    for picture in (pictures[story.before], pictures[story.after]):
        assert picture.category == "picture"
        assert (picture.taken_where.longitude, picture.taken_where.latitude) == pytest.approx(
            middle(), abs=1e-5
        )
    data = story.county.cases("dispatcher").GetAttachmentData(
        pb.GetAttachmentDataRequest(id=story.case.id, attachment_id=story.after)
    )
    assert hashlib.sha256(data.data).hexdigest() == pictures[story.after].digest
    assert b"Exif" not in data.data


def test_each_transition_is_announced_once_and_without_personal_data(
    story: Story, platform: TestPlatform
) -> None:
    with platform.contexts["cases"].database.read() as connection:
        query = (
            sa.select(outbox.c.type, outbox.c.envelope)
            .where(outbox.c.aggregate == story.case.id)
            .order_by(outbox.c.position)
        )
        rows = connection.execute(query).all()
    names = [row.type.rpartition(".")[2] for row in rows]

    assert names == [
        *("CaseReported", "CaseSubmitted", "CaseFiled", "CaseEscalated", "CaseFiled", "CaseAssigned"),
        *("CaseAccepted", "CaseAccepted", "CaseProgressed", "CaseTaskDone", "CaseDone", "CaseChecked"),
        *("CaseVerified", "CaseRated"),
    ]
    told = json.dumps([str(row.envelope) for row in rows], ensure_ascii=False)
    assert "13939212345" not in told
    assert "王秀英" not in told


def test_the_audit_chain_holds_every_step(story: Story, platform: TestPlatform) -> None:
    database = platform.contexts["cases"].database
    with database.read() as connection:
        query = sa.select(sa.func.count()).where(audit_entries.c.record_id == story.case.id)
        entries = connection.execute(query).scalar_one()

    assert entries >= len(story.timeline)
    assert verify(database).intact


def test_the_ledger_has_a_digest_that_does_not_change_with_the_reader(story: Story) -> None:
    county = story.county
    of_dispatcher = county.cases("dispatcher").GetLedger(pb.GetLedgerRequest(id=story.case.id))
    of_screener = county.cases("screener").GetLedger(pb.GetLedgerRequest(id=story.case.id))

    assert len(of_dispatcher.digest) == 64
    assert of_dispatcher.digest == of_screener.digest
    assert len(of_dispatcher.entries) == len(story.timeline)


def test_the_route_is_suggested_by_place_and_line(story: Story) -> None:
    longitude, latitude = middle()
    route = story.county.cases("dispatcher").SuggestRoute(
        pb.SuggestRouteRequest(
            category=MANHOLE, longitude=longitude, latitude=latitude, level=types_pb2.LEVEL_TOWNSHIP
        )
    )

    assert route.grid_code == story.county.grid
    assert [each.unit_id for each in route.candidates][:2] == [
        story.county.units["CG"],
        story.county.units["SW"],
    ]
    assert COMMUNITY.startswith(TOWNSHIP[:9])

"""Comments, dossiers, and the simulator that foretells what really happens (CASE-23, 34, 36)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import timeline
from services.cases.application.desk import Ref
from services.cases.domain.dossier import digest_of
from services.cases.domain.oversight_refusals import CommentAnswered, CommentNotFound
from services.cases.domain.refusals import CategoryUnknown, NotYours
from services.cases.domain.states import Urgency
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COMMUNITY, COUNTY, GRID, TOWNSHIP, Town
from wangge.directory.v1 import organisations_pb2

LEADER = staff(
    "leader", ["cases.case.view", "cases.case.comment", "cases.dossier.compile"], COUNTY, name="王县长"
)


def test_a_flagged_comment_is_answered_once_by_those_who_handle_the_case(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    case_id = town.in_work()
    comment = do.add_comment(LEADER, case_id, "criticism", "太慢", True)
    with pytest.raises(NotYours):
        do.answer_comment(LEADER, case_id, comment.id, "我来答")
    do.answer_comment(town.roads, case_id, comment.id, "今日完成")
    with pytest.raises(CommentAnswered):
        do.answer_comment(town.roads, case_id, comment.id, "再答")
    with pytest.raises(CommentNotFound):
        do.answer_comment(town.roads, case_id, "nothing", "x")
    [found] = do.list_comments(town.roads, case_id)
    assert (found.type, found.answer, found.by_name) == ("criticism", "今日完成", "王县长")
    assert [e for e in town.events() if "Comment" in e] == ["CaseCommented", "CaseCommentAnswered"]


def test_a_reporter_does_not_read_comments_and_strangers_do_not_comment(town: Town) -> None:
    case_id = town.report(town.resident).case.id
    town.application.oversight.add_comment(LEADER, case_id, "praise", "好", False)
    with pytest.raises(NotYours):
        town.application.oversight.list_comments(town.resident, case_id)
    with pytest.raises(PermissionDenied):
        town.application.oversight.add_comment(town.head, case_id, "praise", "好", False)


def test_a_dossier_states_facts_in_order_and_names_no_resident(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    case_id = town.assigned(reporter_name="张三丰", reporter_phone="13812345678")
    town.loop.send_back(town.roads, Ref(case_id), legal_ground="非我局职责，请联系13812345678")
    town.clock.advance(days=3)
    town.loop.tick(town.clock())
    found = do.compile_dossier(LEADER, case_id, "推诿，当事人身份证 410602199001011234", "县纪委监委")
    for words in ("退回", "派遣", "超时环节", "市政局", "非我局职责", "不作责任认定", "送：县纪委监委"):
        assert words in found.text
    for code in ("ASSIGNED", "send_back", "signing", "4wh", "unit="):
        assert code not in found.text
    for secret in ("13812345678", "张三丰", "410602199001011234"):
        assert secret not in found.text
    assert found.digest == digest_of(found.text)
    assert town.events()[-1] == "DossierCompiled"
    with pytest.raises(PermissionDenied):
        do.compile_dossier(town.community, case_id, "x", "y")


def climb(town: Town, case_id: str) -> list[tuple[datetime, str]]:
    query = sa.select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence)
    names = {"warn": "amber", "overdue": "red", "submit": "escalated", "escalate": "escalated"}
    return [
        (row.at.replace(tzinfo=UTC), names[row.action]) for row in town.rows(query) if row.action in names
    ]


@pytest.mark.parametrize("hour", [0, 7, 100])
@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("empty", [(), (TOWNSHIP,), (COMMUNITY, COUNTY)])
def test_a_case_left_alone_does_what_the_simulator_said(
    town: Town, hour: int, urgency: Urgency, empty: tuple[str, ...]
) -> None:
    for path in empty:
        town.unit(f"unit-{path}", "撤销", path, organisations_pb2.ORGANISATION_KIND_CENTRE, active=False)
    town.clock.advance(hours=hour)
    said = town.application.oversight.simulate(LEADER, "event.rubbish", urgency, GRID, town.clock())
    case_id = town.report(category="event.rubbish", urgency=urgency).case.id

    moments = sorted({step.at for step in said.steps if step.what in ("amber", "red", "escalated")})
    for late, moment in enumerate(moments, 1):  # a timer is always a little late, and lateness adds up
        town.clock.set(moment + timedelta(milliseconds=late))
        town.loop.tick(town.clock())
    town.loop.tick(town.clock() + timedelta(days=60))

    foretold = [(step.at, step.what) for step in said.steps if step.what in ("amber", "red", "escalated")]
    happened = [(at, what) for at, what in climb(town, case_id)]
    assert [what for _, what in happened] == [what for _, what in foretold]
    for (at, what), (real, _) in zip(foretold, happened, strict=True):
        assert abs(real - at) <= timedelta(seconds=1), what
    assert [s.path for s in said.steps if s.what == "skipped_vacant"] == sorted(empty, key=len, reverse=True)
    assert said.steps[-1].what == "ends_here"
    assert said.steps[-1].path == "4106"


def test_the_simulator_warns_of_years_without_holidays_and_refuses_the_unknown(town: Town) -> None:
    simulate = town.application.oversight.simulate
    later = datetime(2040, 1, 2, tzinfo=UTC)
    assert simulate(LEADER, "event.rubbish", Urgency.NORMAL, GRID, later).years == [2040]
    with pytest.raises(CategoryUnknown):
        simulate(LEADER, "event.nothing", Urgency.NORMAL, GRID, later)
    with pytest.raises(Invalid):
        simulate(LEADER, "event.rubbish", Urgency.NORMAL, "999999999999", later)

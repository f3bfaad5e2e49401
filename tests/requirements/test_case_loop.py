"""The loop as the requirements say: sources, fields, limits, levels, verification (CASE-04, 08 to 18, 40)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services import cases
from services.cases.application.desk import Ref
from services.cases.domain import refusals
from services.cases.domain.clocks import StageLimits
from services.cases.domain.states import Channel, Level, State, Urgency
from services.cases.entrypoints.messages import case_message
from services.kernel.rpc.messages import Messages
from services.kernel.testing.contexts import staff
from tests.services.cases.county import (
    COMMUNITY,
    COUNTY,
    GRID,
    HERE,
    PREFECTURE,
    TOWNSHIP,
    Town,
    catalogue,
    square,
)
from wangge.cases.v1 import cases_pb2 as pb
from wangge.directory.v1 import reference_pb2, territories_pb2
from wangge.types.v1 import types_pb2


def message(town: Town, call: Any, case_id: str) -> pb.Case:
    return case_message(town.loop.get(call, case_id))


@pytest.mark.parametrize("submit", [False, True])
def test_what_a_patrol_finds_is_registered_with_photo_and_place_and_settled_or_submitted(
    town: Town, submit: bool
) -> None:
    photo = town.photo(town.head)
    view = town.report(
        category="event.danger", channel=Channel.PATROL, attachment_ids=[photo], submit=submit, point=HERE
    )

    found = message(town, town.head, view.case.id)

    assert (found.channel, found.place.point.longitude) == (pb.CHANNEL_PATROL, HERE[0])
    assert [each.id for each in found.attachments] == [photo]
    assert found.state == (pb.CASE_STATE_SCREENING if submit else pb.CASE_STATE_REPORTED)
    assert ("settle" in found.actions) is not submit


@pytest.mark.parametrize("channel", list(Channel))
def test_every_source_becomes_the_same_case_and_is_kept(town: Town, channel: Channel) -> None:
    case_id = town.report(channel=channel).case.id

    found = message(town, town.community, case_id)

    assert found.channel == pb.Channel.Value(f"CHANNEL_{channel}")
    assert found.state == pb.CASE_STATE_REPORTED
    assert [row.id for row in town.loop.list(town.community, filter=f"channel = {channel}")[0].rows] == [
        case_id
    ]


def test_a_popup_shows_place_reporter_time_content_phone_progress_and_evaluation_by_right(town: Town) -> None:
    keen = staff(
        "head",
        ["cases.case.view", "cases.case.report", "cases.case.submit"],
        GRID,
        name="网格长",
        posts=["post-head"],
    )
    case_id = town.closed(call=keen, reporter_name="张三", reporter_phone="13812345678", address="东街 12 号")
    town.loop.rate(town.community, Ref(case_id), score=4, text="尚可", by_call_back=True)

    shown = message(town, town.community, case_id)

    assert (shown.place.address, shown.place.grid_code, shown.grid_name) == ("东街 12 号", GRID, "第一网格")
    assert (shown.reporter.name, shown.reporter.phone) == ("张*", "138****5678")
    assert shown.HasField("create_time")
    assert (shown.content, shown.collector_name) == ("人行道上井盖破损", "网格长")
    assert shown.collector_phone == "0392-1234567"
    assert (shown.step, shown.result, shown.evaluation.score) == (7, "已更换", 4)
    assert shown.number.startswith("HB2026-")
    assert shown.file_number

    follower = town.person("resident-9")
    other = town.report(reporter_name="张三", reporter_phone="13812345678", address="东街 12 号").case.id
    reduced = case_message(
        town.loop.follow(follower, Ref(other), name="李四", phone="13900000000", words="同见")
    )
    assert (reduced.reporter.name, reduced.reporter.phone, reduced.place.address) == ("", "", "")


def test_limits_of_the_state_table_are_the_defaults() -> None:
    limits = StageLimits()
    for stage, normal, urgent in (
        ("screening", "4wh", "30m"),
        ("confirming", "1wd", "1wd"),
        ("completing", "2wd", "2wd"),
        ("signing", "1wd", "1wh"),
        ("progress", "5wd", "5wd"),
        ("checking", "1wd", "1wd"),
        ("verifying", "2wd", "2wd"),
        ("rating", "7d", "7d"),
        ("archiving", "30d", "30d"),
    ):
        assert (limits.of(stage, Urgency.NORMAL), limits.of(stage, Urgency.URGENT)) == (normal, urgent), stage
    assert limits.of("assigning", Urgency.NORMAL) == "4wh"


def test_layers_between_community_and_grid_add_no_level_of_handling(town: Town) -> None:
    area, grid = COMMUNITY + "101", COMMUNITY + "101001"
    for path, name in ((area, "东片"), (grid, "东片第一网格")):
        territory = territories_pb2.Territory(
            path=path,
            name=name,
            level=types_pb2.LEVEL_AREA if path == area else types_pb2.LEVEL_GRID,
            boundary=square(115.0, 36.0),
        )
        town.hear(lambda heard, uow, t=territory: heard.territory(t, uow))
    town.post("post-east", "网格长", grid, ["east"])
    east = staff(
        "east", ["cases.case.view", "cases.case.report", "cases.case.submit"], grid, posts=["post-east"]
    )

    case_id = town.report(east, grid_code=grid, point=None).case.id
    assert town.loop.get(east, case_id).case.level is Level.GRID
    town.loop.submit(east, Ref(case_id), reason="片上无力")

    holders = [town.loop.get(town.county, case_id).case.holder_path]
    for centre in (town.community, town.township, town.county):
        town.loop.file(centre, Ref(case_id))
        town.loop.escalate(centre, Ref(case_id), reason="超出权限")
        holders.append(town.loop.get(town.county, case_id).case.holder_path)
    assert holders == [COMMUNITY, TOWNSHIP, COUNTY, PREFECTURE]


def test_when_the_department_says_repaired_and_the_photo_shows_it_broken_it_returns_with_rework_one(
    town: Town,
) -> None:
    case_id = town.report(submit=True).case.id
    for centre in (town.community, town.township):
        town.loop.file(centre, Ref(case_id))
        town.loop.escalate(centre, Ref(case_id), reason="需县直部门")
    town.loop.file(town.county, Ref(case_id))
    town.loop.assign(town.county, Ref(case_id), lead_unit_id="roads", requirement="修复")
    town.loop.sign(town.roads, Ref(case_id))
    town.loop.feed_back(town.roads, Ref(case_id), result="已修复")
    town.loop.check(town.county, Ref(case_id), accept=True)
    town.clock.advance(hours=1)
    broken = town.photo(town.head, case_id)

    town.loop.verify(
        town.head, Ref(case_id), passed=False, defects="井盖仍破", attachment_ids=[broken], place=HERE
    )

    case = town.loop.get(town.roads, case_id).case
    assert (case.state, case.reworks) == (State.IN_WORK, 1)
    assert [(task.unit_id, task.state) for task in case.tasks] == [("roads", "signed")]
    assert {"progress", "feed_back"} <= set(town.loop.get(town.roads, case_id).actions)
    with pytest.raises(refusals.NotAllowed):
        town.loop.check(town.county, Ref(case_id), accept=True)


def test_a_direct_report_tells_the_bypassed_centres_at_once_and_may_be_handed_to_the_emergency(
    town: Town,
) -> None:
    case = town.report(category="event.danger", urgency=Urgency.MAJOR, direct=True).case
    assert (case.state, case.holder_path) == (State.SCREENING, COUNTY)
    for bypassed in (town.community, town.township):
        assert town.loop.get(bypassed, case.id).case.direct
        assert "file" not in town.loop.get(bypassed, case.id).actions

    town.loop.hand_to_emergency(town.county, Ref(case.id), reason="燃气泄漏")

    assert town.events()[-1] == "CaseHandedToEmergency"
    assert town.loop.get(town.county, case.id).case.state is State.SCREENING


def test_a_matter_outside_government_duty_gets_its_answer_and_does_not_disappear(town: Town) -> None:
    outside = reference_pb2.CatalogueItem(
        code="service.lawsuit", title_zh="涉法涉诉", kind=reference_pb2.CATALOGUE_KIND_SERVICE, leaf=True,
        paperwork_only=True, outside_duty=True,
        outside_answer="请向鹤山区人民法院立案庭提出，电话 0392-12368",
    )  # fmt: skip
    published = catalogue(2)
    published.items.append(outside)
    town.hear(lambda heard, uow: heard.catalogue(published, uow))
    view = town.report(town.resident, category="service.lawsuit", channel=Channel.WEB)
    town.loop.submit(town.head, Ref(view.case.id), reason="转窗口")
    answer = town.loop.directory.leaf("service.lawsuit").outside_answer

    town.loop.reject(town.community, Ref(view.case.id), reason="不属政府职责")

    receipt = town.loop.get_receipt(town.person("nobody"), view.case.number, view.receipt_secret)
    assert receipt.case.state is State.REJECTED
    assert receipt.case.answer == answer
    assert [row.id for row in town.loop.list(town.resident, view="reported_by_me")[0].rows] == [view.case.id]


def test_the_second_actor_reads_who_was_quicker(town: Town) -> None:
    case_id = town.report(submit=True).case.id
    etag = str(town.loop.get(town.community, case_id).case.version)
    town.loop.file(town.community, Ref(case_id, etag))
    messages = Messages.load([Path(cases.__file__).parent])

    with pytest.raises(refusals.Stale) as stale:
        town.loop.file(town.county, Ref(case_id, etag))

    for locale in ("zh", "en"):
        text = messages.text(stale.value.code, stale.value.details, locale)
        assert town.community.actor.name in text


def test_the_first_receiver_stays_responsible_until_another_acknowledges(town: Town) -> None:
    case_id = town.report().case.id
    assert [row.id for row in town.loop.list(town.head, view="first_receipts")[0].rows] == [case_id]

    town.loop.hand_over(town.head, Ref(case_id), to_account_id="clerk", reason="休假")
    assert message(town, town.head, case_id).first_receiver == "网格长"
    town.loop.acknowledge(staff("clerk", ["cases.case.view"], GRID, name="clerk"), Ref(case_id))

    assert message(town, town.head, case_id).first_receiver == "clerk"


def test_a_hazard_found_on_patrol_is_disposed_of_first_and_reported_after(town: Town) -> None:
    view = town.report(
        category="event.danger", channel=Channel.PATROL, disposed_first=True,
        occurred_at=town.clock() - timedelta(hours=2),
    )  # fmt: skip
    photo = town.photo(town.head, view.case.id)

    town.loop.settle(
        town.head, Ref(view.case.id), measures="已拉警戒线并清除", attachment_ids=[photo], place=HERE
    )
    town.loop.confirm(town.head, Ref(view.case.id), opinion="属实")

    found = message(town, town.community, view.case.id)
    assert found.disposed_first
    assert found.occurred_time.ToDatetime() < found.create_time.ToDatetime()
    assert found.state == pb.CASE_STATE_CLOSED


def test_send_backs_hops_and_transfers_are_counted_on_the_case(town: Town) -> None:
    case_id = town.assigned()
    town.loop.send_back(town.roads, Ref(case_id), legal_ground="非我职责")
    town.loop.assign(town.community, Ref(case_id), lead_unit_id="water")
    town.loop.transfer(town.community, Ref(case_id), to_unit_id="roads", reason="改派")
    town.loop.transfer(town.community, Ref(case_id), to_unit_id="water", reason="再改派")
    town.loop.sign(town.water, Ref(case_id))
    town.loop.escalate(town.community, Ref(case_id), reason="推诿")

    found = message(town, town.township, case_id)

    assert (found.send_backs, found.transfers, found.level_hops) == (1, 3, 1)  # to another unit counts, too

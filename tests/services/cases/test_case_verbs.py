"""The verbs of a case guard what the state table and the rules of hand-over say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.cases.domain import refusals
from services.cases.domain.overruns import Overrun, OverrunCause
from services.cases.domain.record import Turn
from services.cases.domain.states import State
from services.kernel.errors import Invalid
from tests.services.cases.builders import (
    COMMUNITY,
    COUNTY,
    MONDAY,
    PAPER,
    POLICE,
    PREFECTURE,
    ROADS,
    STEPS,
    TOWNSHIP,
    WATER,
    County,
    assigned,
    closed,
    filed,
    in_work,
    photo,
    reported,
    turn,
    verifying,
)

HERE = (114.1, 35.7)


def test_a_grid_settles_on_the_spot_and_steps_one_to_three_merge() -> None:
    case = reported()

    case.settle(turn("worker"), "清走了", [photo()], HERE)
    case.confirm(turn("head"), "属实", [])

    assert case.state is State.CLOSED
    assert [h.event for h in case.happenings] == ["CaseReported", "CaseSelfHandled", "CaseClosed"]


def test_settling_physical_work_needs_a_picture_and_paperwork_does_not() -> None:
    with pytest.raises(refusals.PhotoNeeded):
        reported().settle(turn(), "清走了", [], HERE)

    paper = reported(leaf=PAPER)
    paper.settle(turn(leaf=PAPER), "已答复", [], None)

    assert paper.state is State.SELF_DONE


def test_submitting_skips_a_vacant_centre_and_notes_it() -> None:
    case = reported()

    case.submit(turn("head", places=County(empty={COMMUNITY})), "无力解决")

    assert case.holder_path == TOWNSHIP
    assert case.happenings[-1].details["skipped"] == [COMMUNITY]


def test_a_direct_report_goes_to_the_county_and_the_passed_centres_get_a_copy() -> None:
    case = reported()

    case.submit_direct(turn("head"), "重大")

    assert case.holder_path == COUNTY
    assert case.happenings[-1].parties == (f"unit:centre-{COMMUNITY}", f"unit:centre-{TOWNSHIP}")


def test_escalation_climbs_level_by_level_and_ends_at_the_prefecture() -> None:
    case = filed()
    for above in (TOWNSHIP, COUNTY, PREFECTURE):
        case.escalate(turn("centre"), "超出权限", "")
        assert (case.state, case.holder_path) == (State.SCREENING, above)
        case.file(turn("centre"), "", "")

    with pytest.raises(refusals.EndsHere):
        case.escalate(turn("centre"), "再上", "")
    assert case.hops == 3
    assert case.state is State.FILED


def test_a_case_is_pushed_down_only_within_the_own_subtree() -> None:
    case = filed()
    case.escalate(turn("centre"), "上", "")
    case.file(turn("centre"), "", "")

    with pytest.raises(refusals.NotBelow):
        case.push_down(turn("centre"), COUNTY, "下")
    case.push_down(turn("centre"), COMMUNITY, "你处可办")

    assert (case.state, case.holder_path) == (State.SCREENING, COMMUNITY)


def test_a_unit_sends_back_once_and_the_second_send_back_makes_the_next_assignment_binding() -> None:
    case = assigned()
    case.send_back(turn("o", units=["roads"]), "非我职责", None)
    assert case.state is State.FILED
    case.assign(turn("d"), ROADS, [], "")
    with pytest.raises(refusals.SentBackBefore):
        case.send_back(turn("o", units=["roads"]), "还是不是", None)
    case.transfer(turn("d"), WATER, "改派")
    case.send_back(turn("w", units=["water"]), "也不是", None)

    case.assign(turn("d"), POLICE, [], "裁定")

    assert case.binding
    with pytest.raises(refusals.Binding):
        case.send_back(turn("p", units=["police"]), "不是", None)


def test_the_third_transfer_raises_a_problem_once() -> None:
    case = assigned()
    for unit in (WATER, ROADS, WATER, ROADS):
        case.transfer(turn("d"), unit, "改派")

    assert case.transfers == 4
    assert case.problems == ["transfers"]


def test_the_lead_waits_for_joint_tasks() -> None:
    case = in_work(joint=[WATER])

    with pytest.raises(refusals.JointTasksOpen):
        case.feed_back(turn("r", units=["roads"]), "好了", [], "", None)
    case.feed_back(turn("w", units=["water"]), "我方好了", [], "", None)
    assert case.state is State.IN_WORK
    case.feed_back(turn("r", units=["roads"]), "好了", [], "", None)

    assert case.state is State.FEEDBACK
    assert [h.event for h in case.happenings[-2:]] == ["CaseTaskDone", "CaseDone"]


def test_a_unit_signs_before_it_works_and_strangers_have_no_task() -> None:
    case = in_work()
    case.transfer(turn("d"), WATER, "改派")
    case.transfer(turn("d"), ROADS, "再改")

    with pytest.raises(refusals.NotAllowed):
        case.feed_back(turn("r", units=["roads"]), "好了", [], "", None)
    with pytest.raises(refusals.NoOpenTask):
        case.sign(turn("w", units=["water"]), "")


def test_verification_needs_position_new_picture_and_another_person() -> None:
    case = verifying()
    at = MONDAY + timedelta(hours=5)

    with pytest.raises(refusals.NotIndependent):
        case.verify(turn("roads-officer", at), True, "", [photo(at)], HERE)
    with pytest.raises(refusals.PlaceNeeded):
        case.verify(turn("head", at), True, "", [photo(at)], None)
    with pytest.raises(refusals.PhotoNeeded):
        case.verify(turn("head", at), True, "", [], HERE)
    with pytest.raises(refusals.PhotoTooOld):
        case.verify(turn("head", at), True, "", [photo(MONDAY)], HERE)
    case.verify(turn("head", at), True, "", [photo(at)], HERE)

    assert case.state is State.CLOSED


def test_a_failed_check_on_site_returns_it_to_the_unit_and_the_third_raises_a_problem() -> None:
    case = verifying()
    at = MONDAY + timedelta(hours=4)
    for count in (1, 2, 3):
        case.verify(turn("head", at), False, "还在漏", [photo(at)], HERE)
        assert (case.state, case.reworks) == (State.IN_WORK, count)
        case.feed_back(turn("roads-officer", at, units=["roads"]), "又修", [], "", None)
        case.check(turn("d", at), True, "")

    assert case.problems == ["reworks"]


def test_paperwork_closes_at_the_check_of_papers() -> None:
    case = in_work(leaf=PAPER)
    case.feed_back(turn("r", units=["roads"], leaf=PAPER), "已办", [], "", None)

    case.check(turn("d", leaf=PAPER), True, "")

    assert case.state is State.CLOSED
    assert case.happenings[-1].event == "CaseClosed"


def test_more_time_is_asked_before_the_limit_twice_at_most_and_decided_by_another() -> None:
    case = in_work()
    unit = {"units": ["roads"]}
    for _ in range(2):
        case.request_extension(turn("r", **unit), "下雨", "1wd")
        with pytest.raises(refusals.RequestOpen):
            case.request_extension(turn("r", **unit), "下雨", "1wd")
        with pytest.raises(refusals.OwnRequest):
            case.decide_request(turn("r"), case.requests[-1].id, True, "")
        case.decide_request(turn("centre"), case.requests[-1].id, True, "同意")

    with pytest.raises(refusals.TooManyExtensions):
        case.request_extension(turn("r", **unit), "再要", "1wd")
    late = in_work()
    with pytest.raises(refusals.LimitPassed):
        late.request_extension(turn("r", MONDAY + timedelta(days=9), **unit), "晚了", "1wd")


def test_a_case_rests_thirty_days_at_most_and_its_clock_stands_still() -> None:
    case = in_work()
    due = case.limit_clock().due_at
    with pytest.raises(refusals.SuspensionTooLong):
        case.suspend(turn("c"), "等材料", MONDAY + timedelta(days=31))

    case.suspend(turn("c"), "等材料", MONDAY + timedelta(days=7))
    case.resume(turn("c", MONDAY + timedelta(days=7)), "到了")

    assert case.limit_clock().due_at == due + timedelta(days=7)


def test_the_reporter_reopens_within_fourteen_days_and_a_supervisor_later() -> None:
    late = MONDAY + timedelta(days=15)
    case = closed()
    with pytest.raises(refusals.WindowClosed):
        case.reopen(turn("reporter", late), "又坏了", by_reporter=True)

    case.reopen(turn("leader", late), "复查不合格", by_reporter=False)

    assert case.state is State.IN_WORK
    assert [t.state for t in case.tasks] == ["signed"]


def test_a_withdrawn_safety_issue_goes_on_without_the_reporter() -> None:
    case = in_work(safety=True)
    case.reporter.account_id = "resident"

    case.withdraw(turn("resident"), "不想管了")

    assert case.state is State.IN_WORK
    assert case.reporter.account_id == ""
    ordinary = in_work()
    ordinary.withdraw(turn("resident"), "不想管了")
    assert ordinary.state is State.WITHDRAWN
    assert ordinary.limit_clock() is None


def test_named_steps_run_one_after_another() -> None:
    case = in_work(leaf=STEPS)
    assert case.clock("stop").limit == "4wh"

    case.progress(turn("r", units=["roads"], leaf=STEPS), "已停工", [], "stop")

    assert case.clock("stop") is None
    assert case.clock("fine").limit == "7wd"
    with pytest.raises(refusals.StepUnknown):
        case.progress(turn("r", units=["roads"], leaf=STEPS), "?", [], "handling")


def test_the_first_receipt_changes_hands_when_it_is_acknowledged() -> None:
    case = reported(first_receiver="a")

    case.hand_over(turn("a"), "b", "乙", "休假")
    assert case.first_receiver == "a"
    with pytest.raises(refusals.NoHandover):
        case.acknowledge(turn("c"))
    case.acknowledge(turn("b"))

    assert case.first_receiver == "b"


def test_a_case_is_not_merged_into_itself_or_into_a_merged_one() -> None:
    case = reported()
    case.submit(turn("h"), "")
    other = reported()
    other.id, other.merged_into = "c2", "c3"

    with pytest.raises(refusals.MergeRefused):
        case.merge(turn("s"), case, "同一件")
    with pytest.raises(refusals.MergeRefused):
        case.merge(turn("s"), other, "同一件")


LATE = MONDAY + timedelta(days=7)


def late_turn(overrun: Overrun | None = None) -> Turn:
    return replace(turn("roads-officer", LATE, units=["roads"]), overrun=overrun)


def test_handling_that_ends_past_its_limit_says_what_held_it_up() -> None:
    case = in_work()
    with pytest.raises(refusals.OverrunCauseNeeded) as refused:
        case.feed_back(late_turn(), "好了", [], "", None)
    assert [problem.field for problem in refused.value.problems] == ["overrun_cause"]
    assert case.state is State.IN_WORK

    case.feed_back(late_turn(Overrun(OverrunCause.WEATHER, "连日大雨")), "好了", [], "", None)

    handling = next(clock for clock in case.clocks if clock.stage == "handling")
    assert handling.overrun == Overrun(OverrunCause.WEATHER, "连日大雨")
    assert case.overrun_cause == "WEATHER"
    assert case.happenings[-1].details == {"overrun_cause": "WEATHER", "overrun_words": "连日大雨"}


def test_a_cause_is_not_noted_where_nothing_is_late_and_other_needs_words() -> None:
    case = in_work()
    given = replace(turn("r", units=["roads"]), overrun=Overrun(OverrunCause.MATERIALS))
    case.feed_back(given, "好了", [], "", None)

    assert all(clock.overrun is None for clock in case.clocks)
    assert (case.overrun_cause, case.happenings[-1].details) == ("", {})
    with pytest.raises(Invalid):
        Overrun(OverrunCause.OTHER, "  ")


def test_a_late_assignment_may_say_why_and_a_joint_unit_may_too() -> None:
    case = filed()
    case.assign(replace(turn("d", LATE), overrun=Overrun(OverrunCause.WORKLOAD)), ROADS, [WATER], "尽快")
    assigning = next(clock for clock in case.clocks if clock.stage == "assigning")
    assert assigning.overrun == Overrun(OverrunCause.WORKLOAD)

    for unit in ("roads", "water"):
        case.sign(turn(unit, LATE, units=[unit]), "")
    much_later = LATE + timedelta(days=7)
    said = Overrun(OverrunCause.WAITING_OTHER_UNIT)
    case.feed_back(replace(turn("w", much_later, units=["water"]), overrun=said), "好了", [], "", None)

    assert case.happenings[-1].details["overrun_cause"] == "WAITING_OTHER_UNIT"
    assert case.state is State.IN_WORK

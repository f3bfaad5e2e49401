"""Who sees what, who wins, and that nobody who reported is left without an answer."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.kernel.errors import Conflict, Forbidden, NotFound
from services.kernel.testing.platform import TestPlatform
from services.kernel.types import new_id
from tests.scenarios.county import County
from wangge.cases.v1 import cases_pb2 as pb


def _listed(county: County, who: str, **asked: Any) -> set[str]:
    found: set[str] = set()
    token = ""
    while True:
        page = county.cases(who).ListCases(pb.ListCasesRequest(page_size=200, page_token=token, **asked))
        found.update(each.id for each in page.cases)
        token = page.next_page_token
        if not token:
            return found


def test_a_department_sees_only_what_was_routed_to_it(county: County) -> None:
    routed, other = county.filed_at_township(), county.filed_at_township()

    county.cases("dispatcher").AssignCase(
        pb.AssignCaseRequest(
            id=routed.id, lead_unit_id=county.units["CG"], joint_unit_ids=[county.units["SW"]]
        )
    )

    for member in ("roads", "water"):
        assert routed.id in _listed(county, member)
        assert other.id not in _listed(county, member)
        with pytest.raises(NotFound):
            county.cases(member).GetCase(pb.GetCaseRequest(id=other.id))
    assert _listed(county, "police").isdisjoint({routed.id, other.id})
    with pytest.raises(NotFound):
        county.cases("police").GetTimeline(pb.GetTimelineRequest(id=routed.id))
    with pytest.raises(NotFound):
        county.cases("police").SignForCase(pb.SignForCaseRequest(id=routed.id))


def test_a_grid_head_sees_no_other_grid_and_a_township_no_other_township(county: County) -> None:
    here, there = county.report(grid=0), county.report(grid=1)

    assert here.id in _listed(county, "head")
    assert there.id not in _listed(county, "head")
    assert {here.id, there.id} <= _listed(county, "dispatcher")
    assert _listed(county, "screener3").isdisjoint({here.id, there.id})


def test_a_right_over_one_place_does_not_reach_another(county: County) -> None:
    case = county.report(submit=True)

    with pytest.raises((Forbidden, NotFound)):
        county.cases("screener3").FileCase(pb.FileCaseRequest(id=case.id))
    with pytest.raises((Forbidden, NotFound)):
        county.cases("head2").SubmitCase(pb.SubmitCaseRequest(id=county.report().id, reason="x"))
    with pytest.raises(Forbidden):
        county.cases("resident").FileCase(pb.FileCaseRequest(id=case.id))


def test_a_merged_report_is_answered_through_the_other_case(county: County, platform: TestPlatform) -> None:
    first = county.filed_at_township(who="resident", channel=pb.CHANNEL_WEB)
    second = county.report("neighbour", channel=pb.CHANNEL_WEB, submit=True)
    second_state = county.cases("head").GetCase(pb.GetCaseRequest(id=second.id))
    if second_state.state == pb.CASE_STATE_REPORTED:
        county.cases("head").SubmitCase(pb.SubmitCaseRequest(id=second.id, reason="重复"))

    merged = county.cases("screener").MergeCase(
        pb.MergeCaseRequest(id=second.id, into_id=first.id, reason="同一井盖")
    )
    county.verified(first.id, platform.clock())
    platform.settle()

    assert merged.merged_into == first.id
    main = county.cases("dispatcher").GetCase(pb.GetCaseRequest(id=first.id))
    assert (main.followers, pb.CaseState.Name(main.state)) == (1, "CASE_STATE_CLOSED")
    assert first.id in _listed(county, "neighbour", view="followed")
    seen = county.cases("neighbour").GetCase(pb.GetCaseRequest(id=first.id))
    assert seen.result == "已更换井盖"
    receipt = county.cases("").GetReceipt(
        pb.GetReceiptRequest(number=second.number, secret=second.receipt_secret)
    )
    assert receipt.answer == "已更换井盖"


def test_the_reporter_reopens_within_fourteen_days_and_not_after(
    county: County, platform: TestPlatform
) -> None:
    case = county.filed_at_township()
    county.verified(case.id, platform.clock())
    receipt = {"number": case.number, "secret": _secret(county, platform, case)}

    reopened = county.cases("").ReopenByReceipt(pb.ReopenByReceiptRequest(**receipt, ground="又坏了"))
    county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="重新加固"))
    county.cases("dispatcher").CheckFeedback(pb.CheckFeedbackRequest(id=case.id, accept=True))
    county.visit(case.id, platform.clock() + timedelta(seconds=2))
    _close_earlier(platform, case.id, days=15)

    assert reopened.state == pb.CASE_STATE_IN_WORK
    with pytest.raises(Conflict):
        county.cases("").ReopenByReceipt(pb.ReopenByReceiptRequest(**receipt, ground="又坏了"))
    by_supervisor = county.cases("county").ReopenCase(pb.ReopenCaseRequest(id=case.id, ground="群众再次反映"))
    assert by_supervisor.state == pb.CASE_STATE_IN_WORK


def test_a_visit_that_finds_it_broken_sends_it_back_to_the_department(
    county: County, platform: TestPlatform
) -> None:
    case = county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    county.cases("roads").SignForCase(pb.SignForCaseRequest(id=case.id))
    county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="已修复"))
    county.cases("dispatcher").CheckFeedback(pb.CheckFeedbackRequest(id=case.id, accept=True))

    found = county.visit(case.id, platform.clock() + timedelta(seconds=2), passed=False)

    assert (found.reworks, pb.CaseState.Name(found.state)) == (1, "CASE_STATE_IN_WORK")
    pending = county.cases("roads").ListPending(pb.ListPendingRequest(page_size=200)).cases
    assert case.id in {each.case.id for each in pending}


def test_a_report_sent_again_after_a_lost_answer_gives_the_first_case(county: County) -> None:
    request_id = new_id()
    first = county.report(request_id=request_id)

    again = county.report(request_id=request_id)

    assert (again.id, again.number, again.receipt_secret) == (first.id, first.number, first.receipt_secret)
    with pytest.raises(Conflict):
        county.report(request_id=request_id, content="另一件事")


def test_a_verb_sent_again_is_done_once(county: County) -> None:
    case = county.report(submit=True)
    request = pb.FileCaseRequest(id=case.id, etag=case.etag, request_id=new_id())

    first = county.cases("screener").FileCase(request)
    again = county.cases("screener").FileCase(request)

    assert (again.id, again.file_number, again.etag) == (first.id, first.file_number, first.etag)
    entries = county.cases("screener").GetTimeline(pb.GetTimelineRequest(id=case.id)).entries
    assert [each.action for each in entries].count("file") == 1


@pytest.mark.parametrize("secret", ["错误的密钥", "\u0130", "-", "x" * 40])
def test_a_wrong_receipt_secret_is_refused_whatever_its_letters(county: County, secret: str) -> None:
    case = county.report()

    with pytest.raises(NotFound):
        county.cases("").GetReceipt(pb.GetReceiptRequest(number=case.number, secret=secret))


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_dispatchers_at_once_one_wins_and_the_other_is_told(county: County, attempt: int) -> None:
    case = county.filed_at_township()
    ready, outcomes = threading.Barrier(2), dict[str, object]()

    def assign(who: str, unit: str) -> None:
        stub = county.cases(who)
        request = pb.AssignCaseRequest(id=case.id, etag=case.etag, lead_unit_id=county.units[unit])
        ready.wait()
        try:
            outcomes[who] = stub.AssignCase(request)
        except Conflict as refused:
            outcomes[who] = refused

    threads = [
        threading.Thread(target=assign, args=each) for each in (("dispatcher", "CG"), ("deputy", "SW"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lost = [each for each in outcomes.values() if isinstance(each, Conflict)]
    assert len(outcomes) == 2
    assert len(lost) == 1, outcomes
    entries = county.cases("dispatcher").GetTimeline(pb.GetTimelineRequest(id=case.id)).entries
    assert [each.action for each in entries].count("assign") == 1


def _secret(county: County, platform: TestPlatform, case: Any) -> str:
    """The receipt's secret, which only the answer to the report carries."""
    book = platform.parts["cases"].application.loop.get_receipt._book
    return str(book.secret_of(case.id))


def _close_earlier(platform: TestPlatform, case_id: str, *, days: int) -> None:
    database = platform.contexts["cases"].database
    with database.transaction() as connection:
        closed = connection.execute(sa.select(cases.c.closed_at).where(cases.c.id == case_id)).scalar_one()
        connection.execute(
            sa.update(cases).where(cases.c.id == case_id).values(closed_at=closed - timedelta(days=days))
        )
        connection.commit()

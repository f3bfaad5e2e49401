"""Everyone who must act can open what they must act on, at every stop of the loop (PEERS 8.1 no. 12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import asks
from services.cases.domain.asks import PERMISSIONS
from services.kernel.errors import NotFound
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import COMMUNITY, County, Person
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2

VERBS = {
    "settle": {"settle", "submit"},
    "confirm": {"confirm"},
    "complete": {"resubmit"},
    "screen": {"file", "return", "reject", "merge"},
    "assign": {"assign", "take"},
    "handle": {"feed_back", "progress"},
    "sign": {"sign"},
    "decide": {"decide_request"},
    "resume": {"resume"},
    "check": {"check"},
    "verify": {"verify"},
    "rate": {"rate"},
    "acknowledge": {"acknowledge"},
}


def everyone_asked_can_act(county: County, platform: TestPlatform, case_id: str, *wanted: str) -> None:
    """Each ask of the case reaches somebody; whoever it reaches sees it, opens it, and may do it."""
    with platform.contexts["cases"].database.read() as connection:
        rows = connection.execute(sa.select(asks.c.party, asks.c.ask).where(asks.c.case_id == case_id)).all()
    assert set(wanted) <= {row.ask for row in rows}, rows
    for party, ask in rows:
        asked = [who for who, person in county.people.items() if _is_asked(person, party, ask)]
        assert asked, f"{ask} of {party} reaches nobody"
        for who in asked:
            seen = county.cases(who).GetCase(pb.GetCaseRequest(id=case_id))
            waiting = county.cases(who).ListPending(pb.ListPendingRequest(page_size=200)).cases
            assert (case_id, ask) in {(each.case.id, each.ask) for each in waiting}, (who, ask)
            assert seen.content, f"{who} sees the progress alone and must {ask}"
            assert set(seen.actions) & VERBS[ask], (who, ask, list(seen.actions))


def _is_asked(person: Person, party: str, ask: str) -> bool:
    kind, _, named = party.partition(":")
    if kind == "account":
        return person.account == named
    if kind == "unit":
        return named in person.claims["units"]
    return any(
        path == named and not unit and PERMISSIONS[ask] in person.claims["roles"][role]
        for role, path, _, unit, _ in person.claims["grants"]
    )


def test_at_every_stop_of_the_loop_whoever_is_asked_can_open_and_act(
    county: County, platform: TestPlatform
) -> None:
    case = county.report("resident", channel=pb.CHANNEL_WEB)
    everyone_asked_can_act(county, platform, case.id, "settle")
    county.cases("head").SubmitCase(pb.SubmitCaseRequest(id=case.id, reason="需上级处置"))
    everyone_asked_can_act(county, platform, case.id, "screen")
    county.cases("screener").ReturnCase(pb.ReturnCaseRequest(id=case.id, missing="缺照片"))
    everyone_asked_can_act(county, platform, case.id, "complete")
    county.cases("resident").ResubmitCase(pb.ResubmitCaseRequest(id=case.id, additions="补充"))
    county.cases("screener").FileCase(pb.FileCaseRequest(id=case.id))
    everyone_asked_can_act(county, platform, case.id, "assign")
    county.cases("screener").EscalateCase(
        pb.EscalateCaseRequest(id=case.id, reason="需部门", work_done="已警示")
    )
    everyone_asked_can_act(county, platform, case.id, "screen")
    county.cases("dispatcher").FileCase(pb.FileCaseRequest(id=case.id))
    county.cases("dispatcher").AssignCase(
        pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"], joint_unit_ids=[county.units["SW"]])
    )
    everyone_asked_can_act(county, platform, case.id, "sign")
    county.cases("roads").SignForCase(pb.SignForCaseRequest(id=case.id))
    county.cases("water").SignForCase(pb.SignForCaseRequest(id=case.id))
    everyone_asked_can_act(county, platform, case.id, "handle")
    county.cases("roads").RequestSuspension(_suspension(platform, case.id))
    everyone_asked_can_act(county, platform, case.id, "decide")
    asked = county.cases("dispatcher").GetCase(pb.GetCaseRequest(id=case.id)).change_requests[-1]
    county.cases("dispatcher").DecideRequest(
        pb.DecideRequestRequest(id=case.id, change_request_id=asked.id, approve=True)
    )
    everyone_asked_can_act(county, platform, case.id, "resume")
    county.cases("dispatcher").ResumeCase(pb.ResumeCaseRequest(id=case.id))
    county.cases("water").FeedBack(pb.FeedBackRequest(id=case.id, result="已配合"))
    county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="已更换"))
    everyone_asked_can_act(county, platform, case.id, "check")
    county.cases("dispatcher").CheckFeedback(pb.CheckFeedbackRequest(id=case.id, accept=True))
    everyone_asked_can_act(county, platform, case.id, "verify")
    county.visit(case.id, platform.clock() + timedelta(seconds=2))
    everyone_asked_can_act(county, platform, case.id, "rate")


def _suspension(platform: TestPlatform, case_id: str) -> Any:
    request = pb.RequestSuspensionRequest(id=case_id, reason="等材料")
    request.until.FromDatetime(platform.clock() + timedelta(days=5))
    return request


def test_a_case_settled_on_the_spot_is_confirmed_by_somebody_who_can_open_it(
    county: County, platform: TestPlatform
) -> None:
    case = county.report()
    photo = county.upload("worker", platform.clock(), case_id=case.id, repaired=True)
    county.cases("worker").SettleOnSpot(
        pb.SettleOnSpotRequest(id=case.id, measures="已处理", attachment_ids=[photo])
    )
    everyone_asked_can_act(county, platform, case.id, "confirm")


def test_a_report_that_fits_nowhere_is_seen_by_whoever_it_is_pushed_down_to(
    county: County, platform: TestPlatform
) -> None:
    """The case lies at the prefecture as far as its place is known; its holder lies below."""
    far = pb.Place(address="不详", point=types_pb2.Point(longitude=110.0, latitude=30.0))
    case = county.report("resident", channel=pb.CHANNEL_WEB, place=far)
    everyone_asked_can_act(county, platform, case.id, "screen")
    county.cases("prefecture").FileCase(pb.FileCaseRequest(id=case.id))
    county.cases("prefecture").PushDownCase(
        pb.PushDownCaseRequest(id=case.id, territory_code=COMMUNITY, reason="社区可办")
    )
    everyone_asked_can_act(county, platform, case.id, "screen")
    with pytest.raises(NotFound):
        county.cases("screener3").GetCase(pb.GetCaseRequest(id=case.id))


def test_a_case_above_the_grids_is_verified_by_somebody(county: County, platform: TestPlatform) -> None:
    """CASE-13: the grid head, or the next staffed level where there is none."""
    case = county.report(
        "resident", channel=pb.CHANNEL_WEB, place=pb.Place(grid_code=COMMUNITY, address="不详")
    )
    county.cases("screener").FileCase(pb.FileCaseRequest(id=case.id))
    county.cases("screener").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    county.cases("roads").SignForCase(pb.SignForCaseRequest(id=case.id))
    photo = county.upload("roads", platform.clock(), case_id=case.id, repaired=True)
    county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="已更换", attachment_ids=[photo]))
    county.cases("screener").CheckFeedback(pb.CheckFeedbackRequest(id=case.id, accept=True))
    everyone_asked_can_act(county, platform, case.id, "verify")


def test_who_takes_over_the_duty_to_inform_can_open_the_case(county: County, platform: TestPlatform) -> None:
    case = county.report(submit=True)
    other = county.people["screener3"].account
    county.cases("worker").HandOverFirstReceipt(
        pb.HandOverFirstReceiptRequest(id=case.id, to_account_id=other, reason="换岗")
    )
    everyone_asked_can_act(county, platform, case.id, "acknowledge")


def test_whoever_must_sign_or_decide_an_order_can_open_it(county: County, platform: TestPlatform) -> None:
    from wangge.cases.v1 import supervision_pb2 as spb
    from wangge.cases.v1 import supervision_pb2_grpc

    case = county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))

    def orders(who: str) -> Any:
        return platform.stub(supervision_pb2_grpc.SupervisionServiceStub, county.token(who))

    order = orders("county").IssueOrder(
        spb.IssueOrderRequest(case_id=case.id, requirement="限期", limit="2wd")
    )
    assert "sign" in orders("roads").GetOrder(spb.GetOrderRequest(id=order.id)).actions
    orders("roads").SignOrder(spb.OrderVerbRequest(id=order.id))
    orders("roads").ReplyOrder(spb.OrderVerbRequest(id=order.id, text="在办"))
    assert "decide" in orders("county").GetOrder(spb.GetOrderRequest(id=order.id)).actions
    unit_only = platform.token_of("temp", ["cases.task.handle"], "4106", unit=county.units["CG"])
    seen = platform.stub(supervision_pb2_grpc.SupervisionServiceStub, unit_only)
    assert seen.GetOrder(spb.GetOrderRequest(id=order.id)).id == order.id
    supervisor = platform.token_of("inspector", ["cases.case.supervise"], "410611")
    seen = platform.stub(supervision_pb2_grpc.SupervisionServiceStub, supervisor)
    assert "decide" in seen.GetOrder(spb.GetOrderRequest(id=order.id)).actions

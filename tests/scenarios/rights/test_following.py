"""Taking part gives sight of that record and no other, and as much of it as the part needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.kernel.errors import Conflict, Forbidden, NotFound
from services.kernel.testing.platform import TestPlatform
from services.kernel.types import new_id
from tests.scenarios.county import COUNTY, MANHOLE, County, middle
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import records_pb2, records_pb2_grpc, supervision_pb2, supervision_pb2_grpc


def _list(county: County, who: str, **asked: str) -> dict[str, pb.CaseSummary]:
    page = county.cases(who).ListCases(pb.ListCasesRequest(page_size=200, **asked))
    return {each.id: each for each in page.cases}


def test_a_stranger_who_follows_a_case_reads_its_progress_and_nothing_else(county: County) -> None:
    """Find what is near, follow it, list it: the way by which a resident could read everybody's report."""
    place = pb.Place(address="淇滨大道绝密小区3号楼", grid_code=county.grid)
    place.point.longitude, place.point.latitude = middle()
    case = county.report(place=place, title="绝密标题", content="绝密内容", submit=True)
    neighbour = county.cases("neighbour")

    longitude, latitude = middle()
    near = neighbour.FindSimilar(
        pb.FindSimilarRequest(category=MANHOLE, longitude=longitude, latitude=latitude)
    ).cases
    followed = neighbour.FollowCase(pb.FollowCaseRequest(id=case.id))
    seen = [
        next(each.case for each in near if each.case.id == case.id),
        followed,
        _list(county, "neighbour", view="followed")[case.id],
    ]

    assert case.id not in _list(county, "neighbour")
    reads: tuple[Callable[[], object], ...] = (
        lambda: neighbour.GetCase(pb.GetCaseRequest(id=case.id)),
        lambda: neighbour.GetTimeline(pb.GetTimelineRequest(id=case.id)),
        lambda: neighbour.GetLedger(pb.GetLedgerRequest(id=case.id)),
    )
    for read in reads:
        with pytest.raises(NotFound):
            read()
    assert all("绝密" not in str(each.SerializeToString().decode("utf-8", "replace")) for each in seen)
    assert not any(each.HasField("point") for each in seen if isinstance(each, pb.CaseSummary))
    assert _list(county, "resident").keys().isdisjoint({case.id})
    with pytest.raises(NotFound):
        neighbour.AddAttachment(
            pb.AddAttachmentRequest(case_id=case.id, file_name="x.txt", data=b"x", moment="after")
        )


def test_whoever_reported_what_was_merged_reads_the_progress_of_the_other_case(county: County) -> None:
    first = county.report(title="绝密标题", content="绝密内容", submit=True)
    second = county.report("neighbour", channel=pb.CHANNEL_WEB, submit=True)
    if county.cases("head").GetCase(pb.GetCaseRequest(id=second.id)).state == pb.CASE_STATE_REPORTED:
        county.cases("head").SubmitCase(pb.SubmitCaseRequest(id=second.id, reason="重复"))
    county.cases("screener").MergeCase(pb.MergeCaseRequest(id=second.id, into_id=first.id, reason="同一井盖"))
    neighbour = county.cases("neighbour")

    seen = [
        neighbour.GetCase(pb.GetCaseRequest(id=first.id)),
        neighbour.GetTimeline(pb.GetTimelineRequest(id=first.id)),
        neighbour.GetLedger(pb.GetLedgerRequest(id=first.id)),
        *(_list(county, "neighbour", view=view)[first.id] for view in ("", "mine", "followed")),
    ]

    assert all("绝密" not in str(each.SerializeToString().decode("utf-8", "replace")) for each in seen)
    with pytest.raises(NotFound):
        neighbour.AddAttachment(
            pb.AddAttachmentRequest(case_id=first.id, file_name="x.txt", data=b"x", moment="after")
        )


def test_a_stale_follower_is_not_told_who_worked_on_the_case(county: County) -> None:
    case = county.report(submit=True)

    followed = county.cases("neighbour").FollowCase(pb.FollowCaseRequest(id=case.id, etag="999"))

    assert followed.content == ""


def test_a_resident_sees_own_cases_only_and_whole(county: County) -> None:
    own = county.report("resident", channel=pb.CHANNEL_WEB, title="我家门口的井盖")
    other = county.report("neighbour", channel=pb.CHANNEL_WEB)

    listed = _list(county, "resident")

    assert listed[own.id].title == "我家门口的井盖"
    assert other.id not in listed
    with pytest.raises(NotFound):
        county.cases("resident").GetCase(pb.GetCaseRequest(id=other.id))
    with pytest.raises(NotFound):
        county.cases("resident").WithdrawCase(pb.WithdrawCaseRequest(id=other.id, reason="x"))


def test_a_department_that_sent_a_case_back_keeps_sight_of_it_and_loses_every_verb(county: County) -> None:
    """Taking part gives sight, for good: the department answers for what it did. It may do nothing more."""
    case = county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    assert "sign" in county.cases("roads").GetCase(pb.GetCaseRequest(id=case.id)).actions

    county.cases("roads").SendBackCase(
        pb.SendBackCaseRequest(id=case.id, legal_ground="不属本单位职责，依据职责清单第三条")
    )

    kept = county.cases("roads").GetCase(pb.GetCaseRequest(id=case.id))
    pending = county.cases("roads").ListPending(pb.ListPendingRequest(page_size=200)).cases
    assert case.id in _list(county, "roads")
    assert case.id not in {each.case.id for each in pending}
    assert not set(kept.actions) & {"sign", "send_back", "feed_back", "progress", "assign", "transfer"}
    with pytest.raises((Forbidden, Conflict)):
        county.cases("roads").SignForCase(pb.SignForCaseRequest(id=case.id))
    county.cases("dispatcher").TakeCase(pb.TakeCaseRequest(id=case.id))
    assert not set(county.cases("roads").GetCase(pb.GetCaseRequest(id=case.id)).actions) & {
        "progress",
        "feed_back",
        "request_extension",
    }
    with pytest.raises(Forbidden):
        county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="做完了"))


def test_a_department_from_which_a_case_was_transferred_may_not_act_on_it(county: County) -> None:
    case = county.filed_at_township()
    dispatcher = county.cases("dispatcher")
    dispatcher.AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    county.cases("roads").SignForCase(pb.SignForCaseRequest(id=case.id))

    dispatcher.TransferCase(
        pb.TransferCaseRequest(id=case.id, to_unit_id=county.units["SW"], reason="属自来水公司")
    )

    attempts: tuple[Callable[[], object], ...] = (
        lambda: county.cases("roads").FeedBack(pb.FeedBackRequest(id=case.id, result="做完了")),
        lambda: county.cases("roads").AddProgress(pb.AddProgressRequest(id=case.id, note="在做")),
    )
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert "sign" in county.cases("water").GetCase(pb.GetCaseRequest(id=case.id)).actions


def test_the_right_to_handle_for_one_unit_does_not_serve_another(
    county: County, platform: TestPlatform
) -> None:
    """A clerk of the roads department who handles tasks for the waterworks alone."""
    case = county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    token = platform.token_of(
        "clerk", ["cases.task.handle"], "4106", unit=county.units["SW"], units=[county.units["CG"]]
    )
    from wangge.cases.v1 import cases_pb2_grpc

    clerk = platform.stub(cases_pb2_grpc.CaseServiceStub, token)

    with pytest.raises(Forbidden):
        clerk.SignForCase(pb.SignForCaseRequest(id=case.id))
    assert "sign" not in clerk.GetCase(pb.GetCaseRequest(id=case.id)).actions


def test_a_line_of_work_limits_orders_statistics_and_exports_too(
    county: County, platform: TestPlatform
) -> None:
    county.report(submit=True)
    case = county.report(submit=True)
    county.cases("dispatcher")
    orders = platform.stub(
        supervision_pb2_grpc.SupervisionServiceStub, county.token("dispatcher")
    ).IssueOrder(supervision_pb2.IssueOrderRequest(case_id=case.id, requirement="限期", limit="2wd"))
    rights = ["cases.case.view", "cases.statistics.view", "cases.case.supervise", "cases.case.export"]
    token = platform.token_of("police-chief", rights, COUNTY[:6], line="event.safety")
    records = platform.stub(records_pb2_grpc.CaseRecordServiceStub, token)
    supervision = platform.stub(supervision_pb2_grpc.SupervisionServiceStub, token)

    with pytest.raises((Forbidden, NotFound)):
        records.CountCases(records_pb2.CountCasesRequest(dimensions=["category"]))
    assert supervision.ListOrders(supervision_pb2.ListOrdersRequest()).orders == []
    with pytest.raises((Forbidden, NotFound)):
        supervision.GetOrder(supervision_pb2.GetOrderRequest(id=orders.id))
    with pytest.raises((Forbidden, NotFound)):
        supervision.UrgeOrder(supervision_pb2.OrderVerbRequest(id=orders.id, request_id=new_id()))

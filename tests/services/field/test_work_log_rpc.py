"""The contract of work logs, through a real server with its checks in front."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services import field
from services.field.bootstrap import Application
from services.field.entrypoints.rpc import servicers
from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.current import Travelling, travelling
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, methods_served
from services.kernel.runtime.context import ServiceContext
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer, TokenVerifier
from services.kernel.testing.contexts import SetClock
from tests.services.field.people import COMMUNITY, GRID
from tests.services.field.work_logs import E1, E2, settle_county
from wangge.field.v1 import worklog_pb2 as pb
from wangge.field.v1 import worklog_pb2_grpc as pb_grpc

KEYS = SigningKeys.generate("test")
DAY, WEEK = "2026-11-23", "2026-W48"
Stub = pb_grpc.WorkLogServiceStub


@pytest.fixture
def stub(application: Application, context: ServiceContext) -> Iterator[Stub]:
    settle_county(application, context)
    served = servicers(application, context)
    pipeline = Pipeline(
        methods=methods_served(served),
        verifier=TokenVerifier(KEYS.public_jwks, "test", context.clock),
        messages=Messages.load([Path(field.__file__).parent]),
        clock=context.clock,
    )
    address = f"unix:/tmp/wangge-test-{secrets.token_hex(6)}.sock"
    server = RpcServer(served, pipeline, [address], threads=2)
    server.start()
    channels = GrpcPeers({"field": address})
    found = channels.stub(Stub, "field")
    assert found is not None
    before = travelling.set(Travelling())
    yield found
    travelling.reset(before)
    channels.close()
    server.stop(0)


def as_somebody(context: ServiceContext, account: str, territory: str, *permissions: str) -> None:
    claims = {
        "sub": account,
        "name": account,
        "realm": "staff",
        "roles": {"role": list(permissions)},
        "grants": [["role", territory, "", "", ""]],
        "posts": [],
        "units": [],
    }
    token = TokenIssuer(KEYS, "test").issue(claims, now=context.clock(), lifetime=timedelta(days=10))
    travelling.set(Travelling(token=token))


def as_worker(context: ServiceContext) -> None:
    as_somebody(context, "worker", GRID, "field.log.write")


def as_clerk(context: ServiceContext) -> None:
    as_somebody(context, "clerk", COMMUNITY, "field.log.view", "field.week.sum_up")


def entry(id: str = E1, **more: object) -> pb.AddWorkEntryRequest:
    values: dict[str, object] = {"day": DAY, "id": id, "kind": pb.WORK_KIND_VISIT, "text": "走访", **more}
    return pb.AddWorkEntryRequest(**values)  # type: ignore[arg-type]


def test_a_day_goes_its_way_through_the_contract(stub: Stub, context: ServiceContext) -> None:
    as_worker(context)
    stub.AddWorkEntry(entry(request_id="r1"))
    day = stub.AddWorkEntry(entry(request_id="r1"))
    (one,) = day.entries
    assert (one.text, one.kind, one.etag, day.territory_name) == ("走访", pb.WORK_KIND_VISIT, "1", "第一网格")
    change = pb.ChangeWorkEntryRequest(id=E1, etag="1", text="走访三户", kind=pb.WORK_KIND_SERVICE)
    (one,) = stub.ChangeWorkEntry(change).entries
    assert (one.text, one.kind, [each.text for each in one.history]) == (
        "走访三户",
        pb.WORK_KIND_SERVICE,
        ["走访"],
    )
    with pytest.raises(Conflict):
        stub.ChangeWorkEntry(change)

    finished = stub.FinishWorkDay(pb.FinishWorkDayRequest(day=DAY, request_id="r2"))
    assert finished.state == pb.WORK_DAY_STATE_FINISHED
    assert finished.HasField("finish_time")
    with pytest.raises(Conflict) as closed:
        stub.AddWorkEntry(entry(E2))
    assert "重新打开" in closed.value.said
    assert stub.ReopenWorkDay(pb.ReopenWorkDayRequest(day=DAY)).state == pb.WORK_DAY_STATE_OPEN
    week = stub.GetWorkWeek(pb.GetWorkWeekRequest(week=WEEK))
    assert [(each.day, each.entries) for each in week.days][:2] == [(DAY, 1), ("2026-11-24", 0)]


def test_what_is_missing_or_wrong_is_named(stub: Stub, context: ServiceContext) -> None:
    as_worker(context)
    wrong = [
        lambda: stub.AddWorkEntry(entry(text="字" * 1001)),
        lambda: stub.AddWorkEntry(entry(text=" \n ")),
        lambda: stub.AddWorkEntry(entry(kind=pb.WORK_KIND_UNSPECIFIED)),
        lambda: stub.AddWorkEntry(entry("no-id")),
        lambda: stub.AddWorkEntry(entry(day="2026-02-30")),
        lambda: stub.AddWorkEntry(entry(day="2026-11-24")),
        lambda: stub.AddWorkEntry(entry(patrol_id="nothing")),
        lambda: stub.GetWorkWeek(pb.GetWorkWeekRequest(week="2026-W60")),
        lambda: stub.PutDutyPlan(
            pb.PutDutyPlanRequest(
                week=WEEK, etag="0", duties=[pb.PlannedDuty(day="2026-11-30", begin="09:00", end="10:00")]
            )
        ),
    ]

    for each in wrong:
        with pytest.raises(Invalid) as refused:
            each()
        assert len(refused.value.problems) == 1
        assert refused.value.problems[0].details["description"]


def test_a_plan_is_put_and_shown_to_the_clerk(stub: Stub, context: ServiceContext) -> None:
    as_worker(context)
    duties = [pb.PlannedDuty(day=DAY, begin="18:30", end="21:00")]
    plan = stub.PutDutyPlan(pb.PutDutyPlanRequest(week=WEEK, etag="0", duties=duties))
    assert (plan.etag, list(plan.duties)) == ("1", duties)
    assert list(stub.GetWorkDay(pb.GetWorkDayRequest(day=DAY)).planned) == duties

    as_clerk(context)
    found = stub.ListDutyPlans(pb.ListDutyPlansRequest(week=WEEK))
    assert [(each.worker_name, len(each.duties)) for each in found.plans] == [("王芳", 1), ("赵强", 0)]


def test_a_week_goes_its_way_through_the_contract(
    stub: Stub, context: ServiceContext, clock: SetClock
) -> None:
    as_worker(context)
    stub.AddWorkEntry(entry())
    stub.FinishWorkDay(pb.FinishWorkDayRequest(day=DAY))
    clock.set(datetime(2026, 11, 30, 1, 0, tzinfo=UTC))
    as_clerk(context)
    assert stub.GetLogReminders(pb.GetLogRemindersRequest()).week_to_sum_up == WEEK
    stub.WriteWeekSummary(
        pb.WriteWeekSummaryRequest(week=WEEK, territory_code=COMMUNITY, etag="0", conclusions="平稳")
    )
    stub.SumUpWeek(pb.SumUpWeekRequest(week=WEEK, territory_code=COMMUNITY, etag="1"))
    summary = stub.ReportWeek(pb.ReportWeekRequest(week=WEEK, territory_code=COMMUNITY, etag="2"))

    assert summary.state == pb.WEEK_STATE_REPORTED
    assert (summary.first_day, summary.last_day) == ("2026-11-23", "2026-11-29")
    assert [(each.kind, each.count) for each in summary.kinds] == [(pb.WORK_KIND_VISIT, 1)]
    assert {each.worker_name: each.due for each in summary.workers} == {"王芳": 5, "赵强": 5}
    as_somebody(context, "township", "410602001", "field.log.view")
    listed = stub.ListWeekSummaries(pb.ListWeekSummariesRequest(week=WEEK, page_size=1))
    assert [(each.territory_name, each.finished) for each in listed.communities] == [("桃园社区", 1)]
    assert listed.next_page_token == ""
    with pytest.raises(Invalid):
        stub.ListWeekSummaries(pb.ListWeekSummariesRequest(week=WEEK, page_token="x'"))


def test_others_days_need_the_right_and_sight(stub: Stub, context: ServiceContext) -> None:
    asked = pb.GetWorkDayRequest(day=DAY, worker_id="worker")
    with pytest.raises(Unauthenticated):
        stub.GetWorkDay(asked)
    as_clerk(context)
    assert stub.GetWorkDay(asked).worker_name == "王芳"
    assert {each.worker_name for each in stub.ListWorkDays(pb.ListWorkDaysRequest()).rows} == {"王芳", "赵强"}
    as_somebody(context, "neighbour", "410602001002", "field.log.view")
    with pytest.raises(NotFound):
        stub.GetWorkDay(asked)
    as_worker(context)
    with pytest.raises(NotFound):
        stub.GetWorkDay(pb.GetWorkDayRequest(day=DAY, worker_id="other"))
    with pytest.raises(Forbidden):
        stub.ListWorkDays(pb.ListWorkDaysRequest())
    as_somebody(context, "nobody", GRID)
    with pytest.raises(Forbidden):
        stub.AddWorkEntry(entry())

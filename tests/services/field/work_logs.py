"""People, days and deeds for the tests of work logs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.field.application.work_log_days import Written
from services.field.bootstrap import Application
from services.field.domain.work_log import Kind
from services.field.entrypoints.events import subscriptions
from services.kernel.call import Call
from services.kernel.messaging.envelope import envelope_of
from services.kernel.messaging.inbox import deliver
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import staff
from tests.services.field.people import COMMUNITY, GRID, OTHER_GRID, account, post, tell, territory
from wangge.cases.v1 import events_pb2 as cases

TODAY = date(2026, 11, 23)
E1, E2 = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
CODE = COMMUNITY


def keeper(account_id: str = "worker", grid: str = GRID, name: str = "王芳") -> Call:
    """Somebody who walks a grid and keeps a log."""
    return staff(account_id, ["field.patrol.do", "field.log.write"], grid, name=name)


def head(path: str = COMMUNITY) -> Call:
    """Somebody who reads the logs of a territory."""
    return staff("head", ["field.log.view"], path, name="李伟")


def clerk(path: str = COMMUNITY) -> Call:
    """Somebody who sums up the week."""
    return staff("clerk", ["field.log.view", "field.week.sum_up"], path, name="张敏")


def settle_county(application: Application, context: ServiceContext) -> None:
    """A community of two grids with a worker each, and a clerk."""
    tell(
        application,
        context,
        territory(COMMUNITY, "桃园社区"),
        territory(GRID, "第一网格"),
        territory(OTHER_GRID, "第二网格"),
        account("worker", "王芳"),
        account("other", "赵强"),
        account("clerk", "张敏"),
        post("p1", "网格员", GRID, ["worker"]),
        post("p2", "网格员", OTHER_GRID, ["other"]),
        post("p3", "受理员", COMMUNITY, ["clerk"], kind="screener"),
    )


def visit(id: str = E1, text: str = "走访独居老人两户", **more: Any) -> Written:
    """An entry."""
    return Written(**{"kind": Kind.VISIT, "text": text, "id": id, **more})


def did(
    application: Application,
    context: ServiceContext,
    kind: type[Any],
    case_id: str,
    *,
    by: Call,
    at: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
) -> None:
    """What `cases` tells of a deed."""
    handler = next(each for each in subscriptions(application, context) if each.event is kind)
    event = kind(head=cases.CaseHead(case_id=case_id, number=f"N-{case_id}", grid_path=GRID))
    body = envelope_of(
        event,
        event_id=context.new_id(),
        source="cases",
        subject=case_id,
        at=at,
        call=by,
        territory=GRID,
    )
    deliver(handler, body, new_uow=context.new_uow, clock=context.clock)

"""The demo of field: two patrols of the county's worker."""

from __future__ import annotations

from services.field.bootstrap import Application
from services.field.domain.week_summary import WeekState
from services.field.domain.work_weeks import Week
from services.field.entrypoints.demo import build
from services.kernel.runtime.context import ServiceContext
from tests.services.field.people import GRID, account, leader, post, tell, worker


def test_the_demo_is_built_once(application: Application, context: ServiceContext) -> None:
    told: list[str] = []
    build(application, context, told.append)
    tell(application, context, account("worker", "王芳"), post("p1", "网格员", GRID, ["worker"]))

    for _ in range(2):
        build(application, context, told.append)

    found = application.list_patrols(worker(), mine=True, under="", day="", state=None, after=None, limit=10)
    assert [(each.check_ins, each.findings, each.visited) for each in found] == [(4, 1, 4), (4, 1, 4)]
    assert told
    assert len(told) == len(set(told))


def test_last_week_is_logged_summed_up_and_reported(
    application: Application, context: ServiceContext
) -> None:
    tell(
        application,
        context,
        account("worker", "王芳"),
        account("screener", "张敏"),
        post("p1", "网格员", GRID, ["worker"]),
        post("p2", "受理员", GRID[:12], ["screener"], kind="screener"),
    )
    build(application, context, lambda line: None)

    summary = application.logs.get_summary(leader(GRID[:9], "field.log.view"), Week(2026, 47), GRID[:12])

    assert (summary.summary.state, summary.summed_up_by) == (WeekState.REPORTED, "张敏")
    (mine,) = summary.figures.workers
    assert (mine.due, mine.finished, mine.entries) == (5, 4, 10)

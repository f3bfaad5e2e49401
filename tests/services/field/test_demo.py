"""The demo of field: two patrols of the county's worker."""

from __future__ import annotations

from services.field.bootstrap import Application
from services.field.entrypoints.demo import build
from services.kernel.runtime.context import ServiceContext
from tests.services.field.people import GRID, account, post, tell, worker


def test_the_demo_is_built_once(application: Application, context: ServiceContext) -> None:
    told: list[str] = []
    build(application, context, told.append)
    tell(application, context, account("worker", "王芳"), post("p1", "网格员", GRID, ["worker"]))

    for _ in range(2):
        build(application, context, told.append)

    found = application.list_patrols(worker(), mine=True, under="", day="", state=None, after=None, limit=10)
    assert [(each.check_ins, each.findings, each.visited) for each in found] == [(4, 1, 4), (4, 1, 4)]
    assert len(told) == 1

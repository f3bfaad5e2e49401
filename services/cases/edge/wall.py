"""The live event wall: what happens within sight, moving, for a desk or a big screen (CASE-01)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request

from services.cases.edge import lookups
from services.cases.edge.criteria import Criteria
from services.kernel.errors import Refusal
from services.kernel.types import utc_now
from services.kernel.web.pages import by_htmx, needs, peer
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc, records_pb2, records_pb2_grpc

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of today: reported, closed; of now: open, overdue and due soon among them."""

    reported: int
    closed: int
    open: int
    overdue: int
    amber: int


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/wall")
    @needs("cases.case.view")
    def wall() -> str:
        area = request.args.get("area", "")
        area = area if area.isascii() and area.isdigit() and len(area) <= 24 else ""
        overdue = request.args.get("show") == "overdue"
        screen = bool(request.args.get("screen"))
        values: dict[str, Any] = {
            "cases": _cases(area, overdue=overdue),
            "numbers": _numbers(area),
            "overdue": overdue,
            "screen": screen,
            "area": area,
            "now": utc_now(),
        }
        if by_htmx():
            return render_template("cases/wall_part.html", **values)
        values["area_title"] = lookups.territory_title(area) if area else ""
        if screen:
            return render_template("cases/wall_screen.html", **{**values, "theme": "dark"})
        return render_template("cases/wall.html", **values)


def _cases(area: str, *, overdue: bool) -> Sequence[pb.CaseSummary]:
    """Open cases, what moved last first; or the overdue ones, the latest first."""
    asked = Criteria(area=area, light="RED") if overdue else Criteria(area=area, open="true")
    order = "due_time" if overdue else "update_time desc"
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    return stub.ListCases(pb.ListCasesRequest(page_size=_SHOWN, filter=asked.filter(), order_by=order)).cases


def _numbers(area: str) -> Numbers | None:
    """The figures of the area; None for those who may not see them."""
    if not g.may("cases.statistics.view"):
        return None
    stub = peer(records_pb2_grpc.CaseRecordServiceStub, "cases")
    today = utc_now().astimezone(SHANGHAI).date().isoformat()
    try:
        of_today = records_pb2.CountCasesRequest(
            dimensions=["state"], territory_code=area, from_day=today, to_day=today
        )
        reported = stub.CountCases(of_today)
        of_today.measure, of_today.by_close_day = "closed", True
        closed = stub.CountCases(of_today)
        by_light = stub.CountCases(records_pb2.CountCasesRequest(dimensions=["light"], territory_code=area))
    except Refusal:
        return None
    lights = {each.keys[0]: each.value for each in by_light.counts}
    return Numbers(
        reported=reported.total,
        closed=closed.total,
        open=by_light.total,
        overdue=lights.get("RED", 0),
        amber=lights.get("AMBER", 0),
    )

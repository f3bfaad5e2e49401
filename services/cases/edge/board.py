"""The dispatch board: open cases in columns by step, with what may be done to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request

from services.cases.edge import lookups
from services.cases.edge.criteria import STATES, Criteria
from services.kernel.errors import Refusal
from services.kernel.web.pages import by_htmx, needs, peer
from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc, records_pb2, records_pb2_grpc

_SHOWN = 20
SEES = ("cases.case.assign", "cases.case.screen", "cases.case.escalate")
"""Whoever dispatches, as the menu has it."""
COLUMNS: Sequence[tuple[Text, tuple[str, ...], str]] = (
    (Text("待受理", "To be screened"), ("SCREENING",), "clipboard-check"),
    (Text("待派遣", "To be assigned"), ("FILED",), "arrow-forward-up"),
    (Text("待签收", "To be signed for"), ("ASSIGNED",), "signature"),
    (Text("处置中", "In work"), ("IN_WORK", "SUSPENDED"), "progress"),
    (Text("待审核", "To be checked"), ("FEEDBACK",), "checks"),
    (Text("待核查", "To be verified"), ("VERIFYING",), "map-pin"),
)
"""Title, states and icon of each column, in the order of the loop (CASE-11)."""
LATER = frozenset({"follow", "hand_over", "withdraw", "put_dispute", "add_mediation", "rate"})
"""Verbs that are no part of dispatching; the case's own page has them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One step: its first cases and how many there are; ``count`` None where that is not known."""

    title: Text
    icon: str
    cases: Sequence[pb.CaseSummary]
    count: int | None
    more: str


def columns(area: str) -> list[Column]:
    """All columns of an area (code; empty: all within sight), due first."""
    counts = _counts(area)
    found = []
    for title, states, icon in COLUMNS:
        asked = Criteria(area=area, states=states, order="due_time")
        answer = peer(cases_pb2_grpc.CaseServiceStub, "cases").ListCases(
            pb.ListCasesRequest(page_size=_SHOWN, filter=asked.filter(), order_by=asked.order)
        )
        known = sum(counts.get(each, 0) for each in states) if counts is not None else None
        if not answer.next_page_token:
            known = len(answer.cases)
        found.append(
            Column(title, icon, answer.cases, known, asked.address() if answer.next_page_token else "")
        )
    return found


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/board")
    @needs(*SEES)
    def board() -> str:
        area = request.args.get("area", "")
        area = area if area.isascii() and area.isdigit() and len(area) <= 24 else ""
        typed = " ".join(request.args.get("area_words", "").split())[:60]
        if typed and not area:
            area = next((each.value for each in lookups.territories(typed)), "")
        values: dict[str, Any] = {"columns": columns(area), "shown": _SHOWN}
        if by_htmx():
            return render_template("cases/board_columns.html", **values)
        title = lookups.territory_title(area) if area else ""
        address = f"/cases/board?area={area}" if area else "/cases/board"
        return render_template("cases/board.html", area=area, area_title=title, address=address, **values)

    @blueprint.get("/board/actions/<case>")
    @needs()
    def board_actions(case: str) -> str:
        found = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetCase(pb.GetCaseRequest(id=case))
        verbs = [each for each in found.actions if each not in LATER]
        return render_template("cases/board_actions.html", case=found, verbs=verbs)


def _counts(area: str) -> Mapping[str, int] | None:
    """How many cases there are in each state; None for those who may not see figures of this area."""
    if not g.may("cases.statistics.view"):
        return None
    asked = records_pb2.CountCasesRequest(dimensions=["state"], territory_code=area)
    try:
        answer = peer(records_pb2_grpc.CaseRecordServiceStub, "cases").CountCases(asked)
    except Refusal:
        return None
    return {each.keys[0]: each.value for each in answer.counts if each.keys[0] in STATES}

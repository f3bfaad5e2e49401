"""My work: what waits for the reader, most urgent first, and what they have had in hand (CASE-03)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request

from services.cases.edge.brief import ASK_VERBS, ASKS
from services.kernel.errors import Refusal
from services.kernel.web.pages import by_htmx, needs, peer
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc

_PAGE = 50
_MOST_SIGNED = 100
_MOST_UNSEEN = 99
_OVERDUE = "overdue"
DIRECT = frozenset(
    {"assign", "sign", "check", "verify", "confirm", "complete", "resume", "acknowledge", "rate", "decide"}
)
"""Asks answered by one form, which the list opens itself; the others are decided on the case's own page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of what waits; ``counts`` are true over all pages."""

    rows: Sequence[pb.PendingCase]
    next_token: str
    counts: pb.ListPendingResponse


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of signing for one case: ``problem`` is empty where it worked."""

    id: str
    title: str
    problem: str = ""


def waiting(show: str, token: str = "") -> Waiting:
    """A page of what waits for the reader, most urgent first: all of it, one kind of ask, or ``overdue``."""
    overdue = show == _OVERDUE
    asked = pb.ListPendingRequest(
        page_size=_PAGE, page_token=token, ask="" if overdue else show, overdue_only=overdue
    )
    answer = peer(cases_pb2_grpc.CaseServiceStub, "cases").ListPending(asked)
    return Waiting(answer.cases, answer.next_page_token, answer)


def sign_all(chosen: Sequence[str], officer: str, request_id: str) -> list[Signed]:
    """Sign for each of the cases, given as ``id:etag``, and tell what came of every one.

    One that cannot be signed for keeps none of the others back. Sent again with the same ``request_id``,
    nothing is signed twice.
    """
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    outcomes = []
    for each in dict.fromkeys(chosen[:_MOST_SIGNED]):
        case_id, _, etag = each.partition(":")
        known = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{request_id}:{case_id}"))
        asked = pb.SignForCaseRequest(id=case_id, etag=etag, officer=officer, request_id=known)
        try:
            outcomes.append(Signed(case_id, _name(stub.SignForCase(asked))))
        except Refusal as refusal:
            outcomes.append(Signed(case_id, _name_of(stub, case_id), refusal.said or refusal.code))
    return outcomes


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/work")
    @needs()
    def work() -> str:
        show = request.args.get("show", "")
        show = show if show in ASKS or show == _OVERDUE else ""
        found = waiting(show, request.args.get("page_token", ""))
        here = "/cases/work" + (f"?show={show}" if show else "")
        onward = {"show": show, "page_token": found.next_token} if show else {"page_token": found.next_token}
        values = {
            "found": found,
            "show": show,
            "here_all": here,
            "tabs": [(ask, found.counts.by_ask[ask]) for ask in _tabs(found.counts)],
            "next_address": f"/cases/work?{urlencode(onward)}" if found.next_token else "",
            "first_address": here if request.args.get("page_token") else "",
            "verbs": {ask: verb for ask, verb in ASK_VERBS.items() if ask in DIRECT},
            "request_id": str(uuid.uuid4()),
        }
        if by_htmx():
            return render_template("cases/work_list.html", **values)
        recent, own = _recent(8)
        return render_template("cases/work.html", recent=recent, own=own, **values)

    @blueprint.get("/work/count")
    @needs()
    def work_count() -> str:
        return render_template("cases/work_count.html", counts=_first(1))

    @blueprint.get("/work/bell")
    @needs()
    def work_bell() -> str:
        recent, own = _recent(4)
        newest = _newest(5)
        read_at = newest.read_time.ToJsonString()
        return render_template(
            "cases/work_bell.html", newest=newest, read_at=read_at, found=_first(4), recent=recent, own=own
        )

    @blueprint.get("/work/unseen")
    @needs()
    def work_unseen() -> str:
        return render_template("cases/work_unseen.html", unseen=_newest(0).unseen, most=_MOST_UNSEEN)

    @blueprint.post("/work/seen")
    @needs()
    def work_seen() -> Response:
        asked = pb.SeeNewestRequest()
        try:
            asked.until.FromJsonString(request.form.get("until", "")[:40])
        except ValueError:
            return Response(status=400)
        peer(cases_pb2_grpc.CaseServiceStub, "cases").SeeNewest(asked)
        return Response(status=204)

    @blueprint.get("/work/recent")
    @needs()
    def work_recent() -> str:
        return render_template("cases/work_recent.html", cases=_opened(request.args.getlist("id")[:8]))

    @blueprint.post("/work/sign")
    @needs("cases.task.handle")
    def work_sign() -> str:
        chosen = request.form.getlist("case")
        outcomes = sign_all(chosen, g.actor.name, request.form.get("request_id", "")[:64])
        return render_template(
            "cases/work_signed.html",
            worked=[each for each in outcomes if not each.problem],
            failed=[each for each in outcomes if each.problem],
            left_out=max(0, len(set(chosen)) - _MOST_SIGNED),
            most=_MOST_SIGNED,
        )


def _tabs(counts: pb.ListPendingResponse) -> list[str]:
    known = [ask for ask in ASKS if counts.by_ask.get(ask)]
    return known + sorted(ask for ask in counts.by_ask if ask not in ASKS)


def _first(size: int) -> pb.ListPendingResponse:
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    return stub.ListPending(pb.ListPendingRequest(page_size=size))


def _newest(size: int) -> pb.ListNewestResponse:
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    return stub.ListNewest(pb.ListNewestRequest(page_size=size))


def _recent(size: int) -> tuple[Sequence[pb.CaseSummary], bool]:
    """What moved last of the cases the reader takes part in; of all within sight where there are none.

    A centre's people act on cases without taking part in them. The second value says whose they are.
    """
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    for view in ("mine", "all"):
        asked = pb.ListCasesRequest(page_size=size, view=view, order_by="update_time desc")
        cases = stub.ListCases(asked).cases
        if cases:
            return cases, view == "mine"
    return (), True


def _opened(ids: Sequence[str]) -> list[pb.Case]:
    """Cases by id in this order, those left out that the reader may not open any more."""
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    found = []
    for each in dict.fromkeys(ids):
        try:
            found.append(stub.GetCase(pb.GetCaseRequest(id=each)))
        except Refusal:
            continue
    return found


def _name(case: pb.Case) -> str:
    return f"{case.title} {case.number}".strip()


def _name_of(stub: Any, case_id: str) -> str:
    try:
        return _name(stub.GetCase(pb.GetCaseRequest(id=case_id)))
    except Refusal:
        return ""

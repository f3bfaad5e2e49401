"""One case: where it stands, what may be done, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, render_template, request

from services.cases.edge import evidence, history, lookups, next_steps, places, track
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc, supervision_pb2, supervision_pb2_grpc

REVEAL = (
    Field(
        "purpose",
        Text("查看用途", "What for"),
        help=Text(
            "例如：电话回访、上门核实。查看会留下记录。",
            "E.g. a call back, a visit. Looking leaves a record.",
        ),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/case/<case>")
    @needs()
    def case(case: str) -> str:
        found, entries = opened(case)
        return render_template(
            "cases/case.html",
            case=found,
            category=category_of(found),
            pb=pb,
            steps=track.steps(found, entries),
            bars=track.bars(found, utc_now()),
            choices=next_steps.choices(found),
            evidence=evidence.of(found, entries),
            lines=history.lines(entries, places.name_of),
            shots={f.id: evidence.shot_of(found.id, f, "") for e in entries for f in e.attachments},
            comments=comments_of(found.id),
            orders=orders_of(found.id),
            target=_target(found.merged_into),
            point=history.point_text(found.place.point) if found.place.HasField("point") else "",
        )

    @blueprint.get("/case/<case>/changed")
    @needs()
    def case_changed(case: str) -> str:
        """What stands above the page when somebody else was busy with the case meanwhile; else nothing."""
        found = stub().GetCase(pb.GetCaseRequest(id=case))
        if found.etag == request.args.get("etag", ""):
            return ""
        return render_template("cases/case_changed.html", case=found, last=latest(case))

    @blueprint.route("/case/<case>/reporter", methods=["GET", "POST"])
    @needs("cases.reporter.reveal")
    def reporter(case: str) -> Any:
        form = Form(pb.RevealReporterRequest(id=case), REVEAL)
        shown = None
        if request.method == "POST" and form.read():
            try:
                shown = stub().RevealReporter(form.message)
            except (Forbidden, NotFound):
                raise
            except Refusal as refusal:
                form.refused(refusal)
        status = 422 if request.method == "POST" and shown is None else 200
        return render_template("cases/reporter.html", form=form, shown=shown, case_id=case), status

    @blueprint.get("/case/<case>/ledger")
    @needs()
    def ledger(case: str) -> str:
        found = stub().GetLedger(pb.GetLedgerRequest(id=case))
        return render_template(
            "cases/ledger.html",
            case=found.case,
            category=category_of(found.case),
            digest=found.digest,
            lines=[history.line(each, places.name_of) for each in found.entries],
            printed=utc_now(),
            reader=g.actor.name,
        )


def stub() -> Any:
    """The case service with the reader's rights."""
    return peer(cases_pb2_grpc.CaseServiceStub, "cases")


def opened(case: str) -> tuple[pb.Case, Sequence[pb.TimelineEntry]]:
    """A case and its history; whoever merely follows it gets no history."""
    found = stub().GetCase(pb.GetCaseRequest(id=case))
    return found, stub().GetTimeline(pb.GetTimelineRequest(id=case)).entries


def category_of(case: pb.Case) -> str:
    """The kind of the case in the reader's language; its old name where the catalogue has it no more."""
    if not case.category:
        return ""
    try:
        now = lookups.category_title(case.category)
    except Refusal:
        return str(case.category_title)
    return now if now != case.category else str(case.category_title)


def latest(case: str) -> history.Line | None:
    """The last thing that happened, as far as the reader may know."""
    entries = stub().GetTimeline(pb.GetTimelineRequest(id=case)).entries
    return history.line(entries[-1], places.name_of) if entries else None


def _supervision() -> Any:
    return peer(supervision_pb2_grpc.SupervisionServiceStub, "cases")


def comments_of(case: str) -> Sequence[supervision_pb2.Comment]:
    """What leaders said of it; nothing for those who may not know."""
    try:
        found: Sequence[supervision_pb2.Comment] = (
            _supervision().ListComments(supervision_pb2.ListCommentsRequest(case_id=case)).comments
        )
    except (NotFound, Forbidden):
        return ()
    return found


def orders_of(case: str) -> Sequence[supervision_pb2.SupervisionOrder]:
    """Supervision orders on it, as far as the reader may see them."""
    try:
        asked = supervision_pb2.ListOrdersRequest(case_id=case, page_size=20)
        found: Sequence[supervision_pb2.SupervisionOrder] = _supervision().ListOrders(asked).orders
    except (NotFound, Forbidden):
        return ()
    return found


def _target(merged_into: str) -> pb.Case | None:
    """The case that this one was merged into, where the reader may see it."""
    if not merged_into:
        return None
    try:
        found: pb.Case = stub().GetCase(pb.GetCaseRequest(id=merged_into))
    except (NotFound, Forbidden):
        return None
    return found

"""The accountability dossier: evidence of neglect for the competent body; it decides nothing (CASE-36)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.cases.edge.orders import stub
from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc
from wangge.cases.v1 import supervision_pb2 as pb

_FIELDS = (
    Field(
        "to_body",
        Text("移送单位", "To which body"),
        placeholder=Text("例如：纪检监察机关", "Such as: the supervisory commission"),
    ),
    Field(
        "reason",
        Text("汇编理由", "Why"),
        "area",
        rows=4,
        placeholder=Text(
            "写明失职、推诿的情形和后果", "What was neglected or passed on, and what came of it"
        ),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the page."""

    @blueprint.route("/case/<case>/accountability", methods=["GET", "POST"])
    @needs("cases.dossier.compile")
    def accountability(case: str) -> Any:
        found = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetCase(cases_pb2.GetCaseRequest(id=case))
        form = Form(pb.CompileDossierRequest(case_id=case), _FIELDS)
        made = None
        if request.method == "POST" and form.read():
            try:
                made = stub().CompileDossier(form.message)
            except (Unauthenticated, Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
        page = render_template("cases/accountability.html", form=form, case=found, made=made)
        return page, 422 if request.method == "POST" and made is None else 200

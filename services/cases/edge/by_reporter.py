"""The cases of one reporter by phone, for those who may know who reported (CASE-02)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.cases.edge.detail import stub
from services.kernel.errors import Forbidden, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2 as pb

_PAGE = 50
_FIELDS = (
    Field(
        "phone",
        Text("反映人电话", "The reporter's phone"),
        "phone",
        help=Text("须填完整号码。", "The whole number."),
    ),
    Field(
        "purpose",
        Text("查找用途", "What for"),
        help=Text(
            "例如：来电核对、电话回访。查找会留下记录。",
            "E.g. somebody calls again, a call back. Searching leaves a record.",
        ),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the page. What is sought is sent as a form: a phone number never stands in an address."""

    @blueprint.route("/by-reporter", methods=["GET", "POST"])
    @needs("cases.reporter.reveal")
    def by_reporter() -> Any:
        asked = pb.FindByReporterRequest(
            page_size=_PAGE, page_token=request.form.get("page_token", "")[:1000]
        )
        form = Form(asked, _FIELDS)
        found = None
        if request.method == "POST" and form.read():
            try:
                found = stub().FindByReporter(form.message)
            except (Unauthenticated, Forbidden, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
        status = 422 if request.method == "POST" and found is None else 200
        return render_template("cases/by_reporter.html", form=form, found=found), status

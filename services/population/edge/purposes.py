"""For what other places may be asked, and the editor by which a county adds purposes (POP-20)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import families
from services.population.edge.coordination import ANSWER, ASK, CHECK, DECLARE, boxes, stub
from services.population.edge.record_types import field_rows, put_fields, sent_rows
from wangge.population.v1 import coordination_pb2 as pb

HOME = "/population/coordination/purposes"
_LINES = 8
_FIELDS = (
    Field("etag", Text("", ""), "hidden"),
    Field(
        "purpose.code",
        Text("代码", "Code"),
        "code",
        help=Text("小写字母、数字、下划线，如 school_enrolment。", "Small letters, digits, underscores."),
    ),
    Field("purpose.title_zh", Text("用途", "Purpose")),
    Field("purpose.title_en", Text("用途（英文）", "Purpose in English")),
    Field(
        "purpose.legal_basis",
        Text("法律依据", "Legal basis"),
        help=Text("写明法律法规名称和条款。", "Which law or rule, and which article."),
    ),
    Field(
        "purpose.limit_days",
        Text("答复期限（工作日）", "Answered within (working days)"),
        "number",
        initial="5",
    ),
    Field("purpose.keep_days", Text("答复保存天数", "Answer kept for (days)"), "number", initial="30"),
    Field("purpose.retired", Text("停用，不再使用", "Retired: not used any more"), "check"),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/coordination/purposes", view_func=purposes)
    blueprint.add_url_rule("/coordination/purposes/new", view_func=new_purpose, methods=both)
    blueprint.add_url_rule("/coordination/purposes/<code>", view_func=change_purpose, methods=both)


@needs(ASK, ANSWER, CHECK, DECLARE)
def purposes() -> str:
    """All of them, for everybody who asks or answers."""
    return render_template("population/purposes.html", purposes=_all(), boxes=boxes(), titled=families.titled)


@needs(DECLARE)
def new_purpose() -> Any:
    """A purpose of the county's own."""
    return _edited(pb.CoordinationPurpose(), t("新增协查用途", "A new purpose"))


@needs(DECLARE)
def change_purpose(code: str) -> Any:
    """A new version of one."""
    found = next((each for each in _all() if each.code == code), None)
    if found is None:
        raise NotFound()
    return _edited(found, families.titled(found))


def _all() -> list[pb.CoordinationPurpose]:
    return list(stub().ListPurposes(pb.ListPurposesRequest(with_retired=True)).purposes)


def _edited(known: pb.CoordinationPurpose, title: str) -> Any:
    names = [each.name for each in known.DESCRIPTOR.fields if each.message_type is None]
    given = {f"purpose.{name}": getattr(known, name) for name in names if getattr(known, name)}
    if known.version:
        given["etag"] = str(known.version)
    form = Form(pb.PutPurposeRequest(), _FIELDS, given)
    rows = field_rows(known.fields)
    if request.method == "POST":
        rows = sent_rows()
        form.read()
        put_fields(form, form.message.purpose.fields, rows)
        if form.ok:
            try:
                stub().PutPurpose(form.message)
                return done(HOME, t("协查用途已保存", "The purpose was saved"))
            except (Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
    lines = rows + [{"kind": "text"}] * (_LINES - len(rows))
    page = render_template(
        "population/purpose.html", form=form, title=title, rows=lines, known=known, families=families
    )
    return page, 422 if request.method == "POST" else 200

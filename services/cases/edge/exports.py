"""Cases as a file: asked for with a purpose, allowed by another person, then fetched (DIR-26)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from services.cases.edge.action_form import yes_or_no
from services.cases.edge.criteria import Criteria
from services.cases.edge.criteria_words import chips_of
from services.cases.edge.oversight_forms import answered
from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, in_dialog, needs, peer
from services.kernel.web.saving import passed_on
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import records_pb2 as pb
from wangge.cases.v1 import records_pb2_grpc

ASK, DECIDE = "cases.case.export", "cases.export.decide"
HOME = "/cases/exports"
_PURPOSE = Field(
    "purpose",
    Text("导出用途", "Purpose"),
    "area",
    rows=2,
    placeholder=Text(
        "例如：向区委汇报三季度超时案件", "Such as: report on overdue cases of the third quarter"
    ),
    help=Text("审批人会看到，并永久留存。", "Whoever decides reads it, and it stays on record."),
)
_FILTER = Field("filter", Text("范围", "Cases"), "hidden")
_DECISION = (
    yes_or_no(
        "approve", Text("审批结果", "Decision"), Text("同意导出", "Allow it"), Text("不同意", "Refuse it")
    ),
    Field("opinion", Text("审批意见", "Opinion"), "area", rows=3),
)


def _stub() -> records_pb2_grpc.CaseRecordServiceStub:
    return peer(records_pb2_grpc.CaseRecordServiceStub, "cases")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_app_template_filter(words_of, "filter_words")
    blueprint.add_url_rule("/exports", view_func=exports)
    blueprint.add_url_rule("/exports/new", view_func=new_export, methods=["GET", "POST"])
    blueprint.add_url_rule("/exports/<export>/decide", view_func=decide_export, methods=["GET", "POST"])
    blueprint.add_url_rule("/exports/<export>/file", view_func=export_file)


def words_of(filter: str) -> list[str]:
    """A filter in words; empty for all cases within sight."""
    return [text for text, _ in chips_of(Criteria.of_filter(filter))]


@needs(ASK, DECIDE)
def exports() -> str:
    """One's own, and those one may decide about."""
    token = request.args.get("page_token", "")
    found = _stub().ListExports(pb.ListExportsRequest(page_size=50, page_token=token))
    part = by_htmx() and not in_dialog()
    return render_template(
        "cases/exports_part.html" if part else "cases/exports.html",
        exports=found.exports,
        next_address=f"{HOME}?page_token={found.next_page_token}" if found.next_page_token else "",
        first_address=HOME if token else "",
    )


@needs(ASK)
def new_export() -> Any:
    """Ask for a file; what it will hold is said in words."""
    form = Form(
        pb.RequestExportRequest(), (_PURPOSE, _FILTER), {"filter": request.args.get("filter", "")[:2000]}
    )
    if request.method == "POST" and form.read():
        try:
            _stub().RequestExport(form.message)
            return done(HOME, t("已提交，等待他人审批", "Asked for; somebody else decides"))
        except (Unauthenticated, Forbidden, NotFound, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template("cases/export_new.html", form=form, filter=form.value("filter"))
    return page, 422 if request.method == "POST" else 200


@needs(DECIDE)
def decide_export(export: str) -> Any:
    """Another person allows or refuses it."""
    found = _stub().GetExport(pb.GetExportRequest(id=export))
    if request.method == "GET" and "decide" not in found.actions:
        text = t(
            "这份导出不能由您审批：它已审批过，或者是您自己申请的。",
            "This is not yours to decide: it was decided already, or you asked for it yourself.",
        )
        return done(HOME, text)
    chosen = t("；", "; ").join(words_of(found.filter)) or t("全部可见案件", "all cases in sight")
    return answered(
        Form(pb.DecideExportRequest(id=export), _DECISION),
        _stub().DecideExport,
        lambda answer: HOME,
        title=t("审批导出", "Decide the export"),
        told=t(
            "同意后系统生成文件，只有申请人可以下载；反映人姓名和电话已遮盖。",
            "Allowed, the file is made for the asker alone; names and phones of reporters are masked.",
        ),
        said=t("审批结果已记录", "Your decision is on record"),
        back=HOME,
        about=t(
            "{who} 申请导出（{what}），用途：{why}",
            "{who} asks for a file ({what}) for: {why}",
            who=found.asked_by,
            what=chosen,
            why=found.purpose,
        ),
    )


@needs(ASK)
def export_file(export: str) -> Response:
    """The workbook, passed on as it comes."""
    return passed_on(_stub().GetExportFile(pb.GetExportFileRequest(id=export)))

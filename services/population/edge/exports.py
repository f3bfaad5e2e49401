"""Files of the register: asked for with a purpose, allowed by another person, then fetched (DIR-26)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, g, render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, in_dialog, needs, peer
from services.kernel.web.saving import passed_on
from services.kernel.web.texts import Text, t
from services.population.edge import acts, families, words
from services.population.edge.import_form import places_to_choose, record_types
from services.population.edge.register import REVEAL
from wangge.population.v1 import register_pb2, transfers_pb2_grpc
from wangge.population.v1 import transfers_pb2 as pb

ASK, DECIDE = "population.export.request", "population.export.decide"
HOME = "/population/exports"
KINDS: Mapping[str, Text] = {
    "people": Text("人员", "People"),
    "dwellings": Text("房屋", "Dwellings"),
    "establishments": Text("单位", "Units"),
    "records": Text("服务记录（关爱类除外）", "Service records (but of care)"),
}
STATES: Mapping[str, tuple[Text, str]] = {
    "asked": (Text("待审批", "To be decided"), "orange"),
    "approved": (Text("正在生成文件", "Being made"), "azure"),
    "refused": (Text("未批准", "Refused"), "secondary"),
    "ready": (Text("可以下载", "Ready"), "green"),
    "gone": (Text("已过期删除", "Deleted after its time"), "secondary"),
}
_WHOLE = Field(
    "whole",
    Text("需要完整的证件号码、电话和地址", "Whole document numbers, phones and addresses are needed"),
    "check",
    help=Text(
        "不勾选时以打码形式导出；勾选须由审批人另行同意。",
        "Else they are masked; whoever decides has to allow it.",
    ),
)


def _stub() -> transfers_pb2_grpc.TransferServiceStub:
    return peer(transfers_pb2_grpc.TransferServiceStub, "population")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/exports", view_func=exports)
    blueprint.add_url_rule("/exports/new", view_func=new_export, methods=["GET", "POST"])
    blueprint.add_url_rule("/exports/<export>/decide", view_func=decide_export, methods=["GET", "POST"])
    blueprint.add_url_rule("/exports/<export>/file", view_func=export_file)


@needs(ASK, DECIDE)
def exports() -> str:
    """One's own, and those one may decide about."""
    token = request.args.get("page_token", "")[:1000]
    found = _stub().ListExports(pb.ListRegisterExportsRequest(page_size=50, page_token=token))
    part = by_htmx() and not in_dialog()
    following = quote(found.next_page_token)
    return render_template(
        "population/exports_part.html" if part else "population/exports.html",
        exports=found.exports,
        states=STATES,
        what_of=what_of,
        words=words,
        next_address=f"{HOME}?page_token={following}" if following else "",
        first_address=HOME if token else "",
    )


@needs(ASK)
def new_export() -> Any:
    """Ask for a file."""
    fields = [
        Field("kind", Text("导出内容", "What"), "radios", tuple(KINDS.items())),
        Field(
            "territory_code",
            Text("范围（不选为全部辖区）", "Where (all your territories if empty)"),
            "choice",
            lambda: places_to_choose(ASK),
        ),
        Field(
            "residence_kind",
            Text("人口类别（仅人员，不选为全部）", "Category (people only; all if empty)"),
            "choice",
            _options(register_pb2.ResidenceKind, words.KINDS),
        ),
        Field(
            "occupancy",
            Text("房屋使用情况（仅房屋，不选为全部）", "Occupancy (dwellings only; all if empty)"),
            "choice",
            _options(register_pb2.Occupancy, words.OCCUPANCIES),
        ),
        Field(
            "type_code",
            Text("记录类别（仅服务记录）", "Type (service records only)"),
            "choice",
            lambda: record_types(families.VIEW),
        ),
        *([_WHOLE] if g.may(REVEAL) else []),
        Field(
            "purpose",
            Text("导出用途", "Purpose"),
            "area",
            rows=2,
            placeholder=Text("例如：开展秋季入户核查", "Such as: the visits of this autumn"),
            help=Text(
                "审批人会看到，写在文件首页，并永久留存。",
                "Whoever decides reads it; it stands in the file and on record.",
            ),
        ),
    ]
    kind = request.args.get("kind", "")
    given = {"kind": kind if kind in KINDS else "people", "type_code": request.args.get("type", "")[:40]}
    form = Form(pb.RequestRegisterExportRequest(), fields, given)
    return acts.answered(
        form,
        _send,
        lambda made: HOME,
        title=t("申请导出", "Ask for an export"),
        said=t("已提交，等待他人审批", "Asked for; somebody else decides"),
        told=t(
            "提交后由另一人审批，同意后生成 Excel 文件，只有您能下载，7 天后删除。",
            "Somebody else decides; allowed, an Excel file is made that only you can fetch, for seven days.",
        ),
        back=HOME,
    )


def _send(message: pb.RequestRegisterExportRequest) -> pb.RegisterExport:
    if message.kind != "records":
        message.type_code = ""
    answer: pb.RegisterExport = _stub().RequestExport(message)
    return answer


@needs(DECIDE)
def decide_export(export: str) -> Any:
    """Another person allows or refuses it."""
    found = _stub().GetExport(pb.GetRegisterExportRequest(id=export))
    if request.method == "GET" and "decide" not in found.actions:
        text = t(
            "这份导出不能由您审批：它已审批过，或者是您自己申请的。",
            "This is not yours to decide: it was decided already, or you asked for it yourself.",
        )
        return done(HOME, text)
    whole = Field(
        "whole",
        Text("同意导出完整的证件号码、电话和地址", "Let whole numbers, phones and addresses go out"),
        "check",
    )
    fields = [
        Field(
            "approve",
            Text("审批结果", "Decision"),
            "radios",
            (("true", Text("同意导出", "Allow it")), ("false", Text("不同意", "Refuse it"))),
            required=True,
        ),
        *([whole] if found.wants_whole and g.may(REVEAL) else []),
        Field("opinion", Text("审批意见", "Opinion"), "area", rows=3),
    ]
    where = t("、", ", ").join(found.territory_names) or t("全部辖区", "all territories")
    masked = t("完整信息", "whole values") if found.wants_whole else t("打码信息", "masked values")
    return acts.answered(
        Form(pb.DecideRegisterExportRequest(id=export), fields),
        _stub().DecideExport,
        lambda answer: HOME,
        title=t("审批导出", "Decide the export"),
        said=t("审批结果已记录", "Your decision is on record"),
        told=t(
            "同意后系统生成文件，只有申请人可以下载，每次下载都有记录。",
            "Allowed, the file is made for the asker alone; each download is on record.",
        ),
        back=HOME,
        about=t(
            "{who} 申请导出{what}（{where}，{masked}），用途：{why}",
            "{who} asks for {what} ({where}, {masked}) for: {why}",
            who=found.asked_by,
            what=what_of(found),
            where=where,
            masked=masked,
            why=found.purpose,
        ),
    )


@needs(ASK)
def export_file(export: str) -> Response:
    """The workbook, passed on as it comes."""
    return passed_on(_stub().GetExportFile(pb.GetRegisterExportFileRequest(id=export)))


def what_of(found: pb.RegisterExport) -> str:
    """What an export holds."""
    if found.type_code:
        return str(Text(found.type_title_zh, found.type_title_en or found.type_title_zh))
    return str(KINDS[found.kind])


def _options(enum: Any, titles: words.Titles) -> list[tuple[str, Text]]:
    return [(enum.Name(value), title) for value, title in titles.items()]

"""Deduction rules, and the versioned documents: institutions, covenants, duty texts (DIR-29, DIR-32)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge import lookups
from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options, title
from services.directory.edge.registers import (
    for_staff,
    place_name,
    place_names,
    put_refusal,
    references,
    renewed,
)
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.showing import day
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import reference_pb2 as pb

EDIT = "directory.reference.edit"
TRIGGERS = {
    "case.overdue": Text("案件超时", "Case overdue"),
    "case.reworked": Text("案件返工", "Case reworked"),
    "case.late_signing": Text("签收不及时", "Signed for too late"),
    "case.false_report": Text("虚假上报", "False report"),
    "patrol.missed": Text("漏巡查", "Patrol missed"),
    "diary.missed": Text("未记民情日志", "Diary missed"),
    "card.yellow": Text("黄牌警告", "Yellow card"),
    "card.red": Text("红牌警告", "Red card"),
}
"""Events that the shipped rules know; others are shown by the name the county gave them."""
_PAGE = 30
_ABOUT_RULE = Text(
    "扣分规则规定什么情况扣谁几分、每个考核周期最多扣几分、能不能申诉。修改后只对以后发生的事情有效。",
    "What costs whom how many points, at most how many in a period, and whether it can be appealed. "
    "A change counts for "
    "what happens from then on.",
)
_ABOUT_DOCUMENT = Text(
    "每次保存都是新的版本，以前的版本仍可查看。没有勾选“发布”的只有维护人员能看到。",
    "Every save is a new version; earlier ones stay readable. Without the tick it is a draft that "
    "editors alone see.",
)
_RULE = [
    Field("rule.etag", Text("", ""), "hidden"),
    Field("rule.trigger", Text("扣分情形", "Event"), "choice", list(TRIGGERS.items()), required=True),
    Field("rule.target", Text("扣分对象", "Whom"), "choice", list(words.TARGETS.items()), required=True),
    Field("rule.points", Text("每次扣分", "Points each time"), "number", required=True),
    Field(
        "rule.cap_per_period",
        Text("每期最多扣分", "At most in a period"),
        "number",
        help=Text("不封顶的留空", "Empty without a limit"),
    ),
    Field("rule.appealable", Text("可以申诉", "Can be appealed"), "check"),
    Field("rule.valid_from", Text("生效日期", "Valid from"), "date"),
    Field("rule.valid_to", Text("失效日期", "Valid until"), "date"),
]
_DOCUMENT = [
    Field("document.etag", Text("", ""), "hidden"),
    Field("document.title", Text("标题", "Title")),
    Field("document.kind", Text("类别", "Kind"), "choice", options("document_kind")),
    Field(
        "document.territory_code",
        Text("适用区域", "For"),
        "lookup",
        source=lookups.TERRITORIES,
        titled=place_name,
        placeholder=Text("输入名称或代码", "Name or code"),
        help=Text("全域适用的留空", "Empty for everywhere"),
    ),
    Field("document.text", Text("正文", "Text"), "area", rows=14),
    Field("document.published", Text("发布（所有工作人员可见）", "Published (all staff see it)"), "check"),
]


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/rules", view_func=list_rules)
    blueprint.add_url_rule("/documents", view_func=list_documents)
    blueprint.add_url_rule("/documents/<id>", view_func=show_document)
    for rule, view in (
        ("/rules/put", put_rule),
        ("/rules/<id>", put_rule),
        ("/documents/put", put_document),
        ("/documents/<id>/edit", put_document),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=["GET", "POST"])


@for_staff
def list_rules() -> str:
    """All rules, past ones too."""
    answer = references().ListDeductionRules(pb.ListDeductionRulesRequest())
    return render_template(
        "directory/rules.html", rules=answer.rules, triggers=TRIGGERS, words=words, may_edit=g.may(EDIT)
    )


@needs(EDIT)
def put_rule(id: str = "") -> Any:
    """Add a rule or change one."""
    answer = references().ListDeductionRules(pb.ListDeductionRulesRequest())
    before = next((each for each in answer.rules if each.id == id), None)
    if id and before is None:
        raise NotFound()
    given = _given(_RULE, before) if before is not None else {"rule.appealable": "1"}
    fields = list(_RULE)
    if before is not None and before.trigger not in TRIGGERS:
        fields[1] = Field("rule.trigger", Text("扣分情形", "Event"), required=True)
    form = Form(pb.PutDeductionRuleRequest(), fields, given)
    if before is not None:
        renewed(form, before, "rule")
    if request.method == "POST" and form.read():
        try:
            references().PutDeductionRule(form.message)
            return done(url_for(".list_rules"), t("规则已保存", "The rule was saved"))
        except Refusal as refusal:
            _put(form, refusal)
    heading = t("修改扣分规则", "Edit the rule") if id else t("新增扣分规则", "New rule")
    return _shown(form, heading, url_for(".list_rules"), _ABOUT_RULE)


@for_staff
def list_documents() -> str:
    """Documents in their latest version, perhaps of one kind."""
    kind, token = request.args.get("kind", "")[:40], request.args.get("page_token", "")[:1000]
    answer = references().ListDocuments(pb.ListDocumentsRequest(kind=kind, page_size=_PAGE, page_token=token))
    onward = answer.next_page_token
    return render_template(
        "directory/documents.html",
        documents=answer.documents,
        names=place_names(each.territory_code for each in answer.documents),
        kind=kind,
        kinds=options("document_kind")(),
        title=title,
        may_edit=g.may(EDIT),
        next_address=url_for(".list_documents", kind=kind or None, page_token=onward) if onward else "",
        first_address=url_for(".list_documents", kind=kind or None) if token else "",
    )


@for_staff
def show_document(id: str) -> str:
    """One document, its latest version or the one asked for."""
    versions = _versions(id)
    asked = request.args.get("version", "")
    shown = next((each for each in versions if str(each.version) == asked), versions[0])
    return render_template(
        "directory/document.html",
        shown=shown,
        versions=versions,
        place=place_name(shown.territory_code),
        title=title,
        may_edit=g.may(EDIT),
    )


@needs(EDIT)
def put_document(id: str = "") -> Any:
    """Write a document, or its next version."""
    before = _versions(id)[0] if id else None
    form = Form(pb.PutDocumentRequest(), _DOCUMENT, _given(_DOCUMENT, before) if before is not None else None)
    if before is not None:
        renewed(form, before, "document")
    back = url_for(".show_document", id=id) if id else url_for(".list_documents")
    if request.method == "POST" and form.read():
        try:
            made = references().PutDocument(form.message)
            told = t("已保存为第 {v} 版", "Saved as version {v}", v=made.version)
            return done(url_for(".show_document", id=made.id), told)
        except Refusal as refusal:
            _put(form, refusal)
    heading = (
        t("修改：{n}", "Edit: {n}", n=before.title) if before is not None else t("新建文书", "New document")
    )
    return _shown(form, heading, back, _ABOUT_DOCUMENT)


def _versions(id: str) -> list[pb.Document]:
    """All versions, latest first; the contract lists them alone. Raises NotFound."""
    asked = pb.ListDocumentsRequest(with_versions=True, page_size=200)
    found: list[pb.Document] = []
    while True:
        answer = references().ListDocuments(asked)
        found += [each for each in answer.documents if each.id == id]
        asked.page_token = answer.next_page_token
        if not answer.next_page_token:
            break
    if not found:
        raise NotFound()
    return sorted(found, key=lambda each: -each.version)


def _given(fields: list[Field], before: Any) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for spec in fields:
        name = spec.name.partition(".")[2]
        value = getattr(before, name)
        if spec.kind == "date":
            value = day(value)
        elif spec.kind == "check":
            value = "1" if value else ""
        elif isinstance(value, float):
            value = f"{value:g}" if value else ""
        given[spec.name] = value
    return given


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, Forbidden | NotFound):
        raise refusal
    put_refusal(form, refusal)


def _shown(form: Form[Any], heading: str, cancel: str, about: Text) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html", form=form, heading=heading, cancel=cancel, about=about
    )
    return page, 422 if request.method == "POST" else 200

"""A checklist of a county's own is filled in for a place, looked at, reviewed (POP-33)."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask import Blueprint, render_template, request

from services.field.edge import help_words as words
from services.field.edge import list_words
from services.field.edge.answering import answered
from services.field.edge.checklists import EDIT, LISTS, VIEW, get, stub
from services.field.edge.lists import FILL, REVIEW
from services.field.edge.places import place_name
from services.kernel.errors import NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from wangge.field.v1 import fieldhelp_pb2 as pb

_CODE = re.compile(r"[0-9]{12,24}")
_KINDS = {pb.ITEM_KIND_TICK: "check", pb.ITEM_KIND_NUMBER: "number", pb.ITEM_KIND_TEXT: "area"}
_ABOUT = Text(
    "逐项填写，保存后由社区审核；被退回的可以重新填报。不要填写居民的姓名、电话和证件号码。",
    "Answer item by item; the community reviews it, and what is returned can be filled in again. No names, "
    "phones or identity numbers of residents.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/lists/<id>/fill", view_func=fill_list, methods=["GET", "POST"])
    blueprint.add_url_rule("/lists/sheet/<id>", view_func=list_sheet)
    blueprint.add_url_rule("/lists/sheet/<id>/review", view_func=review_sheet, methods=["GET", "POST"])


@needs(FILL)
def fill_list(id: str) -> Any:
    """For one place and period."""
    found = get(id)
    code, period = request.args.get("territory", ""), request.args.get("period", "")[:10]
    if not _CODE.fullmatch(code) or not found.HasField("standing"):
        raise NotFound()
    fields = tuple(_field(each) for each in found.items)
    form = Form(pb.FillChecklistRequest(checklist_id=id, territory_code=code, period=period), fields)

    def prepared(form: Form[Any]) -> None:
        message = form.message
        message.id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"wangge.field.list/{message.request_id}"))
        del message.answers[:]
        for item in found.items:
            value = form.value(item.id)
            if item.kind == pb.ITEM_KIND_TICK:
                value = "yes" if value else ""
            if item.required and not value:
                form.wrong(item.id, t("必填", "This is required"))
            elif item.kind == pb.ITEM_KIND_NUMBER and value and not _number(value):
                form.wrong(item.id, t("请填数字", "Give a number"))
            elif value:
                message.answers.add(item_id=item.id, value=value)

    return answered(
        form,
        stub().FillChecklist,
        lambda sheet: f"{LISTS}/sheet/{sheet.id}",
        heading=t("填报：{n}", "Fill in {n}", n=found.title),
        about=_ABOUT,
        back=f"{LISTS}/{id}",
        said=t("已填报，等待审核", "Handed in; it will be reviewed"),
        prepared=prepared,
        lead=f"{place_name(code)} · {list_words.period(period)}",
        submit=t("提交", "Hand in"),
    )


@needs(FILL, VIEW, EDIT)
def list_sheet(id: str) -> str:
    """What a place said for a period, and what was said of it."""
    found = stub().GetChecklistResult(pb.GetChecklistResultRequest(id=id))
    checklist = get(found.checklist_id)
    answers = {each.item_id: each.value for each in found.answers}
    return render_template(
        "field/list_sheet.html",
        sheet=found,
        checklist=checklist,
        place=place_name(found.territory_code),
        lines=[(each, words.answer(each.kind, answers.get(each.id, ""))) for each in checklist.items],
        titles=list_words,
    )


@needs(REVIEW)
def review_sheet(id: str) -> Any:
    """Confirm it, or send it back with a reason."""
    found = stub().GetChecklistResult(pb.GetChecklistResultRequest(id=id))
    checklist = get(found.checklist_id)
    verdict = Field(
        "verdict",
        Text("审核结果", "Verdict"),
        "radios",
        [("confirm", Text("确认", "Confirm")), ("return", Text("退回重填", "Return"))],
        required=True,
        apart=True,
        initial="confirm",
    )
    note = Field(
        "note",
        Text("意见", "Note"),
        "area",
        rows=3,
        help=Text("退回时必须写明原因", "A reason is needed to return it"),
    )

    def prepared(form: Form[Any]) -> None:
        form.message.confirmed = form.value("verdict") == "confirm"

    return answered(
        Form(pb.ReviewChecklistResultRequest(id=id), (verdict, note)),
        stub().ReviewChecklistResult,
        lambda sheet: f"{LISTS}/sheet/{sheet.id}",
        heading=t("审核：{n}", "Review {n}", n=checklist.title),
        about=_ABOUT,
        back=f"{LISTS}/sheet/{id}",
        said=t("已审核", "Reviewed"),
        prepared=prepared,
        lead=f"{place_name(found.territory_code)} · {list_words.period(found.period)} · {found.by_name}",
        submit=t("提交审核", "Say so"),
    )


def _field(item: pb.ChecklistItem) -> Field:
    return Field(
        item.id,
        Text(item.text, item.text),
        _KINDS.get(item.kind, "area"),
        required=item.required,
        help=Text(item.guidance, item.guidance) if item.guidance else None,
        apart=True,
        rows=2,
    )


def _number(value: str) -> bool:
    try:
        return abs(float(value)) < 1e12
    except ValueError:
        return False

"""The items of a campaign's checklist: added, changed, moved, taken out while it is a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from services.field.edge.answering import answered
from services.field.edge.checklists import EDIT, checklist, get, home_of, stub
from services.field.edge.help_words import KINDS, YES_NO
from services.kernel.errors import Conflict, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.field.v1 import fieldhelp_pb2 as pb

_TEXT = Field(
    "text",
    Text("排查什么", "Question"),
    required=True,
    placeholder=Text("例如：消防通道是否畅通？", "for example: is the fire exit clear?"),
)
_GUIDANCE = Field(
    "guidance",
    Text("填写说明（可不填）", "How to look (may stay empty)"),
    "area",
    rows=2,
)
_REQUIRED = Field("required", Text("必须填写", "An answer is needed"), "check")
_PHOTO = Field("photo", Text("有问题时必须拍照", "A problem needs a photo"), "check")
_ETAG = Field("etag", Text("", ""), "hidden", apart=True)
_OWN: dict[int, tuple[Field, ...]] = {
    pb.ITEM_KIND_YES_NO: (
        Field(
            "alarms",
            Text("哪个答案算有问题", "Which answer is a problem"),
            "choices",
            list(YES_NO.items()),
            help=Text("有问题时，填报人可以一键上报成案件", "A problem becomes a case by one tap"),
        ),
    ),
    pb.ITEM_KIND_CHOICE: (
        Field("choices", Text("选项（每行一个）", "Choices, one a line"), "lines", required=True, rows=5),
        Field(
            "alarms",
            Text("哪些选项算有问题（每行一个，和上面写得一样）", "Which of them are a problem, one a line"),
            "lines",
            rows=3,
        ),
    ),
    pb.ITEM_KIND_NUMBER: (
        Field("alarm_below", Text("小于多少算有问题", "A problem below"), "number"),
        Field("alarm_above", Text("大于多少算有问题", "A problem above"), "number"),
    ),
    pb.ITEM_KIND_TEXT: (),
    pb.ITEM_KIND_TICK: (),
}
_OF_A_COUNTY: dict[int, tuple[Field, ...]] = {
    pb.ITEM_KIND_TICK: (_GUIDANCE,),
    pb.ITEM_KIND_NUMBER: (_GUIDANCE, _REQUIRED),
    pb.ITEM_KIND_TEXT: (_GUIDANCE, _REQUIRED),
}
_ABOUT = Text(
    "排查项目就是到现场要回答的一个问题。问题尽量短，能用“是非题”就用“是非题”。不要让填报人写居民的姓名、身份证号。",
    "An item is one question to be answered on the spot. Keep it short, and prefer yes or no. Never ask for "
    "names or identity numbers of residents.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/checklists/<id>/items/new", view_func=put_item, methods=["GET", "POST"])
    blueprint.add_url_rule("/checklists/<id>/items/<item>", view_func=put_item, methods=["GET", "POST"])
    blueprint.add_url_rule("/checklists/<id>/items/<item>/remove", view_func=remove_item, methods=["POST"])
    blueprint.add_url_rule("/checklists/<id>/items/<item>/up", view_func=raise_item, methods=["POST"])


@needs(EDIT)
def put_item(id: str, item: str = "") -> Any:
    """A new one of the kind that was chosen, or one that is there."""
    found = get(id)
    before = _item(found, item) if item else None
    kind = before.kind if before else _kind()
    if found.HasField("standing"):
        kind = kind if kind in _OF_A_COUNTY else pb.ITEM_KIND_TICK
        fields = (_TEXT, *_OF_A_COUNTY[kind], _ETAG)
    else:
        fields = (_TEXT, *_OWN[kind], *(() if kind == pb.ITEM_KIND_TEXT else (_PHOTO,)), _REQUIRED, _ETAG)
    given = _given(before, fields) if before else {"required": "true"}
    form = Form(pb.ChecklistItem(kind=kind, id=item), fields, {**given, "etag": found.etag})

    def send(message: pb.ChecklistItem) -> Any:
        asked = pb.PutChecklistRequest(checklist=found)
        asked.checklist.etag = form.value("etag")
        if before is None:
            asked.checklist.items.append(message)
        else:
            next(each for each in asked.checklist.items if each.id == item).CopyFrom(message)
        return stub().PutChecklist(asked)

    return answered(
        form,
        send,
        home_of,
        heading=t("修改项目", "Edit the item")
        if before
        else t("添加项目（{k}）", "Add an item ({k})", k=KINDS[kind]),
        about=_ABOUT,
        back=home_of(found),
    )


@needs(EDIT)
def remove_item(id: str, item: str) -> Any:
    """Taken out."""

    def without(items: list[pb.ChecklistItem]) -> list[pb.ChecklistItem]:
        return [each for each in items if each.id != item]

    return _changed(id, without, t("已删除", "It was taken out"))


@needs(EDIT)
def raise_item(id: str, item: str) -> Any:
    """One place further up."""

    def raised(items: list[pb.ChecklistItem]) -> list[pb.ChecklistItem]:
        at = next((number for number, each in enumerate(items) if each.id == item), 0)
        if at:
            items[at - 1], items[at] = items[at], items[at - 1]
        return items

    return _changed(id, raised, t("顺序已调整", "The order was changed"))


def _changed(id: str, change: Callable[[list[pb.ChecklistItem]], list[pb.ChecklistItem]], said: str) -> Any:
    found = get(id)
    items = change(list(found.items))
    del found.items[:]
    found.items.extend(items)
    found.etag = request.form.get("etag", "")[:40]
    try:
        stub().PutChecklist(pb.PutChecklistRequest(checklist=found))
    except Conflict as refusal:
        if found.HasField("standing"):
            return done(home_of(found), refusal.said or refusal.code)
        return checklist(id, refusal.said or refusal.code), 409
    return done(home_of(found), said)


def _item(found: pb.Checklist, item: str) -> pb.ChecklistItem:
    for each in found.items:
        if each.id == item:
            return each
    raise NotFound()


def _kind() -> Any:
    known = {name: number for name, number in pb.ItemKind.items() if number}
    return known.get(request.args.get("kind", ""), pb.ITEM_KIND_YES_NO)


def _given(before: pb.ChecklistItem, fields: tuple[Field, ...]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for spec in fields:
        if spec.apart:
            continue
        value = getattr(before, spec.name)
        if spec.kind == "number":
            value = f"{value:g}" if before.HasField(spec.name) else ""
        elif spec.kind == "check":
            value = "true" if value else ""
        elif not isinstance(value, str):
            value = list(value)
        given[spec.name] = value
    return given

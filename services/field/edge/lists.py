"""Checklists of a county's own: listed, made, changed, started, followed by a new version (POP-33)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.field.edge import help_words as words
from services.field.edge import list_words
from services.field.edge.answering import answered
from services.field.edge.checklists import EDIT, LISTS, VIEW, changing, get, listed, stub
from services.field.edge.places import territory_field
from services.kernel.errors import Conflict
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.field.v1 import fieldhelp_pb2 as pb

FILL, REVIEW = "field.checklist.fill", "field.checklist.review"
_HEAD = (
    Field("checklist.title", Text("清单名称", "Title"), required=True),
    Field(
        "checklist.standing.level",
        Text("由哪一级填报", "Filled in for"),
        "radios",
        words.named(pb.ChecklistLevel, list_words.LEVELS),
    ),
    Field(
        "checklist.standing.period",
        Text("多久填一次", "How often"),
        "radios",
        words.named(pb.ChecklistPeriod, list_words.PERIODS),
    ),
    Field(
        "checklist.standing.post_kinds",
        Text("由哪些岗位填报", "Which posts fill it in"),
        "choices",
        list_words.posts,
        help=Text(
            "都不勾选：这一级能填报清单的人都可以填。",
            "None ticked: whoever may fill in lists there.",
        ),
    ),
    Field("checklist.first_day", Text("从哪天开始", "From"), "date"),
    Field(
        "checklist.last_day",
        Text("到哪天结束（可不填）", "Until (may stay empty)"),
        "date",
        required=False,
    ),
    Field("checklist.note", Text("说明", "Note"), "area", rows=3),
    Field("checklist.etag", Text("", ""), "hidden"),
)
_ABOUT = Text(
    "自定清单的内容由本县自己写：先定名称、由谁填、多久填一次，保存后添加项目，再点“发布”。发布后项目不能再改，要改就出新版。",
    "What a list asks is for the county to say: title, who fills it in and how often first, then its items, "
    "then publish it. Published items are fixed; a change is a new version.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/lists", view_func=lists)
    blueprint.add_url_rule("/lists/new", view_func=new_list, methods=["GET", "POST"])
    blueprint.add_url_rule("/lists/<id>/edit", view_func=edit_list, methods=["GET", "POST"])
    blueprint.add_url_rule("/lists/<id>/start", view_func=start_list, methods=["POST"])
    blueprint.add_url_rule("/lists/<id>/close", view_func=close_list, methods=["POST"])
    blueprint.add_url_rule("/lists/<id>/version", view_func=new_version, methods=["POST"])


@needs(FILL, VIEW, EDIT)
def lists() -> str:
    """Newest first."""
    return render_template("field/lists.html", titles=list_words, **listed(LISTS, standing=True))


@needs(EDIT)
def new_list() -> Any:
    """Title, who and how often; items come next."""
    place = territory_field(
        "checklist.territory_code",
        Text("所属区域", "Territory"),
        Text("在哪里使用这份清单", "Where the list is used"),
    )
    return answered(
        Form(pb.PutChecklistRequest(), (_HEAD[0], place, *_HEAD[1:])),
        stub().PutChecklist,
        lambda saved: f"{LISTS}/{saved.id}",
        heading=t("新建自定清单", "New checklist"),
        about=_ABOUT,
        back=LISTS,
        said=t("已保存，请添加项目", "Saved; now add its items"),
        prepared=_complete,
    )


@needs(EDIT)
def edit_list(id: str) -> Any:
    """Title, who and how often: of a draft; of one that runs title, note and end."""
    before = get(id)
    draft = before.state == pb.CHECKLIST_STATE_DRAFT
    fields = _HEAD if draft else (_HEAD[0], *_HEAD[5:])
    return answered(
        changing(before, fields, _given(before)),
        stub().PutChecklist,
        lambda saved: f"{LISTS}/{saved.id}",
        heading=t("修改：{n}", "Edit {n}", n=before.title),
        about=_ABOUT,
        back=f"{LISTS}/{id}",
        prepared=_complete,
    )


@needs(EDIT)
def start_list(id: str) -> Any:
    """It is filled in from now on; the version before it no more."""
    return _moved(id, stub().StartChecklist, t("已发布，可以填报", "Published: it can be filled in"))


@needs(EDIT)
def close_list(id: str) -> Any:
    """Nobody fills it in any more."""
    return _moved(id, stub().CloseChecklist, t("已停用", "It is closed"))


@needs(EDIT)
def new_version(id: str) -> Any:
    """A draft with the items as they are, to be changed and published."""
    try:
        made = stub().NewChecklistVersion(pb.ChecklistVerbRequest(id=id))
    except Conflict as refusal:
        return done(f"{LISTS}/{id}", refusal.said or refusal.code)
    return done(f"{LISTS}/{made.id}", t("新版草稿已建立，改好后发布", "A draft of the next version is there"))


def _moved(id: str, send: Any, said: str) -> Any:
    try:
        send(pb.ChecklistVerbRequest(id=id, etag=request.form.get("etag", "")[:40]))
    except Conflict as refusal:
        return done(f"{LISTS}/{id}", refusal.said or refusal.code)
    return done(f"{LISTS}/{id}", said)


def _complete(form: Form[Any]) -> None:
    given = form.message.checklist
    for name in ("level", "period"):
        if not getattr(given.standing, name):
            form.wrong(f"checklist.standing.{name}", t("请选择", "Please choose"))
    if not given.first_day:
        form.wrong("checklist.first_day", t("必填", "This is required"))


def _given(before: pb.Checklist) -> dict[str, Any]:
    return {
        "checklist.title": before.title,
        "checklist.standing.level": pb.ChecklistLevel.Name(before.standing.level),
        "checklist.standing.period": pb.ChecklistPeriod.Name(before.standing.period),
        "checklist.standing.post_kinds": list(before.standing.post_kinds),
        "checklist.first_day": before.first_day,
        "checklist.last_day": before.last_day,
        "checklist.note": before.note,
        "checklist.etag": before.etag,
    }

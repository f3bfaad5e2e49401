"""Campaign checklists: planned, started, closed, and how far each grid has come (FLD-13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request

from services.field.edge import help_words as words
from services.field.edge.answering import answered
from services.field.edge.places import below, place_names, territory_field
from services.kernel.errors import Conflict
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.field.v1 import fieldhelp_pb2 as pb
from wangge.field.v1 import fieldhelp_pb2_grpc as pb_grpc

HOME, LISTS = "/field/checklists", "/field/lists"
VIEW, EDIT = "field.checklist.view", "field.checklist.edit"
_STATES = {
    "running": pb.CHECKLIST_STATE_RUNNING,
    "draft": pb.CHECKLIST_STATE_DRAFT,
    "closed": pb.CHECKLIST_STATE_CLOSED,
}
_SHOWS = {"": Text("全部", "All"), **{name: words.STATES[state] for name, state in _STATES.items()}}
_HEAD = (
    Field("checklist.title", Text("排查名称", "Title"), required=True),
    Field(
        "checklist.mechanism",
        Text("属于哪一联", "Joint mechanism"),
        "choice",
        words.named(pb.Mechanism, words.MECHANISMS),
    ),
    Field("checklist.first_day", Text("开始日期", "First day"), "date"),
    Field("checklist.last_day", Text("结束日期", "Last day"), "date"),
    Field(
        "checklist.expected",
        Text("每个网格应填份数", "Sheets expected of each grid"),
        "number",
        help=Text("用来算完成情况，可以不填", "For the progress; may stay empty"),
    ),
    Field("checklist.note", Text("排查要求", "What for, how to look"), "area", rows=4),
    Field("checklist.etag", Text("", ""), "hidden"),
)
_ABOUT = Text(
    "专项排查是一段时间内对一类地方的逐一检查，例如消防通道、沿街商铺。先写名称和时间，保存后添加排查项目，再点“开始”，手机端就能填报。",
    "A campaign looks at all places of a kind within some days, for example fire exits or shops. Give title "
    "and days first, then add items, then start it: phones show it.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/checklists", view_func=checklists)
    blueprint.add_url_rule("/checklists/new", view_func=new_checklist, methods=["GET", "POST"])
    blueprint.add_url_rule("/checklists/<id>", view_func=checklist)
    blueprint.add_url_rule("/checklists/<id>/edit", view_func=edit_checklist, methods=["GET", "POST"])
    blueprint.add_url_rule("/checklists/<id>/start", view_func=start_checklist, methods=["POST"])
    blueprint.add_url_rule("/checklists/<id>/close", view_func=close_checklist, methods=["POST"])


def stub() -> pb_grpc.ChecklistServiceStub:
    """Campaigns, with the reader's rights."""
    return peer(pb_grpc.ChecklistServiceStub, "field")


def home_of(found: pb.Checklist) -> str:
    """The page of a list: campaigns and lists of a county's own have different ones."""
    return f"{LISTS if found.HasField('standing') else HOME}/{found.id}"


def get(id: str) -> pb.Checklist:
    """A campaign; raises NotFound."""
    return stub().GetChecklist(pb.GetChecklistRequest(id=id))


def listed(home: str, *, standing: bool = False) -> dict[str, Any]:
    """What a page of campaigns shows, or of lists of a county's own: those in the state the address names."""

    def address(show: str, token: str = "") -> str:
        pairs = [each for each in (("show", show), ("page_token", token)) if each[1]]
        return f"{home}?{urlencode(pairs)}" if pairs else home

    show = request.args.get("show", "")
    show = show if show in _SHOWS else ""
    token = request.args.get("page_token", "")[:1000]
    asked = pb.ListChecklistsRequest(view="territory", standing=standing, page_size=50, page_token=token)
    if show:
        asked.state = _STATES[show]
    found = stub().ListChecklists(asked)
    return {
        "rows": found.checklists,
        "words": words,
        "show": show,
        "shows": _SHOWS,
        "address": address,
        "may_edit": g.may(EDIT),
        "next_address": address(show, found.next_page_token) if found.next_page_token else "",
        "first_address": address(show) if token else "",
    }


def changing(before: pb.Checklist, fields: Sequence[Field], given: dict[str, Any]) -> Form[Any]:
    """A form over a list as it stands: what its fields leave empty is taken out."""
    form = Form(pb.PutChecklistRequest(), fields, given)
    form.message.checklist.CopyFrom(before)
    for spec in fields:
        *within, name = spec.name.split(".")
        target: Any = form.message
        for part in within:
            target = getattr(target, part)
        target.ClearField(name)
    return form


@needs(VIEW, EDIT)
def checklists() -> str:
    """Newest first."""
    return render_template("field/checklists.html", **listed(HOME))


@needs(VIEW, EDIT)
def checklist(id: str, problem: str = "") -> Any:
    """Its items, and what each grid has handed in."""
    found = get(id)
    if found.HasField("standing"):
        return redirect(home_of(found), 303)
    progress = None
    if g.may(VIEW) and found.state != pb.CHECKLIST_STATE_DRAFT:
        progress = stub().GetChecklistProgress(pb.GetChecklistProgressRequest(id=id))
    return render_template(
        "field/checklist.html",
        checklist=found,
        words=words,
        places=place_names(found.place_codes),
        progress=progress,
        problem=problem,
    )


@needs(EDIT)
def new_checklist() -> Any:
    """Title and days; items come next."""
    fields = (
        *_HEAD[:2],
        territory_field(
            "checklist.territory_code",
            Text("所属区域", "Territory"),
            Text("在哪里排查；保存后可以再选其中的一部分", "Where it is done; a part may be chosen next"),
        ),
        *_HEAD[2:],
    )
    form = Form(pb.PutChecklistRequest(), fields)
    return answered(
        form,
        stub().PutChecklist,
        lambda saved: f"{HOME}/{saved.id}",
        heading=t("新建专项排查", "New campaign"),
        about=_ABOUT,
        back=HOME,
        said=t("已保存，请添加排查项目", "Saved; now add its items"),
        prepared=_complete,
    )


@needs(EDIT)
def edit_checklist(id: str) -> Any:
    """Title, days and places."""
    before = get(id)
    places = Field(
        "checklist.place_codes",
        Text(
            "只在这些地方排查（都不勾选就是全部）", "Only in these places (all of them when none is ticked)"
        ),
        "choices",
        below(before.territory_code),
    )
    fields = (*_HEAD[:4], places, *_HEAD[4:]) if places.options else _HEAD
    return answered(
        changing(before, fields, _given(before)),
        stub().PutChecklist,
        lambda saved: f"{HOME}/{saved.id}",
        heading=t("修改：{n}", "Edit {n}", n=before.title),
        about=_ABOUT,
        back=f"{HOME}/{id}",
        prepared=_complete,
    )


@needs(EDIT)
def start_checklist(id: str) -> Any:
    """Phones show it."""
    return _moved(id, stub().StartChecklist, t("已开始，手机端可以填报", "It runs; phones show it"))


@needs(EDIT)
def close_checklist(id: str) -> Any:
    """No more sheets."""
    return _moved(id, stub().CloseChecklist, t("已结束", "It is closed"))


def _moved(id: str, send: Any, said: str) -> Any:
    try:
        send(pb.ChecklistVerbRequest(id=id, etag=request.form.get("etag", "")[:40]))
    except Conflict as refusal:
        return checklist(id, refusal.said or refusal.code), 409
    return done(f"{HOME}/{id}", said)


def _complete(form: Form[Any]) -> None:
    for name in ("mechanism", "first_day", "last_day"):
        if not getattr(form.message.checklist, name):
            form.wrong(f"checklist.{name}", t("必填", "This is required"))


def _given(before: pb.Checklist) -> dict[str, Any]:
    return {
        "checklist.title": before.title,
        "checklist.mechanism": pb.Mechanism.Name(before.mechanism),
        "checklist.first_day": before.first_day,
        "checklist.last_day": before.last_day,
        "checklist.expected": before.expected or "",
        "checklist.note": before.note,
        "checklist.place_codes": list(before.place_codes),
        "checklist.etag": before.etag,
    }

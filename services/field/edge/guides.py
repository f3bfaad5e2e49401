"""Guides to tell residents: what they say, and editing them (FLD-12)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.field.edge.answering import answered
from services.field.edge.help_words import CATEGORIES, named
from services.field.edge.places import territory_field
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.showing import day
from services.kernel.web.texts import Text, in_chinese, t
from wangge.field.v1 import fieldhelp_pb2 as pb
from wangge.field.v1 import fieldhelp_pb2_grpc as pb_grpc

HOME = "/field/guides"
EDIT = "field.guide.edit"
READ = ("field.patrol.do", "field.patrol.view", EDIT, "cases.task.handle")
_PAGE = 50
_CATEGORIES = named(pb.GuideCategory, CATEGORIES)
_EN = Text("英文，可不填", "English; may stay empty")
_FIELDS = (
    Field("guide.zh.title", Text("办什么事", "What is done"), required=True),
    Field("guide.category", Text("类别", "Category"), "choice", _CATEGORIES),
    territory_field(
        "guide.territory_code",
        Text("适用区域", "Holds in"),
        Text("这个区域及下级的工作人员都能看到", "Staff there and below see it"),
    ),
    Field("guide.zh.audience", Text("谁可以办", "Who it is for")),
    Field("guide.zh.papers", Text("要带的材料（每行一项）", "Papers needed, one a line"), "lines", rows=6),
    Field("guide.zh.place", Text("在哪里办", "Where")),
    Field("guide.zh.hours", Text("什么时间办", "When")),
    Field("guide.zh.fee", Text("费用", "Fee"), placeholder=Text("免费", "free")),
    Field("guide.zh.duration", Text("多久办好", "How long it takes")),
    Field(
        "guide.phone",
        Text("咨询电话", "Phone of the office"),
        "phone",
        help=Text("单位公开的电话或热线，不填个人手机号", "A public line, nobody's mobile phone"),
    ),
    Field("guide.zh.text", Text("说明", "More"), "area", rows=6),
    Field("guide.effective_from", Text("生效日期", "In effect from"), "date"),
    Field(
        "guide.effective_to",
        Text("失效日期", "In effect until"),
        "date",
        help=Text("不填表示长期有效", "Open when empty"),
    ),
    Field(
        "guide.published",
        Text("发布给工作人员（不勾选就是草稿）", "Published to staff (a draft without the tick)"),
        "check",
    ),
    Field("guide.en.title", Text("英文标题", "English title"), help=_EN),
    Field("guide.en.audience", Text("英文：谁可以办", "English: who it is for")),
    Field("guide.en.papers", Text("英文：材料（每行一项）", "English: papers, one a line"), "lines"),
    Field("guide.en.place", Text("英文：在哪里办", "English: where")),
    Field("guide.en.hours", Text("英文：什么时间办", "English: when")),
    Field("guide.en.fee", Text("英文：费用", "English: fee")),
    Field("guide.en.duration", Text("英文：多久办好", "English: how long")),
    Field("guide.en.text", Text("英文：说明", "English: more"), "area"),
    Field("guide.etag", Text("", ""), "hidden"),
)
_ABOUT = Text(
    "办事指南告诉居民办一件事要带什么、去哪里、多久办好。每次保存都留下一个版本；发布后手机端联网时自动更新。",
    "A guide tells residents what to bring, where to go and how long it takes. Each saving keeps a version; "
    "phones fetch what is published when they have a network.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/guides", view_func=guides)
    blueprint.add_url_rule("/guides/new", view_func=put_guide, methods=["GET", "POST"])
    blueprint.add_url_rule("/guides/<id>", view_func=guide)
    blueprint.add_url_rule("/guides/<id>/edit", view_func=put_guide, methods=["GET", "POST"])


def stub() -> pb_grpc.GuideServiceStub:
    """Guides, with the reader's rights."""
    return peer(pb_grpc.GuideServiceStub, "field")


@needs(*READ)
def guides() -> str:
    """Those that hold here; for editors all of theirs, drafts too."""
    query = " ".join(request.args.get("q", "").split())[:60]
    category = request.args.get("category", "")
    category = category if category in dict(_CATEGORIES) else ""
    token = request.args.get("page_token", "")[:1000]
    mine = g.may(EDIT) and request.args.get("show") == "mine"
    asked: Any = pb.ListGuidesRequest(query=query, all=mine, page_size=_PAGE, page_token=token)
    if category:
        asked.category = pb.GuideCategory.Value(category)
    found = stub().ListGuides(asked)
    pairs = [("q", query), ("category", category), ("show", "mine" if mine else "")]
    here = [each for each in pairs if each[1]]
    return render_template(
        "field/guides.html",
        rows=found.guides,
        words=words_of,
        standing=standing,
        categories=CATEGORIES,
        choices=_CATEGORIES,
        query=query,
        category=category,
        may_edit=g.may(EDIT),
        mine=mine,
        next_address=_address([*here, ("page_token", found.next_page_token)])
        if found.next_page_token
        else "",
        first_address=_address(here) if token else "",
    )


@needs(*READ)
def guide(id: str) -> str:
    """What it says, now or in an earlier version."""
    asked = request.args.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    found = stub().GetGuide(pb.GetGuideRequest(id=id, version=version))
    return render_template(
        "field/guide.html",
        guide=found,
        words=words_of(found),
        category=CATEGORIES.get(found.category, ""),
        standing=standing(found),
        version=version,
        may_edit=bool(found.versions),
    )


@needs(EDIT)
def put_guide(id: str = "") -> Any:
    """A new one, or one that is there."""
    before = stub().GetGuide(pb.GetGuideRequest(id=id)) if id else None
    form = Form(pb.PutGuideRequest(), _FIELDS, _given(before) if before else {"guide.published": "true"})
    form.message.guide.id = id
    form.message.guide.zh.SetInParent()
    return answered(
        form,
        stub().PutGuide,
        lambda saved: f"{HOME}/{saved.id}",
        heading=t("修改：{n}", "Edit {n}", n=before.zh.title) if before else t("添加办事指南", "Add a guide"),
        about=_ABOUT,
        back=f"{HOME}/{id}" if id else HOME,
        prepared=_choose_category,
    )


def words_of(guide: pb.Guide) -> pb.GuideWords:
    """In the reader's language; Chinese where nothing else is there."""
    return guide.zh if in_chinese() or not guide.en.title else guide.en


def standing(guide: pb.Guide) -> tuple[str, str]:
    """Words and colour for where it stands today."""
    today = day(utc_now())
    if not guide.published:
        return t("草稿", "Draft"), "secondary"
    if guide.effective_to and guide.effective_to < today:
        return t("已失效", "No longer in effect"), "red"
    if guide.effective_from > today:
        return t("尚未生效", "Not yet in effect"), "orange"
    return t("已发布", "Published"), "green"


def _choose_category(form: Form[Any]) -> None:
    if not form.message.guide.category:
        form.wrong("guide.category", t("请选择", "Please choose"))


def _given(before: pb.Guide) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for spec in _FIELDS:
        value: Any = before
        for part in spec.name.split(".")[1:]:
            value = getattr(value, part)
        if spec.name == "guide.category":
            value = pb.GuideCategory.Name(value)
        elif spec.kind == "lines":
            value = list(value)
        elif spec.kind == "check":
            value = "true" if value else ""
        given[spec.name] = value
    return given


def _address(pairs: list[tuple[str, str]]) -> str:
    return f"{HOME}?{urlencode(pairs)}" if pairs else HOME

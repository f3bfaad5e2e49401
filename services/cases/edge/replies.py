"""Reply templates (答复模板): kept, shared, and picked in the forms of a case's steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, render_template, request

from services.cases.edge import lookups, oversight_words, words
from services.cases.edge.oversight_forms import answered
from services.kernel.errors import NotFound, Refusal
from services.kernel.territory_codes import code_of, path_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import replies_pb2 as pb
from wangge.cases.v1 import replies_pb2_grpc

HOME = "/cases/replies"
SHARES = ("cases.case.supervise", "cases.case.assign")
USED_FOR = (
    "file", "return", "reject", "settle", "submit", "escalate", "assign", "send_back", "transfer", "progress",
    "feed_back", "request_extension", "request_suspension", "decide_request", "check", "verify", "confirm",
    "reopen", "withdraw",
)  # fmt: skip
"""Steps whose forms have words."""
_MINE = "mine"
_BLANKS = Text(
    "可以使用 {编号} {标题} {期限} {单位}，选用时换成案件的内容；期限、单位是当前环节的。",
    "{编号} {标题} {期限} {单位} stand for number, title, limit of the present stage and present unit.",
)


def _stub() -> replies_pb2_grpc.ReplyTemplateServiceStub:
    return peer(replies_pb2_grpc.ReplyTemplateServiceStub, "cases")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/replies", view_func=replies)
    blueprint.add_url_rule("/replies/pick", view_func=pick_reply)
    blueprint.add_url_rule("/replies/new", view_func=new_reply, methods=["GET", "POST"])
    blueprint.add_url_rule("/replies/<reply>", view_func=edit_reply, methods=["GET", "POST"])
    blueprint.add_url_rule("/replies/<reply>/delete", view_func=delete_reply, methods=["POST"])


@needs("cases.case.screen", "cases.case.assign", "cases.task.handle")
def replies() -> str:
    """One's own and those that one's centres share."""
    found = _stub().ListReplyTemplates(pb.ListReplyTemplatesRequest()).reply_templates
    return render_template(
        "cases/replies.html",
        groups=[
            (t("我的模板", "My own"), [each for each in found if each.personal]),
            (t("共享模板", "Shared"), [each for each in found if not each.personal]),
        ],
        any=bool(found),
        action=words.action,
        category_title=lookups.category_title,
    )


@needs()
def pick_reply() -> str:
    """What fits a step of a case, as buttons that put the words into the form; nothing where none fits."""
    asked = pb.ListReplyTemplatesRequest(
        verb=request.args.get("for", "")[:40], case_id=request.args.get("case", "")[:40]
    )
    try:
        found: Sequence[pb.ReplyTemplate] = _stub().ListReplyTemplates(asked).reply_templates
    except Refusal:
        # The form works without them.
        found = ()
    if not by_htmx():
        return render_template("cases/reply_pick_page.html", found=found)
    return render_template("cases/reply_pick.html", found=found)


def _places() -> list[tuple[str, str]]:
    """Whose it shall be: one's own, or that of a territory one may write for."""
    own = sorted(
        {
            each.territory
            for each in g.actor.grants
            if not each.unit
            and ("*" in each.permissions or any(right in each.permissions for right in SHARES))
        },
        key=len,
    )
    return [
        (_MINE, t("仅自己使用", "For myself alone")),
        *((f"p{path}", _shared_with(path)) for path in own[:20]),
    ]


def _shared_with(path: str) -> str:
    name = oversight_words.place(code_of(path)) if path else t("全平台", "the whole platform")
    return t("共享：{place}全体工作人员", "Shared with all staff of {place}", place=name)


def _fields(place: str) -> tuple[Field, ...]:
    places = _places()
    if place and place not in (value for value, _ in places):
        # Shared by a place below one's own, which one may look after: it stays where it is.
        places.append((place, _shared_with(place.removeprefix("p"))))
    return (
        Field(
            "reply_template.title",
            Text("名称", "Name"),
            placeholder=Text("例如：受理告知", "Such as: taken up"),
        ),
        Field("reply_template.text", Text("内容", "Text"), "area", rows=6, help=_BLANKS),
        Field(
            "reply_template.verbs",
            Text("用于哪些步骤（不选则都可用）", "For which steps (none: all)"),
            "choices",
            [(verb, words.action(verb)) for verb in USED_FOR],
        ),
        Field(
            "reply_template.category",
            Text("只用于某一类别（可不填）", "Only for a category (optional)"),
            "lookup",
            source=f"{lookups.CATEGORIES}?branches=1",
            titled=lookups.category_title,
        ),
        Field("place", Text("谁可以使用", "Who may use it"), "radios", places, apart=True, required=True),
        Field("reply_template.id", Text("", ""), "hidden"),
        Field("reply_template.etag", Text("", ""), "hidden"),
    )


@needs("cases.case.screen", "cases.case.assign", "cases.task.handle")
def new_reply() -> Any:
    """A new one, or a copy of one (``?from=<id>``)."""
    given: dict[str, Any] = {"place": _MINE}
    if request.method == "GET" and (source := request.args.get("from", "")[:40]):
        found = _stub().GetReplyTemplate(pb.GetReplyTemplateRequest(id=source))
        given |= _values(found)
    fields = tuple(
        each for each in _fields("") if each.name not in ("reply_template.id", "reply_template.etag")
    )
    return _put(
        Form(pb.PutReplyTemplateRequest(), fields, given),
        t("新建模板", "New template"),
        t("模板已保存", "The template is kept"),
    )


@needs()
def edit_reply(reply: str) -> Any:
    """Change one under its version."""
    found = _stub().GetReplyTemplate(pb.GetReplyTemplateRequest(id=reply))
    place = _MINE if found.personal else f"p{_path(found)}"
    given = {
        **_values(found),
        "place": place,
        "reply_template.id": found.id,
        "reply_template.etag": found.etag,
    }
    form = Form(pb.PutReplyTemplateRequest(), _fields(place), given)
    return _put(form, t("修改模板", "Change the template"), t("模板已修改", "The template was changed"))


def _values(found: pb.ReplyTemplate) -> dict[str, Any]:
    return {
        "reply_template.title": found.title,
        "reply_template.text": found.text,
        "reply_template.verbs": list(found.verbs),
        "reply_template.category": found.category,
    }


def _path(found: pb.ReplyTemplate) -> str:
    return path_of(found.territory_code)


def _put(form: Form[pb.PutReplyTemplateRequest], title: str, said: str) -> Any:
    def check(filled: Form[Any]) -> None:
        place = filled.value("place")
        if not place:
            filled.wrong("place", t("请选择", "Please choose"))
        template = filled.message.reply_template
        template.personal = place == _MINE
        template.territory_code = "" if template.personal else code_of(place.removeprefix("p")[:24])

    return answered(
        form,
        _stub().PutReplyTemplate,
        lambda made: HOME,
        title=title,
        said=said,
        back=HOME,
        submit=t("保存", "Keep"),
        help=str(_BLANKS),
        check=check,
    )


@needs()
def delete_reply(reply: str) -> Any:
    """Take one away."""
    try:
        _stub().DeleteReplyTemplate(pb.DeleteReplyTemplateRequest(id=reply))
    except NotFound:
        return done(HOME, t("这个模板已经删除", "The template was removed already"))
    return done(HOME, t("模板已删除", "The template was removed"))

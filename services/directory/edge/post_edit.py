"""Setting posts up and changing them (DIR-13 to DIR-16)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import lookups
from services.directory.edge.dictionary_titles import options
from services.directory.edge.duty_table import as_lines, read_lines
from services.directory.edge.registers import (
    organisation_name,
    organisations,
    place_name,
    put_refusal,
    renewed,
)
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form, Options
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc
from wangge.directory.v1 import organisations_pb2 as pb

EDIT = "directory.post.edit"
_ABOUT = Text(
    "岗位和人分开：先设岗位，再任命任职人。岗位的角色决定任职人在这些区域内能做什么，"
    "您只能给出自己拥有的权限。",
    "A post is not a person: set it up first, appoint somebody then. Its roles say what the holder "
    "may do in its "
    "territories; you can give only what you hold yourself.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/posts/create", view_func=create_post, methods=["GET", "POST"])
    blueprint.add_url_rule("/posts/<id>/edit", view_func=edit_post, methods=["GET", "POST"])


def _fields() -> list[Field]:
    roles = _roles()
    return [
        Field("post.etag", Text("", ""), "hidden"),
        Field("post.title", Text("岗位名称", "Title"), required=True),
        Field("post.kind", Text("岗位类别", "Kind"), "choice", options("post_kind"), required=True),
        Field(
            "post.territory_code",
            Text("区域", "Territory"),
            "lookup",
            required=True,
            source=lookups.TERRITORIES,
            titled=place_name,
            placeholder=Text("输入名称或代码", "Name or code"),
        ),
        Field(
            "post.also_territories",
            Text("还负责的区域", "Also for"),
            "lines",
            rows=2,
            help=Text(
                "每行一个区域代码；一名网格长可以负责几个网格",
                "One code a line; a head may lead several grids",
            ),
        ),
        Field(
            "post.organisation_id",
            Text("所属机构", "Organisation"),
            "lookup",
            source=lookups.ORGANISATIONS,
            titled=organisation_name,
            placeholder=Text("输入名称", "Name"),
        ),
        # Whoever may not see roles leaves them as they are.
        *([Field("post.roles", Text("岗位角色", "Roles"), "choices", roles)] if roles else []),
        Field(
            "post.accountable",
            Text("网格第一责任人（每个网格只有一名）", "Accountable head (one for each grid)"),
            "check",
        ),
        Field("post.roster_slot", Text("队伍席位", "Place in a team"), "choice", options("roster_slot")),
        Field("post.duties", Text("职责", "Duties"), "lines", help=Text("每行一项", "One a line")),
        Field("post.skills", Text("服务技能", "Skills"), "choices", options("skill")),
        Field("post.work_phone", Text("工作电话", "Work phone"), "phone"),
        Field(
            "hours",
            Text("值班时间", "Hours on duty"),
            "area",
            apart=True,
            rows=4,
            placeholder=Text("周一至周五 08:30-17:30 工作日", "1-5 08:30-17:30 working days"),
            help=Text(
                "每行一段；末尾写“工作日”的，节假日不值班",
                'One a line; with "working days" not kept on holidays',
            ),
        ),
        Field("post.on_notice_board", Text("在公示栏公开", "Shown on the notice board"), "check"),
    ]


@needs(EDIT)
def create_post() -> Any:
    """A new post; the address may say where."""
    given = {
        "post.territory_code": request.args.get("territory", "")[:24],
        "post.organisation_id": request.args.get("organisation", "")[:40],
    }
    form = Form(pb.CreatePostRequest(), _fields(), given)
    if request.method == "POST" and _read(form):
        try:
            made = organisations().CreatePost(form.message)
            return done(
                url_for(".show_post", id=made.id),
                t("岗位已设立，请任命任职人", "The post is there; appoint somebody"),
            )
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("新设岗位", "New post"), url_for(".list_posts"))


@needs(EDIT)
def edit_post(id: str) -> Any:
    """Change a post; its holders come and go on its page."""
    post = organisations().GetPost(pb.GetPostRequest(id=id))
    names = ("etag", "title", "kind", "territory_code", "organisation_id", "roster_slot", "work_phone")
    lists = ("also_territories", "roles", "duties", "skills")
    given: dict[str, Any] = {f"post.{each}": getattr(post, each) for each in names}
    given |= {f"post.{each}": list(getattr(post, each)) for each in lists}
    given |= {
        f"post.{each}": "1" if getattr(post, each) else "" for each in ("accountable", "on_notice_board")
    }
    given["hours"] = "\n".join(as_lines(post.duty_hours))
    form = Form(pb.UpdatePostRequest(), _fields(), given)
    renewed(form, post, "post")
    del form.message.post.holders[:], form.message.post.duty_hours[:]
    if request.method == "POST" and _read(form):
        try:
            organisations().UpdatePost(form.message)
            return done(url_for(".show_post", id=id), t("已保存", "Saved"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("修改{n}", "Edit {n}", n=post.title), url_for(".show_post", id=id))


def _read(form: Form[Any]) -> bool:
    form.read()
    try:
        form.message.post.duty_hours.extend(read_lines(form.value("hours")))
    except ValueError as wrong:
        form.wrong("hours", str(wrong))
    return form.ok


def _roles() -> Options:
    """Roles that a post may carry; empty where the reader may not see roles."""
    try:
        stub = peer(accounts_pb2_grpc.AccountServiceStub, "directory")
        answer = stub.ListRoles(accounts_pb2.ListRolesRequest())
    except Forbidden:
        return []
    return [(each.name, titled(each.title_zh, each.title_en)) for each in answer.roles]


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, NotFound) or (isinstance(refusal, Forbidden) and not refusal.said):
        raise refusal
    put_refusal(
        form, refusal, directory_grid_has_head="post.accountable", directory_not_yours_to_give="post.roles"
    )
    for each in getattr(refusal, "problems", ()):
        if each.field.startswith("post.duty_hours"):
            form.wrong("hours", each.details.get("description") or each.code)


def _shown(form: Form[Any], heading: str, cancel: str) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html", form=form, heading=heading, cancel=cancel, about=_ABOUT
    )
    return page, 422 if request.method == "POST" else 200

"""Posts: the list, the page of one with everybody who held it, appointing and vacating (DIR-13 to DIR-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import lookups
from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options, title
from services.directory.edge.duty_table import week_of
from services.directory.edge.organisations import filled, filters
from services.directory.edge.registers import (
    account_name,
    for_staff,
    may_there,
    organisation_name,
    organisations,
    place_name,
    place_names,
    put_refusal,
)
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.showing import as_moment
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import organisations_pb2 as pb

EDIT = "directory.post.edit"
_PAGE = 30
_ABOUT = Text(
    "任职和免职立即生效：任职人在该岗位的区域内获得岗位的权限，免职后随即失去；历史任职会保留。"
    "不能给自己任职。",
    "Appointing and vacating count at once: the holder has the post's rights in its territories, and "
    "loses them when "
    "vacated; the history stays. Nobody appoints himself.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/posts", view_func=list_posts)
    blueprint.add_url_rule("/posts/<id>", view_func=show_post)
    for rule, view in (("/posts/<id>/appoint", appoint), ("/posts/<id>/vacate", vacate)):
        blueprint.add_url_rule(rule, view_func=view, methods=["GET", "POST"])


@for_staff
def list_posts() -> str:
    """Posts by territory (and below), organisation, kind; the vacant ones, or those on duty now."""
    fields = filters(
        Field(
            "organisation",
            Text("机构", "Organisation"),
            "lookup",
            source=lookups.ORGANISATIONS,
            titled=organisation_name,
            apart=True,
            placeholder=Text("输入名称", "Name"),
        ),
        Field("name", Text("岗位或姓名", "Title or holder"), apart=True),
        Field("kind", Text("岗位类别", "Kind"), "choice", options("post_kind"), apart=True),
        Field("vacant", Text("只看空缺", "Only vacant"), "check", apart=True),
        Field("duty", Text("只看正在值班", "Only on duty now"), "check", apart=True),
    )
    asked = {each.name: request.args.get(each.name, "").strip()[:60] for each in fields}
    listed = pb.ListPostsRequest(
        territory_code=asked["territory"] if asked["territory"].isdigit() else "",
        deep=True,
        organisation_id=asked["organisation"],
        kind=asked["kind"],
        name_contains=asked["name"],
        only_vacant=bool(asked["vacant"]),
        page_size=_PAGE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    known: dict[str, Any] = {name: value for name, value in asked.items() if value}
    if asked["duty"]:
        # The page token belongs to the moment first asked about.
        at = _moment(request.args.get("at", "")) or utc_now()
        listed.on_duty_at.FromDatetime(at)
        known["at"] = at.isoformat()
    answer = organisations().ListPosts(listed)
    token = answer.next_page_token
    return render_template(
        "directory/posts.html",
        filters=filled(fields, pb.ListPostsRequest()),
        posts=answer.posts,
        places=place_names(each.territory_code for each in answer.posts),
        title=title,
        asked=known,
        next_address=url_for(".list_posts", **known, page_token=token) if token else "",
        first_address=url_for(".list_posts", **known) if "page_token" in request.args else "",
    )


@for_staff
def show_post(id: str) -> str:
    """One post: who holds it, when it is on duty, what it is for, who held it before."""
    post = _post(id)
    now = utc_now()
    current = [each for each in post.holders if _holds(each, now)]
    return render_template(
        "directory/post.html",
        post=post,
        current=current,
        past=[each for each in post.holders if each not in current],
        place=place_name(post.territory_code),
        also=place_names(post.also_territories),
        organisation=organisation_name(post.organisation_id),
        week=week_of(post),
        weekdays=words.WEEKDAYS,
        title=title,
        may_edit=may_there(EDIT, post.territory_code),
    )


@needs(EDIT)
def appoint(id: str) -> Any:
    """Put somebody on a post."""
    post = _post(id)
    fields = [
        Field("etag", Text("", ""), "hidden"),
        Field(
            "account_id",
            Text("任职人", "Who"),
            "lookup",
            required=True,
            source=lookups.PEOPLE,
            titled=account_name,
            placeholder=Text("输入姓名", "Name"),
        ),
        Field(
            "basis",
            Text("任职依据", "Basis"),
            required=bool(post.roster_slot),
            help=Text(
                "如任命文件、选举结果；队伍席位必须填写符合条件的理由",
                "A decision or election; for a place in a team, why the person is eligible",
            ),
        ),
        Field("until", Text("任期至", "Until"), "date", help=Text("没有期限的留空", "Empty without an end")),
    ]
    form = Form(pb.AppointHolderRequest(), fields, {"etag": post.etag})
    form.message.id = id
    if request.method == "POST" and form.read():
        try:
            organisations().AppointHolder(form.message)
            return done(url_for(".show_post", id=id), t("已任职，立即生效", "Appointed; it counts at once"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("任职：{n}", "Appoint: {n}", n=post.title), id, t("确认任职", "Appoint"))


@needs(EDIT)
def vacate(id: str) -> Any:
    """End somebody's term on a post."""
    post, now = _post(id), utc_now()
    current = [(each.account_id, each.name) for each in post.holders if _holds(each, now)]
    fields = [
        Field("etag", Text("", ""), "hidden"),
        Field("account_id", Text("免职人", "Who leaves"), "radios", current, required=True),
        Field("reason", Text("原因", "Reason"), "area", required=True),
    ]
    given = {"etag": post.etag, "account_id": current[0][0] if len(current) == 1 else ""}
    form = Form(pb.VacatePostRequest(), fields, given)
    form.message.id = id
    if request.method == "POST" and form.read():
        if not form.message.reason:
            form.wrong("reason", t("请写明原因", "Give the reason"))
        else:
            try:
                organisations().VacatePost(form.message)
                return done(url_for(".show_post", id=id), t("已免职，立即生效", "Vacated; it counts at once"))
            except Refusal as refusal:
                _put(form, refusal)
    return _shown(form, t("免职：{n}", "Vacate: {n}", n=post.title), id, t("确认免职", "Vacate"), danger=True)


def _post(id: str) -> pb.Post:
    return organisations().GetPost(pb.GetPostRequest(id=id))  # type: ignore[no-any-return]


def _holds(holder: pb.Holder, now: datetime) -> bool:
    until = as_moment(holder.until) if holder.HasField("until") else None
    return until is None or now < until


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and found.year >= 2000 else None


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, NotFound) or (isinstance(refusal, Forbidden) and not refusal.said):
        raise refusal
    put_refusal(
        form,
        refusal,
        directory_account_not_usable="account_id",
        directory_already_holder="account_id",
        directory_own_appointment="account_id",
    )


def _shown(form: Form[Any], heading: str, id: str, submit: str, *, danger: bool = False) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html",
        form=form,
        heading=heading,
        cancel=url_for(".show_post", id=id),
        submit=submit,
        danger=danger,
        about=_ABOUT,
    )
    return page, 422 if request.method == "POST" else 200

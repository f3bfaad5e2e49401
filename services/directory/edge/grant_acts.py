"""Propose, decide and revoke grants (DIR-26)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.directory.edge import rights_words as words
from services.directory.edge.grants import DECIDE, HOME, PROPOSE, find_grant, may_decide
from services.directory.edge.lookups import ORGANISATIONS, TERRITORIES
from services.directory.edge.people import ACCOUNTS, account_title, accounts, role_titles
from services.directory.edge.registers import organisation_name, place_name, references
from services.kernel.call import PermissionDenied
from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import reference_pb2

_DECISION = (
    Field(
        "approve",
        Text("意见", "Decision"),
        "radios",
        (("true", Text("批准", "Approve")), ("false", Text("不批准", "Refuse"))),
        required=True,
    ),
    Field("reason", Text("说明", "Reason"), "area", rows=2),
)
_REVOKE = (Field("reason", Text("收回原因", "Why it is revoked"), "area", rows=2),)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/grants/new", view_func=propose_grant, methods=both)
    blueprint.add_url_rule("/grants/<uuid:grant_id>/decide", view_func=decide_grant, methods=both)
    blueprint.add_url_rule("/grants/<uuid:grant_id>/revoke", view_func=revoke_grant, methods=both)


@needs(PROPOSE)
def propose_grant() -> Any:
    """Ask for a role for somebody; another person decides."""
    form: Form[pb.ProposeGrantRequest] = Form(
        pb.ProposeGrantRequest(), _fields(), {"grant.account_id": request.args.get("account", "")[:40]}
    )
    if request.method == "POST":
        form.read()
        for name in ("grant.account_id", "grant.role", "grant.reason"):
            if not form.value(name):
                form.wrong(name, t("请填写", "Please fill this in"))
        if not form.value("grant.territory_code") and not form.value("everywhere"):
            text = t("请选择区域，或勾选“全部区域”", 'Choose a place, or tick "everywhere"')
            form.wrong("grant.territory_code", text)
        if form.ok:
            try:
                made = accounts().ProposeGrant(form.message)
                text = t("已提交，等待另一位同事审批", "Proposed; a colleague has to decide on it")
                return done(f"{HOME}/{made.id}", text)
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template("directory/grant_form.html", form=form, home=HOME)
    return page, 422 if request.method == "POST" else 200


@needs(DECIDE)
def decide_grant(grant_id: Any) -> Any:
    """Approve or refuse what somebody else proposed."""
    grant = find_grant(grant_id)
    if not may_decide(grant) and request.method == "GET" and grant.state == pb.GRANT_STATE_PROPOSED:
        raise PermissionDenied(permission=DECIDE)
    form: Form[pb.DecideGrantRequest] = Form(pb.DecideGrantRequest(id=grant.id), _DECISION)
    if request.method == "POST" and form.read():
        if form.value("approve") not in ("true", "false"):
            form.wrong("approve", t("请选择", "Please choose"))
        elif form.value("approve") == "false" and not form.value("reason"):
            form.wrong("reason", t("不批准时请说明原因", "Say why it is refused"))
        if form.ok:
            try:
                accounts().DecideGrant(form.message)
                approved = t("已批准，最迟十分钟内生效", "Approved; it counts within ten minutes")
                return done(HOME, approved if form.message.approve else t("已记为不批准", "Refused"))
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template(
        "directory/grant_decide.html",
        form=form,
        grant=grant,
        place=place_name(grant.territory_code),
        words=words,
        home=HOME,
    )
    return page, 422 if request.method == "POST" else 200


@needs()
def revoke_grant(grant_id: Any) -> Any:
    """Take a grant back, or a proposal of one's own."""
    grant = find_grant(grant_id)
    form: Form[pb.RevokeGrantRequest] = Form(pb.RevokeGrantRequest(id=grant.id), _REVOKE)
    if request.method == "POST" and form.read():
        try:
            accounts().RevokeGrant(form.message)
            text = t("已收回，最迟十分钟内失效", "Revoked; it ends within ten minutes")
            return done(f"{HOME}/{grant.id}", text)
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template("directory/grant_revoke.html", form=form, grant=grant, words=words, home=HOME)
    return page, 422 if request.method == "POST" else 200


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            "grant.account_id",
            Text("授权给谁", "To whom"),
            "lookup",
            source=ACCOUNTS,
            titled=account_title,
            required=True,
            placeholder=Text("输入姓名或登录名查找", "Type a name or login"),
        ),
        Field("grant.role", Text("角色", "Role"), "choice", _roles, required=True),
        Field(
            "grant.territory_code",
            Text("适用区域", "Where"),
            "lookup",
            source=TERRITORIES,
            titled=place_name,
            placeholder=Text("输入区域名称或代码查找", "Type a place's name or code"),
            help=Text("包括这个区域下面的所有区域", "With all places below"),
        ),
        Field(
            "everywhere",
            Text("全部区域（仅平台管理员）", "Everywhere (administrators of the platform)"),
            "check",
            apart=True,
        ),
        Field(
            "grant.line",
            Text("只限某类业务", "One line of work only"),
            "choice",
            _lines,
            help=Text("不选表示不限", "None chosen: any"),
        ),
        Field(
            "grant.organisation_id",
            Text("只限转给某机构的事项", "Only what is routed to an organisation"),
            "lookup",
            source=ORGANISATIONS,
            titled=organisation_name,
            placeholder=Text("输入机构名称查找", "Type an organisation's name"),
        ),
        Field(
            "grant.valid_from",
            Text("开始时间", "From"),
            "moment",
            help=Text("不填表示批准后立即生效", "Empty: once approved"),
        ),
        Field(
            "grant.valid_until",
            Text("结束时间", "Until"),
            "moment",
            help=Text("临时权限请写结束时间；不填表示长期", "Set it for rights for a time; empty: no end"),
        ),
        Field("grant.reason", Text("理由", "Why"), "area", rows=2, required=True),
    )


def _roles() -> list[tuple[str, str]]:
    return list(role_titles().items())


def _lines() -> list[tuple[str, str]]:
    """The catalogue's main groups."""
    items = references().GetCatalogue(reference_pb2.GetCatalogueRequest()).items
    return [(each.code, titled(each.title_zh, each.title_en)) for each in items if "." not in each.code]

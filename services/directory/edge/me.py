"""The reader's own account: who one is here, password, second factor, lending one's rights."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request

from services.directory.edge import rights_words as words
from services.directory.edge.people import COLLEAGUES, account_title, accounts
from services.directory.edge.registers import place_names
from services.kernel.errors import Forbidden, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, in_chinese, t
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import accounts_pb2_grpc

HOME = "/directory/me"
RULES = (
    Text("至少 10 个字符", "At least 10 characters"),
    Text(
        "大写字母、小写字母、数字、符号，至少包含三种",
        "Three of: capital letters, small letters, digits, signs",
    ),
    Text("不能包含您的登录名或姓名", "Neither your login nor your name in it"),
    Text("不能是常见的密码，也不能与最近 5 次用过的相同", "No common password, and none of your last 5"),
)
_PASSWORD = (
    Field("old_password", Text("现在的密码", "Present password"), "secret"),
    Field("new_password", Text("新密码", "New password"), "secret"),
    Field("again", Text("再输入一次新密码", "New password once more"), "secret", apart=True, required=True),
)


def sessions() -> accounts_pb2_grpc.SessionServiceStub:
    """The stub of what an account does about itself."""
    return peer(accounts_pb2_grpc.SessionServiceStub, "directory")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/me", view_func=me)
    blueprint.add_url_rule("/me/password", view_func=change_password, methods=both)
    blueprint.add_url_rule("/me/lend", view_func=lend, methods=both)
    blueprint.add_url_rule("/me/lent/<uuid:grant_id>/end", view_func=end_loan, methods=both)


@needs()
def me() -> str:
    """Who one is here: posts, roles, where they hold, what was lent."""
    mine = sessions().GetMe(pb.GetMeRequest())
    lent = [
        each
        for each in accounts()
        .ListGrants(pb.ListGrantsRequest(state=pb.GRANT_STATE_ACTIVE, page_size=1000))
        .grants
        if each.delegated_from == mine.account.id
    ]
    codes = [mine.account.home_territory_code, *(each.territory_code for each in [*mine.grants, *lent])]
    return render_template(
        "directory/me.html",
        me=mine,
        account=mine.account,
        lent=lent,
        places=place_names(codes),
        roles_of=_roles_of,
        staff=mine.account.realm == "staff",
        words=words,
    )


@needs()
def change_password() -> Any:
    """Choose a new password; every session ends and one signs in anew."""
    form: Form[pb.ChangePasswordRequest] = Form(pb.ChangePasswordRequest(), _PASSWORD)
    if request.method == "POST":
        form.read()
        # What is typed is taken as it stands: blanks around a password are part of it.
        form.message.old_password = request.form.get("old_password", "")[:128]
        form.message.new_password = request.form.get("new_password", "")[:128]
        if form.message.new_password != request.form.get("again", ""):
            form.wrong("again", t("两次输入的新密码不一致", "The two new passwords differ"))
        if form.ok:
            try:
                sessions().ChangePassword(form.message)
            except Refusal as refusal:
                form.refused(refusal)
            else:
                g.session_over = True
                text = t(
                    "密码已修改，请用新密码登录。",
                    "The password was changed; please sign in with the new one.",
                )
                return done("/auth/sign-in?next=/directory/me", text)
    page = render_template(
        "directory/me_password.html", form=form, rules=RULES, due=getattr(g, "must_change", False)
    )
    return page, 422 if request.method == "POST" else 200


@needs()
def lend() -> Any:
    """Lend one's rights to a colleague for a time (轮值, DIR-26)."""
    mine = sessions().GetMe(pb.GetMeRequest())
    if mine.account.realm != "staff":
        raise Forbidden()
    form: Form[pb.DelegateRequest] = Form(pb.DelegateRequest(), _loan_fields(mine))
    if request.method == "POST" and form.read():
        try:
            made = accounts().Delegate(form.message)
            text = t("已把权限委托给{name}", "Your rights are lent to {name}", name=made.account_name)
            return done(HOME, text)
        except Refusal as refusal:
            form.refused(refusal)
    return render_template("directory/me_lend.html", form=form), 422 if request.method == "POST" else 200


@needs()
def end_loan(grant_id: Any) -> Any:
    """Take a loan back before its end."""
    fields = (Field("reason", Text("收回原因", "Why it is taken back")),)
    form = Form(pb.RevokeGrantRequest(id=str(grant_id)), fields, {"reason": t("本人已返岗", "Back at work")})
    if request.method == "POST" and form.read():
        try:
            accounts().RevokeGrant(form.message)
            return done(HOME, t("已收回委托的权限", "Your rights were taken back"))
        except Refusal as refusal:
            form.refused(refusal)
    return render_template("directory/me_loan_end.html", form=form), 422 if request.method == "POST" else 200


def _loan_fields(mine: pb.Me) -> tuple[Field, ...]:
    posts = [(each.id, f"{each.territory_name} {each.title}") for each in mine.posts]
    return (
        Field(
            "to_account_id",
            Text("委托给谁", "To whom"),
            "lookup",
            source=COLLEAGUES,
            titled=_colleague,
            placeholder=Text("输入姓名查找同事", "Type a colleague's name"),
        ),
        Field(
            "valid_from", Text("开始时间", "From"), "moment", help=Text("不填表示立即开始", "Empty: at once")
        ),
        Field(
            "valid_until",
            Text("结束时间", "Until"),
            "moment",
            help=Text("最长 92 天，到时自动收回", "92 days at most; it ends by itself"),
        ),
        Field(
            "post_id",
            Text("委托哪个岗位的权限", "Which post's rights"),
            "choice",
            posts,
            help=Text("不选表示您的全部权限", "None chosen: all of your rights"),
        ),
        Field("reason", Text("原因", "Why"), placeholder=Text("如：休假、外出培训", "e.g. leave, training")),
    )


def _colleague(account_id: str) -> str:
    """The name that was picked; it came from the look-up and may be out of the reader's sight otherwise."""
    named = account_title(account_id) if g.may("directory.account.view") else ""
    return named or t("已选择的同事", "the colleague chosen")


def _roles_of(post: pb.MyPost) -> str:
    titles = post.role_titles_zh if in_chinese() else post.role_titles_en
    return t("、", ", ").join(titles)

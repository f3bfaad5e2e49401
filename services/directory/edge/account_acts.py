"""What administrators do to an account: state, password, private phone, secrets of systems (DIR-24)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from services.directory.edge import rights_words as words
from services.directory.edge.accounts import EDIT, HOME, REVEAL, get_account
from services.directory.edge.asking import ETAG, REASON, asked_about
from services.directory.edge.lookups import ORGANISATIONS
from services.directory.edge.people import accounts
from services.directory.edge.registers import organisation_name
from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import accounts_pb2 as pb

_PURPOSE = (
    Field(
        "purpose",
        Text("用途", "Purpose"),
        help=Text("将记入系统日志", "It goes into the system log"),
        placeholder=Text("如：紧急联系", "e.g. emergency contact"),
    ),
)
_SYSTEM = (
    Field("name", Text("系统名称", "Name of the system")),
    Field(
        "login",
        Text("客户端标识", "Client id"),
        "code",
        help=Text("小写字母、数字、点、横线", "Small letters, digits, dots, dashes"),
    ),
    Field(
        "organisation_id",
        Text("所属机构", "Organisation"),
        "lookup",
        source=ORGANISATIONS,
        titled=organisation_name,
        placeholder=Text("输入机构名称查找", "Type an organisation's name"),
        help=Text("系统只能看到转给该机构的事项", "The system sees what is routed to it and no more"),
    ),
)
VERBS = {
    "disable": (
        Text("停用账号", "Disable"),
        Text(
            "立即退出登录，不能再登录；可以重新启用。",
            "Signed out at once, no sign-in; may be enabled again.",
        ),
    ),
    "enable": (
        Text("启用账号", "Enable"),
        Text("可以重新登录，岗位和授权不变。", "May sign in again; posts and grants are as before."),
    ),
    "unlock": (
        Text("解除锁定", "Unlock"),
        Text(
            "密码多次输错被锁定时使用；密码不变。",
            "For a login locked by wrong passwords; the password stays.",
        ),
    ),
    "remove": (
        Text("注销账号", "Remove"),
        Text(
            "永久注销：收回全部授权，删除电话和照片，历史记录保留姓名。不能恢复。",
            "For good: grants are revoked, phones and photo deleted; history keeps the name.",
        ),
    ),
}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/accounts/system", view_func=create_system, methods=both)
    one = "/accounts/<uuid:account_id>"
    blueprint.add_url_rule(f"{one}/password", view_func=reset_password, methods=both)
    blueprint.add_url_rule(f"{one}/secret", view_func=rotate_secret, methods=both)
    blueprint.add_url_rule(f"{one}/phone", view_func=reveal_phone, methods=both)
    blueprint.add_url_rule(
        f"{one}/<any(disable,enable,unlock,remove):verb>", view_func=change_state, methods=both
    )


@needs(EDIT)
def change_state(account_id: Any, verb: str) -> Any:
    """Disable, enable, unlock or remove, with a reason."""
    account = get_account(account_id)
    message = pb.ChangeAccountStateRequest(id=account.id)
    form: Form[pb.ChangeAccountStateRequest] = Form(message, (REASON, ETAG), {"etag": account.etag})
    stub = accounts()
    method = {
        "disable": stub.DisableAccount,
        "enable": stub.EnableAccount,
        "unlock": stub.UnlockAccount,
        "remove": stub.RemoveAccount,
    }[verb]
    title, about = VERBS[verb]
    if request.method == "POST" and form.read():
        try:
            method(form.message)
            return done(f"{HOME}/{account.id}", t("已完成：{what}", "Done: {what}", what=title))
        except Refusal as refusal:
            form.refused(refusal)
    return asked_about(form, account, title, about, danger=verb == "remove")


@needs(EDIT)
def reset_password(account_id: Any) -> Any:
    """A one-time password, shown here and nowhere else, to hand over in person."""
    account = get_account(account_id)
    form: Form[pb.ResetPasswordRequest] = Form(pb.ResetPasswordRequest(id=account.id), ())
    if request.method == "POST":
        try:
            made = accounts().ResetPassword(form.message)
            return _once("password", account, made.one_time_password)
        except Refusal as refusal:
            form.refused(refusal)
    about = t(
        "将生成一个一次性密码，三天内有效。对方现在的登录会全部退出；用它登录后必须设置自己的密码。",
        "Makes a one-time password, good for three days. The person is signed out everywhere, and must "
        "choose a password after signing in with it.",
    )
    return asked_about(form, account, t("发放一次性密码", "One-time password"), about)


@needs(EDIT)
def rotate_secret(account_id: Any) -> Any:
    """A new client secret of a system; the old one stops at once."""
    account = get_account(account_id)
    form: Form[pb.RotateServiceSecretRequest] = Form(pb.RotateServiceSecretRequest(id=account.id), ())
    if request.method == "POST":
        try:
            made = accounts().RotateServiceSecret(form.message)
            return _once("secret", account, made.client_secret)
        except Refusal as refusal:
            form.refused(refusal)
    about = t(
        "将生成新的密钥，旧密钥立即失效：请先与系统的维护人员约好时间。",
        "Makes a new secret; the old one stops at once, so arrange the time with those who run the system.",
    )
    return asked_about(form, account, t("更换密钥", "New secret"), about)


@needs(EDIT)
def create_system() -> Any:
    """An account of a department's system (client credentials)."""
    form: Form[pb.CreateServiceAccountRequest] = Form(pb.CreateServiceAccountRequest(), _SYSTEM)
    if request.method == "POST" and form.read():
        try:
            made = accounts().CreateServiceAccount(form.message)
            return _once("secret", made.account, made.client_secret)
        except Refusal as refusal:
            if refusal.code == "directory.login_taken":
                form.wrong("login", refusal.said)
            else:
                form.refused(refusal)
    page = render_template("directory/account_system.html", form=form, home=HOME)
    return page, 422 if request.method == "POST" else 200


@needs(REVEAL)
def reveal_phone(account_id: Any) -> Any:
    """The whole private phone, for a stated purpose."""
    account = get_account(account_id)
    form: Form[pb.RevealAccountRequest] = Form(pb.RevealAccountRequest(id=account.id), _PURPOSE)
    phone, status = "", 200
    if request.method == "POST":
        status = 422
        if form.read():
            try:
                phone, status = accounts().RevealAccount(form.message).private_phone, 200
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template("directory/account_phone.html", form=form, account=account, phone=phone, home=HOME)
    return _not_kept(page, status)


def _once(what: str, account: pb.Account, secret: str) -> Response:
    """The page that shows a secret; neither the browser nor a proxy keeps it."""
    page = render_template(
        "directory/account_once.html", what=what, account=account, secret=secret, home=HOME, words=words
    )
    return _not_kept(page, 200)


def _not_kept(page: str, status: int) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer

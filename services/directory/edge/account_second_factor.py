"""Taking somebody's one-time code away after a lost phone (DIR-24)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, request

from services.directory.edge.accounts import EDIT, HOME, get_account
from services.directory.edge.asking import REASON, asked_about
from services.directory.edge.people import accounts
from services.kernel.errors import Refusal
from services.kernel.web.forms import Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import accounts_pb2 as pb

_LOST = (
    replace(
        REASON,
        help=Text("写明怎样核实了本人，将记入系统日志", "Say how you made sure who asks; it is logged"),
        placeholder=Text("如：手机丢失，本人持身份证到场", "e.g. lost phone, came in person with ID"),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    address = "/accounts/<uuid:account_id>/second-factor"
    blueprint.add_url_rule(address, view_func=reset_totp, methods=["GET", "POST"])


@needs(EDIT)
def reset_totp(account_id: Any) -> Any:
    """Take the one-time code away after a lost phone, with a reason."""
    account = get_account(account_id)
    form: Form[pb.ResetTotpRequest] = Form(pb.ResetTotpRequest(id=account.id), _LOST)
    if request.method == "POST" and form.read():
        try:
            accounts().ResetTotp(form.message)
            text = t(
                "已解除{name}的动态验证码，现在只凭密码登录",
                "The one-time code of {name} is off; the password alone signs in now",
                name=account.name,
            )
            return done(f"{HOME}/{account.id}", text)
        except Refusal as refusal:
            form.refused(refusal)
    about = t(
        "本人手机丢失或更换、无法输入动态验证码时使用。对方现在的登录会全部退出，之后只凭密码登录；"
        "请提醒本人登录后在“我的账号”重新启用动态验证码。请先核实是本人提出。",
        "For somebody whose phone is lost or replaced. The person is signed out everywhere and signs in with "
        'the password alone; ask them to turn the code on again under "My account". Make sure first that it '
        "is really that person who asks.",
    )
    title = t("解除动态验证码", "Take the one-time code away")
    return asked_about(form, account, title, about, danger=True)

"""The second factor of one's own account: start with a picture to scan, confirm with a code, turn off."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, make_response, render_template, request
from markupsafe import Markup

from services.directory.edge.me import HOME, sessions
from services.kernel.errors import Refusal
from services.kernel.web import qr
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import accounts_pb2 as pb

_CODE = (
    Field(
        "code",
        Text("验证器显示的 6 位数字", "The 6 digits that the app shows"),
        "code",
        help=Text("每 30 秒换一次，请输入当前显示的", "They change every 30 seconds; enter those shown now"),
    ),
)
_PASSWORD = (Field("password", Text("现在的密码", "Present password"), "secret"),)
_LONGEST = 400


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/me/totp", view_func=second_factor, methods=["GET", "POST"])
    blueprint.add_url_rule("/me/totp/off", view_func=turn_off, methods=["GET", "POST"])


@needs()
def second_factor() -> Any:
    """Without a secret: what it is and the button that makes one. With it: scan, then confirm."""
    form: Form[pb.ConfirmTotpRequest] = Form(pb.ConfirmTotpRequest(), _CODE)
    address, status = "", 200
    if request.method == "POST" and request.form.get("step") == "start":
        try:
            address = sessions().StartTotp(pb.StartTotpRequest()).provisioning_uri
        except Refusal as refusal:
            form.refused(refusal)
            status = 422
    elif request.method == "POST":
        # The secret comes back with the form so that a mistyped code does not ask for a new scan.
        address, status = request.form.get("address", "")[:_LONGEST], 422
        if not address.startswith("otpauth://totp/"):
            address = ""
        if form.read():
            try:
                sessions().ConfirmTotp(form.message)
                return done(
                    HOME,
                    t(
                        "已启用动态验证码，下次登录时需要",
                        "The one-time code is on; it is asked at the next sign-in",
                    ),
                )
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template(
        "directory/me_totp.html",
        form=form,
        address=address,
        secret=_secret(address),
        picture=_picture(address),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs()
def turn_off() -> Any:
    """Off again, proving the password."""
    form: Form[pb.DisableTotpRequest] = Form(pb.DisableTotpRequest(), _PASSWORD)
    if request.method == "POST":
        form.read()
        form.message.password = request.form.get("password", "")[:128]
        try:
            sessions().DisableTotp(form.message)
            return done(HOME, t("已停用动态验证码", "The one-time code is off"))
        except Refusal as refusal:
            form.refused(refusal)
    return render_template("directory/me_totp_off.html", form=form), 422 if request.method == "POST" else 200


def _secret(address: str) -> str:
    """In groups of four, for typing."""
    plain = next(iter(parse_qs(urlsplit(address).query).get("secret", [])), "")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _picture(address: str) -> Markup:
    return qr.drawing(address, scale=5, error="l", margin=qr.MARGIN) if address else Markup()

"""The page for signing in: login and password, then the code where the account has a second factor."""

from __future__ import annotations

from flask import Flask, g, render_template, request

from gateway.problems import Problems
from gateway.security.half_way import COOKIE, HalfWay
from gateway.session_endpoints import local_address
from services.kernel.web.texts import t

REFUSED = "directory.sign_in_refused"


def add(app: Flask, problems: Problems, half_way: HalfWay) -> None:
    """Add the page; `gateway.session_endpoints` answers its form."""

    @app.get("/auth/sign-in")
    def sign_in() -> str:
        known = half_way.open(_cookie())
        second = request.args.get("step") == "code" and bool(known["password"])
        return render_template(
            "sign_in.html",
            reason=_reason(problems, second=second),
            second=second,
            login=known["login"],
            next=local_address(request.args.get("next", "/")),
        )


def _reason(problems: Problems, *, second: bool) -> str:
    failed = request.args.get("failed", "")[:80]
    if not failed:
        return ""
    if second and failed == REFUSED:
        return t(
            "验证码不正确或已过期，请输入手机上最新的 6 位数字",
            "The code is wrong or over; enter the latest 6 digits on your phone",
        )
    minutes = request.args.get("minutes", "")
    details = {"minutes": minutes} if minutes.isdigit() and len(minutes) < 6 else {}
    code = failed if problems.knows(failed) else "gateway.refused"
    return problems.text(code, details, g.locale)


def _cookie() -> str:
    prefix = "__Host-" if request.environ["asgi.scope"]["wangge"].secure else ""
    return request.cookies.get(prefix + COOKIE, "")

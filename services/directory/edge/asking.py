"""Fields that many acts ask for, and the page that asks before something is done to an account."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text
from wangge.directory.v1 import accounts_pb2 as pb

ETAG = Field("etag", Text("", ""), "hidden")
REASON = Field("reason", Text("原因", "Reason"), "area", rows=2)


def asked_about(
    form: Form[Any], account: pb.Account, title: object, about: object, *, danger: bool = False
) -> tuple[str, int]:
    """The page with the form, and its status."""
    page = render_template(
        "directory/account_act.html", form=form, account=account, title=title, about=about, danger=danger
    )
    return page, 422 if request.method == "POST" else 200

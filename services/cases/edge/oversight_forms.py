"""A form that carries out one RPC about an order, a listed matter or a screening: dialog or page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Form
from services.kernel.web.pages import done
from services.kernel.web.texts import t


def shown_at(home: str, show: str, token: str = "") -> str:
    """The address of a list of oversight that shows one kind, from a page on."""
    pairs = [(name, value) for name, value in (("show", show), ("page_token", token)) if value]
    return home + (f"?{urlencode(pairs)}" if pairs else "")


def undecided(form: Form[Any]) -> None:
    """Say of each decision that was not taken that it must be; a tick not set would count as a no."""
    for spec in form.specs:
        if spec.kind == "radios" and spec.required and not form.value(spec.name):
            form.wrong(spec.name, t("请选择", "Please choose"))


def answered(
    form: Form[Any],
    send: Callable[[Any], Any],
    address: Callable[[Any], str],
    *,
    title: str,
    told: str = "",
    said: str,
    back: str,
    submit: str = "",
    danger: bool = False,
    about: str = "",
    help: str = "",
    check: Callable[[Form[Any]], None] = undecided,
) -> Any:
    """The form, or after sending it the page at ``address`` with ``said`` above.

    Args:
        send: the RPC; ``address`` gets its answer.
        told: one sentence on what comes of it; ``about`` what it is about.
        check: says what the fields alone cannot.
    """
    if request.method == "POST":
        form.read()
        check(form)
        if form.ok:
            try:
                return done(address(send(form.message)), said)
            except (Unauthenticated, Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template(
        "cases/oversight_form.html",
        form=form,
        title=title,
        told=told,
        back=back,
        submit=submit or title,
        danger=danger,
        about=about,
        help=help,
    )
    return page, 422 if request.method == "POST" else 200

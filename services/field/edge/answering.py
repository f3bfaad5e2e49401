"""A page that is a form and carries out one RPC."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request

from services.kernel.errors import Forbidden, Invalid, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Form
from services.kernel.web.pages import done
from services.kernel.web.texts import Text, t


def answered(
    form: Form[Any],
    send: Callable[[Any], Any],
    address: Callable[[Any], str],
    *,
    heading: str,
    about: Text,
    back: str,
    said: str = "",
    template: str = "field/form.html",
    prepared: Callable[[Form[Any]], None] = lambda form: None,
    **more: Any,
) -> Any:
    """The form, or after sending it the page at ``address``, which gets the RPC's answer.

    Args:
        about: what the page is for, for its help.
        prepared: completes or checks the form's message before it is sent.
    """
    if request.method == "POST" and form.read():
        prepared(form)
        if form.ok:
            try:
                return done(address(send(form.message)), said or t("已保存", "Saved"))
            except (Unauthenticated, Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                put_refusal(form, refusal)
    page = render_template(template, form=form, heading=heading, about=about, back=back, **more)
    return page, 422 if request.method == "POST" else 200


def put_refusal(form: Form[Any], refusal: Refusal) -> None:
    """Put a refusal to its fields, also where the form's message is a part of the request's."""
    if not isinstance(refusal, Invalid) or not refusal.problems:
        form.refused(refusal)
        return
    fields = {spec.name.rpartition(".")[2]: spec for spec in form.specs if spec.kind != "hidden"}
    whole = {spec.name for spec in form.specs}
    for each in refusal.problems:
        text = each.details.get("description") or each.code
        last = each.field.rpartition(".")[2].partition("[")[0]
        if each.field in whole:
            form.wrong(each.field, text)
        elif last in fields:
            form.wrong(fields[last].name, text)
        else:
            form.problem = f"{form.problem} {text}".strip()

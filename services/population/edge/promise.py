"""The promise of confidentiality: read and signed once a year before anybody is looked at (POP-30)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import Blueprint, g, redirect, render_template, request

from services.kernel.call import Realm
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.population.v1 import rights_pb2 as pb
from wangge.population.v1 import rights_pb2_grpc

_PATH, _SEARCH, _OPEN = "/population/promise", "/population/found", ("/population/card/",)
# Until when whose promise is known to hold, so that pages do not ask each time.
_known: dict[str, datetime] = {}
_MOST_KNOWN = 10_000


def add(blueprint: Blueprint) -> None:
    """Add the page, and the way to it from every other one."""
    blueprint.before_request(_lead_there)
    blueprint.add_url_rule("/promise", view_func=promise, methods=["GET", "POST"])


def rights() -> Any:
    """People's rights with the reader's own."""
    return peer(rights_pb2_grpc.RightsServiceStub, "population")


@needs()
def promise() -> Any:
    """The text, and where it was not signed the box to sign it."""
    found = rights().GetUndertaking(pb.GetUndertakingRequest())
    read = Field(
        "read",
        Text("我已阅读并承诺遵守", "I have read this and promise it"),
        "check",
        required=True,
        apart=True,
    )
    onward = request.values.get("next", "")
    form = Form(pb.SignUndertakingRequest(version=found.version), [read])
    if request.method == "POST" and form.read():
        rights().SignUndertaking(form.message)
        to = onward if onward.startswith("/population") else "/population"
        return done(to, t("承诺书已签署，一年内有效", "Signed; it holds for a year"))
    page = render_template("population/promise.html", found=found, form=form, onward=onward)
    return page, 422 if request.method == "POST" else 200


def _lead_there() -> Any:
    """Staff who have not promised are led to the text before any page of the register."""
    if request.path == _PATH or request.path.startswith(_OPEN):
        return None
    if g.actor is None or g.actor.realm != Realm.STAFF or not _may_something() or _holds(g.actor.id):
        return None
    if request.path == _SEARCH:
        return ""
    here = request.full_path.rstrip("?") if request.method == "GET" and not by_htmx() else "/population"
    address = f"{_PATH}?next={quote(here, safe='')}"
    return done(address) if by_htmx() else redirect(address, 303)


def _may_something() -> bool:
    """Whoever has no right in the register is refused by the page itself, and has nothing to promise."""
    held = (each for grant in g.actor.grants for each in grant.permissions)
    return any(each == "*" or each.startswith("population.") for each in held)


def _holds(account_id: str) -> bool:
    now = utc_now()
    if now < _known.get(account_id, now):
        return True
    found = rights().GetUndertaking(pb.GetUndertakingRequest())
    if found.signed:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[account_id] = found.expire_time.ToDatetime(tzinfo=now.tzinfo)
    return bool(found.signed)

"""How a service's edge makes its pages: a blueprint, the stubs behind it, and what a request asks of it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, current_app, flash, g, redirect, request
from werkzeug.urls import iri_to_uri

from services.kernel.call import PermissionDenied, Realm
from services.kernel.errors import Forbidden, Unauthenticated, Unavailable

EXTENSION = "wangge"
DIALOG, WHOLE = "dialog.html", "console.html"
S = TypeVar("S")
V = TypeVar("V", bound=Callable[..., Any])


class FeatureAway(Unavailable):
    """The page needs a service that is not switched on here."""

    code = "kernel.feature_away"


class StaffOnly(Forbidden):
    """The console is for staff; residents and programs have doors of their own."""

    code = "kernel.staff_only"


@dataclass(frozen=True, slots=True)
class MapTiles:
    """Tiles under the maps: an address with {z}, {x} and {y}, and whose they are."""

    url: str
    attribution: str = ""


class Peers(Protocol):
    """Stubs of the enabled services that act with the reader's rights."""

    def stub(self, stub_class: Callable[[Any], S], service: str) -> S | None: ...


def pages(service: str, import_name: str) -> Blueprint:
    """The blueprint of a service's pages, under ``/<service>``, with its own ``templates`` folder.

    Templates go to ``templates/<service>/`` since all services share one name space. Files to be served as
    they are go to ``static/`` and are found at ``asset('<service>/<file>')``.
    """
    return Blueprint(service, import_name, url_prefix=f"/{service}", template_folder="templates")


def peer(stub_class: Callable[[Any], S], service: str) -> S:
    """A stub whose calls have the reader's rights and raise the service's refusals.

    Raises:
        FeatureAway: the service is not enabled; ask `has_service` first where a page can do without.
    """
    stub = cast(Peers, current_app.extensions[EXTENSION].peers).stub(stub_class, service)
    if stub is None:
        raise FeatureAway(service=service)
    return stub


def has_service(name: str) -> bool:
    """Whether a service is enabled here."""
    return any(each.name == name for each in current_app.extensions[EXTENSION].manifests)


def map_tiles() -> MapTiles | None:
    """The tiles an operator has configured (WANGGE_MAP_TILES); None: maps draw outlines alone."""
    found: MapTiles | None = getattr(current_app.extensions[EXTENSION], "map_tiles", None)
    return found


def needs(*permissions: str) -> Callable[[V], V]:
    """Decorates a view for signed-in staff who hold one of ``permissions``; with none given, for all staff.

    The services decide on every record themselves; this only spares readers pages that could do nothing.

    Raises (in the view):
        Unauthenticated: nobody is signed in; the frame leads to the sign-in page and back.
        StaffOnly: the reader is a resident or a department's program (DIR-24).
        PermissionDenied: none of the permissions is held.
    """

    def decorate(view: V) -> V:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.actor is None:
                raise Unauthenticated()
            if g.actor.realm != Realm.STAFF:
                raise StaffOnly()
            if permissions and not any(g.may(each) for each in permissions):
                raise PermissionDenied(permission=permissions[0])
            return view(*args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return cast(V, guarded)

    return decorate


def by_htmx() -> bool:
    """Whether a script of the page asks for a part of it (and not the browser for a whole page)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def in_dialog() -> bool:
    """Whether the answer is shown in the page's dialog: a form opened by a ``data-dialog`` link."""
    return by_htmx() and request.headers.get("HX-Target") == "dialog-body"


def layout() -> str:
    """The template that a page extends: the whole console, or the bare inside of the dialog."""
    return DIALOG if in_dialog() else WHOLE


def done(address: str, message: str = "") -> Response:
    """After a command: on to ``address`` (303, or told to htmx), where ``message`` is shown once."""
    if message:
        flash(message)
    if by_htmx():
        return Response(status=204, headers={"HX-Redirect": iri_to_uri(address)})
    return cast(Response, redirect(address, 303))


def sign_in_address() -> str:
    """Where to sign in and come back to the page at hand: the one that was asked for, or shows the form."""
    onward = request.full_path.rstrip("?") if request.method == "GET" and not by_htmx() else _page_before()
    return f"/auth/sign-in?next={quote(onward, safe='')}"


def _page_before() -> str:
    """The page of ours that the request came from, else home."""
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return "/"
    if parts.netloc != request.host or not parts.path.startswith("/"):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

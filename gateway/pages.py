"""Server-rendered pages (Flask): status, signing in, the API's documentation, and each service's own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Flask, Response, abort, g, redirect, render_template, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import HTTPException

from gateway.bugs import report
from gateway.console import frame
from gateway.operations_pages import add as operations_pages
from gateway.problems import Problems, from_refusal
from gateway.security.cookies import ACCESS, CSRF, REFRESH
from gateway.security.csrf_mask import masked, unmasked
from gateway.security.half_way import HalfWay
from gateway.security.identities import Identity
from gateway.session_endpoints import PASSWORD_PAGE
from gateway.settings_port import GatewaySettings, ServiceManifest
from gateway.sign_in_page import add as add_sign_in
from services.kernel.errors import Refusal, Unauthenticated
from services.kernel.rpc.current import Travelling, travelling
from services.kernel.runtime.context import Peers
from services.kernel.web.pages import MapTiles, by_htmx, sign_in_address
from services.kernel.web.texts import t

EXTENSION = "wangge"
_TITLES = {
    403: ("没有权限", "Not permitted"),
    404: ("没有这个页面", "There is no such page"),
    405: ("不支持此操作", "This is not possible here"),
    413: ("内容过大", "Too large"),
}
_WITH_ONE_TIME_PASSWORD = (PASSWORD_PAGE, "/auth/", "/language/", "/theme/")
_BROKEN = ("系统内部错误", "Something went wrong inside")


@dataclass(frozen=True)
class PageContext:
    """What a service's pages find under ``current_app.extensions["wangge"]``.

    Of the request at hand ``flask.g`` has: ``actor`` (None: signed out), ``may(permission)``, ``locale``,
    ``trace_id`` and ``csrf_token`` (for a hidden form field of that name or the X-CSRF-Token header). A page
    that ended the session at the directory sets ``session_over``.
    """

    peers: Peers
    manifests: Sequence[ServiceManifest]
    map_tiles: MapTiles | None = None


@dataclass(frozen=True)
class PageRequest:
    """What the gateway knows of a request before Flask sees it; travels in the ASGI scope as ``wangge``."""

    identity: Identity | None
    locale: str
    trace_id: str
    csrf_token: str
    states: Mapping[str, str]
    secure: bool
    origin: str = ""
    """The client's address, for the logs of the services."""


class _Notes(SecureCookieSessionInterface):
    """The cookie of notices to be shown once; over HTTPS it never travels in the clear."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return _of_request().secure


def create_pages(
    settings: GatewaySettings,
    manifests: Sequence[ServiceManifest],
    peers: Peers,
    problems: Problems,
    document: Callable[[], Mapping[str, Any]],
    half_way: HalfWay | None = None,
) -> Flask:
    """The Flask application with every enabled service's ``edge`` mounted.

    ``half_way`` opens what the sign-in page keeps between its steps; it is the one the endpoint seals with.
    """
    app = Flask("gateway", static_url_path="/static")
    app.secret_key = settings.cookie_secret or secrets.token_urlsafe(32)
    half_way = half_way or HalfWay(str(app.secret_key))
    tiles = MapTiles(settings.map_tiles, settings.map_tiles_attribution) if settings.map_tiles else None
    app.extensions[EXTENSION] = PageContext(peers, tuple(manifests), tiles)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_begin)
    app.after_request(_forget_session)
    app.teardown_request(_end)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Refusal, lambda refusal: _refused(problems, refusal))
    app.register_error_handler(Exception, _bug)
    app.config.update(SESSION_COOKIE_NAME="wangge_notes", SESSION_COOKIE_SAMESITE="Lax")
    app.session_interface = _Notes()
    frame(app, manifests)
    _own_pages(app, manifests, problems, document)
    operations_pages(app, manifests)
    add_sign_in(app, problems, half_way)
    for manifest in manifests:
        edge = manifest.load("edge")
        if edge is None:
            continue
        found = edge if isinstance(edge, Blueprint) else edge()
        for blueprint in found if isinstance(found, Sequence) else (found,):
            app.register_blueprint(blueprint)
    return app


def _own_pages(
    app: Flask,
    manifests: Sequence[ServiceManifest],
    problems: Problems,
    document: Callable[[], Mapping[str, Any]],
) -> None:
    @app.get("/status")
    def status() -> str:
        states = _of_request().states
        ready = all(states.get(each.name) == "serving" for each in manifests)
        return render_template("status.html", manifests=manifests, states=states, ready=ready)

    @app.get("/api/docs")
    def docs() -> str:
        words = request.args.get("q", "").strip().lower()[:100]
        titles = {each.name: t(each.title_zh, each.title_en) for each in manifests}
        titles["operations"] = t("运维", "Operations")
        return render_template("docs.html", groups=_found(document(), words), words=words, titles=titles)


def _found(document: Mapping[str, Any], words: str) -> list[tuple[Mapping[str, Any], list[dict[str, Any]]]]:
    """Operations by tag, those alone that hold all the words."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in document["paths"].items():
        for verb, operation in item.items():
            about = (
                operation.get(key, "") for key in ("operationId", "summary", "description", "x-permission")
            )
            text = " ".join((verb, path, *about))
            if all(word in text.lower() for word in words.split()):
                shown = {"verb": verb.upper(), "path": path, **operation}
                groups.setdefault(operation["tags"][0], []).append(shown)
    return [(tag, groups[tag["name"]]) for tag in document["tags"] if tag["name"] in groups]


def _of_request() -> PageRequest:
    known: PageRequest = request.environ["asgi.scope"]["wangge"]
    return known


def _begin() -> Any:
    known = _of_request()
    identity = known.identity
    g.actor = identity.actor if identity else None
    g.may = identity.may if identity else (lambda permission: False)
    g.locale, g.trace_id, g.csrf_token = known.locale, known.trace_id, masked(known.csrf_token)
    token = identity.token if identity else ""
    travelling.set(Travelling(token=token, locale=known.locale, origin=known.origin))
    if identity is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
        stated = unmasked(request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", ""))
        if not known.csrf_token or not secrets.compare_digest(stated.encode(), known.csrf_token.encode()):
            abort(403)
    g.must_change = identity is not None and identity.must_change
    if g.must_change and not request.path.startswith(_WITH_ONE_TIME_PASSWORD):
        if by_htmx():
            return Response(status=204, headers={"HX-Redirect": PASSWORD_PAGE})
        return redirect(PASSWORD_PAGE, 303)
    return None


def _forget_session(answer: Response) -> Response:
    """A page that ended the reader's session says so in ``g.session_over``: its cookies go."""
    if g.get("session_over"):
        secure = _of_request().secure
        prefix = "__Host-" if secure else ""
        for name in request.cookies:
            if name.startswith(tuple(prefix + each for each in (ACCESS, REFRESH, CSRF))):
                answer.delete_cookie(name, secure=secure, httponly=CSRF not in name, samesite="Lax")
    return answer


def _end(error: BaseException | None) -> None:
    travelling.set(Travelling())


def _http_error(error: HTTPException) -> Any:
    code = error.code or 500
    if code < 400:
        return error
    zh, en = _TITLES.get(code, ("请求未被接受", "The request was refused") if code < 500 else _BROKEN)
    answer = _shown(t(zh, en), code)
    if code == 405 and error.get_response().headers.get("Allow"):
        answer.headers["Allow"] = error.get_response().headers["Allow"]
    return answer


def _refused(problems: Problems, refusal: Refusal) -> Response:
    """What a service refused, in its own words: not allowed, not found, changed meanwhile."""
    if isinstance(refusal, Unauthenticated):
        if by_htmx():
            return Response(status=204, headers={"HX-Redirect": sign_in_address()})
        return cast(Response, redirect(sign_in_address(), 303))
    problem = from_refusal(refusal)
    code = problem.code if problems.knows(problem.code) else "gateway.refused"
    title = refusal.said or problems.text(code, problem.details, g.get("locale", "zh"))
    answer = _shown(title, problem.status)
    answer.headers.update(problem.headers)
    return answer


def _bug(error: Exception) -> Any:
    report(error, g.get("trace_id", ""))
    return _shown(t(*_BROKEN), 500)


def _shown(title: str, status: int) -> Response:
    """A whole page, or the bare words where a script asked for a part of one."""
    template = "error_part.html" if by_htmx() else "error.html"
    return Response(render_template(template, title=title, status=status), status)

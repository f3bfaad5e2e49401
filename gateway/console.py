"""The frame around every page: the menu from the manifests, search over all services, theme, what changed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flask import Flask, abort, g, redirect, render_template, request
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from gateway.session_endpoints import local_address
from gateway.settings_port import ServiceManifest
from services.kernel.call import Realm
from services.kernel.rpc.messages import LOCALES
from services.kernel.runtime.manifest import NavigationEntry
from services.kernel.web.pages import layout, needs
from services.kernel.web.showing import FILTERS
from services.kernel.web.texts import t

THEMES = ("auto", "light", "dark")
_OPERATIONS = {"section_zh": "运行维护", "section_en": "Operations"}
OWN = (
    NavigationEntry(
        "服务状态",
        "Services",
        "/operations/services",
        "operations.status.view",
        {**_OPERATIONS, "icon": "heartbeat", "order": 610},
    ),
    NavigationEntry(
        "积压事件",
        "Parked events",
        "/operations/parked",
        "operations.parked.decide",
        {**_OPERATIONS, "icon": "inbox", "order": 620},
    ),
    NavigationEntry(
        "审计查询",
        "Audit search",
        "/operations/log",
        "operations.audit.search",
        {**_OPERATIONS, "icon": "list-details", "order": 625},
    ),
    NavigationEntry(
        "审计验证",
        "Audit verification",
        "/operations/audit",
        "operations.audit.verify",
        {**_OPERATIONS, "icon": "shield-check", "order": 630},
    ),
)
"""The gateway's own lines of the menu: pages over what every service answers about itself."""
_YEAR = 31_536_000
_ROOT = Path(__file__).resolve().parent.parent
_CHANGES = {"zh": _ROOT / "CHANGELOG.zh-CN.md", "en": _ROOT / "CHANGELOG.md"}


LINES_AT_ONCE = 14
"""A menu of more lines than fit a small screen at once folds its sections."""


@dataclass(frozen=True)
class Item:
    """A line of the menu. ``badge`` is the address of a count, ``bell`` of what is new, or both empty."""

    title: str
    path: str
    icon: str
    badge: str
    current: bool


@dataclass(frozen=True)
class Section:
    """Lines of the menu under one heading. ``folds``: the menu is long, so that it may be closed."""

    title: str
    items: tuple[Item, ...]
    folds: bool = False

    @property
    def current(self) -> bool:
        """Whether the reader is on one of its pages."""
        return any(each.current for each in self.items)


def frame(app: Flask, manifests: Sequence[ServiceManifest]) -> None:
    """Give templates what the frame needs, and add the frame's own pages."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(t=t, drawn=lambda name, label: _drawn(_sprite(app), name, label))
    lines = _lines(manifests)
    menu = _menu(lines)
    app.context_processor(lambda: _surroundings(lines, menu))

    @app.get("/")
    def home() -> Any:
        if g.actor is None:
            return redirect("/auth/sign-in", 303)
        first = next((each for each in _allowed(lines) if each.extra.get("home")), None)
        return redirect(first.path if first else "/status", 303)

    # What is looked for may be a name: it travels in the body, and no address keeps it.
    @app.route("/search", methods=["GET", "POST"])
    @needs()
    def search() -> str:
        words = " ".join(request.values.get("q", "").split())[:100]
        places = [
            (_titled(each), each.extra["search"]) for each in _allowed(lines) if each.extra.get("search")
        ]
        return render_template("search.html", words=words, places=places)

    @app.get("/changes")
    @needs()
    def changes() -> str:
        return render_template("changes.html", text=_changes(g.locale))

    @app.get("/language/<locale>")
    def language(locale: str) -> Any:
        return _remembered("wangge_language", locale, LOCALES)

    @app.get("/theme/<theme>")
    def theme(theme: str) -> Any:
        return _remembered("wangge_theme", theme, THEMES)


def _menu(lines: Sequence[Any]) -> Callable[[], Markup]:
    """Draws the menu. Many readers have the same one, and it is a good part of what a page takes to draw."""

    @functools.lru_cache(maxsize=1024)
    def drawn(_locale: str, ours: str, paths: tuple[str, ...]) -> Markup:
        shown = [each for each in _shown(lines) if each.path in paths]
        return Markup(render_template("menu.html", sections=_sections(shown, ours)))

    def mine() -> Markup:
        shown = _shown(lines)
        return drawn(g.locale, _ours(shown), tuple(each.path for each in shown))

    return mine


def _ours(shown: Sequence[Any]) -> str:
    """The line the page belongs to: the one whose address, or another it names as its own, is the closest."""
    places = ((place, each.path) for each in shown for place in (each.path, *each.extra.get("also", ())))
    return max(
        ((len(place), line) for place, line in places if _within(request.path, place)), default=(0, "")
    )[1]


def _shown(lines: Sequence[Any]) -> list[Any]:
    return [each for each in _allowed(lines) if not each.extra.get("hidden")]


def _sections(allowed: Sequence[Any], ours: str) -> list[Section]:
    """What the reader may open, in the manifests' own order of sections and lines."""
    sections: dict[str, list[Item]] = {}
    for each in allowed:
        heading = t(str(each.extra.get("section_zh", "")), str(each.extra.get("section_en", "")))
        item = Item(
            _titled(each),
            each.path,
            str(each.extra.get("icon", "point")),
            str(each.extra.get("badge", "")),
            each.path == ours,
        )
        sections.setdefault(heading, []).append(item)
    long = len(allowed) > LINES_AT_ONCE
    return [Section(title, tuple(items), bool(title) and long) for title, items in sections.items()]


def public_pages(lines: Sequence[Any]) -> list[Item]:
    """Pages for everybody (``public = true`` in a manifest), which the frame of those signed out lists."""
    return [
        Item(
            _titled(each),
            each.path,
            str(each.extra.get("icon", "point")),
            "",
            _within(request.path, each.path),
        )
        for each in lines
        if each.extra.get("public")
    ]


def _surroundings(lines: Sequence[Any], menu: Callable[[], Markup]) -> dict[str, Any]:
    return {
        "zh": getattr(g, "locale", "zh") == "zh",
        "layout": layout(),
        "theme": _theme(),
        "menu": menu,
        "public_pages": functools.cache(lambda: public_pages(lines)),
        "bells": functools.cache(lambda: [each for each in _allowed(lines) if each.extra.get("bell")]),
        "can_search": functools.cache(lambda: any(each.extra.get("search") for each in _allowed(lines))),
        "here": request.full_path.rstrip("?"),
    }


def _allowed(lines: Sequence[Any]) -> list[Any]:
    actor = getattr(g, "actor", None)
    if actor is None or getattr(g, "must_change", False):
        return []
    known: list[Any] | None = g.get("allowed")
    if known is not None:
        return known
    may: Callable[[str], bool] = g.may
    g.allowed = [
        entry
        for entry in lines
        if not entry.extra.get("public")
        and actor.realm in entry.extra.get("realms", (Realm.STAFF,))
        and (not _permissions(entry) or any(may(each) for each in _permissions(entry)))
    ]
    return cast("list[Any]", g.allowed)


def _lines(manifests: Sequence[ServiceManifest]) -> list[Any]:
    """All there are, section by section: one stands where its first line does, whoever may open that one."""
    entries = [entry for manifest in manifests for entry in getattr(manifest, "navigation", ())]
    lines = sorted([*entries, *OWN], key=lambda each: int(each.extra.get("order", 500)))
    ranks: dict[object, int] = {}
    for each in lines:
        ranks.setdefault(each.extra.get("section_zh"), len(ranks))
    return sorted(lines, key=lambda each: ranks[each.extra.get("section_zh")])


def _permissions(entry: Any) -> list[str]:
    return [*([entry.permission] if entry.permission else []), *entry.extra.get("any", [])]


def _titled(entry: Any) -> str:
    return t(entry.zh, entry.en)


def _within(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")


def _theme() -> str:
    chosen = request.cookies.get("wangge_theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _remembered(cookie: str, value: str, known: Sequence[str]) -> Any:
    if value not in known:
        abort(404)
    answer = redirect(local_address(request.args.get("next", "/")), 303)
    secure = request.environ["asgi.scope"]["wangge"].secure
    answer.set_cookie(cookie, value, max_age=_YEAR, samesite="Lax", secure=secure)
    return answer


def _sprite(app: Flask) -> str:
    """Looked up once for each page, which has dozens of icons."""
    known: str | None = g.get("sprite")
    if known is None:
        asset: Any = app.jinja_env.globals["asset"]
        known = g.sprite = str(asset("vendor/icons.svg"))
    return known


@functools.lru_cache(maxsize=2048)
def _drawn(sprite: str, name: str, label: str) -> Markup:
    """An icon of the sprite; with a label it is read out, without one it is decoration."""
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    use = f'<use href="{sprite}#{escape(name)}"/>'
    return Markup(f'<svg class="icon" {told} width="20" height="20">{use}</svg>')


@functools.cache
def _changes(locale: str) -> str:
    """The change log as HTML without its title; it is our own file, and raw HTML in it is not let through."""
    path = _CHANGES[locale]
    text = path.read_text("utf-8").partition("\n\n")[2] if path.exists() else ""
    return str(MarkdownIt("commonmark", {"html": False}).render(text))

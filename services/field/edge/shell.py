"""The shell of the handheld: one page without any data, and the service worker that keeps it on the phone."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

from flask import Blueprint, Response, render_template

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_FRAME = ("/static/mark.svg", "/static/vendor/icons.svg")
"""Files of the gateway that the shell shows as well."""
_SUFFIXES = frozenset({".js", ".css", ".png", ".webmanifest"})


@functools.cache
def files() -> tuple[str, ...]:
    """Addresses of everything the shell is made of, besides the page itself."""
    own = sorted(
        each.relative_to(_STATIC).as_posix() for each in _STATIC.rglob("*") if each.suffix in _SUFFIXES
    )
    # What stands in console/ belongs to pages of the console.
    return (*_FRAME, *(f"/static/field/{each}" for each in own if not each.startswith("console/")))


@functools.cache
def version() -> str:
    """Changes with any file of the shell: phones then fetch all of them anew, never some of them."""
    digest = hashlib.sha256()
    for each in sorted([*_STATIC.rglob("*"), *(_HERE / "templates").rglob("*.html")]):
        if each.is_file():
            digest.update(each.name.encode() + b"\0" + each.read_bytes())
    return digest.hexdigest()[:16]


def add(blueprint: Blueprint) -> None:
    """The page and its worker. The page is the same for everybody, signed in or not: phones keep it."""

    @blueprint.get("")
    @blueprint.get("/")
    def app() -> str:
        return render_template("field/shell.html", version=version())

    @blueprint.get("/sw.js")
    def worker() -> Response:
        addresses = json.dumps(["/field", *files()], indent=1)
        text = f"import {{ serve }} from '/static/field/worker.js';\nserve('{version()}', {addresses});\n"
        answer = Response(text, mimetype="text/javascript")
        # It lies in /field/ and also serves /field itself.
        answer.headers["Service-Worker-Allowed"] = "/field"
        answer.headers["Cache-Control"] = "no-cache"
        return answer

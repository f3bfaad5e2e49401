"""The tree of territories and the page of one of them (DIR-01 to DIR-04)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import title
from services.directory.edge.registers import (
    get_territory,
    may_there,
    superiors,
    territories,
    whole_page,
)
from services.directory.edge.territory_tree import children, more, search, tree
from services.kernel.errors import NotFound
from services.kernel.web.pages import needs
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2

VIEW, EDIT = "directory.territory.view", "directory.territory.edit"
_SHOWN = 50
_DIVISION = 12


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/territories", view_func=list_territories)
    blueprint.add_url_rule("/territories/found", view_func=territories_found)
    blueprint.add_url_rule("/territories/<code>", view_func=show_territory)
    blueprint.add_url_rule("/territories/<code>/below", view_func=list_below)
    blueprint.add_url_rule("/territories/<code>/counts", view_func=count_below)


@needs(VIEW)
def list_territories() -> str:
    """The tree, open at the reader's own area; or what a search finds."""
    asked = " ".join(request.args.get("q", "").split())
    if asked:
        return render_template("directory/territories.html", **_search(asked), chosen=None, branch=tree([]))
    return _page(_own_area())


@needs(VIEW)
def territories_found() -> str:
    """The fragment with what a search finds, above the tree."""
    asked = " ".join(request.args.get("q", "").split())
    if whole_page():
        return list_territories()
    return render_template("directory/territories_found.html", **_search(asked))


@needs(VIEW)
def show_territory(code: str) -> str:
    """One place with the tree beside it; for scripts the place alone."""
    chosen = get_territory(code)
    if whole_page():
        return _page(chosen)
    return render_template("directory/territory_part.html", **_about(chosen), swapped=True)


@needs(VIEW)
def list_below(code: str) -> str:
    """Children of a place: lines of the tree for scripts, else a page with a table."""
    token = request.args.get("page_token", "")[:1000]
    if not whole_page():
        branch = more(code, token, request.args.get("without", "")[:24])
        return render_template("directory/territory_lines.html", branch=branch, chosen_code="")
    chosen = get_territory(code)
    answer = children(code, token)
    return render_template(
        "directory/territories_below.html",
        chosen=chosen,
        above=superiors(chosen),
        places=answer.territories,
        words=words,
        next_address=_next(code, answer.next_page_token),
        first_address=url_for(".list_below", code=code) if token else "",
    )


@needs(VIEW)
def count_below(code: str) -> str:
    """How many places of each level and posts lie below."""
    counted = territories().CountBelow(pb.CountBelowRequest(code=code))
    return render_template("directory/territory_counts.html", counted=counted, words=words, code=code)


def _page(chosen: pb.Territory | None) -> str:
    about = _about(chosen) if chosen else {"chosen": None, "above": []}
    chain = [*about["above"], chosen] if chosen else []
    return render_template("directory/territories.html", **about, branch=tree(chain), asked="")


def _about(chosen: pb.Territory) -> dict[str, Any]:
    below = children(chosen.code, size=_SHOWN) if chosen.has_children else pb.ListTerritoriesResponse()
    return {
        "chosen": chosen,
        "above": superiors(chosen),
        "places": below.territories,
        "next_address": _next(chosen.code, below.next_page_token),
        "words": words,
        "title": title,
        "Level": types_pb2,
        "may_see": may_there(VIEW, chosen.code),
        "may_edit": may_there(EDIT, chosen.code) and not chosen.HasField("valid_to"),
        "creatable": words.BELOW.get(chosen.level, ()),
    }


def _search(asked: str) -> dict[str, Any]:
    token = request.args.get("page_token", "")[:1000]
    answer = search(asked, token) if asked else pb.ListTerritoriesResponse()
    onward = ""
    if answer.next_page_token:
        onward = url_for(".list_territories", q=asked, page_token=answer.next_page_token)
    return {"asked": asked, "found": answer.territories, "onward": onward, "words": words}


def _next(code: str, token: str) -> str:
    return url_for(".list_below", code=code, page_token=token) if token else ""


def _own_area() -> pb.Territory | None:
    """Where the reader works, else the highest place there is."""
    paths = sorted((each.territory for each in g.actor.grants if each.territory and not each.unit), key=len)
    for path in paths:
        try:
            return get_territory(path.ljust(_DIVISION, "0"))
        except NotFound:
            continue
    return next(iter(children("", size=1).territories), None)

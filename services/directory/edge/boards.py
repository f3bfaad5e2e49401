"""Notice boards: who is responsible for a grid, to read, to print and for a wall (DIR-19)."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options
from services.directory.edge.organisations import filled, filters
from services.directory.edge.registers import (
    for_staff,
    get_territory,
    place_name,
    place_names,
    superiors,
    territories,
)
from services.kernel.errors import Invalid, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2

VIEW = "directory.territory.view"
_PAGE = 30
_VIEWS = ("page", "print", "wall")
_DIVISION = 12


def add(blueprint: Blueprint) -> None:
    """Add the pages; a board itself is for everybody, as it hangs in the street."""
    blueprint.add_url_rule("/boards", view_func=list_boards)
    blueprint.add_url_rule("/boards/<code>", view_func=show_board)
    blueprint.add_url_rule("/boards/<code>/map.json", view_func=map_of_board)
    blueprint.add_url_rule("/territories/<code>/service-circle", view_func=service_circle)


@for_staff
def list_boards() -> str:
    """Grids of a territory, each with its board; the reader's own to begin with."""
    fields = filters()
    code = request.args.get("territory", "").strip()[:24]
    if not (code.isascii() and code.isdigit()):
        code = _own_area()
    token = request.args.get("page_token", "")[:1000]
    answer = territories().ListTerritories(
        pb.ListTerritoriesRequest(
            parent_code=code, deep=True, level=types_pb2.LEVEL_GRID, page_size=_PAGE, page_token=token
        )
    )
    grids = list(answer.territories)
    if code and not token:
        chosen = get_territory(code)
        grids = [chosen] if chosen.level == types_pb2.LEVEL_GRID else grids
    names = place_names(each.path[:_DIVISION] for each in grids)
    return render_template(
        "directory/boards.html",
        filters=filled(fields, pb.ListTerritoriesRequest()),
        grids=grids,
        communities={each.code: names[each.path[:_DIVISION]] for each in grids},
        code=code,
        area=place_name(code),
        token=answer.next_page_token,
        later=bool(token),
    )


def show_board(code: str) -> str:
    """The board of one grid; ``view=print`` for paper, ``view=wall`` for a screen on the wall."""
    view = request.args.get("view", "")
    return render_template(
        "directory/board.html",
        board=_board(code),
        view=view if view in _VIEWS else "page",
        size="a3" if request.args.get("size") == "a3" else "a4",
        whole=g.actor is not None,
        frame="console.html" if g.actor is not None and view not in ("print", "wall") else "plain.html",
    )


def map_of_board(code: str) -> Response:
    """The grid's border for the map of its board."""
    board = _board(code)
    properties = {"code": board.code, "name": board.name, "role": "self", "address": ""}
    features = []
    if board.boundary:
        features.append({"type": "Feature", "geometry": json.loads(board.boundary), "properties": properties})
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Response(body, mimetype="application/geo+json")


@needs(VIEW)
def service_circle(code: str) -> Any:
    """The share of a place within a walking time of the facilities of a kind (DIR-10)."""
    chosen = get_territory(code)
    fields = [
        Field(
            "kind", Text("设施类别", "Kind of facility"), "choice", options("facility_kind"), required=True
        ),
        Field(
            "minutes",
            Text("步行时间（分钟）", "Minutes on foot"),
            "number",
            help=Text("一刻钟服务圈为 15 分钟", "The quarter-hour circle is 15 minutes"),
        ),
    ]
    given = {"kind": request.args.get("kind", "")[:40], "minutes": request.args.get("minutes", "15")[:4]}
    form = Form(pb.GetServiceCircleRequest(), fields, given)
    form.message.code = code
    found = None
    if given["kind"] and form.read(request.args):
        try:
            found = territories().GetServiceCircle(form.message)
        except Invalid as refusal:
            form.refused(refusal)
    page = render_template(
        "directory/service_circle.html",
        chosen=chosen,
        above=superiors(chosen),
        form=form,
        found=found,
        words=words,
        minutes=form.message.minutes or 15,
    )
    return page, 200 if form.ok else 422


def _board(code: str) -> pb.NoticeBoard:
    try:
        return territories().GetNoticeBoard(pb.GetNoticeBoardRequest(code=code))  # type: ignore[no-any-return]
    except Invalid as refusal:
        raise NotFound() from refusal


def _own_area() -> str:
    """The smallest territory that the reader works in, as a code; empty for all."""
    paths = [each.territory for each in g.actor.grants if each.territory and not each.unit]
    return max(paths, key=len).ljust(_DIVISION, "0") if paths else ""

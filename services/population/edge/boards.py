"""Public boards, the office's side: preview, publish, take off, print (POP-29)."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request

from services.kernel.call import Call
from services.kernel.errors import Conflict, NotFound, Refusal
from services.kernel.files.content import PDF
from services.kernel.territory_codes import code_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.printing import pdf
from services.kernel.web.saving import disposition
from services.kernel.web.texts import Text, t
from services.population.edge import acts, board_public
from services.population.edge.board_public import stub
from services.population.edge.register import place_name, territories
from wangge.directory.v1 import records_pb2, records_pb2_grpc, territories_pb2
from wangge.population.v1 import boards_pb2 as pb
from wangge.types.v1 import types_pb2

PUBLISH = "population.board.publish"
HOME = "/population/boards"
_COMMUNITY = 12
_PICTURE = "/api/v1/pictures/"
STATES = {
    pb.BOARD_STATE_PUBLISHED: (Text("已发布", "Published"), "green"),
    pb.BOARD_STATE_REPLACED: (Text("已被更新", "Replaced"), "secondary"),
    pb.BOARD_STATE_WITHDRAWN: (Text("已撤下", "Taken off"), "red"),
}


def add(blueprint: Blueprint) -> None:
    """Add the pages, the public one with them."""
    board_public.add(blueprint)
    blueprint.add_url_rule("/boards", view_func=boards)
    blueprint.add_url_rule("/boards/<code>", view_func=board)
    blueprint.add_url_rule("/boards/<code>/publish", view_func=publish, methods=["POST"])
    blueprint.add_url_rule("/boards/<code>/poster.pdf", view_func=poster)
    blueprint.add_url_rule("/boards/<code>/withdraw", view_func=withdraw, methods=["GET", "POST"])


@needs(PUBLISH)
def boards() -> Any:
    """Communities to choose from; straight on where there is one alone."""
    found = _communities()
    if len(found) == 1:
        return redirect(f"{HOME}/{found[0][0]}", 303)
    return render_template("population/boards.html", communities=found)


@needs(PUBLISH)
def board(code: str, problem: str = "") -> str:
    """What is published now, what would be, and what was."""
    _must_be_community(code)
    preview = stub().PreviewBoard(pb.PreviewBoardRequest(territory_code=code))
    listed = stub().ListBoards(
        pb.ListBoardsRequest(
            territory_code=code, page_size=20, page_token=request.args.get("page_token", "")[:1000]
        )
    )
    first = next(iter(listed.boards), None)
    return render_template(
        "population/board.html",
        code=code,
        preview=preview,
        published=first if first is not None and first.state == pb.BOARD_STATE_PUBLISHED else None,
        rows=listed.boards,
        next_address=f"{HOME}/{code}?page_token={listed.next_page_token}" if listed.next_page_token else "",
        first_address=f"{HOME}/{code}" if request.args.get("page_token") else "",
        measures=board_public.MEASURES,
        states=STATES,
        address=board_public.address_of(code),
        problem=problem,
    )


@needs(PUBLISH)
def publish(code: str) -> Any:
    """For everybody to read from now on."""
    _must_be_community(code)
    asked = pb.PublishBoardRequest(
        territory_code=code,
        etag=request.form.get("etag", "")[:64],
        request_id=request.form.get("request_id", "")[:64],
    )
    try:
        stub().PublishBoard(asked)
    except Conflict as refusal:
        return board(code, refusal.said or refusal.code), 409
    return done(f"{HOME}/{code}", t("信息栏已发布", "The board is published"))


@needs(PUBLISH)
def withdraw(code: str) -> Any:
    """Nobody reads it any more."""
    _must_be_community(code)
    found = stub().GetBoard(pb.GetBoardRequest(territory_code=code))
    reason = Field("reason", Text("原因", "Reason"), "area", rows=2, required=True)
    return acts.answered(
        Form(pb.WithdrawBoardRequest(id=found.id), (reason,)),
        stub().WithdrawBoard,
        lambda answer: f"{HOME}/{answer.community.territory_code}",
        title=t("撤下信息栏", "Take the board off"),
        said=t("已撤下，公开网址不再显示", "Taken off; the public address shows it no more"),
        told=t(
            "撤下后公开网址立即打不开；已经张贴的请一并取下。",
            "The public address closes at once; take down what hangs.",
        ),
        back=f"{HOME}/{code}",
        danger=True,
        about=found.community.territory_name,
    )


@needs(PUBLISH)
def poster(code: str) -> Response:
    """The board of the community, or of a grid of it, on A4 or A3, with the code of its page."""
    found = stub().GetPublicBoard(pb.GetPublicBoardRequest(territory_code=code))
    staff = board_public.staff_of(code)
    size = "A3" if request.args.get("size") == "a3" else "A4"
    html = render_template(
        "population/board_poster.html",
        found=found,
        staff=staff,
        photos={each.photo: _photo(each.photo) for each in staff if each.photo},
        measures=board_public.MEASURES,
        qr=board_public.code_of_page(code),
        address=board_public.address_of(code),
        size=size,
    )
    answer = Response(pdf(html), content_type=PDF.content_type)
    name = f"board-{code}-{size.lower()}.pdf"
    answer.headers["Content-Disposition"] = disposition(name, save=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _photo(path: str) -> str:
    """The approved photo as the document carries it; empty where it cannot be read."""
    wanted = path.removeprefix(_PICTURE).partition("/")[0]
    asked = records_pb2.GetPictureDataRequest(id=wanted, thumbnail=True)
    try:
        data = peer(records_pb2_grpc.RecordServiceStub, "directory").GetPictureData(asked).data
    except Refusal:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"


def _communities() -> list[tuple[str, str]]:
    """Those the reader publishes for: his own, else those below."""
    found: dict[str, str] = {}
    for path in Call(g.actor).scope(PUBLISH).paths:
        if len(path) == _COMMUNITY:
            found[path] = place_name(path)
        elif len(path) < _COMMUNITY:
            asked = territories_pb2.ListTerritoriesRequest(
                parent_code=code_of(path), deep=True, level=types_pb2.LEVEL_COMMUNITY, page_size=300
            )
            found |= {each.code: each.name for each in territories().ListTerritories(asked).territories}
    return list(found.items())


def _must_be_community(code: str) -> None:
    if not (code.isascii() and code.isdigit() and len(code) == _COMMUNITY):
        raise NotFound()

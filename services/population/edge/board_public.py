"""The public board of a community or grid: for everybody; of nobody but staff (POP-29)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from services.kernel.errors import NotFound, Refusal
from services.kernel.web import qr
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text
from services.population.edge.register import territories
from wangge.directory.v1 import territories_pb2
from wangge.population.v1 import boards_pb2 as pb
from wangge.population.v1 import boards_pb2_grpc

MEASURES = {
    "people": Text("人口", "People"),
    "households": Text("户数", "Households"),
    "dwellings": Text("房屋（套）", "Dwellings"),
    "permanent": Text("常住人口", "Permanent residents"),
    "incoming": Text("流入人口", "Incoming residents"),
    "registered_only": Text("挂户人口", "Registered only"),
    "0": Text("0–14 岁", "Age 0–14"),
    "15": Text("15–34 岁", "Age 15–34"),
    "35": Text("35–59 岁", "Age 35–59"),
    "60": Text("60–79 岁", "Age 60–79"),
    "80": Text("80 岁及以上", "80 and older"),
    "unknown": Text("年龄未登记", "Age not on record"),
}
_LONGEST = 24


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/board/<code>", view_func=public_board)


def stub() -> Any:
    """Boards with the reader's rights; of those who are not signed in, none."""
    return peer(boards_pb2_grpc.BoardServiceStub, "population")


def public_board(code: str) -> str:
    """As it was published; an unknown address tells nothing."""
    if not (code.isascii() and code.isdigit() and len(code) <= _LONGEST):
        raise NotFound()
    try:
        found = stub().GetPublicBoard(pb.GetPublicBoardRequest(territory_code=code))
    except Refusal as refusal:
        if isinstance(refusal, NotFound) or refusal.code.startswith("kernel."):
            raise NotFound() from refusal
        raise
    return render_template(
        "population/board_public.html",
        found=found,
        staff=staff_of(code),
        measures=MEASURES,
        frame="console.html" if g.actor is not None else "plain.html",
    )


def staff_of(code: str) -> list[Any]:
    """Who is responsible, as the directory's own notice board shows it: work data alone (Sens-9)."""
    try:
        answer = territories().GetNoticeBoard(territories_pb2.GetNoticeBoardRequest(code=code))
    except Refusal:
        return []
    return list(answer.staff)


def address_of(code: str) -> str:
    """Of the public page, whole, for print and code."""
    return f"{request.host_url}population/board/{code}"


def code_of_page(code: str) -> Markup:
    """The page's address as a QR code."""
    return qr.drawing(address_of(code))

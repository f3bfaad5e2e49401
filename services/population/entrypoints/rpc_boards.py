"""BoardService of wangge/population/v1/boards.proto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.population.application.boards import GRID, LookAtBoards
from services.population.boards_parts import BoardParts
from services.population.domain.boards import (
    AGES,
    PARTS_OF_PEOPLE,
    Board,
    BoardState,
    Shown,
    etag_of,
)
from services.population.entrypoints.messages import stamp
from wangge.population.v1 import boards_pb2 as pb
from wangge.population.v1 import boards_pb2_grpc as pb_grpc
from wangge.population.v1 import statistics_pb2

_LATEST = Order((("id", sa.column("id", sa.String), True),))
_MEASURES = ("people", "households", "dwellings", *PARTS_OF_PEOPLE, *AGES)
_STATES: dict[BoardState, Any] = {e: pb.BoardState.Value(f"BOARD_STATE_{e.value}") for e in BoardState}


class BoardServicer(pb_grpc.BoardServiceServicer):
    """Public boards."""

    def __init__(self, parts: BoardParts) -> None:
        self._do = parts

    def PreviewBoard(self, request: pb.PreviewBoardRequest, context: Any) -> pb.Board:
        draft = self._do.preview(call_of(context), path_of(request.territory_code))
        return pb.Board(
            state=pb.BOARD_STATE_PREVIEW,
            community=_part(self._do.look, draft.path, draft.shown),
            grids=_grids(self._do.look, draft.path, draft.shown),
            as_of=draft.as_of.isoformat(),
            etag=etag_of(draft.shown),
        )

    def GetBoard(self, request: pb.GetBoardRequest, context: Any) -> pb.Board:
        return self._message(self._do.look.newest(call_of(context), path_of(request.territory_code)))

    def ListBoards(self, request: pb.ListBoardsRequest, context: Any) -> pb.ListBoardsResponse:
        size, path = clamp(request.page_size, 20, 100), path_of(request.territory_code)
        query = f"boards {path}"
        after = decode_token(request.page_token, _LATEST, query)
        found = self._do.look.page(call_of(context), path, str(after[0]) if after else "", size + 1)
        response = pb.ListBoardsResponse(boards=[self._message(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_LATEST, query, (found[size - 1].id,))
        return response

    def PublishBoard(self, request: pb.PublishBoardRequest, context: Any) -> pb.Board:
        call, path = call_of(context), path_of(request.territory_code)
        self._do.publish(call, path, request.etag)
        return self._message(self._do.look.newest(call, path))

    def WithdrawBoard(self, request: pb.WithdrawBoardRequest, context: Any) -> pb.Board:
        return self._message(self._do.withdraw(call_of(context), request.id, request.reason.strip()))

    def GetPublicBoard(self, request: pb.GetPublicBoardRequest, context: Any) -> pb.PublicBoard:
        path, look = path_of(request.territory_code), self._do.look
        found = look.public(path)
        of_grid = len(path) == GRID
        return pb.PublicBoard(
            part=_part(look, path, found.shown),
            chain=look.chain(found.path),
            grids=[] if of_grid else _grids(look, found.path, found.shown),
            community_code=code_of(found.path) if of_grid else "",
            as_of=found.as_of.isoformat(),
        )

    def _message(self, board: Board) -> pb.Board:
        look = self._do.look
        message = pb.Board(
            id=board.id,
            state=_STATES[board.state],
            community=_part(look, board.path, board.shown),
            grids=_grids(look, board.path, board.shown),
            as_of=board.as_of.isoformat(),
            published_by_name=board.published.by_name,
            withdraw_reason=board.reason,
            outdated=look.outdated(board),
        )
        stamp(message, "publish_time", board.published.at)
        if board.withdrawn is not None:
            stamp(message, "withdraw_time", board.withdrawn.at)
            message.withdrawn_by_name = board.withdrawn.by_name
        return message


def _grids(look: LookAtBoards, path: str, shown: Shown) -> list[pb.BoardPart]:
    """Those that are still there."""
    return [_part(look, grid, shown, name) for grid, name in look.grids(path) if grid in shown]


def _part(look: LookAtBoards, path: str, shown: Shown, name: str = "") -> pb.BoardPart:
    cells: Mapping[str, str] = shown[path]
    return pb.BoardPart(
        territory_code=code_of(path),
        territory_name=name or look.name(path),
        figures=[
            pb.BoardFigure(measure=each, figure=_figure(cells[each])) for each in _MEASURES if each in cells
        ],
    )


def _figure(text: str) -> statistics_pb2.Figure:
    if text.isdecimal():
        return statistics_pb2.Figure(value=int(text), text=text)
    return statistics_pb2.Figure(hidden=True, text=text)

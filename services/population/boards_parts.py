"""Composes the public boards."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.boards import SqlBoards
from services.population.adapters.figures import SqlFigures
from services.population.adapters.places import SqlPlaces
from services.population.application.boards import (
    Drafting,
    LookAtBoards,
    PreviewBoard,
    PublishBoard,
    WithdrawBoard,
)
from services.population.application.ports import NewUow


@dataclass(frozen=True, slots=True)
class BoardParts:
    """The commands and questions."""

    preview: PreviewBoard
    publish: PublishBoard
    withdraw: WithdrawBoard
    look: LookAtBoards


def build(context: ServiceContext, new_uow: NewUow, places: SqlPlaces) -> BoardParts:
    """Put them together; imports no grpc."""
    boards = SqlBoards(context.database)
    drafting = Drafting(SqlFigures(context.database), places, boards, context.clock)
    return BoardParts(
        preview=PreviewBoard(drafting),
        publish=PublishBoard(new_uow, drafting, boards, context.new_id),
        withdraw=WithdrawBoard(new_uow, boards),
        look=LookAtBoards(boards, places, context.clock),
    )

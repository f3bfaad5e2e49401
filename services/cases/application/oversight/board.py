"""The listed-and-cancelled board: list an issue, move it, turn it red (CASE-35)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.cases.application.access import units_of
from services.cases.application.oversight.ports import Board, CaseDesk, NextNumber, Surroundings
from services.cases.domain.board import BoardItem
from services.cases.domain.oversight_refusals import (
    BoardItemNotFound,
    DueInThePast,
    NotTheListing,
    RecordStale,
)
from services.cases.domain.refusals import UnitUnknown
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import path_of
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import events_pb2

LIST = "cases.board.list"
NewUow = Callable[[Call], UnitOfWork]


class PutOnBoard:
    """A listing authority gives a difficult issue a number, an owner and a deadline."""

    def __init__(
        self,
        new_uow: NewUow,
        board: Board,
        desk: CaseDesk,
        around: Surroundings,
        next_number: NextNumber,
        new_id: NewId,
    ) -> None:
        self._new_uow, self._board, self._desk = new_uow, board, desk
        self._around, self._next_number, self._new_id = around, next_number, new_id

    def __call__(
        self,
        call: Call,
        *,
        title: str,
        case_id: str,
        territory_code: str,
        listing_unit_id: str,
        owner_unit_id: str,
        measures: str,
        due_at: datetime,
        public: bool,
    ) -> BoardItem:
        """Raises PermissionDenied, NotTheListing for strangers, UnitUnknown, OwnListing, DueInThePast."""
        path = path_of(territory_code)
        call.require(LIST, path)
        self._around.refresh()
        for name, unit_id in (("listing_unit_id", listing_unit_id), ("owner_unit_id", owner_unit_id)):
            if self._around.unit(unit_id) is None:
                raise UnitUnknown(FieldProblem(name, UnitUnknown.code))
        if listing_unit_id not in units_of(call):
            raise NotTheListing(owner=self._around.unit_name(owner_unit_id))
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return _get(self._board, uow, first, call)
            if due_at <= uow.now:
                raise DueInThePast(FieldProblem("due_time", DueInThePast.code))
            if case_id:
                self._desk.read(uow.connection, case_id, call)
            item = BoardItem(
                id=self._new_id(),
                number=self._next_number(uow.connection, "GP", uow.now.astimezone(SHANGHAI).year),
                title=title,
                case_id=case_id,
                path=path,
                listing_unit_id=listing_unit_id,
                owner_unit_id=owner_unit_id,
                owner_name=self._around.unit_name(owner_unit_id),
                measures=measures,
                due_at=due_at,
                listed_by=call.actor.id,
                listed_at=uow.now,
                public=public,
            )
            self._board.add(uow.connection, item)
            _tell(uow, item, "list", False)
            uow.commit(result=item.id)
        return item


class MoveBoardItem:
    """treat and request_strike_off by the owner; check, strike_off and return by the listing authority."""

    def __init__(self, new_uow: NewUow, board: Board) -> None:
        self._new_uow, self._board = new_uow, board

    def __call__(self, call: Call, item_id: str, etag: str, move: str, text: str) -> BoardItem:
        """Raises BoardItemNotFound, NotTheOwner, NotTheListing, BoardNotAllowed, RecordStale."""
        with self._new_uow(call) as uow:
            item = _get(self._board, uow, item_id, call)
            if etag and etag != str(item.version):
                raise RecordStale(number=item.number)
            item.move(move, text, units_of(call))
            if move in ("check", "strike_off", "return"):
                call.require(LIST, item.path)
            self._board.save(uow.connection, item)
            _tell(uow, item, move, item.overdue(uow.now))
            uow.commit(result=item.id)
        return item


class GetBoardItem:
    """One item that the caller may see."""

    def __init__(self, new_uow: NewUow, board: Board) -> None:
        self._new_uow, self._board = new_uow, board

    def __call__(self, call: Call, item_id: str) -> BoardItem:
        """Raises BoardItemNotFound."""
        with self._new_uow(call) as uow:
            return _get(self._board, uow, item_id, call)


class ListBoard:
    """The board as the caller may see it; public items are for everybody who is signed in."""

    def __init__(self, new_uow: NewUow, board: Board) -> None:
        self._new_uow, self._board = new_uow, board

    def __call__(
        self,
        call: Call,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str = "",
        only_overdue: bool = False,
    ) -> list[BoardItem]:
        """The newest first; ``only_overdue`` those that are red now."""
        with self._new_uow(call) as uow:
            return self._board.page(
                uow.connection,
                call,
                only_open,
                size,
                after,
                state=state,
                overdue_at=uow.now if only_overdue else None,
            )


class SweepBoard:
    """Says once of every item that its deadline passed; the item stays where it is, in red."""

    def __init__(self, new_uow: NewUow, board: Board, system: Callable[[], Call]) -> None:
        self._new_uow, self._board, self._system = new_uow, board, system

    def __call__(self, now: datetime, most: int = 200) -> int:
        """How many turned red; running it again changes nothing."""
        count = 0
        with self._new_uow(self._system()) as uow:
            for item in self._board.passed(uow.connection, now, most):
                if item.announce(now):
                    self._board.save(uow.connection, item)
                    _tell(uow, item, "overdue", True)
                    count += 1
            uow.commit()
        return count


def _get(board: Board, uow: UnitOfWork, item_id: str, call: Call) -> BoardItem:
    item = board.find(uow.connection, item_id, call)
    if item is None:
        raise BoardItemNotFound()
    return item


def _tell(uow: UnitOfWork, item: BoardItem, move: str, overdue: bool) -> None:
    event = events_pb2.BoardItemMoved(
        item_id=item.id, number=item.number, owner_unit_id=item.owner_unit_id, move=move, overdue=overdue
    )
    uow.record(event, aggregate=item.id, territory=item.path)
    uow.audit(
        f"cases.board.{move}",
        "board_item",
        item.id,
        territory=item.path,
        changes={"state": ["", item.state.value]},
    )

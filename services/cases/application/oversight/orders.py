"""Supervision orders: issue, sign, reply, decide, urge, end, and what the timer does (CASE-33, CASE-37)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.cases.application.access import units_of
from services.cases.application.oversight.ports import CaseDesk, NextNumber, Orders, Surroundings
from services.cases.domain import routing
from services.cases.domain.case import Case
from services.cases.domain.clocks import Clock
from services.cases.domain.oversight_refusals import (
    OrderNotFound,
    OrderTargetMissing,
    OwnOrder,
    RecordStale,
)
from services.cases.domain.parts import Happening, Unit
from services.cases.domain.refusals import EndsHere, UnitUnknown
from services.cases.domain.states import ancestors
from services.cases.domain.supervision import MANUAL, PROBLEM, Order
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI, Limit
from wangge.cases.v1 import events_pb2

SUPERVISE = "cases.case.supervise"
PROBLEM_LIMIT = "1wd"
_PROBLEM_WORDS = {"reworks": "第三次返工", "transfers": "第三次改派"}
NewUow = Callable[[Call], UnitOfWork]


class OrderBook:
    """What every command about orders needs."""

    def __init__(
        self,
        new_uow: NewUow,
        orders: Orders,
        desk: CaseDesk,
        around: Surroundings,
        next_number: NextNumber,
        new_id: NewId,
    ) -> None:
        self.new_uow = new_uow
        self.orders = orders
        self.desk = desk
        self.around = around
        self.next_number = next_number
        self.new_id = new_id

    def get(self, uow: UnitOfWork, order_id: str, call: Call | None, etag: str = "") -> Order:
        """The order within the caller's sight; RecordStale when the etag is not its version any more."""
        order = self.orders.find(uow.connection, order_id, call)
        if order is None:
            raise OrderNotFound()
        if etag and etag != str(order.version):
            raise RecordStale(number=order.number)
        return order

    def write(
        self,
        uow: UnitOfWork,
        order: Order,
        verb: str,
        what: str,
        words: str = "",
        *,
        case: Case | None = None,
    ) -> None:
        """A new (verb supervise) or changed order: row, event, audit, a line in the case's history."""
        if verb == "supervise":
            self.orders.add(uow.connection, order)
        else:
            self.orders.save(uow.connection, order)
        uow.record(changed(order, what), aggregate=order.id, territory=order.path)
        uow.audit(
            f"cases.supervision.{what}",
            "supervision_order",
            order.id,
            territory=order.path,
            changes={"state": ["", order.state.value], "level": ["", order.level]},
        )
        if order.case_id:
            self._mark(uow, order, verb, words, case)

    def _mark(self, uow: UnitOfWork, order: Order, verb: str, words: str, given: Case | None) -> None:
        case = given or self.desk.open(uow, order.case_id, None)
        levels = [each.level for each in self.orders.open_of_case(uow.connection, order.case_id)]
        case.supervision_level = max(levels, default=0)
        case.updated_at = uow.now
        happening = Happening(
            action=verb,
            event="",
            before=case.state,
            after=case.state,
            at=uow.now,
            opinion=words,
            details={
                "order": order.number,
                "unit": order.unit_name,
                "level": order.level,
                "origin": order.origin,
            },
            parties=(f"unit:{order.unit_id}",) if order.unit_id else (),
        )
        if given is None:
            self.desk.write(uow, case, happening)
        else:
            case.happenings.append(happening)

    def make(
        self,
        uow: UnitOfWork,
        *,
        case: Case | None,
        unit: Unit,
        path: str,
        authority: str,
        requirement: str,
        limit: str,
        origin: str,
    ) -> Order:
        """A new order with its number and running clock."""
        calendar = self.around.calendar_at(unit.path or path)
        return Order(
            id=self.new_id(),
            number=self.next_number(uow.connection, "DB", uow.now.astimezone(SHANGHAI).year),
            case_id=case.id if case else "",
            case_number=case.number if case else "",
            unit_id=unit.id,
            unit_name=unit.name,
            path=path,
            authority_path=authority,
            requirement=requirement,
            issued_by=uow.call.actor.id,
            issued_by_name=uow.call.actor.name,
            issued_at=uow.now,
            clock=Clock.start("supervision", limit, uow.now, calendar),
            origin=origin,
        )

    def responsible(self, case: Case) -> Unit:
        """Who answers for a case: the unit that works on it, else the nearest centre."""
        if case.owner_unit_id and (unit := self.around.unit(case.owner_unit_id)):
            return unit
        for path in (case.holder_path, *ancestors(case.holder_path)):
            if (centre := self.around.centre_at(path)) is not None:
                return centre
        return Unit("", case.holder_name or self.around.name_of(case.holder_path), case.holder_path)


def changed(order: Order, what: str) -> events_pb2.SupervisionChanged:
    """The one event of a change of an order."""
    return events_pb2.SupervisionChanged(
        order_id=order.id,
        number=order.number,
        case_id=order.case_id,
        unit_id=order.unit_id,
        what=what,
        level=order.level,
        origin=order.origin,
    )


def authority_of(call: Call, *paths: str) -> str:
    """The smallest subtree that gives the right over all the places; requires it."""
    for path in paths:
        call.require(SUPERVISE, path)
    fitting = [
        grant.territory
        for grant in call.actor.grants
        if (SUPERVISE in grant.permissions or "*" in grant.permissions)
        and all(path.startswith(grant.territory) for path in paths)
    ]
    if not fitting:  # one grant for each place: the one over the first place speaks
        return authority_of(call, paths[0])
    return max(fitting, key=len, default="")


class IssueOrder:
    """A superior opens an order on a case or an organisation."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, *, case_id: str, unit_id: str, requirement: str, limit: str) -> Order:
        """The new order. Raises OrderTargetMissing, CaseNotFound, UnitUnknown, OwnOrder, PermissionDenied."""
        book = self._book
        Limit.parse(limit)
        book.around.refresh()
        if not case_id and not unit_id:
            raise OrderTargetMissing(FieldProblem("case_id", OrderTargetMissing.code))
        unit = book.around.unit(unit_id) if unit_id else None
        if unit_id and unit is None:
            raise UnitUnknown(FieldProblem("unit_id", UnitUnknown.code))
        with book.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return book.get(uow, first, call)
            case = book.desk.open(uow, case_id, call) if case_id else None
            if case is not None and unit is None:
                unit = book.responsible(case)
            assert unit is not None
            path = case.grid_path if case else unit.path
            authority = authority_of(call, path, *([unit.path] if unit.path else ()))
            if unit.id and unit.id in units_of(call):
                raise OwnOrder(unit=unit.name)
            order = book.make(
                uow,
                case=case,
                unit=unit,
                path=path,
                authority=authority,
                requirement=requirement,
                limit=limit,
                origin=MANUAL,
            )
            book.write(uow, order, "supervise", "issued", requirement, case=case)
            if case is not None:
                book.desk.write(uow, case)
            uow.commit(result=order.id)
        return order


class RuleOrders:
    """Problem orders that three reworks or three transfers make by themselves, one level up (CASE-37)."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, uow: UnitOfWork, case: Case, rule: str) -> None:
        """The order for ``rule`` (reworks or transfers), in the same transaction, after the case is saved."""
        book = self._book
        try:
            above = routing.up(book.around, case.holder_path).path
        except EndsHere:
            above = case.holder_path
        words = f"{_PROBLEM_WORDS[rule]}，请说明原因并限期办结"
        order = book.make(
            uow,
            case=case,
            unit=book.responsible(case),
            path=case.grid_path,
            authority=above,
            requirement=words,
            limit=PROBLEM_LIMIT,
            origin=PROBLEM,
        )
        book.write(uow, order, "supervise", "issued", words, case=case)
        book.desk.write(uow, case)


class SignOrder:
    """ISSUED to SIGNED by the supervised unit."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str, etag: str, text: str) -> Order:
        """Raises OrderNotFound, NotTheSupervised, OrderNotAllowed, RecordStale."""
        with self._book.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._book.get(uow, first, call)
            order = self._book.get(uow, order_id, call, etag)
            order.sign(units_of(call))
            self._book.write(uow, order, "supervision_signed", "signed", text)
            uow.commit(result=order.id)
        return order


class ReplyOrder:
    """A numbered reply of the supervised unit."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str, etag: str, text: str) -> Order:
        """Raises Invalid without words, and as SignOrder does."""
        if not text.strip():
            raise Invalid.one("text", "kernel.required")
        with self._book.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._book.get(uow, first, call)
            order = self._book.get(uow, order_id, call, etag)
            order.reply(text, call.actor.name, units_of(call), uow.now)
            self._book.write(uow, order, "supervision_replied", "replied", text)
            uow.commit(result=order.id)
        return order


class DecideReply:
    """The authority accepts the reply, which ends the supervision, or returns it with the limit anew."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str, etag: str, accept: bool, opinion: str) -> Order:
        """Raises PermissionDenied below the authority, OwnOrder, OrderNotAllowed, RecordStale."""
        with self._book.new_uow(call) as uow:
            order = self._book.get(uow, order_id, call, etag)
            call.require(SUPERVISE, order.authority_path)
            calendar = self._book.around.calendar_at(order.path)
            order.decide(accept, opinion, units_of(call), uow.now, calendar)
            what = "accepted" if accept else "returned"
            self._book.write(uow, order, f"supervision_{what}", what, opinion)
            uow.commit(result=order.id)
        return order


class UrgeOrder:
    """An urge (催办); each raises the level."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str, etag: str, text: str) -> Order:
        """Raises as DecideReply does."""
        with self._book.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._book.get(uow, first, call)
            order = self._book.get(uow, order_id, call, etag)
            call.require(SUPERVISE, order.authority_path)
            order.urge(units_of(call))
            self._book.write(uow, order, "urge", "urged", text)
            uow.commit(result=order.id)
        return order


class EndOrder:
    """Filed away after acceptance, or taken back by the authority."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str, etag: str, text: str) -> Order:
        """Raises as DecideReply does."""
        with self._book.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._book.get(uow, first, call)
            order = self._book.get(uow, order_id, call, etag)
            call.require(SUPERVISE, order.authority_path)
            order.end(units_of(call), uow.now)
            self._book.write(uow, order, "supervision_ended", "ended", text)
            uow.commit(result=order.id)
        return order


class SweepOrders:
    """Says once of every order whose reply did not come in time that it was missed."""

    def __init__(self, book: OrderBook, system: Callable[[], Call]) -> None:
        self._book = book
        self._system = system

    def __call__(self, now: datetime, most: int = 200) -> int:
        """How many were missed; running it again changes nothing."""
        call, count = self._system(), 0
        with self._book.new_uow(call) as uow:
            ids = [order.id for order in self._book.orders.passed(uow.connection, now, most)]
        for order_id in ids:
            with self._book.new_uow(call) as uow:
                order = self._book.orders.find(uow.connection, order_id, None)
                if order is not None and order.miss(now):
                    self._book.write(uow, order, "supervision_missed", "missed")
                    uow.commit()
                    count += 1
        return count


class GetOrder:
    """One order within the caller's sight."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(self, call: Call, order_id: str) -> tuple[Order, datetime]:
        """The order and the present moment. Raises OrderNotFound."""
        with self._book.new_uow(call) as uow:
            return self._book.get(uow, order_id, call), uow.now


class ListOrders:
    """Orders of the caller's places, to the caller's units, or by the caller; the newest first."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def __call__(
        self,
        call: Call,
        case_id: str,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str = "",
        only_overdue: bool = False,
    ) -> tuple[list[Order], datetime]:
        """The orders and the present moment; ``only_overdue`` those whose reply is awaited and late."""
        with self._book.new_uow(call) as uow:
            found = self._book.orders.page(
                uow.connection,
                call,
                case_id,
                only_open,
                size,
                after,
                state=state,
                overdue_at=uow.now if only_overdue else None,
            )
            return found, uow.now

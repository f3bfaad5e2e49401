"""What every command on a case does: open, look, guard, act, keep, answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from services.cases.application import access
from services.cases.application.ports import (
    Cases,
    CaseView,
    KnownDirectory,
    People,
    ProblemOrders,
    SearchIndex,
    Viewer,
    no_problem_orders,
)
from services.cases.domain import loop
from services.cases.domain.case import Case
from services.cases.domain.catalogue import Leaf
from services.cases.domain.overruns import Overrun
from services.cases.domain.parts import Doer, Evidence, Unit
from services.cases.domain.record import Turn
from services.cases.domain.refusals import CategoryUnknown, NotAllowed, UnitUnknown
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId


@dataclass(frozen=True, slots=True)
class Ref:
    """Which case, and the version the caller saw; an empty etag takes whatever version there is.

    ``overrun`` is why the verb comes after its limit, where the caller says so (CASE-23).
    """

    id: str
    etag: str = ""
    overrun: Overrun | None = None


@dataclass
class Hooks:
    """Policies other parts of the service hang in."""

    problem_orders: ProblemOrders = field(default=no_problem_orders)


@dataclass(frozen=True)
class Desk:
    """What commands share."""

    new_uow: Callable[[Call], UnitOfWork]
    cases: Cases
    directory: KnownDirectory
    people: People
    search: SearchIndex
    view: Viewer
    new_id: NewId
    hooks: Hooks

    def turn(self, call: Call, uow: UnitOfWork, case: Case, overrun: Overrun | None = None) -> Turn:
        """The circumstances of a verb on this case."""
        return Turn(
            by=Doer(call.actor.id, call.actor.name, access.units_of(call)),
            now=uow.now,
            leaf=self.directory.leaf(case.category, case.catalogue_version),
            calendar=self.directory.calendar_at(case.holder_path),
            places=self.directory,
            new_id=self.new_id,
            overrun=overrun,
        )

    def unit(self, unit_id: str, field_name: str) -> Unit:
        """An active organisation; UnitUnknown otherwise."""
        unit = self.directory.unit(unit_id)
        if unit is None:
            raise UnitUnknown(FieldProblem(field_name, UnitUnknown.code))
        return unit

    def leaf(self, code: str) -> Leaf:
        """A leaf in force; CategoryUnknown otherwise."""
        leaf = self.directory.leaf(code)
        if leaf.code != code:
            raise CategoryUnknown(FieldProblem("category", CategoryUnknown.code, {"category": code}))
        return leaf


@dataclass(eq=False)
class Working:
    """One case in the hands of a command."""

    desk: Desk
    uow: UnitOfWork
    call: Call
    case: Case
    turn: Turn
    attached: bool = True

    def evidence(self, ids: Sequence[str]) -> list[Evidence]:
        """Uploads, bound to the case from now on."""
        found = self.desk.cases.evidence(self.uow.connection, ids, self.case.id, self.call.actor.id)
        self.desk.cases.attach(self.uow.connection, ids, self.case.id)
        self.attached = self.attached or bool(ids)
        return found


class CaseCommand:
    """A verb on one case: one transaction, guarded by sight, version, right and state, in this order."""

    verb = ""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _run(
        self, call: Call, ref: Ref, act: Callable[[Working], object], people: Sequence[str] = ()
    ) -> CaseView:
        desk = self._desk
        desk.directory.refresh()
        with desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = desk.cases.load(uow.connection, first, None)
                return desk.view(uow.connection, known.case, call, uow.now)
            loaded = desk.cases.load(uow.connection, ref.id, self._sight(call), lock=True, etag=ref.etag)
            case = loaded.case
            access.require(call, self.verb, case)
            if not loop.rows_of(self.verb, case.state):
                raise NotAllowed(state=case.state.value, verb=self.verb)
            work = Working(desk, uow, call, case, desk.turn(call, uow, case, ref.overrun), loaded.attached)
            act(work)
            # The view reads uploads alone, bound by now, and need not wait for what is still to be written.
            connection = uow.connection
            self._keep(uow, case, people)
            view = desk.view(connection, case, call, uow.now, attached=work.attached)
            uow.commit(result=case.id)
            return view

    def _sight(self, call: Call) -> access.Sight | None:
        return access.sight_of(call)

    def _keep(self, uow: UnitOfWork, case: Case, people: Sequence[str] = ()) -> None:
        self._desk.cases.save(uow, case, people)
        for rule in case.problems:
            self._on_problem(uow, case, rule)
        case.problems = []

    def _on_problem(self, uow: UnitOfWork, case: Case, rule: str) -> None:
        """Policy: when a case was redone or passed on three times, a problem order goes one level up."""
        self._desk.hooks.problem_orders(uow, case, rule)

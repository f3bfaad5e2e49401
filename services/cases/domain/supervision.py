"""Supervision orders (督办): issued, signed, replied, accepted or returned, ended (CASE-33)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.cases.domain.clocks import Clock, Light
from services.cases.domain.oversight_refusals import NotTheSupervised, OrderNotAllowed, OwnOrder
from services.kernel.worktime import WorkCalendar

HIGHEST_LEVEL = 3
MANUAL, PROBLEM = "manual", "problem_order"


class OrderState(StrEnum):
    """Where an order stands, named as in the contract."""

    ISSUED = "ISSUED"
    SIGNED = "SIGNED"
    REPLIED = "REPLIED"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"
    ENDED = "ENDED"

    @property
    def open(self) -> bool:
        """Whether somebody is still under supervision."""
        return self not in (OrderState.ACCEPTED, OrderState.ENDED)


AWAITING_REPLY = frozenset({OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED})
_FROM: dict[str, frozenset[OrderState]] = {
    "sign": frozenset({OrderState.ISSUED}),
    "reply": frozenset({OrderState.SIGNED, OrderState.RETURNED}),
    "decide": frozenset({OrderState.REPLIED}),
    "urge": AWAITING_REPLY,
    "end": frozenset(OrderState) - {OrderState.ENDED},
}


@dataclass(eq=False, slots=True)
class Reply:
    """A numbered answer of the supervised; ``verdict`` is accepted, returned, or empty while undecided."""

    number: int
    text: str
    by: str
    at: datetime
    verdict: str = ""
    opinion: str = ""


@dataclass(eq=False)
class Order:
    """One order on a case or an organisation.

    ``path`` is the place it is about, ``authority_path`` the subtree of whoever issued it: who decides the
    reply must have the right over all of that.
    """

    id: str
    number: str
    case_id: str
    case_number: str
    unit_id: str
    unit_name: str
    path: str
    authority_path: str
    requirement: str
    issued_by: str
    issued_by_name: str
    issued_at: datetime
    clock: Clock
    origin: str = MANUAL
    state: OrderState = OrderState.ISSUED
    level: int = 1
    urges: int = 0
    missed: bool = False
    replies: list[Reply] = field(default_factory=list)
    version: int = 1

    def actions(self, units: tuple[str, ...], supervises: bool, handles: bool) -> list[str]:
        """Verbs that the caller may use now."""
        found = []
        if handles and self.unit_id in units:
            found += [verb for verb in ("sign", "reply") if self.state in _FROM[verb]]
        if supervises and self.unit_id not in units:
            found += [verb for verb in ("decide", "urge", "end") if self.state in _FROM[verb]]
        return found

    def sign(self, units: tuple[str, ...]) -> None:
        """ISSUED to SIGNED, by somebody of the supervised unit."""
        self._guard("sign")
        self._own(units)
        self.state = OrderState.SIGNED

    def reply(self, text: str, by: str, units: tuple[str, ...], at: datetime) -> Reply:
        """SIGNED or RETURNED to REPLIED, with the next number; the clock stops."""
        self._guard("reply")
        self._own(units)
        answer = Reply(len(self.replies) + 1, text, by, at)
        self.replies.append(answer)
        self.clock.stop(at)
        self.state = OrderState.REPLIED
        return answer

    def decide(
        self, accept: bool, opinion: str, units: tuple[str, ...], at: datetime, calendar: WorkCalendar
    ) -> None:
        """REPLIED to ACCEPTED, which ends the supervision, or to RETURNED with the limit anew."""
        self._guard("decide")
        self._not_own(units)
        self.replies[-1].verdict = "accepted" if accept else "returned"
        self.replies[-1].opinion = opinion
        if accept:
            self.state = OrderState.ACCEPTED
            return
        self.state = OrderState.RETURNED
        self.clock = Clock.start(self.clock.stage, self.clock.limit, at, calendar)

    def urge(self, units: tuple[str, ...]) -> None:
        """Each urge raises the level, three at most."""
        self._guard("urge")
        self._not_own(units)
        self.urges += 1
        self.level = min(self.level + 1, HIGHEST_LEVEL)

    def end(self, units: tuple[str, ...], at: datetime) -> None:
        """Filed away after acceptance, or taken back by the authority."""
        self._guard("end")
        self._not_own(units)
        self.clock.stop(at)
        self.state = OrderState.ENDED

    def miss(self, now: datetime) -> bool:
        """Note, once, that the reply did not come in time."""
        if self.missed or self.state not in AWAITING_REPLY or now <= self.clock.due_at:
            return False
        self.missed = True
        return True

    def light(self, now: datetime) -> Light:
        """How near the limit the reply is."""
        return self.clock.light(now)

    def _guard(self, verb: str) -> None:
        if self.state not in _FROM[verb]:
            raise OrderNotAllowed(state=self.state.value, verb=verb)

    def _own(self, units: tuple[str, ...]) -> None:
        if self.unit_id not in units:
            raise NotTheSupervised(unit=self.unit_name)

    def _not_own(self, units: tuple[str, ...]) -> None:
        if self.unit_id and self.unit_id in units:
            raise OwnOrder(unit=self.unit_name)

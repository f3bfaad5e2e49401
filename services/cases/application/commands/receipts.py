"""What a reporter does with number and secret alone, without signing in."""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.engine import Connection

from services.cases.application.desk import CaseCommand, Desk
from services.cases.domain import loop
from services.cases.domain.case import Case
from services.cases.domain.refusals import NotAllowed, ReceiptLocked, ReceiptUnknown
from services.kernel.call import Actor, Call, Realm, system_call
from services.kernel.persistence.unit_of_work import UnitOfWork

FREE_TRIES = 5
WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 30))
"""After the fifth wrong secret, the sixth, and every later one: too long for guessing 58 bits, too short for
a stranger to keep a reporter from asking for a day."""
FORGOTTEN_AFTER = timedelta(days=1)
"""Wrong secrets are counted no longer when none came for so long."""


class ReceiptBook(Protocol):
    """Secrets of receipts and the count of wrong ones."""

    def secret_of(self, case_id: str) -> str:
        """The secret that belongs to a case; derived under a key, so that none is stored."""

    def case_id_of(self, connection: Connection, number: str) -> str | None:
        """The case with this number."""

    def wrong(self, connection: Connection, number: str) -> tuple[int, datetime | None]:
        """How many wrong secrets were tried, and when last."""

    def count_wrong(self, connection: Connection, number: str, at: datetime) -> None:
        """One more."""

    def clear(self, connection: Connection, number: str) -> None:
        """The right one came."""

    def forget(self, connection: Connection, before: datetime) -> int:
        """Counts whose last wrong secret came before this moment; says how many there were."""

    def steps(self, connection: Connection, case: Case) -> list[ReceiptStep]:
        """When each of the seven steps was first reached, and by which organisation."""


@dataclass(frozen=True, slots=True)
class ReceiptStep:
    """One mark on the seven-step bar; an organisation, never a person."""

    step: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What the reporter sees. ``answer`` is the answer of the case this one was merged into."""

    case: Case
    steps: list[ReceiptStep]
    answer: str = ""
    actions: tuple[str, ...] = ()
    """rate, reopen, withdraw: what the reporter may do now."""


class Receipts(CaseCommand):
    """Opens a receipt after checking its secret; wrong ones make the number wait, longer each time."""

    def __init__(self, desk: Desk, book: ReceiptBook) -> None:
        super().__init__(desk)
        self._book = book

    def _open(
        self, call: Call, number: str, secret: str, verb: str, act: Callable[[Case, UnitOfWork, Call], None]
    ) -> ReceiptView:
        self._desk.directory.refresh()
        reporter = replace(call, actor=Actor(id="reporter", name="反映人", realm=Realm.ANONYMOUS))
        number = number.strip().upper()
        with self._desk.new_uow(reporter) as uow:
            connection = uow.connection
            wrong, last = self._book.wrong(connection, number)
            if last is not None and uow.now >= last + FORGOTTEN_AFTER:
                self._book.clear(connection, number)
                wrong = 0
            if wrong and last is not None and (left := last + wait_after(wrong) - uow.now) > timedelta():
                raise ReceiptLocked(minutes=math.ceil(left / timedelta(minutes=1)))
            case_id = self._book.case_id_of(connection, number)
            # The comparison runs for unknown numbers, too: the answer's time tells nothing.
            right = hmac.compare_digest(
                self._book.secret_of(case_id or "-").encode(), secret.strip().upper().encode()
            )
            if case_id is None or not right:
                self._book.count_wrong(connection, number, uow.now)
                uow.commit()
                raise ReceiptUnknown()
            if wrong:
                self._book.clear(connection, number)
            case = self._desk.cases.load(connection, case_id, None, lock=bool(verb)).case
            if verb:
                if not loop.rows_of(verb, case.state):
                    raise NotAllowed(state=case.state.value, verb=verb)
                act(case, uow, reporter)
                self._keep(uow, case)
            view = ReceiptView(
                case,
                self._book.steps(connection, case),
                self._answer_elsewhere(connection, case),
                _actions(case, uow.now),
            )
            uow.commit()
            return view

    def _answer_elsewhere(self, connection: Connection, case: Case) -> str:
        """Every reporter is answered, also those whose case goes on as another one."""
        seen = {case.id}
        while case.merged_into and case.merged_into not in seen:
            seen.add(case.merged_into)
            case = self._desk.cases.load(connection, case.merged_into, None).case
        return (case.answer or case.result) if len(seen) > 1 else ""


def wait_after(wrong: int) -> timedelta:
    """How long nobody may try after so many wrong secrets."""
    if wrong < FREE_TRIES:
        return timedelta()
    return WAITS[min(wrong - FREE_TRIES, len(WAITS) - 1)]


class ForgetWrongSecrets:
    """Drops counts that say nothing any more, so that numbers made up by strangers do not pile up."""

    def __init__(self, desk: Desk, book: ReceiptBook) -> None:
        self._desk = desk
        self._book = book

    def __call__(self, now: datetime) -> int:
        """How many were dropped."""
        with self._desk.new_uow(system_call("cases.receipts")) as uow:
            count = self._book.forget(uow.connection, now - FORGOTTEN_AFTER)
            uow.commit()
        return count


def _actions(case: Case, now: datetime) -> tuple[str, ...]:
    """By the guards of the verbs; from a safety issue without a reporter nobody is left to withdraw."""
    until = case.reopen_until
    gone = case.safety and case.reporter.anonymous and not case.reporter.name and not case.reporter.phone
    allowed = {"rate": True, "reopen": until is not None and now <= until, "withdraw": not gone}
    return tuple(verb for verb, open_now in allowed.items() if open_now and loop.rows_of(verb, case.state))


class GetReceipt(Receipts):
    """The seven-step bar."""

    def __call__(self, call: Call, number: str, secret: str) -> ReceiptView:
        return self._open(call, number, secret, "", lambda case, uow, who: None)


class RateByReceipt(Receipts):
    """The reporter's score."""

    def __call__(self, call: Call, number: str, secret: str, *, score: int, text: str = "") -> ReceiptView:
        def act(case: Case, uow: UnitOfWork, who: Call) -> None:
            case.rate(self._desk.turn(who, uow, case), score, text, "reporter")

        return self._open(call, number, secret, "rate", act)


class ReopenByReceipt(Receipts):
    """Within fourteen days of closing."""

    def __call__(self, call: Call, number: str, secret: str, *, ground: str) -> ReceiptView:
        def act(case: Case, uow: UnitOfWork, who: Call) -> None:
            case.reopen(self._desk.turn(who, uow, case), ground, by_reporter=True)

        return self._open(call, number, secret, "reopen", act)


class WithdrawByReceipt(Receipts):
    """A safety issue goes on without the reporter."""

    def __call__(self, call: Call, number: str, secret: str, *, reason: str) -> ReceiptView:
        def act(case: Case, uow: UnitOfWork, who: Call) -> None:
            account = case.reporter.account_id
            case.withdraw(self._desk.turn(who, uow, case), reason)
            if case.state.open and account:
                self._desk.people.forget(uow, case.id, account)

        return self._open(call, number, secret, "withdraw", act)

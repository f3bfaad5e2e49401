"""Checking, verifying, rating, reopening, withdrawing; and the first receiver's duty (CASE-13, 18, 28)."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases.application import access
from services.cases.application.desk import CaseCommand, Ref, Working
from services.cases.application.ports import CaseView
from services.cases.domain.refusals import AccountUnknown, CaseNotFound, NotYours
from services.kernel.call import Call
from services.kernel.errors import FieldProblem


class CheckFeedback(CaseCommand):
    """The centre checks the papers."""

    verb = "check"

    def __call__(self, call: Call, ref: Ref, *, accept: bool, opinion: str = "") -> CaseView:
        return self._run(call, ref, lambda w: w.case.check(w.turn, accept, opinion))


class VerifyCase(CaseCommand):
    """On site, with position, a new picture and time (CASE-13)."""

    verb = "verify"

    def __call__(
        self,
        call: Call,
        ref: Ref,
        *,
        passed: bool,
        defects: str = "",
        attachment_ids: Sequence[str] = (),
        place: tuple[float, float] | None = None,
    ) -> CaseView:
        return self._run(
            call, ref, lambda w: w.case.verify(w.turn, passed, defects, w.evidence(attachment_ids), place)
        )


class RateCase(CaseCommand):
    """The reporter rates, or staff record the call-back."""

    verb = "rate"

    def __call__(
        self, call: Call, ref: Ref, *, score: int, text: str = "", by_call_back: bool = False
    ) -> CaseView:
        def act(work: Working) -> None:
            own = work.call.actor.id == work.case.reporter.account_id
            if not own and not by_call_back:
                # Whoever is not the reporter can only say that they asked the reporter.
                raise NotYours(verb="rate", state=work.case.state.value)
            work.case.rate(work.turn, score, text, "reporter" if own and not by_call_back else "call_back")

        return self._run(call, ref, act)


class ReopenCase(CaseCommand):
    """By the reporter within the window, or a supervisor."""

    verb = "reopen"

    def __call__(self, call: Call, ref: Ref, *, ground: str) -> CaseView:
        def act(work: Working) -> None:
            supervises = call.may("cases.case.supervise", work.case.grid_path, line=work.case.category)
            work.case.reopen(work.turn, ground, by_reporter=not supervises)

        return self._run(call, ref, act)


class WithdrawCase(CaseCommand):
    """By the reporter; a safety issue goes on without them."""

    verb = "withdraw"

    def __call__(self, call: Call, ref: Ref, *, reason: str) -> CaseView:
        def act(work: Working) -> None:
            account = work.case.reporter.account_id
            work.case.withdraw(work.turn, reason)
            if work.case.state.open and account:
                self._desk.people.forget(work.uow, work.case.id, account)

        return self._run(call, ref, act)


class FollowCase(CaseCommand):
    """One more reporter of the same thing; taking part this way opens no more than a case's progress."""

    verb = "follow"

    def __call__(self, call: Call, ref: Ref, *, name: str = "", phone: str = "", words: str = "") -> CaseView:
        def act(work: Working) -> None:
            case = work.case
            sight = access.sight_of(call)
            if not sight.covers(case.grid_path, case.category) and not call.may("cases.case.report"):
                raise CaseNotFound()
            work.case.follow(work.turn, words)
            self._desk.people.follow(work.uow, case.id, call.actor.id, name, phone)

        # A stale etag would name who worked on the case last, to somebody out of sight of it.
        return self._run(call, Ref(ref.id), act)

    def _sight(self, call: Call) -> access.Sight | None:
        return None


class HandOverFirstReceipt(CaseCommand):
    """First asked, first handled: passes the duty on (CASE-18)."""

    verb = "hand_over"

    def __call__(self, call: Call, ref: Ref, *, to_account_id: str, reason: str) -> CaseView:
        self._desk.directory.refresh()

        def act(work: Working) -> None:
            # Asked only of those who may: the answer tells whether there is such an account.
            name = self._desk.directory.account_name(to_account_id)
            if name is None:
                raise AccountUnknown(FieldProblem("to_account_id", AccountUnknown.code))
            work.case.hand_over(work.turn, to_account_id, name, reason)

        return self._run(call, ref, act)


class AcknowledgeFirstReceipt(CaseCommand):
    """Takes the duty over."""

    verb = "acknowledge"

    def __call__(self, call: Call, ref: Ref) -> CaseView:
        return self._run(call, ref, lambda w: w.case.acknowledge(w.turn))

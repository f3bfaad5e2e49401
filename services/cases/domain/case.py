"""The case: verbs of steps 6 and 7, of the first receiver, and what the timer does (CASE-13, 18, 28)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.cases.domain import loop
from services.cases.domain.assignment import PROBLEM_AT
from services.cases.domain.clocks import SECONDARY, Light
from services.cases.domain.parts import Evidence
from services.cases.domain.record import ANSWER_DAYS, Evaluation, Reporter, Turn
from services.cases.domain.refusals import (
    NoHandover,
    NotIndependent,
    PhotoNeeded,
    PhotoTooOld,
    PlaceNeeded,
    WindowClosed,
)
from services.cases.domain.states import State
from services.cases.domain.work import Work
from services.kernel.errors import FieldProblem

CLOCK_SKEW = timedelta(minutes=10)
"""By how much a phone may run ahead of the server."""
UNANSWERED = "资料未在规定时间内补充，本件办结；如仍需反映，可重新上报。"


class Case(Work):
    """One reported matter from the first word to the archive."""

    def check(self, turn: Turn, accept: bool, opinion: str) -> None:
        """The centre checks the papers; physical work goes on to the check on site (CASE-13)."""
        outcome = "refused" if not accept else ("paperwork" if self.paperwork else "accepted")
        loop.find("check", self.state, outcome)
        if not accept:
            self._reopen_tasks(turn)
        parties = self._interested if outcome == "paperwork" else ()
        fields = {} if outcome == "paperwork" else {"accepted": accept}
        self._move(
            turn,
            "check",
            outcome,
            opinion=opinion,
            details={"accepted": accept},
            event_fields=fields,
            parties=parties,
        )
        if outcome == "paperwork":
            self.closed_at = turn.now

    def verify(
        self,
        turn: Turn,
        passed: bool,
        defects: str,
        evidence: Sequence[Evidence],
        place: tuple[float, float] | None,
    ) -> None:
        """On site: position, a picture newer than the feedback, and somebody who did not do the work."""
        outcome = "passed" if passed else "failed"
        loop.find("verify", self.state, outcome)
        if turn.by.id in self.handlers:
            raise NotIndependent()
        if place is None:
            raise PlaceNeeded(FieldProblem("place", PlaceNeeded.code))
        pictures = [each for each in evidence if each.category == "picture"]
        if not pictures:
            raise PhotoNeeded(FieldProblem("attachment_ids", PhotoNeeded.code))
        # Cameras write whole seconds.
        since = self.fed_back_at.replace(microsecond=0) if self.fed_back_at else None
        if since is not None and not any(
            p.taken_at and since <= p.taken_at <= turn.now + CLOCK_SKEW for p in pictures
        ):
            told = {"since": since.isoformat()}
            raise PhotoTooOld(FieldProblem("attachment_ids", PhotoTooOld.code, told), **told)
        ids = [each.id for each in evidence]
        if passed:
            self._move(
                turn,
                "verify",
                outcome,
                opinion=defects,
                attachments=ids,
                place=place,
                parties=self._interested,
            )
            self.closed_at = turn.now
            return
        self.reworks += 1
        if self.reworks == PROBLEM_AT:
            self.problems.append("reworks")
        self._reopen_tasks(turn)
        self._move(
            turn,
            "verify",
            outcome,
            opinion=defects,
            attachments=ids,
            place=place,
            details={"reworks": self.reworks},
            parties=self._unit_parties,
        )

    def rate(self, turn: Turn, score: int, text: str, by: str) -> None:
        """CLOSED to EVALUATED: by the reporter, or a centre's call-back."""
        loop.find("rate", self.state)
        self.evaluation = Evaluation(score, text, turn.now, by)
        self._move(
            turn,
            "rate",
            opinion=text,
            details={"score": score, "by": by},
            event_fields={"score": score, "by": by},
        )

    def note_no_reply(self, turn: Turn) -> None:
        """CLOSED to EVALUATED after seven days without an answer, which never counts as satisfied."""
        loop.find("rate", self.state, "none")
        self.evaluation = Evaluation(0, "", turn.now, "none")
        self._move(turn, "rate", "none", details={"by": "none"}, event_fields={"score": 0, "by": "none"})

    def reopen(self, turn: Turn, ground: str, *, by_reporter: bool) -> None:
        """CLOSED or EVALUATED to IN_WORK: the reporter within fourteen days, a supervisor at any time."""
        loop.find("reopen", self.state)
        until = self.reopen_until
        if by_reporter and (until is None or turn.now > until):
            raise WindowClosed(until=until.isoformat() if until else "")
        self.closed_at, self.fed_back_at = None, None
        self._reopen_tasks(turn)
        self._move(
            turn,
            "reopen",
            opinion=ground,
            details={"by_reporter": by_reporter},
            parties=(*self._interested, *self._unit_parties),
        )

    def withdraw(self, turn: Turn, reason: str) -> None:
        """The reporter withdraws; a safety issue goes on without them, anonymised (state table)."""
        loop.find("withdraw", self.state)
        if self.safety:
            self.reporter = Reporter(anonymous=True)
            self._move(turn, "withdraw", "continues", details={"continues": True})
            return
        self._cancel_tasks()
        self._stop_all(turn)
        self._move(turn, "withdraw", opinion=reason, parties=self._unit_parties)
        self.closed_at = turn.now

    def archive(self, turn: Turn, digest: str) -> None:
        """EVALUATED to ARCHIVED with the digest of the ledger up to then."""
        loop.find("archive", self.state)
        self.archive_digest = digest
        self._move(turn, "archive", details={"digest": digest}, event_fields={"digest": digest})

    def follow(self, turn: Turn, words: str) -> None:
        """One more reporter of the same thing, who gets every answer."""
        loop.find("follow", self.state)
        self.followers += 1
        self._move(turn, "follow", opinion=words, details={"followers": self.followers})

    def hand_over(self, turn: Turn, to_account: str, to_name: str, reason: str) -> None:
        """The first receiver passes the duty to inform on; it stays theirs until acknowledged (CASE-18)."""
        loop.find("hand_over", self.state)
        self.handover_to = to_account
        self._move(
            turn, "hand_over", opinion=reason, details={"to": to_name}, parties=(f"account:{to_account}",)
        )

    def acknowledge(self, turn: Turn) -> None:
        """Takes the duty over."""
        loop.find("acknowledge", self.state)
        if not self.handover_to or self.handover_to != turn.by.id:
            raise NoHandover()
        before = self.first_receiver
        self.first_receiver, self.first_receiver_name = turn.by.id, turn.by.name
        self.handover_to = ""
        self._move(turn, "acknowledge", parties=(f"account:{before}",) if before else ())

    def put_dispute(self, turn: Turn, dispute: dict[str, Any]) -> None:
        """Replaces the extras of a dispute (CASE-32); sessions held stay."""
        loop.find("put_dispute", self.state)
        held = self.dispute.get("sessions", [])
        self.dispute = {**dispute, "sessions": dispute.get("sessions") or held}
        self._move(turn, "put_dispute")

    def add_mediation(self, turn: Turn, session: dict[str, Any]) -> None:
        """Adds a mediation session."""
        loop.find("add_mediation", self.state)
        self.dispute = {**self.dispute, "sessions": [*self.dispute.get("sessions", []), session]}
        self._move(turn, "add_mediation", details={"sessions": len(self.dispute["sessions"])})

    def move(self, turn: Turn, grid: str, reason: str) -> None:
        """The grid was replaced: an open case moves with the ground, a closed one keeps its grid (DIR-07)."""
        loop.find("move", self.state)
        before = self.grid_path
        if self.holder_path == before:
            self._hold(turn, grid)
        self.grid_path, self.grid_name = grid, turn.places.name_of(grid)
        self._move(
            turn,
            "move",
            opinion=reason,
            details={"from": before, "to": grid},
            event_fields={"from_grid_path": before},
        )

    def recompute(self, turn: Turn) -> bool:
        """Due moments anew under a changed calendar, from the same starts; says whether any moved."""
        moved = False
        for clock in self.clocks:
            if clock.stopped_at is None:
                before = clock.due_at
                clock.recompute(turn.calendar)
                moved = moved or clock.due_at != before
        return moved

    def tick(self, turn: Turn) -> None:
        """What the timer finds to do at ``turn.now``, oldest duty first; doing it twice changes nothing."""
        for clock in list(self.clocks):
            light = clock.announce(turn.now)
            if light is not None:
                verb = "overdue" if light is Light.RED else "warn"
                if clock.stage in SECONDARY - {"progress"}:
                    continue
                self._move(
                    turn,
                    verb,
                    details={"stage": clock.stage, "due": clock.due_at.isoformat()},
                    event_fields={"stage": clock.stage},
                    parties=self._unit_parties,
                )
        up_at = self.escalate_at(turn.calendar, turn.places)
        if up_at is not None and turn.now >= up_at:
            if self.state is State.REPORTED:
                self.submit(turn, "", details={"automatic": True})
            else:
                self.escalate_by_time(turn)
        elif self.state is State.SUSPENDED and self.suspended_until and turn.now >= self.suspended_until:
            self.resume(turn, "")
        elif self.state is State.RETURNED:
            clock_ = self.clock("completing")
            if clock_ and turn.now >= clock_.started_at + timedelta(days=ANSWER_DAYS):
                self.close_unanswered(turn, UNANSWERED)
        elif self.state is State.CLOSED:
            clock_ = self.clock("rating")
            if clock_ and turn.now >= clock_.due_at:
                self.note_no_reply(turn)

    def archive_is_due(self, turn: Turn) -> bool:
        """Whether the thirty days after the evaluation are over."""
        clock = self.clock("archiving")
        return self.state is State.EVALUATED and clock is not None and turn.now >= clock.due_at

    def _reopen_tasks(self, turn: Turn) -> None:
        """The lead that fed back is at work again, without a second signature."""
        lead = next((t for t in reversed(self.tasks) if t.lead), None)
        if lead is not None and lead.state == "done":
            lead.state, lead.done_at = "signed", None

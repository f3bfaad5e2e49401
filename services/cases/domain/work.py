"""Verbs of steps 4 and 5: work, more time, rest, and the result fed back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.cases.domain import loop
from services.cases.domain.assignment import Assignment
from services.cases.domain.clocks import MOST_EXTENSIONS, PROGRESS, SECONDARY
from services.cases.domain.parts import ChangeRequest, Evidence, Happening, Task
from services.cases.domain.record import Turn
from services.cases.domain.refusals import (
    JointTasksOpen,
    LimitPassed,
    NoSuchRequest,
    OverrunCauseNeeded,
    OwnRequest,
    RequestOpen,
    StepUnknown,
    SuspensionTooLong,
    TaskNotSigned,
    TooManyExtensions,
)
from services.cases.domain.states import State
from services.kernel.errors import FieldProblem
from services.kernel.worktime import Limit

LONGEST_SUSPENSION = timedelta(days=30)


class Work(Assignment):
    """Progress, extension, suspension, feeding back."""

    def progress(self, turn: Turn, note: str, evidence: Sequence[Evidence], step_done: str) -> None:
        """A note; with ``step_done`` a named step is over and the next one's clock starts."""
        loop.find("progress", self.state)
        self._working_task(turn)
        if step_done:
            self._finish_step(turn, step_done)
        self._note_handler(turn.by)
        self._stop(PROGRESS, turn)
        self._move(
            turn,
            "progress",
            opinion=note,
            attachments=[e.id for e in evidence],
            details={"step_done": step_done},
        )

    def request_extension(self, turn: Turn, reason: str, extra: str) -> None:
        """More time: before the limit passes, and twice at most."""
        loop.find("request_extension", self.state)
        self._working_task(turn)
        Limit.parse(extra, "extra")
        clock = self.clock("handling")
        if clock is None or turn.now > clock.due_at:
            raise LimitPassed()
        if clock.extensions >= MOST_EXTENSIONS:
            raise TooManyExtensions(most=MOST_EXTENSIONS)
        self._ask(turn, "extension", reason, extra=extra)

    def request_suspension(self, turn: Turn, reason: str, until: datetime) -> None:
        """Asks the centre to stop the clock."""
        loop.find("request_suspension", self.state)
        self._working_task(turn)
        _check_until(turn.now, until)
        self._ask(turn, "suspension", reason, until=until)

    def decide_request(self, turn: Turn, request_id: str, approve: bool, opinion: str) -> None:
        """The centre decides; never the one who asked."""
        loop.rows_of("decide_request", self.state) or loop.find("decide_request", self.state, "refused")
        request = next((r for r in self.requests if r.id == request_id and r.state == "asked"), None)
        if request is None:
            raise NoSuchRequest()
        if request.asked_by == turn.by.id:
            raise OwnRequest()
        if approve and request.kind == "suspension" and request.until is not None:
            _check_until(turn.now, request.until)
        request.state = "approved" if approve else "refused"
        request.decided_by, request.decided_at, request.opinion = turn.by.id, turn.now, opinion
        asker = (f"account:{request.asked_by}",)
        if not approve:
            fields = {"kind": request.kind}
            self._move(
                turn,
                "decide_request",
                "refused",
                opinion=opinion,
                details=fields,
                event_fields=fields,
                parties=asker,
            )
        elif request.kind == "extension":
            clock = self.clock("handling")
            if clock is None or clock.extensions >= MOST_EXTENSIONS:
                raise TooManyExtensions(most=MOST_EXTENSIONS)
            clock.extend(request.extra, turn.now, turn.calendar)
            fields = {"extra": request.extra}
            self._move(
                turn,
                "decide_request",
                "extended",
                opinion=opinion,
                event_fields=fields,
                parties=asker,
                details={"extra": request.extra, "due": clock.due_at.isoformat()},
            )
        else:
            self._rest(turn, request.until)
            self._move(
                turn,
                "decide_request",
                "suspended",
                opinion=opinion,
                parties=asker,
                details={"until": request.until.isoformat() if request.until else ""},
            )

    def suspend(self, turn: Turn, ground: str, until: datetime) -> None:
        """IN_WORK to SUSPENDED, thirty days at most; the clock stops."""
        loop.find("suspend", self.state)
        _check_until(turn.now, until)
        self._rest(turn, until)
        self._move(turn, "suspend", opinion=ground, details={"until": until.isoformat()})

    def resume(self, turn: Turn, reason: str) -> Happening:
        """SUSPENDED to IN_WORK; the clock runs on where it stood."""
        loop.find("resume", self.state)
        for clock in self.clocks:
            clock.resume(turn.now, turn.calendar)
        self.suspended_until = None
        return self._move(turn, "resume", opinion=reason)

    def feed_back(
        self,
        turn: Turn,
        result: str,
        evidence: Sequence[Evidence],
        cost: str,
        place: tuple[float, float] | None,
    ) -> None:
        """A unit's result; the lead's closes the work once all joint tasks are done (CASE-15).

        Raises OverrunCauseNeeded when it ends the handling past its limit and nothing says why (CASE-23).
        """
        loop.rows_of("feed_back", self.state) or loop.find("feed_back", self.state)
        task = self._working_task(turn)
        self._note_handler(turn.by)
        attachments = [e.id for e in evidence]
        if task is not None and not task.lead:
            task.state, task.result, task.done_at = "done", result, turn.now
            self._move(
                turn,
                "feed_back",
                "task",
                opinion=result,
                attachments=attachments,
                place=place,
                details={"unit": task.unit_name, "cost": cost},
                event_fields={"unit_id": task.unit_id},
            )
            return
        waiting = [t.unit_name for t in self.open_tasks if not t.lead]
        if waiting:
            raise JointTasksOpen(units="、".join(waiting))
        clock = self.clock("handling")
        if clock is not None and clock.late(turn.now) and turn.overrun is None:
            due = clock.due_at.isoformat()
            raise OverrunCauseNeeded(FieldProblem("overrun_cause", OverrunCauseNeeded.code, {"due": due}))
        if task is not None:
            task.state, task.result, task.done_at = "done", result, turn.now
        self.result, self.cost, self.fed_back_at = result, cost, turn.now
        for request in self.requests:
            if request.state == "asked":
                request.state, request.decided_at = "refused", turn.now
        self._move(
            turn, "feed_back", opinion=result, attachments=attachments, place=place, details={"cost": cost}
        )

    def _working_task(self, turn: Turn) -> Task | None:
        """The caller's signed task, the lead's first; None where the centre itself does the work."""
        if not self.open_tasks:
            return None
        task = self._task_of(turn)
        signed = [t for t in self.open_tasks if t.unit_id in turn.by.units and t.state == "signed"]
        if not signed:
            raise TaskNotSigned(unit=task.unit_name)
        return next((t for t in signed if t.lead), signed[0])

    def _ask(
        self, turn: Turn, kind: str, reason: str, extra: str = "", until: datetime | None = None
    ) -> None:
        if self.asked_request is not None:
            raise RequestOpen()
        self.requests.append(ChangeRequest(turn.new_id(), kind, reason, turn.by.id, turn.now, extra, until))
        fields = {"kind": kind}
        details = {"kind": kind, "extra": extra, "until": until.isoformat() if until else ""}
        self._move(turn, f"request_{kind}", opinion=reason, details=details, event_fields=fields)

    def _rest(self, turn: Turn, until: datetime | None) -> None:
        self.suspended_until = until
        for clock in self.clocks:
            clock.pause(turn.now)

    def _finish_step(self, turn: Turn, name: str) -> None:
        clock = self.clock(name)
        if clock is None or name in loop.STAGE.values() or name in SECONDARY:
            raise StepUnknown(FieldProblem("step_done", StepUnknown.code, {"step": name}))
        clock.stop(turn.now, turn.overrun)
        names = [step for step, _ in turn.leaf.limits_for(self.urgency).steps]
        following = names[names.index(name) + 1 :] if name in names else []
        if following and self.state is State.IN_WORK:
            self._start(turn, following[0])


def _check_until(now: datetime, until: datetime) -> None:
    if not now < until <= now + LONGEST_SUSPENSION:
        raise SuspensionTooLong(FieldProblem("until", SuspensionTooLong.code, {"days": "30"}))

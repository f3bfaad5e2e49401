"""The state table of the loop as data: which verb leads where, by whose right, with which event (CASE-11)."""

from __future__ import annotations

from dataclasses import dataclass

from services.cases.domain.refusals import NotAllowed
from services.cases.domain.states import OPEN, STEP, State

VERSION = 1

STAGE = {
    State.REPORTED: "receiving",
    State.SELF_DONE: "confirming",
    State.SCREENING: "screening",
    State.RETURNED: "completing",
    State.FILED: "assigning",
    State.ASSIGNED: "signing",
    State.IN_WORK: "handling",
    State.FEEDBACK: "checking",
    State.VERIFYING: "verifying",
    State.CLOSED: "rating",
    State.EVALUATED: "archiving",
}
"""The stage whose clock runs while a case is in a state."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    Attributes:
        verb: what is done; ``outcome`` tells rows of one verb apart.
        sources: states it may be done in.
        rule: who may: grid, centre, unit, reporter, supervisor, party, or system.
        permission: what the account needs for it; empty where being the person concerned suffices.
        target: the state after; None stays where it is.
        event: the one event it is announced by.
        stops, starts: stages whose clocks stop and start.
    """

    verb: str
    sources: frozenset[State]
    rule: str
    permission: str
    target: State | None
    event: str
    outcome: str = ""
    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()

    @property
    def step(self) -> int:
        """Step of the seven after it; 0 where it does not move."""
        return STEP[self.target] if self.target else 0


def _row(
    verb: str,
    sources: State | frozenset[State],
    target: State | None,
    event: str,
    rule: str,
    permission: str = "",
    outcome: str = "",
    keeps: tuple[str, ...] = (),
) -> Transition:
    states = frozenset({sources}) if isinstance(sources, State) else sources
    if target is None:
        return Transition(verb, states, rule, permission, None, event, outcome)
    stops = tuple(
        STAGE[s] for s in State if s in states and s in STAGE and s != target and STAGE[s] not in keeps
    )
    starts = (STAGE[target],) if target in STAGE else ()
    return Transition(verb, states, rule, permission, target, event, outcome, stops, starts)


S = State
_WORKED_ON = frozenset({S.ASSIGNED, S.IN_WORK})
_DONE = frozenset({S.CLOSED, S.EVALUATED})
_ANY = frozenset(S)
_SCREEN, _ASSIGN, _HANDLE = "cases.case.screen", "cases.case.assign", "cases.task.handle"

TABLE: tuple[Transition, ...] = (
    _row("settle", S.REPORTED, S.SELF_DONE, "CaseSelfHandled", "grid", "cases.case.settle"),
    _row("submit", S.REPORTED, S.SCREENING, "CaseSubmitted", "grid", "cases.case.submit"),
    _row("file", S.SCREENING, S.FILED, "CaseFiled", "centre", _SCREEN),
    _row("return", S.SCREENING, S.RETURNED, "CaseReturned", "centre", _SCREEN),
    _row("reject", S.SCREENING, S.REJECTED, "CaseRejected", "centre", _SCREEN),
    _row("reject", S.RETURNED, S.REJECTED, "CaseRejected", "system", "", "unanswered"),
    _row("merge", S.SCREENING, S.MERGED, "CaseMerged", "centre", _SCREEN),
    _row("resubmit", S.RETURNED, S.SCREENING, "CaseResubmitted", "reporter"),
    _row("take", S.FILED, S.IN_WORK, "CaseAssigned", "centre", _ASSIGN),
    _row("assign", S.FILED, S.ASSIGNED, "CaseAssigned", "centre", _ASSIGN),
    _row(
        "escalate",
        frozenset({S.FILED, S.IN_WORK}),
        S.SCREENING,
        "CaseEscalated",
        "centre",
        "cases.case.escalate",
    ),
    _row(
        "escalate", frozenset({S.SCREENING, S.FILED}), S.SCREENING, "CaseEscalated", "system", "", "automatic"
    ),
    _row("push_down", S.FILED, S.SCREENING, "CasePushedDown", "centre", _ASSIGN),
    _row("sign", S.ASSIGNED, S.IN_WORK, "CaseAccepted", "unit", _HANDLE),
    _row("sign", _WORKED_ON, None, "CaseAccepted", "unit", _HANDLE, "joint"),
    _row("send_back", S.ASSIGNED, S.FILED, "CaseSentBack", "unit", _HANDLE),
    _row("send_back", _WORKED_ON, None, "CaseSentBack", "unit", _HANDLE, "joint"),
    # The promise to the reporter runs on while the case changes hands, hence keeps.
    _row("transfer", _WORKED_ON, S.ASSIGNED, "CaseTransferred", "centre", _ASSIGN, keeps=("handling",)),
    _row("progress", S.IN_WORK, None, "CaseProgressed", "unit", _HANDLE),
    _row("request_extension", S.IN_WORK, None, "CaseRequestMade", "unit", _HANDLE),
    _row("request_suspension", S.IN_WORK, None, "CaseRequestMade", "unit", _HANDLE),
    _row("decide_request", S.IN_WORK, None, "CaseExtended", "centre", "cases.case.extend", "extended"),
    _row("decide_request", S.IN_WORK, None, "CaseRequestRefused", "centre", "cases.case.extend", "refused"),
    _row(
        "decide_request",
        S.IN_WORK,
        S.SUSPENDED,
        "CaseSuspended",
        "centre",
        "cases.case.extend",
        "suspended",
        keeps=("handling",),
    ),
    _row(
        "suspend", S.IN_WORK, S.SUSPENDED, "CaseSuspended", "centre", "cases.case.extend", keeps=("handling",)
    ),
    _row("resume", S.SUSPENDED, S.IN_WORK, "CaseResumed", "centre", "cases.case.extend"),
    _row("feed_back", S.IN_WORK, None, "CaseTaskDone", "unit", _HANDLE, "task"),
    _row("feed_back", S.IN_WORK, S.FEEDBACK, "CaseDone", "unit", _HANDLE),
    _row("check", S.FEEDBACK, S.VERIFYING, "CaseChecked", "centre", "cases.case.check", "accepted"),
    _row("check", S.FEEDBACK, S.CLOSED, "CaseClosed", "centre", "cases.case.check", "paperwork"),
    _row("check", S.FEEDBACK, S.IN_WORK, "CaseChecked", "centre", "cases.case.check", "refused"),
    _row("verify", S.VERIFYING, S.CLOSED, "CaseVerified", "grid", "cases.case.verify", "passed"),
    _row("verify", S.VERIFYING, S.IN_WORK, "CaseReworked", "grid", "cases.case.verify", "failed"),
    _row("confirm", S.SELF_DONE, S.CLOSED, "CaseClosed", "grid", "cases.case.settle"),
    _row("rate", S.CLOSED, S.EVALUATED, "CaseRated", "reporter"),
    _row("rate", S.CLOSED, S.EVALUATED, "CaseRated", "system", "", "none"),
    _row("reopen", _DONE, S.IN_WORK, "CaseReopened", "supervisor"),
    _row("archive", S.EVALUATED, S.ARCHIVED, "CaseArchived", "system"),
    _row("withdraw", OPEN, S.WITHDRAWN, "CaseWithdrawn", "reporter"),
    _row("withdraw", OPEN, None, "CaseWithdrawn", "reporter", "", "continues"),
    _row("change_category", OPEN, None, "CaseRecategorised", "centre", _SCREEN),
    _row("follow", OPEN, None, "CaseFollowed", "anyone"),
    _row("hand_over", _ANY - {S.ARCHIVED}, None, "CaseHandedOver", "receiver"),
    _row("acknowledge", _ANY - {S.ARCHIVED}, None, "CaseHandoverAcknowledged", "new_receiver"),
    _row("put_dispute", OPEN | _DONE, None, "CaseDisputeChanged", "unit", _HANDLE),
    _row("add_mediation", OPEN | _DONE, None, "CaseDisputeChanged", "unit", _HANDLE),
    _row("hand_to_emergency", OPEN, None, "CaseHandedToEmergency", "centre", "cases.case.escalate"),
    _row("warn", _ANY, None, "CaseWarned", "system"),
    _row("overdue", _ANY, None, "CaseOverdue", "system"),
    _row("move", OPEN, None, "CaseMoved", "system"),
)

VERBS = tuple(dict.fromkeys(row.verb for row in TABLE if row.rule != "system"))
"""What people can do, in the order of the loop."""

_ROWS: dict[tuple[str, str, State], Transition] = {
    (row.verb, row.outcome, state): row for row in TABLE for state in row.sources
}
_RULES: dict[str, Transition] = {row.verb: row for row in TABLE if row.rule != "system"}
_OPEN_TO_PEOPLE: dict[tuple[str, State], tuple[Transition, ...]] = {
    (verb, state): tuple(r for r in TABLE if r.verb == verb and state in r.sources and r.rule != "system")
    for verb in _RULES
    for state in State
}


def find(verb: str, state: State, outcome: str = "") -> Transition:
    """The row for this move; raises NotAllowed, naming the present state, when there is none (ALL-03)."""
    row = _ROWS.get((verb, outcome, state))
    if row is None:
        raise NotAllowed(state=state.value, verb=verb)
    return row


def rows_of(verb: str, state: State) -> tuple[Transition, ...]:
    """Rows people may take for this verb in this state, whatever the outcome; may be empty."""
    return _OPEN_TO_PEOPLE.get((verb, state), ())


def rule_of(verb: str) -> Transition | None:
    """The row that says who may do a verb; rows of one verb agree on that. None for the system's own."""
    return _RULES.get(verb)

"""Which of the verbs open to the reader come first on a case's page, and which go into the menu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.cases.edge import words
from services.cases.edge.history import ICONS
from wangge.cases.v1 import cases_pb2 as pb

_ALWAYS_FIRST = ("acknowledge", "decide_request")
_USUAL: Mapping[int, tuple[str, ...]] = {
    pb.CASE_STATE_REPORTED: ("settle", "submit"),
    pb.CASE_STATE_SELF_DONE: ("confirm",),
    pb.CASE_STATE_SCREENING: ("file", "return", "reject", "merge"),
    pb.CASE_STATE_RETURNED: ("resubmit",),
    pb.CASE_STATE_FILED: ("assign", "take", "escalate", "push_down"),
    pb.CASE_STATE_ASSIGNED: ("sign", "send_back", "transfer"),
    pb.CASE_STATE_IN_WORK: ("sign", "feed_back", "progress", "request_extension"),
    pb.CASE_STATE_SUSPENDED: ("resume",),
    pb.CASE_STATE_FEEDBACK: ("check",),
    pb.CASE_STATE_VERIFYING: ("verify",),
    pb.CASE_STATE_CLOSED: ("rate",),
    pb.CASE_STATE_EVALUATED: (),
}
"""What usually comes next in each state, the likeliest first."""
_ICONS = {
    "acknowledge": "user-check",
    "decide_request": "gavel",
    "resubmit": "file-text",
    "request_extension": "calendar-time",
    "request_suspension": "player-pause",
    "withdraw": "x",
    "change_category": "category",
    "hand_over": "users",
    "put_dispute": "messages",
    "add_mediation": "friends",
    "hand_to_emergency": "urgent",
}


@dataclass(frozen=True)
class Choice:
    """A verb as a button."""

    verb: str
    title: str
    icon: str
    address: str


@dataclass(frozen=True)
class Choices:
    """``first`` is the normal next step, None where nothing waits for this reader."""

    first: Choice | None
    others: list[Choice]
    more: list[Choice]


def choices(case: pb.Case) -> Choices:
    """The verbs in ``actions``, in order of likelihood."""
    usual = [*_ALWAYS_FIRST, *_USUAL.get(case.state, ())]
    shown = [verb for verb in usual if verb in case.actions]
    rest = [verb for verb in case.actions if verb not in shown]
    made = [_choice(case.id, verb) for verb in shown]
    return Choices(made[0] if made else None, made[1:], [_choice(case.id, verb) for verb in rest])


def _choice(case_id: str, verb: str) -> Choice:
    icon = _ICONS.get(verb) or ICONS.get(verb, "point")
    return Choice(verb, words.action(verb), icon, f"/cases/case/{case_id}/do/{verb}")

"""Whom a case asks for what: the source of every pending list (CASE-03)."""

from __future__ import annotations

from dataclasses import dataclass

from services.cases.domain.case import Case
from services.cases.domain.routing import Places, verifier_of
from services.cases.domain.states import State

PERMISSIONS = {
    "settle": "cases.case.settle",
    "confirm": "cases.case.settle",
    "complete": "cases.case.submit",
    "screen": "cases.case.screen",
    "assign": "cases.case.assign",
    "handle": "cases.case.assign",
    "decide": "cases.case.extend",
    "resume": "cases.case.extend",
    "check": "cases.case.check",
    "verify": "cases.case.verify",
}
"""What a holder of a place needs for an ask to be theirs; units and accounts are asked by name."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked of one party: ``path:<territory>``, ``unit:<id>`` or ``account:<id>``."""

    party: str
    ask: str


def asks_of(case: Case, places: Places) -> frozenset[Ask]:
    """Everything the case waits for at the moment."""
    return frozenset(Ask(party, ask) for party, ask in _asks(case, places))


def _asks(case: Case, places: Places) -> list[tuple[str, str]]:
    holder = f"path:{case.holder_path}"
    found: list[tuple[str, str]] = []
    match case.state:
        case State.REPORTED:
            found.append((holder, "settle"))
        case State.SELF_DONE:
            found.append((f"path:{verifier_of(places, case.grid_path).path}", "confirm"))
        case State.SCREENING:
            found.append((holder, "screen"))
        case State.RETURNED:
            people = dict.fromkeys((case.reporter.account_id, case.first_receiver))
            found.extend((f"account:{each}", "complete") for each in people if each)
            found.append((f"path:{case.grid_path}", "complete"))
        case State.FILED:
            found.append((holder, "assign"))
        case State.ASSIGNED | State.IN_WORK:
            for task in case.open_tasks:
                found.append((f"unit:{task.unit_id}", "sign" if task.state == "assigned" else "handle"))
            if not case.open_tasks:
                found.append((holder, "handle"))
            if case.asked_request is not None:
                found.append((holder, "decide"))
        case State.SUSPENDED:
            found.append((holder, "resume"))
        case State.FEEDBACK:
            found.append((holder, "check"))
        case State.VERIFYING:
            found.append((f"path:{verifier_of(places, case.grid_path).path}", "verify"))
        case State.CLOSED:
            if case.reporter.account_id:
                found.append((f"account:{case.reporter.account_id}", "rate"))
    if case.handover_to:
        found.append((f"account:{case.handover_to}", "acknowledge"))
    return found

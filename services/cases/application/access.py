"""Who sees a case and who may do what to it: one answer for commands and for the list of actions."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from services.cases.domain import loop
from services.cases.domain.case import Case
from services.cases.domain.refusals import NotYours
from services.cases.domain.states import State
from services.kernel.call import Actor, Call, Realm, Scope

VIEW = "cases.case.view"
SIGHT = frozenset(
    {
        VIEW,
        "cases.case.settle",
        "cases.case.submit",
        "cases.case.screen",
        "cases.case.assign",
        "cases.case.escalate",
        "cases.case.extend",
        "cases.case.check",
        "cases.case.verify",
        "cases.case.supervise",
    }
)
"""Whoever holds one of these over a place sees the cases of that place: who must act can open."""

_REMEMBERED = 4096
"""Actors whose sight is kept ready."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Rows a call may see: whole subtrees, subtrees of one line of work, and cases taken part in."""

    scope: Scope
    lined: tuple[tuple[str, str], ...] = ()

    def covers(self, grid_path: str, category: str) -> bool:
        """Whether a subtree alone gives sight, without taking part."""
        if any(grid_path.startswith(path) for path in self.scope.paths):
            return True
        return any(
            grid_path.startswith(path) and (category == line or category.startswith(line + "."))
            for path, line in self.lined
        )


def units_of(call: Call) -> tuple[str, ...]:
    """Organisations the caller acts for: by post, or by a grant limited to one."""
    return _units(call.actor)


@functools.lru_cache(maxsize=_REMEMBERED)
def _units(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*actor.units, *(g.unit for g in actor.grants if g.unit))))


def parties_of(call: Call) -> tuple[str, ...]:
    """How the caller may appear among those taking part."""
    return _parties(call.actor)


def _parties(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*actor.parties, *(f"unit:{unit}" for unit in _units(actor)))))


def sight_of(call: Call) -> Sight:
    """What the caller's grants and participation let them see; nothing without either."""
    return _sight(call.actor)


@functools.lru_cache(maxsize=_REMEMBERED)
def _sight(actor: Actor) -> Sight:
    # An actor is what one token says and does not change: it is the same object for many calls.
    if actor.realm is Realm.ANONYMOUS:
        return Sight(Scope.nothing())
    granted = [g for g in actor.grants if not g.unit and ("*" in g.permissions or SIGHT & g.permissions)]
    paths: list[str] = []
    for path in sorted({g.territory for g in granted if not g.line}):
        if not any(path.startswith(outer) for outer in paths):
            paths.append(path)
    lined = sorted({(g.territory, g.line) for g in granted if g.line})
    narrow = tuple((p, line) for p, line in lined if not any(p.startswith(outer) for outer in paths))
    return Sight(Scope(tuple(paths), _parties(actor)), narrow)


def may(call: Call, verb: str, case: Case) -> bool:
    """Whether this account may do the verb to this case, as far as rights go, whatever its state."""
    row = loop.rule_of(verb)
    return row is not None and _rule(call, row, case)


def require(call: Call, verb: str, case: Case) -> None:
    """Raise NotYours unless `may` says yes."""
    if not may(call, verb, case):
        raise NotYours(verb=verb, state=case.state.value)


def _rule(call: Call, row: loop.Transition, case: Case) -> bool:
    me = call.actor.id
    match row.rule:
        case "grid":
            return call.may(row.permission, case.grid_path, line=case.category)
        case "centre":
            return call.may(row.permission, case.holder_path, line=case.category)
        case "unit":
            return _works_on(call, row.permission, case)
        case "reporter":
            return _speaks_for_reporter(call, row.verb, case)
        case "supervisor":
            return _is_reporter(call, case) or call.may(
                "cases.case.supervise", case.grid_path, line=case.category
            )
        case "receiver":
            return me == case.first_receiver or call.may(
                "cases.case.screen", case.holder_path, line=case.category
            )
        case "new_receiver":
            return bool(case.handover_to) and me == case.handover_to
        case _:
            return call.actor.realm is not Realm.ANONYMOUS


def _works_on(call: Call, permission: str, case: Case) -> bool:
    if case.open_tasks:
        return any(
            task.unit_id in units_of(call) and _serves(call, permission, task.unit_id)
            for task in case.open_tasks
        )
    # Where the centre works on it itself, its own people do; after the close the last unit still may add.
    last = case.tasks[-1] if case.tasks else None
    if last is not None and last.lead and last.state == "done" and last.unit_id in units_of(call):
        return _serves(call, permission, last.unit_id)
    return call.may(permission, case.holder_path, line=case.category) or call.may(
        "cases.case.assign", case.holder_path, line=case.category
    )


def _serves(call: Call, permission: str, unit_id: str) -> bool:
    """Whether the right is held for this unit; one that is limited to a unit does not serve another."""
    return any(
        (permission in grant.permissions or "*" in grant.permissions) and grant.unit in ("", unit_id)
        for grant in call.actor.grants
    )


def _is_reporter(call: Call, case: Case) -> bool:
    return bool(case.reporter.account_id) and call.actor.id == case.reporter.account_id


def _speaks_for_reporter(call: Call, verb: str, case: Case) -> bool:
    if _is_reporter(call, case) or (case.first_receiver and call.actor.id == case.first_receiver):
        return True
    if call.may("cases.case.screen", case.holder_path, line=case.category):
        return True
    return verb == "resubmit" and call.may("cases.case.submit", case.grid_path, line=case.category)


def actions_of(call: Call, case: Case) -> list[str]:
    """Verbs the caller may use now, by the guards the commands use."""
    found = []
    for verb in _verbs_in(case.state):
        if may(call, verb, case) and _sensible(call, verb, case):
            found.append(verb)
    return found


@functools.cache
def _verbs_in(state: State) -> tuple[str, ...]:
    return tuple(verb for verb in loop.VERBS if loop.rows_of(verb, state))


def _sensible(call: Call, verb: str, case: Case) -> bool:
    """Guards beyond state and right that are known before the caller has said anything."""
    mine = [t for t in case.open_tasks if t.unit_id in units_of(call)]
    match verb:
        case "sign":
            return any(t.state == "assigned" for t in mine)
        case "send_back":
            sent = {t.unit_id for t in case.tasks if t.state == "sent_back"}
            return not case.binding and any(t.state == "assigned" and t.unit_id not in sent for t in mine)
        case "progress" | "feed_back" | "request_extension" | "request_suspension":
            return not case.open_tasks or any(t.state == "signed" for t in mine)
        case "decide_request":
            asked = case.asked_request
            return asked is not None and asked.asked_by != call.actor.id
        case "verify":
            return call.actor.id not in case.handlers
        case "escalate" | "push_down":
            return len(case.holder_path) > 4 or verb == "push_down"
        case "put_dispute" | "add_mediation":
            return case.category.startswith("dispute") or bool(case.dispute)
        case "rate":
            return case.state is State.CLOSED
        case _:
            return True

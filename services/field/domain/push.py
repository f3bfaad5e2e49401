"""Who is told what while the app is closed, when it may disturb, and how little is said (FLD-03)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.kernel.call import Actor

HANDLE = "cases.task.handle"
_SETTLE, _SUBMIT, _VERIFY = "cases.case.settle", "cases.case.submit", "cases.case.verify"
_SCREEN, _ASSIGN, _CHECK, _EXTEND = (
    "cases.case.screen",
    "cases.case.assign",
    "cases.case.check",
    "cases.case.extend",
)
HEARD = (_SETTLE, _SUBMIT, _SCREEN, _ASSIGN, _CHECK, _EXTEND, _VERIFY)
GIVEN_UP = timedelta(hours=12)
"""A notice that could not be given for so long is no longer news."""
LAPSES = timedelta(days=30)
"""A phone that was not opened for so long is not told any more: its worker's rights may have changed."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


class Kind(StrEnum):
    """What a notice is about, in the worker's words."""

    TASK = "task"
    RETURNED = "returned"
    REQUEST = "request"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SUPERVISED = "supervised"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What somebody is told of: ``account:…``, ``unit:…`` or ``<permission>@<path>``, in one line or all."""

    key: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """A case after something happened to it."""

    event: str
    state: str
    number: str
    category: str
    urgent: bool
    grid: str
    holder: str
    units: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told to whoever hears one of the keys."""

    kind: Kind
    keys: tuple[str, ...]
    number: str
    category: str = ""
    urgent: bool = False


_TASKS = frozenset(
    {
        *("CaseReported", "CaseSelfHandled", "CaseSubmitted", "CaseResubmitted", "CasePushedDown"),
        *("CaseEscalated", "CaseFiled", "CaseAssigned", "CaseTransferred", "CaseSentBack", "CaseDone"),
        *("CaseChecked", "CaseReworked", "CaseReopened"),
    }
)


def notice_of(happened: Happened) -> Notice | None:
    """Whom a happening asks for something, nearest first; None where it asks nobody."""
    kind, keys, urgent = Kind.TASK, _asked(happened), happened.urgent
    match happened.event:
        case "CaseReturned":
            kind, keys = Kind.RETURNED, happened.parties
        case "CaseHandedOver":
            kind, keys = Kind.HANDED_OVER, happened.parties
        case "CaseRequestMade":
            kind, keys = Kind.REQUEST, (f"{_EXTEND}@{happened.holder}",)
        case "CaseWarned":
            kind = Kind.DUE_SOON
        case "CaseOverdue":
            kind, urgent = Kind.OVERDUE, True
        case event if event not in _TASKS:
            return None
    return Notice(kind, keys, happened.number, happened.category, urgent) if keys else None


def _asked(happened: Happened) -> tuple[str, ...]:
    grid, holder = happened.grid, happened.holder
    match happened.state:
        case "REPORTED":
            return (f"{_SUBMIT}@{grid}",)
        case "SELF_DONE":
            return (f"{_SETTLE}@{grid}",)
        case "SCREENING":
            return (f"{_SCREEN}@{holder}",)
        case "FILED":
            return (f"{_ASSIGN}@{holder}",)
        case "ASSIGNED" | "IN_WORK":
            return tuple(f"unit:{each}" for each in happened.units) or (f"{HANDLE}@{holder}",)
        case "FEEDBACK":
            return (f"{_CHECK}@{holder}",)
        case "VERIFYING":
            return (f"{_VERIFY}@{grid}",)
        case _:
            return ()


def hearings_of(actor: Actor) -> Iterator[Hearing]:
    """What an account is told of by its rights; rights over a wider place tell of that level alone."""
    yield Hearing(f"account:{actor.id}")
    handles = [g for g in actor.grants if {HANDLE, "*"} & g.permissions]
    if handles:
        yield from (Hearing(f"unit:{each}") for each in actor.units)
        yield from (Hearing(f"unit:{g.unit}") for g in handles if g.unit)
    for grant in actor.grants:
        if not grant.unit:
            everything = "*" in grant.permissions
            for each in (*HEARD, HANDLE):
                if everything or each in grant.permissions:
                    yield Hearing(f"{each}@{grant.territory}", grant.line)


def hears(line: str, category: str) -> bool:
    """Whether a hearing of a line of work is about a category."""
    return not line or category == line or category.startswith(line + ".")


def pause_after(tries: int) -> timedelta:
    """Until the next try: half a minute, doubling to an hour."""
    return min(_FIRST_PAUSE * (1 << min(tries, 10)), _LONGEST_PAUSE)


def may_disturb(*, urgent: bool, quiet: bool, on_duty: bool, working: bool) -> bool:
    """Off duty and outside working hours a quiet phone hears of urgent matters alone."""
    return urgent or not quiet or on_duty or working


def said(kinds: Iterable[Kind], numbers: Iterable[str], language: str) -> dict[str, object]:
    """All that is sent: what kind, how many, and the number of a single case. No text, name or place."""
    several, found = list(kinds), list(numbers)
    kind = several[0] if len(set(several)) == 1 else Kind.TASK
    number = found[0] if len(set(found)) == 1 else ""
    return {"kind": kind.value, "count": len(set(found)) or 1, "number": number, "language": language}


def too_old(made_at: datetime, now: datetime) -> bool:
    """Whether it is given up."""
    return now - made_at > GIVEN_UP

"""What would happen to a case that is left alone: the very verbs and clocks of real cases, run ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.catalogue import Leaf
from services.cases.domain.clocks import Light
from services.cases.domain.parts import Doer, Happening
from services.cases.domain.record import Turn
from services.cases.domain.routing import Landing, Places
from services.cases.domain.states import Channel, Level, Urgency, ancestors, level_of
from services.kernel.worktime import WorkCalendar

MOST_TICKS = 60
"""A case left alone passes five levels; more looks than this would be a fault of the rules."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens. ``what`` is stage_due, amber, red, escalated, skipped_vacant or ends_here."""

    at: datetime
    what: str
    level: Level
    path: str
    holder: str
    stage: str = ""
    limit: str = ""


def simulate(
    leaf: Leaf, urgency: Urgency, grid: str, at: datetime, places: Places, calendar: WorkCalendar
) -> list[Step]:
    """Due times, lights and climbs of a case reported at ``at`` and touched by nobody (CASE-23)."""
    case = Case(
        id="simulated",
        number="",
        title=leaf.title,
        content="",
        grid_path=grid,
        holder_path=grid,
        channel=Channel.PATROL,
        created_at=at,
        category=leaf.code,
        urgency=urgency,
        paperwork=leaf.paperwork,
        safety=leaf.safety,
    )
    ids = iter(range(1_000_000))

    def turn(now: datetime) -> Turn:
        return Turn(Doer("system"), now, leaf, calendar, places, lambda: f"simulated-{next(ids)}")

    case.report(turn(at), Landing(grid, "grid"))
    steps = list(_dues(case, set()))
    case.happenings.clear()
    for _ in range(MOST_TICKS):
        now = case.next_tick(calendar, places)
        if now is None:
            break
        known = {id(clock) for clock in case.clocks}
        holder = case.holder_path
        late = _just_after(case, now)
        case.tick(turn(late))
        for happening in case.happenings:
            steps.extend(_steps(case, happening, holder, now, places))
        case.happenings.clear()
        steps.extend(_dues(case, known))
        if case.holder_path == holder and case.next_tick(calendar, places) == now:
            break
    end = max((step.at for step in steps), default=at)
    steps.append(Step(end, "ends_here", case.level, case.holder_path, case.holder_name))
    return steps


def _just_after(case: Case, now: datetime) -> datetime:
    """A limit is passed after its last moment, not at it: red shows one microsecond later."""
    red = any(c.running and c.due_at == now and c.announced is not Light.RED for c in case.clocks)
    return now.replace(microsecond=now.microsecond + 1) if red and now.microsecond < 999_999 else now


def _dues(case: Case, known: set[int]) -> Iterator[Step]:
    for clock in case.clocks:
        if id(clock) not in known:
            yield Step(
                clock.due_at,
                "stage_due",
                case.level,
                case.holder_path,
                case.holder_name,
                clock.stage,
                clock.limit,
            )


def _steps(case: Case, happening: Happening, holder: str, now: datetime, places: Places) -> Iterator[Step]:
    if happening.action in ("warn", "overdue"):
        stage = str(happening.details.get("stage", ""))
        limit = next((c.limit for c in reversed(case.clocks) if c.stage == stage), "")
        what = "red" if happening.action == "overdue" else "amber"
        yield Step(now, what, level_of(holder), holder, places.name_of(holder), stage, limit)
    elif happening.action in ("submit", "escalate"):
        for path in ancestors(holder):
            if len(path) <= len(case.holder_path):
                break
            if places.known(path):
                yield Step(now, "skipped_vacant", level_of(path), path, places.name_of(path))
        yield Step(now, "escalated", case.level, case.holder_path, case.holder_name)


def warning_years(steps: list[Step], calendar: WorkCalendar) -> list[int]:
    """Years touched for which the calendar has no holiday data: their due times may move."""
    years = {step.at.astimezone(calendar.zone).year for step in steps}
    return sorted(year for year in years if not calendar.knows(year))

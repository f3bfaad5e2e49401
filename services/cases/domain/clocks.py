"""Stage clocks: when a stage falls due, turns amber and red; how pauses and extensions move it (CASE-23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from services.cases.domain.overruns import Overrun
from services.cases.domain.states import Urgency
from services.kernel.worktime import Limit, WorkCalendar

AMBER_AT = Fraction(4, 5)
MOST_EXTENSIONS = 2
PROGRESS = "progress"
SECONDARY = frozenset({PROGRESS, "rating", "archiving"})
"""Stages that remind without being the case's own limit: they show no light."""

N, U, M = Urgency.NORMAL, Urgency.URGENT, Urgency.MAJOR
_DEFAULTS: dict[str, tuple[str, str, str]] = {
    "receiving": ("4wh", "30m", "30m"),
    "confirming": ("1wd", "1wd", "1wd"),
    "screening": ("4wh", "30m", "30m"),
    "completing": ("2wd", "2wd", "2wd"),
    "assigning": ("4wh", "30m", "30m"),
    "signing": ("1wd", "1wh", "1wh"),
    "handling": ("5wd", "2wd", "1wd"),
    PROGRESS: ("5wd", "5wd", "5wd"),
    "checking": ("1wd", "1wd", "1wd"),
    "verifying": ("2wd", "2wd", "2wd"),
    "rating": ("7d", "7d", "7d"),
    "archiving": ("30d", "30d", "30d"),
}
"""Limits of the state table, used where the leaf has none: normal, urgent, major."""

SETTLING = "1wd"
"""A grid that neither settles nor submits by then loses the case to its centre (state table)."""


class Light(StrEnum):
    """How near the limit; paused while the clock stands still."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True)
class StageLimits:
    """Limits of one leaf at one urgency as texts; empty ones fall back to the state table's."""

    stages: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()

    def of(self, stage: str, urgency: Urgency) -> str:
        """The limit text of a stage or of a named step of handling."""
        if self.stages.get(stage):
            return self.stages[stage]
        for name, limit in self.steps:
            if name == stage:
                return limit
        return _DEFAULTS[stage][(N, U, M).index(urgency)]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An extension (``extra``), or a pause from ``start`` to ``end``; applied in the order they happened."""

    extra: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(eq=False)
class Clock:
    """One stage's clock. Everything but the announced light follows from limit, start and adjustments: a
    changed calendar or category recomputes it from the same start, and no edit ever restarts it.
    """

    stage: str
    limit: str
    started_at: datetime
    due_at: datetime
    amber_at: datetime
    level: str = ""
    stopped_at: datetime | None = None
    paused_at: datetime | None = None
    adjustments: list[Adjustment] = field(default_factory=list)
    announced: Light = Light.GREEN
    overrun: Overrun | None = None

    @classmethod
    def start(cls, stage: str, limit: str, at: datetime, calendar: WorkCalendar, level: str = "") -> Clock:
        """A clock running from ``at``."""
        clock = cls(stage=stage, limit=limit, started_at=at, due_at=at, amber_at=at, level=level)
        clock.recompute(calendar)
        return clock

    @property
    def running(self) -> bool:
        """Neither stopped nor paused."""
        return self.stopped_at is None and self.paused_at is None

    @property
    def extensions(self) -> int:
        """How often it was extended."""
        return sum(1 for each in self.adjustments if each.extra)

    def recompute(self, calendar: WorkCalendar, limit: str | None = None) -> None:
        """Due and amber moments anew from the same start; ``limit`` replaces the limit (change of category).

        A light that was announced stays announced only as far as it is still true.
        """
        if limit is not None:
            self.limit = limit
        parsed = Limit.parse(self.limit)
        due = calendar.due(self.started_at, parsed)
        for each in self.adjustments:
            if each.extra:
                due = calendar.due(due, Limit.parse(each.extra))
            elif each.start and each.end:
                due = calendar.extend_for_pause(due, each.start, each.end, parsed.unit)
        self.due_at = due
        self.amber_at = calendar.at_fraction(self.started_at, due, AMBER_AT, parsed.unit)

    def light(self, now: datetime) -> Light:
        """Amber at 80 % of the limit, red past it; a stopped clock shows what it had when it stopped."""
        if self.paused_at is not None and self.stopped_at is None:
            return Light.PAUSED
        at = self.stopped_at or now
        if at > self.due_at:
            return Light.RED
        return Light.AMBER if at >= self.amber_at else Light.GREEN

    def stop(self, at: datetime, overrun: Overrun | None = None) -> None:
        """The stage is over; ``overrun`` says why it is late and is kept only where it is."""
        if self.stopped_at is None:
            if self.late(at):
                self.overrun = overrun
            self.stopped_at = at

    def late(self, at: datetime) -> bool:
        """Whether it is one of the case's own limits, runs, and has passed."""
        return self.running and self.stage not in SECONDARY and at > self.due_at

    def pause(self, at: datetime) -> None:
        """Stand still from ``at``."""
        if self.running:
            self.paused_at = at

    def resume(self, at: datetime, calendar: WorkCalendar) -> None:
        """Run on; the pause moves the due moment by the time that counted meanwhile."""
        if self.paused_at is None or self.stopped_at is not None:
            return
        self.adjustments.append(Adjustment(start=self.paused_at, end=at))
        self.paused_at = None
        self.recompute(calendar)
        self._take_back(at)

    def extend(self, extra: str, at: datetime, calendar: WorkCalendar) -> None:
        """Add ``extra`` ("2wd") to the due moment."""
        Limit.parse(extra, "extra")
        self.adjustments.append(Adjustment(extra=extra))
        self.recompute(calendar)
        self._take_back(at)

    def next_tick(self) -> datetime | None:
        """When something is next to be announced: amber, then the moment it is past due."""
        if not self.running or self.announced is Light.RED:
            return None
        if self.announced is Light.AMBER or self.amber_at >= self.due_at:
            return self.due_at
        return self.amber_at

    def announce(self, now: datetime) -> Light | None:
        """The light to announce now, once; None when there is nothing new. Red does not wait for amber."""
        light = self.light(now) if self.running else Light.GREEN
        if light is Light.RED and self.announced is not Light.RED:
            self.announced = light
            return light
        if light is Light.AMBER and self.announced is Light.GREEN:
            self.announced = light
            return light
        return None

    def minutes_left(self, now: datetime, calendar: WorkCalendar) -> int:
        """Working or clock minutes as the limit's unit says; frozen while paused or stopped."""
        at = self.stopped_at or self.paused_at or now
        return calendar.remaining(at, self.due_at, Limit.parse(self.limit).unit).minutes

    def _take_back(self, now: datetime) -> None:
        # A light that the new due moment makes untrue may be announced again later.
        if self.light(now) is Light.GREEN:
            self.announced = Light.GREEN
        elif self.light(now) is Light.AMBER and self.announced is Light.RED:
            self.announced = Light.AMBER

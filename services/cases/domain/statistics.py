"""What a case adds to the counters, and which counters answer which question (CASE-05)."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from services.cases.domain.states import WIDTHS, State
from services.kernel.worktime import SHANGHAI

MEASURES = (
    "reported", "closed", "overdue", "on_time", "reworked", "rated", "satisfied", "timed", "minutes"
)  # fmt: skip
"""What is summed. ``minutes`` are working minutes from report to close of the ``timed`` cases: those closed
whose time is known. ``satisfied`` are the rated ones with four or five points of five."""
SATISFIED = 4
VALUES = ("category", "state", "channel", "urgency", "unit")
DIMENSIONS = (*VALUES, "territory", "day", "month", "light")
DONE = frozenset({State.CLOSED, State.EVALUATED, State.ARCHIVED})
PAIR_WIDTHS, SINGLE_WIDTHS, DAY_WIDTHS = (4, 6, 9), (4, 6, 9, 12), (4, 6, 9)
"""Widths of places that have counters: two values by month, one value by month, one value by day. What lies
below is a community or a grid, whose own cases are few and are counted as they are."""
WHOLE = ("urgency",)
"""The fewest counters that add up to everything: for questions that no value is told apart in. Those by day
reach down to communities, so that a township's can be told apart."""
MONTH, DAY = "month", "day"


@dataclass(frozen=True, slots=True)
class Figures:
    """A case as the counters see it."""

    path: str
    day: str
    category: str
    state: str
    channel: str
    urgency: str
    unit: str
    closed: bool = False
    overdue: bool = False
    reworked: bool = False
    score: int = 0
    minutes: int | None = None

    @property
    def month(self) -> str:
        """Month of the report."""
        return self.day[:7]

    def amounts(self) -> dict[str, int]:
        """What it adds to each measure."""
        return {
            "reported": 1,
            "closed": int(self.closed),
            "overdue": int(self.overdue),
            "on_time": int(self.closed and not self.overdue),
            "reworked": int(self.reworked),
            "rated": int(self.score > 0),
            "satisfied": int(self.score >= SATISFIED),
            "timed": int(self.closed and self.minutes is not None),
            "minutes": (self.minutes or 0) if self.closed else 0,
        }


KEYS = tuple(f.name for f in fields(Figures))[:7]


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of the counters at one key."""

    figures: Figures
    sign: int


def day_of(at: datetime) -> str:
    """The day in China, "2026-11-01"."""
    return at.astimezone(SHANGHAI).date().isoformat()


def deltas(before: Figures | None, after: Figures | None) -> list[Delta]:
    """What has to be added so that the counters follow a case from one state to the next."""
    if before == after:
        return []
    found = [Delta(before, -1)] if before else []
    return [*found, Delta(after, 1)] if after else found


def pair_kinds() -> list[tuple[str, str]]:
    """Every two values, in one order."""
    return [(a, b) for i, a in enumerate(VALUES) for b in VALUES[i + 1 :]]


@dataclass(frozen=True, slots=True)
class Source:
    """Counters that answer a question: their kind ("category,state", "unit"), period, width of places."""

    kind: tuple[str, ...]
    period: str
    width: int


def source_for(dimensions: Sequence[str], filtered: Collection[str], width: int) -> Source | None:
    """Counters for places of at least this width, told apart by dimensions and by what is filtered.

    None where cases are counted themselves.
    """
    if "light" in dimensions:
        return None
    wanted = {each for each in (*dimensions, *filtered) if each in VALUES}
    kind = tuple(each for each in VALUES if each in wanted) or WHOLE
    period = DAY if "day" in dimensions else MONTH
    if len(kind) > 2 or (period == DAY and len(kind) > 1):
        return None
    widths = day_widths(kind) if period == DAY else (SINGLE_WIDTHS if len(kind) == 1 else PAIR_WIDTHS)
    fitting = [each for each in widths if each >= width]
    return Source(kind, period, fitting[0]) if fitting else None


Amounts = tuple[int, ...]
"""A sum of each of `MEASURES`, in their order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of several: cases of these days of reporting, told apart by up to two dimensions."""

    dimensions: tuple[str, ...]
    span: Span


def daily_of(source: Source, width: int) -> Source | None:
    """Counters by day of the same kind, for the days beside whole months; None where none are kept."""
    fitting = [each for each in day_widths(source.kind) if each >= width]
    return Source(source.kind, DAY, fitting[0]) if fitting and len(source.kind) == 1 else None


def day_widths(kind: tuple[str, ...]) -> tuple[int, ...]:
    """Widths of places that have counters by day of this kind."""
    return (*DAY_WIDTHS, 12) if kind == WHOLE else DAY_WIDTHS


def parts_of(
    dimensions: Sequence[str], filtered: Collection[str], root: str, width: int, span: Span
) -> list[tuple[Span, Source | None]]:
    """The parts of a span with the counters that answer for each; None where cases are counted themselves.

    ``width`` is that of the places told apart by the dimension territory; whole months have counters of their
    own, and the days beside them others.
    """
    needed = max(len(root), width if "territory" in dimensions else 0, WIDTHS[0])
    source = source_for(dimensions, filtered, needed)
    if source is None or (root and len(root) not in WIDTHS):
        return [(span, None)]
    if source.period == DAY:
        return [(span, source)]
    whole, edges = span.whole_months()
    daily = daily_of(source, needed)
    return [*([(whole, source)] if whole is not None else ()), *((edge, daily) for edge in edges)]


def child_width(path: str) -> int:
    """Width of the places one level below."""
    return next((width for width in WIDTHS if width > len(path)), 24)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last`` inclusive; empty texts are open ends."""

    first: str = ""
    last: str = ""

    def whole_months(self) -> tuple[Span | None, list[Span]]:
        """The part that consists of whole months, and the edges before and after it."""
        start, end = self.first, self.last
        edges: list[Span] = []
        if start and not start.endswith("-01"):
            last_of_month = _month_end(start)
            if end and end <= last_of_month and not (end == last_of_month and start.endswith("-01")):
                return None, [self]
            edges.append(Span(start, last_of_month))
            start = _next_day(last_of_month)
        if end and end != _month_end(end):
            if start and start[:7] == end[:7]:
                edges.append(Span(start, end))
                return None, edges
            edges.append(Span(end[:7] + "-01", end))
            end = _day_before(end[:7] + "-01")
        if start and end and start > end:
            return None, edges
        return Span(start, end), edges


def _month_end(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{day[:7]}-{calendar.monthrange(year, month)[1]:02d}"


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()

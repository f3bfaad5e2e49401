"""A community's week summed up (周结): figures, conclusions, needs and minutes, reported to the township.

| verb    | from             | to        |
|---------|------------------|-----------|
| write   | DRAFT, SUMMED_UP | same      |
| sum_up  | DRAFT            | SUMMED_UP |
| report  | SUMMED_UP        | REPORTED  |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.field.domain.refusals import Stale
from services.field.domain.work_log_refusals import (
    ConclusionsMissing,
    WeekNotOver,
    WeekReportedAlready,
    WeekStateWrong,
)
from services.field.domain.work_weeks import Week, day_in_china
from services.kernel.errors import FieldProblem


class WeekState(StrEnum):
    """How far the summary has come."""

    DRAFT = "DRAFT"
    SUMMED_UP = "SUMMED_UP"
    REPORTED = "REPORTED"


@dataclass(frozen=True, slots=True)
class WorkerWeek:
    """One worker's week in figures."""

    worker_id: str
    name: str
    due: int = 0
    finished: int = 0
    late: int = 0
    missing: tuple[date, ...] = ()
    entries: int = 0
    patrol_days: int = 0
    findings: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the platform counts of a week by itself; ``kinds`` are standing entries by kind."""

    workers: tuple[WorkerWeek, ...] = ()
    kinds: dict[str, int] = field(default_factory=dict)
    cases_reported: int = 0
    cases_handled: int = 0

    @property
    def due(self) -> int:
        """Days on which a log was expected."""
        return sum(each.due for each in self.workers)

    @property
    def finished(self) -> int:
        """Days that were finished."""
        return sum(each.finished for each in self.workers)

    @property
    def entries(self) -> int:
        """Entries that were not taken back."""
        return sum(self.kinds.values())


@dataclass(eq=False)
class WeekSummary:
    """One community's week; version 0 is one of which nobody has written anything."""

    territory_path: str
    week: Week
    state: WeekState = WeekState.DRAFT
    conclusions: str = ""
    needs: str = ""
    minutes: str = ""
    figures: Figures | None = None
    summed_up_by: str = ""
    summed_up_at: datetime | None = None
    reported_by: str = ""
    reported_at: datetime | None = None
    version: int = 0

    @property
    def closed(self) -> bool:
        """Whether days of the week can no longer be reopened."""
        return self.state is not WeekState.DRAFT

    def write(self, etag: str, conclusions: str, needs: str, minutes: str) -> None:
        """Raises WeekReportedAlready, Stale."""
        if self.state is WeekState.REPORTED:
            raise WeekReportedAlready()
        self._fresh(etag)
        if self.closed and not conclusions:
            raise ConclusionsMissing(FieldProblem("conclusions", ConclusionsMissing.code))
        self.conclusions, self.needs, self.minutes = conclusions, needs, minutes
        self.version += 1

    def sum_up(self, etag: str, figures: Figures, by: str, now: datetime) -> None:
        """Take the figures down. Raises WeekStateWrong, Stale, WeekNotOver, ConclusionsMissing."""
        if self.state is not WeekState.DRAFT:
            raise WeekStateWrong()
        self._fresh(etag)
        if not self.week.ripe(day_in_china(now)):
            raise WeekNotOver()
        if not self.conclusions:
            raise ConclusionsMissing(FieldProblem("conclusions", ConclusionsMissing.code))
        self.state, self.figures = WeekState.SUMMED_UP, figures
        self.summed_up_by, self.summed_up_at = by, now
        self.version += 1

    def report(self, etag: str, by: str, now: datetime) -> None:
        """Send it up. Raises WeekReportedAlready, WeekStateWrong, Stale."""
        if self.state is WeekState.REPORTED:
            raise WeekReportedAlready()
        if self.state is not WeekState.SUMMED_UP:
            raise WeekStateWrong()
        self._fresh(etag)
        self.state, self.reported_by, self.reported_at = WeekState.REPORTED, by, now
        self.version += 1

    def _fresh(self, etag: str) -> None:
        if etag != str(self.version):
            raise Stale()

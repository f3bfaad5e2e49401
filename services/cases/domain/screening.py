"""Dispute screening: weekly for communities, half-monthly for townships; nil reports count (CASE-31)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from services.cases.domain.oversight_refusals import (
    NilContradicts,
    OwnReport,
    ScreeningNotAllowed,
    SettledTooMany,
)
from services.cases.domain.states import WIDTHS, Level
from services.kernel.errors import FieldProblem
from services.kernel.worktime import SHANGHAI


class ScreeningState(StrEnum):
    """Where a screening stands, named as in the contract."""

    DUE = "DUE"
    IN_PROGRESS = "IN_PROGRESS"
    REPORTED = "REPORTED"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"


WAITING = frozenset({ScreeningState.DUE, ScreeningState.IN_PROGRESS, ScreeningState.RETURNED})


@dataclass(frozen=True, slots=True)
class Period:
    """One cycle; both ends are moments in UTC, ``end`` is the last second of its last day in China."""

    name: str
    start: datetime
    end: datetime


def week_of(at: datetime) -> Period:
    """The ISO week ("2026-W47"), Monday to the end of Sunday."""
    day = at.astimezone(SHANGHAI).date()
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return _period(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))


def half_month_of(at: datetime) -> Period:
    """The first ("2026-11-A", to the 15th) or second half of the month ("2026-11-B")."""
    day = at.astimezone(SHANGHAI).date()
    if day.day <= 15:
        return _period(f"{day:%Y-%m}-A", day.replace(day=1), day.replace(day=15))
    last = calendar.monthrange(day.year, day.month)[1]
    return _period(f"{day:%Y-%m}-B", day.replace(day=16), day.replace(day=last))


def periods_at(at: datetime) -> dict[Level, Period]:
    """The cycles running at a moment, for each level that has one."""
    return {Level.COMMUNITY: week_of(at), Level.TOWNSHIP: half_month_of(at)}


def _period(name: str, first: date, last: date) -> Period:
    start = datetime.combine(first, time(), SHANGHAI)
    end = datetime.combine(last, time(23, 59, 59), SHANGHAI)
    return Period(name, start.astimezone(UTC), end.astimezone(UTC))


@dataclass(eq=False)
class Screening:
    """The report of one territory for one period."""

    id: str
    path: str
    name: str
    period: str
    start: datetime
    end: datetime
    due_at: datetime
    state: ScreeningState = ScreeningState.DUE
    announced: bool = False
    """Whether it was said that the report did not come in time."""
    places: int = 0
    found: int = 0
    settled: int = 0
    nil: bool = False
    text: str = ""
    case_ids: list[str] = field(default_factory=list)
    reported_by: str = ""
    reported_by_name: str = ""
    reported_at: datetime | None = None
    opinion: str = ""
    version: int = 1

    def overdue(self, now: datetime) -> bool:
        """Red: the period is over and no report lies with the level above, or it came late."""
        if self.state in WAITING:
            return now > self.due_at
        return self.reported_at is not None and self.reported_at > self.due_at

    def begin(self) -> None:
        """DUE or RETURNED to IN_PROGRESS: people are out looking."""
        self._guard("begin", frozenset({ScreeningState.DUE, ScreeningState.RETURNED}))
        self.state = ScreeningState.IN_PROGRESS

    def report(
        self,
        by: str,
        at: datetime,
        *,
        places: int,
        found: int,
        settled: int,
        nil: bool,
        text: str,
        case_ids: list[str],
        by_name: str = "",
    ) -> None:
        """The report; "nothing found" is one, too, and says so. A late report is still taken."""
        self._guard("report", WAITING)
        if nil != (found == 0):
            raise NilContradicts(FieldProblem("nil", NilContradicts.code))
        if settled > found:
            raise SettledTooMany(FieldProblem("settled", SettledTooMany.code, {"found": str(found)}))
        self.places, self.found, self.settled, self.nil = places, found, settled, nil
        self.text, self.case_ids = text, list(dict.fromkeys(case_ids))
        self.reported_by, self.reported_by_name, self.reported_at = by, by_name, at
        self.state = ScreeningState.REPORTED

    def decide(self, by: str, accept: bool, opinion: str) -> None:
        """REPORTED to ACCEPTED or RETURNED, by somebody else."""
        self._guard("decide", frozenset({ScreeningState.REPORTED}))
        if by == self.reported_by:
            raise OwnReport()
        self.state = ScreeningState.ACCEPTED if accept else ScreeningState.RETURNED
        self.opinion = opinion

    def actions(self, by: str, reports: bool, decides: bool) -> list[str]:
        """start, report, decide: what somebody with these rights over the place may do now."""
        found = []
        if reports and self.state in (ScreeningState.DUE, ScreeningState.RETURNED):
            found.append("start")
        if reports and self.state in WAITING:
            found.append("report")
        if decides and self.state is ScreeningState.REPORTED and by != self.reported_by:
            found.append("decide")
        return found

    @property
    def above(self) -> str:
        """Path of the level that decides about the report."""
        return self.path[: max(width for width in WIDTHS if width < len(self.path))]

    def announce(self, now: datetime) -> bool:
        """Note, once, that the report did not come in time."""
        if self.announced or self.state not in WAITING or now <= self.due_at:
            return False
        self.announced = True
        return True

    def _guard(self, verb: str, states: frozenset[ScreeningState]) -> None:
        if self.state not in states:
            raise ScreeningNotAllowed(state=self.state.value, verb=verb)

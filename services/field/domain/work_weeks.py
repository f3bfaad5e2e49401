"""ISO weeks and days in China, and on which days a log is expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.field.domain.work_log_refusals import DayInFuture, DayTooOld, WeekUnknown
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.worktime import SHANGHAI

REMIND_AT = time(17, 30)
"""From then on whoever has not finished the day is reminded (POP-26)."""
LOGGED_WITHIN = timedelta(days=31)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def day_in_china(at: datetime) -> date:
    """The day that a moment lies in."""
    return at.astimezone(SHANGHAI).date()


def read_day(text: str, field: str = "day") -> date:
    """A day as contracts write it. Raises Invalid for one that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid.one(field, "kernel.date_unreadable", value=text) from None


def loggable(day: date, now: datetime) -> date:
    """The day itself. Raises DayInFuture, and DayTooOld after 31 days."""
    today = day_in_china(now)
    if day > today:
        raise DayInFuture(FieldProblem("day", DayInFuture.code))
    if day < today - LOGGED_WITHIN:
        raise DayTooOld(FieldProblem("day", DayTooOld.code))
    return day


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week: Monday to Sunday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The week a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def read(cls, text: str, field: str = "week") -> Week:
        """``2026-W48``. Raises WeekUnknown for one that the calendar does not have."""
        found = _WEEK.fullmatch(text)
        try:
            if found is None:
                raise ValueError
            week = cls(int(found[1]), int(found[2]))
            if not 2000 <= week.year <= 2999:
                raise ValueError
            date.fromisocalendar(week.year, week.number, 1)
        except ValueError:
            raise WeekUnknown(FieldProblem(field, WeekUnknown.code)) from None
        return week

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def first(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.first + timedelta(days=each) for each in range(7))

    @property
    def before(self) -> Week:
        """The week before it."""
        return Week.of(self.first - timedelta(days=7))

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The moments at which it begins and ends in China."""
        begin = datetime.combine(self.first, time(), SHANGHAI)
        return begin.astimezone(UTC), (begin + timedelta(days=7)).astimezone(UTC)

    def ripe(self, today: date) -> bool:
        """Whether it may be summed up: from its Friday on."""
        return today >= self.first + timedelta(days=4)


def due_days(
    week: Week, planned: Sequence[date] | None, is_working_day: Callable[[date], bool]
) -> tuple[date, ...]:
    """Days on which a log is expected: those planned; without any plan the week's working days."""
    if planned:
        return tuple(each for each in week.days if each in planned)
    return tuple(each for each in week.days if is_working_day(each))


def reminded(day: date, now: datetime) -> bool:
    """Whether whoever has not finished this day is to be reminded by now."""
    local = now.astimezone(SHANGHAI)
    return day < local.date() or (day == local.date() and local.time() >= REMIND_AT)

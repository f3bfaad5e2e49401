"""ISO weeks and days in China, and on which days a log is expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from services.field.domain.work_log_refusals import DayInFuture, DayTooOld, WeekUnknown
from services.kernel import weeks
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.worktime import SHANGHAI

REMIND_AT = time(17, 30)
"""From then on whoever has not finished the day is reminded (POP-26)."""
LOGGED_WITHIN = timedelta(days=31)


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
class Week(weeks.Week):
    """A week that is summed up (周结)."""

    @classmethod
    def read(cls, text: str, field: str = "week") -> Self:
        """``2026-W48``. Raises WeekUnknown for one that the calendar does not have."""
        try:
            return cls.parse(text)
        except ValueError:
            raise WeekUnknown(FieldProblem(field, WeekUnknown.code)) from None

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

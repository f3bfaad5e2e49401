"""The hours a post is on duty, week by week, on clocks in China (CASE-06)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.kernel.errors import Invalid
from services.kernel.worktime import WorkCalendar

_CHINA = ZoneInfo("Asia/Shanghai")
_DAY = 24 * 60
_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class DutySlot:
    """From ``begin`` until ``until``, in minutes from the midnight that begins ``weekday`` (Monday is 1).

    ``until`` lies beyond 1,440 where the slot runs into the next day. With ``working_days_only`` it is kept
    only when the day it begins on is a working day; other slots are kept on holidays too.
    """

    weekday: int
    begin: int
    until: int
    working_days_only: bool = False

    @classmethod
    def read(cls, weekday: int, begin: str, end: str, working_days_only: bool, field: str) -> DutySlot:
        """From texts as "08:30"; an end not after the beginning is the next day's. Raises Invalid."""
        start, stop = _minutes(begin), _minutes(end)
        if not 1 <= weekday <= 7 or start is None or stop is None or start >= _DAY:
            raise Invalid.one(field, "directory.duty_hours", hours=f"{begin}–{end}"[:20])
        return cls(weekday, start, stop if stop > start else stop + _DAY, working_days_only)

    @property
    def begin_text(self) -> str:
        return _text(self.begin)

    @property
    def end_text(self) -> str:
        return _text(self.until if self.until <= _DAY else self.until - _DAY)

    def holds(self, moment: DutyMoment) -> bool:
        """Whether somebody on this slot is on duty then."""
        return any(
            self.weekday == day.weekday
            and self.begin <= day.minute < self.until
            and (day.working or not self.working_days_only)
            for day in moment
        )


@dataclass(frozen=True, slots=True)
class DayMoment:
    """A moment seen from one day: minutes since that day's midnight, beyond 1,440 on the day after."""

    weekday: int
    minute: int
    working: bool


DutyMoment = tuple[DayMoment, DayMoment]
"""A moment seen from its own day and from the day before, whose slots may run into it."""


def duty_moment(at: datetime, calendar: WorkCalendar) -> DutyMoment:
    """The moment as slots are asked about it."""
    local = at.astimezone(_CHINA)
    today, minute = local.date(), local.hour * 60 + local.minute
    before = today - timedelta(days=1)
    return (
        DayMoment(today.isoweekday(), minute, calendar.is_working_day(today)),
        DayMoment(before.isoweekday(), minute + _DAY, calendar.is_working_day(before)),
    )


def _minutes(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    minutes = int(found[1]) * 60 + int(found[2]) if found else None
    return minutes if minutes is not None and minutes <= _DAY else None


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

"""Working-time arithmetic on the Chinese calendar: when a limit falls due and how much of it is used.

Working days are the administrator's calendar: Monday to Friday, except where ``days`` says otherwise
(holidays, make-up Saturdays). Within a working day only ``hours`` count, so lunch and nights do not.
All moments go in and come out as aware datetimes; what comes out is UTC.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Self
from zoneinfo import ZoneInfo

from services.kernel.errors import Invalid

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE_HOURS = ((time(8, 30), time(12, 0)), (time(14, 30), time(18, 0)))

_MICRO = timedelta(microseconds=1)
_MINUTE = 60_000_000
_DAY = 24 * 60 * _MINUTE
_LIMIT = re.compile(r"(\d{1,7})\s*(wh|wd|m|d)", re.ASCII)


class DayKind(StrEnum):
    """What the calendar says about one day."""

    WORK = "work"
    REST = "rest"


class Unit(StrEnum):
    """What a time limit counts in; the value is the suffix of its text form."""

    MINUTES = "m"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"
    DAYS = "d"

    @property
    def working(self) -> bool:
        """Whether only working time counts, so that nights and holidays use nothing up."""
        return self in (Unit.WORKING_HOURS, Unit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit such as ``4wh``, ``2wd``, ``30m`` or ``7d`` (CASE-23, ALL-02)."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= 9_999_999:
            raise Invalid.one("limit", "kernel.limit_unreadable", text=self.amount)

    @classmethod
    def parse(cls, text: str, field: str = "limit") -> Self:
        """Read the text form; raises Invalid naming ``field`` when it is not one."""
        found = _LIMIT.fullmatch(text.strip().lower())
        if found is None:
            raise Invalid.one(field, "kernel.limit_unreadable", text=text[:40])
        return cls(int(found[1]), Unit(found[2]))

    @property
    def zero(self) -> bool:
        """A limit of nothing: due at once, whatever the calendar says."""
        return self.amount == 0

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.value}"


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a limit at some moment.

    ``minutes`` are working minutes for working units and clock minutes otherwise, cut to whole minutes
    and negative when overdue. ``overdue`` decides: at 20:00 a limit that ended at 18:00 is overdue by no
    working minute at all.
    """

    minutes: int
    unit: Unit
    overdue: bool
    minutes_per_day: int

    @property
    def days_and_minutes(self) -> tuple[int, int]:
        """The absolute amount as days (of working or of 24 hours) and the minutes beyond them."""
        return divmod(abs(self.minutes), self.minutes_per_day)


@dataclass(frozen=True)
class WorkCalendar:
    """Which time is working time. Immutable; ``days`` may hold deviations from Monday-Friday only.

    A shift that ends at midnight is written with the end ``time(0)``. Raises ValueError when hours are
    empty, overlap or are out of order.
    """

    days: Mapping[date, DayKind] = field(default_factory=dict)
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    zone: ZoneInfo = SHANGHAI
    _odd: list[int] = field(init=False, repr=False, compare=False)
    _sums: list[int] = field(init=False, repr=False, compare=False)
    _spread: tuple[int, int] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)
    _shifts: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    _length: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = dict(self.days)
        odd = sorted(day for day, kind in known.items() if (kind is DayKind.WORK) != (day.weekday() < 5))
        steps = (1 if known[day] is DayKind.WORK else -1 for day in odd)
        sums = [0, *accumulate(steps)]
        shifts = tuple((_of_day(start), _of_day(end) or _DAY) for start, end in self.hours)
        borders = [border for shift in shifts for border in shift]
        if not shifts or any(a >= b for a, b in shifts) or borders != sorted(borders):
            raise ValueError(f"working hours must be ordered, apart and not empty: {self.hours}")
        for name, value in (
            ("days", known),
            ("_odd", [day.toordinal() for day in odd]),
            ("_sums", sums),
            ("_spread", (min(sums), max(sums))),
            ("_years", frozenset(day.year for day in known)),
            ("_shifts", shifts),
            ("_length", sum(end - start for start, end in shifts)),
        ):
            object.__setattr__(self, name, value)

    @property
    def minutes_per_day(self) -> int:
        """Working minutes in one working day (420 with the default hours)."""
        return self._length // _MINUTE

    def knows(self, year: int) -> bool:
        """Whether the calendar holds any holiday data of that year; if not, a warning is due."""
        return year in self._years

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day."""
        return self._is_working(day.toordinal())

    def is_working(self, at: datetime) -> bool:
        """Whether the moment lies in working time; opening counts, closing does not."""
        ordinal, inside = self._local(at)
        return self._is_working(ordinal) and any(a <= inside < b for a, b in self._shifts)

    def due(self, start: datetime, limit: Limit, *, count_first_day: bool = False) -> datetime:
        """When a limit that starts at ``start`` ends.

        MINUTES are clock minutes, WORKING_HOURS are hours of working time. Days follow the Civil Code,
        articles 201 and 203: the first day is not counted (办理期限不含收到当日) and the last day ends at
        the close of business, so ``2wd`` received on Monday, at whatever hour, ends on Wednesday at closing
        time. ``count_first_day`` counts the first day when it is a working day not yet closed. DAYS count
        every calendar day; a last day that is a rest day gives way to the next working day. A limit of
        zero is due at ``start``.
        """
        if limit.zero:
            return start.astimezone(UTC)
        if limit.unit is Unit.MINUTES:
            return start.astimezone(UTC) + timedelta(minutes=limit.amount)
        if limit.unit is Unit.WORKING_HOURS:
            return self.add_working_minutes(start, limit.amount * 60)
        ordinal, inside = self._local(start)
        close = self._shifts[-1][1]
        counted = count_first_day and inside < close
        if limit.unit is Unit.DAYS:
            last = ordinal + limit.amount - (1 if counted else 0)
            return self._moment(self._nth(self._worked_before(last)), close)
        before = self._worked_before(ordinal if counted else ordinal + 1)
        return self._moment(self._nth(before + limit.amount - 1), close)

    def elapsed_minutes(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from ``start`` to ``end``; negative when ``end`` comes first."""
        passed = self._position(end) - self._position(start)
        return passed // _MINUTE if passed >= 0 else -(-passed // _MINUTE)

    def worked_before(self, at: datetime) -> int:
        """Working microseconds before the moment; the difference of two is the working time between them.

        For lists, which place each moment once and compare many with one `now`.
        """
        return self._position(at)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The first moment at which so many working minutes have passed; negative minutes go back."""
        return self._shift(start, minutes * _MINUTE)

    def remaining(self, now: datetime, due: datetime, unit: Unit = Unit.WORKING_HOURS) -> Remaining:
        """What is left at ``now``, in working minutes or clock minutes as the unit demands."""
        if unit.working:
            return Remaining(self.elapsed_minutes(now, due), unit, now > due, self.minutes_per_day)
        return Remaining(int((due - now) / timedelta(minutes=1)), unit, now > due, 24 * 60)

    def at_fraction(
        self, start: datetime, due: datetime, fraction: float | Fraction, unit: Unit = Unit.WORKING_HOURS
    ) -> datetime:
        """When that share (0 to 1) of the time between is used up; 0.8 gives the amber light (CASE-23).

        Working units share out working time. Where there is none between the two, the clock counts.
        """
        share, of = _share(fraction)
        begin, end = start.astimezone(UTC), due.astimezone(UTC)
        if end <= begin:
            return end
        working = self._position(end) - self._position(begin)
        if not unit.working or working == 0:
            return begin + (end - begin) // _MICRO * share // of * _MICRO
        return min(self._shift(begin, working * share // of), end)

    def extend_for_pause(
        self, due: datetime, paused_at: datetime, resumed_at: datetime, unit: Unit = Unit.WORKING_HOURS
    ) -> datetime:
        """``due`` moved by the time that passed during a pause: working time for working units, clock
        time otherwise (ALL-02). Pauses add up, so stopping twice moves as much as stopping once for both.
        """
        if resumed_at <= paused_at:
            return due.astimezone(UTC)
        if not unit.working:
            return due.astimezone(UTC) + (resumed_at - paused_at)
        return self._shift(due, self._position(resumed_at) - self._position(paused_at))

    def _local(self, at: datetime) -> tuple[int, int]:
        if at.tzinfo is None:
            raise ValueError("a moment without a time zone")
        local = at.astimezone(self.zone)
        inside = ((local.hour * 60 + local.minute) * 60 + local.second) * 1_000_000 + local.microsecond
        return local.toordinal(), inside

    def _moment(self, ordinal: int, inside: int) -> datetime:
        local = datetime.fromordinal(ordinal) + timedelta(microseconds=inside)
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def _is_working(self, ordinal: int) -> bool:
        return self._worked_before(ordinal + 1) > self._worked_before(ordinal)

    def _worked_before(self, ordinal: int) -> int:
        """Working days before that day since day 1, which was a Monday."""
        weeks, rest = divmod(ordinal - 1, 7)
        return weeks * 5 + min(rest, 5) + self._sums[bisect_left(self._odd, ordinal)]

    def _nth(self, index: int) -> int:
        """The ordinal of the working day that has ``index`` working days before it."""
        low = (index - self._spread[1]) // 5 * 7 - 7
        high = (index - self._spread[0]) // 5 * 7 + 14
        days = range(max(low, 1), high)
        return days[bisect_left(days, index + 1, key=lambda ordinal: self._worked_before(ordinal + 1))]

    def _position(self, at: datetime) -> int:
        """Working microseconds before the moment, on an axis where rest takes no room."""
        ordinal, inside = self._local(at)
        before = self._worked_before(ordinal)
        if self._worked_before(ordinal + 1) == before:
            return before * self._length
        worked = sum(min(inside, end) - start for start, end in self._shifts if inside > start)
        return before * self._length + worked

    def _shift(self, start: datetime, working: int) -> datetime:
        """Move by working microseconds: forward to the first such moment, back to the last."""
        if working == 0:
            return start.astimezone(UTC)
        forward = working > 0
        target = self._position(start) + working
        # Closing time and the next opening are one position; going forward means the earlier of the two.
        index = -(-target // self._length) - 1 if forward else target // self._length
        left = target - index * self._length
        for begin, end in self._shifts:
            if left < end - begin or (forward and left == end - begin):
                return self._moment(self._nth(index), begin + left)
            left -= end - begin
        raise AssertionError("a position beyond the working day")


@functools.lru_cache(maxsize=64)
def _share(fraction: Fraction | float) -> tuple[int, int]:
    if not 0 <= fraction <= 1:
        raise ValueError(f"fraction must lie between 0 and 1: {fraction}")
    return Fraction(fraction).limit_denominator(1_000_000).as_integer_ratio()


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond


def seed_days(first_year: int, last_year: int) -> dict[date, DayKind]:
    """Published holidays and make-up days, only where they deviate from Monday-Friday.

    Years that the State Council has not yet announced are left out, so ``knows`` is false for them.
    """
    return {day: kind for year in range(first_year, last_year + 1) for day, kind in _published(year)}


@functools.lru_cache(maxsize=64)
def _published(year: int) -> tuple[tuple[date, DayKind], ...]:
    from chinese_calendar import is_workday  # seeding only; arithmetic reads the table

    found: list[tuple[date, DayKind]] = []
    day = date(year, 1, 1)
    while day.year == year:
        try:
            works = is_workday(day)
        except NotImplementedError:
            break
        if works != (day.weekday() < 5):
            found.append((day, DayKind.WORK if works else DayKind.REST))
        day += timedelta(days=1)
    return tuple(found)

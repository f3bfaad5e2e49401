"""Whether a working calendar can be counted with (CASE-23)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from services.kernel.errors import Invalid
from services.kernel.worktime import DayKind, WorkCalendar

_SHIFT = re.compile(r"([0-2]\d):([0-5]\d)-([0-2]\d):([0-5]\d)", re.ASCII)


def calendar_from(hours: Sequence[str], days: Iterable[tuple[str, bool]]) -> WorkCalendar:
    """The calendar of ``08:30-12:00`` shifts and (``2026-02-17``, working) days.

    Raises Invalid on "hours" when shifts are unreadable, overlap or are missing, and on ``days[n].date`` for
    dates that do not exist or come twice.
    """
    known: dict[date, DayKind] = {}
    for number, (text, working) in enumerate(days):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Invalid.one(f"days[{number}].date", "directory.no_such_day", day=text[:20]) from None
        if day in known:
            raise Invalid.one(f"days[{number}].date", "directory.day_twice", day=text)
        known[day] = DayKind.WORK if working else DayKind.REST
    try:
        return WorkCalendar(days=known, hours=tuple(_shift(text) for text in hours))
    except ValueError:
        raise Invalid.one("hours", "directory.hours_unreadable", hours="、".join(hours)[:80]) from None


def deviations(days: Mapping[date, DayKind]) -> list[tuple[str, bool]]:
    """What a calendar says beyond Monday to Friday, in order of date."""
    return [(day.isoformat(), kind is DayKind.WORK) for day, kind in sorted(days.items())]


def _shift(text: str) -> tuple[time, time]:
    found = _SHIFT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, second, third, fourth = (int(part) for part in found.groups())
    # 24:00 is written as the midnight that ends the day.
    return time(first, second), time(0) if (third, fourth) == (24, 0) else time(third, fourth)

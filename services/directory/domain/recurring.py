"""Duties that come round: when each falls due, counted from its first day (DIR-36)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum
from itertools import count

from services.kernel.errors import Invalid

EARLIEST = date(2000, 1, 1)
FURTHEST = timedelta(days=3660)
"""How far ahead a first day may lie."""


class Rhythm(IntEnum):
    """How often, numbered as in the contract."""

    WEEKLY = 1
    HALF_MONTHLY = 2
    MONTHLY = 3
    QUARTERLY = 4
    YEARLY = 5


_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


def day_of(text: str, field: str) -> date:
    """A day written "2026-11-23". Raises Invalid on ``field`` for one that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid.one(field, "directory.no_such_day", day=text[:20]) from None


def next_due(rhythm: Rhythm, first: date, after: date) -> date:
    """The first turn later than ``after``; turns that were missed do not pile up.

    A duty begun on the 31st falls on the last day of shorter months and on the 31st again.
    """
    return next(turn for turn in _turns(rhythm, first, after) if turn > after)


def _turns(rhythm: Rhythm, first: date, after: date) -> Iterator[date]:
    if rhythm is Rhythm.WEEKLY:
        start = max((after - first).days // 7, 0)
        yield from (first + timedelta(weeks=number) for number in count(start))
    elif rhythm is Rhythm.HALF_MONTHLY:
        for number in count(max(_months_between(first, after) - 1, 0)):
            yield _month_on(first, number, first.day)
            second = first.day + 15 if first.day <= 15 else first.day - 15
            yield _month_on(first, number + (first.day > 15), second)
    else:
        months = _MONTHS[rhythm]
        start = max(_months_between(first, after) // months, 0)
        yield from (_month_on(first, number * months, first.day) for number in count(start))


def _months_between(first: date, after: date) -> int:
    return (after.year - first.year) * 12 + after.month - first.month


def _month_on(first: date, months: int, day: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))

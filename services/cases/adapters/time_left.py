"""Working minutes left of many cases at once, for lists: each moment is placed in the calendar once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.kernel.worktime import WorkCalendar

_MINUTE = 60_000_000
_MOST = 50_000
"""Due moments kept placed, about a hundred bytes each; a list shows the same ones again and again."""


class TimeLeft:
    """Remembers where due moments lie in working time; safe to share between threads."""

    def __init__(self, calendar: Callable[[], WorkCalendar]) -> None:
        self._calendar = calendar
        self._known: tuple[WorkCalendar | None, dict[datetime, int]] = (None, {})

    def at(self, now: datetime) -> Callable[[datetime], int]:
        """What is left at ``now`` until a moment: whole working minutes, negative when past."""
        calendar = self._calendar()
        kept, placed = self._known
        if kept is not calendar or len(placed) > _MOST:
            placed = {}
            self._known = (calendar, placed)
        here = calendar.worked_before(now)

        def left(due: datetime) -> int:
            there = placed.get(due)
            if there is None:
                there = placed[due] = calendar.worked_before(due)
            passed = there - here
            return passed // _MINUTE if passed >= 0 else -(-passed // _MINUTE)

        return left

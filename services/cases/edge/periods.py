"""Days that figures are asked for: the usual spans, what they are compared with, and steps of a trend."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.kernel.web.texts import Text

SPANS: Mapping[str, Text] = {
    "week": Text("近 7 天", "Last 7 days"),
    "month": Text("本月", "This month"),
    "days30": Text("近 30 天", "Last 30 days"),
    "quarter": Text("本季度", "This quarter"),
    "year": Text("本年", "This year"),
    "last_year": Text("去年", "Last year"),
    "own": Text("自选日期", "Own days"),
}
MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12, "last_year": 12}
"""Months after which a span comes again."""
COMPARED: Mapping[str, Text] = {
    "before": Text("上一时段（环比）", "The time before"),
    "year": Text("去年同期（同比）", "The same days last year"),
    "none": Text("不比较", "Nothing"),
}
STEPS: Mapping[str, Text] = {
    "day": Text("按天", "By day"),
    "week": Text("按周", "By week"),
    "month": Text("按月", "By month"),
}
_MOST_DAYS = {"day": 93, "week": 370}


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, inclusive."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def texts(self) -> tuple[str, str]:
        """As the contract has them."""
        return self.first.isoformat(), self.last.isoformat()

    @property
    def whole_months(self) -> bool:
        """From the first of a month to the last of one."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    def before(self, months: int = 0) -> Days:
        """The same part of the month, quarter or year (``months`` long) before; 0: as many days as these."""
        if months:
            return self._moved(months)
        return Days(self.first - timedelta(days=self.count), self.first - timedelta(days=1))

    def year_ago(self) -> Days:
        """The same days of the year before; the 29th of February becomes the 28th."""
        return self._moved(12)

    def _moved(self, months: int) -> Days:
        last = _months_on(self.last, -months)
        if self.whole_months:
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return Days(_months_on(self.first, -months), last)

    def step(self, wanted: str) -> str:
        """How finely a trend tells them; coarser than wanted where the points would be too many."""
        chosen = wanted if wanted in STEPS else ("day" if self.count <= 35 else "month")
        for each, most in _MOST_DAYS.items():
            if chosen == each and self.count > most:
                chosen = "week" if each == "day" else "month"
        return chosen

    def steps(self, step: str) -> list[Days]:
        """The parts a trend is made of: days, weeks from Monday, or months, cut to these days."""
        found: list[Days] = []
        start = self.first
        while start <= self.last:
            match step:
                case "day":
                    end = start
                case "week":
                    end = start + timedelta(days=6 - start.weekday())
                case _:
                    end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
            end = min(end, self.last)
            found.append(Days(start, end))
            start = end + timedelta(days=1)
        return found


def span_of(name: str, today: date, first: str = "", last: str = "") -> Days:
    """The days of a usual span up to today; of own days where both can be read, in either order."""
    match name:
        case "week":
            return Days(today - timedelta(days=6), today)
        case "days30":
            return Days(today - timedelta(days=29), today)
        case "quarter":
            return Days(date(today.year, today.month - (today.month - 1) % 3, 1), today)
        case "year":
            return Days(date(today.year, 1, 1), today)
        case "last_year":
            return Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case "own":
            one, other = _day(first), _day(last) or today
            if one is not None:
                return Days(min(one, other), max(one, other))
    return Days(today.replace(day=1), today)


def _day(text: str) -> date | None:
    """A day of this century: a span of ten thousand years would be a trend of as many points."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found is not None and 2000 <= found.year < 2100 else None


def _months_on(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = max(index // 12, 1), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

"""For which period a report is, and until when it has to be there."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from services.kernel.weeks import Week


class Period(StrEnum):
    """How often."""

    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Level(StrEnum):
    """By whom: each territory of that level fills its own."""

    GRID = "grid"
    COMMUNITY = "community"
    TOWNSHIP = "township"

    @property
    def width(self) -> int:
        """Digits of its paths."""
        return {Level.GRID: 15, Level.COMMUNITY: 12, Level.TOWNSHIP: 9}[self]


def key_of(period: Period, day: date) -> str:
    """``2026-W47``, ``2026-11``, ``2026-Q4``, ``2026``; empty without a period."""
    match period:
        case Period.WEEKLY:
            return str(Week.of(day))
        case Period.MONTHLY:
            return f"{day:%Y-%m}"
        case Period.QUARTERLY:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case Period.YEARLY:
            return f"{day.year}"
        case Period.NONE:
            return ""


def due_on(period: Period, day: date, due_day: int) -> date | None:
    """That many days after the period of ``day`` is over; None without a period."""
    end = _end(period, day)
    return end + timedelta(days=max(due_day, 1) - 1) if end is not None else None


def _end(period: Period, day: date) -> date | None:
    """The first day after it."""
    match period:
        case Period.WEEKLY:
            return day + timedelta(days=7 - day.weekday())
        case Period.MONTHLY:
            return _month_after(day, day.month)
        case Period.QUARTERLY:
            return _month_after(day, (day.month + 2) // 3 * 3)
        case Period.YEARLY:
            return date(day.year + 1, 1, 1)
        case Period.NONE:
            return None


def _month_after(day: date, month: int) -> date:
    return date(day.year + 1, 1, 1) if month == 12 else date(day.year, month + 1, 1)

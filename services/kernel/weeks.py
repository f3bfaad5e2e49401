"""ISO weeks (ISO 8601), as contracts, addresses and rows write them: ``2026-W48``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Monday to Sunday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The week a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2026-W48``, of the years 2000 to 2999. Raises ValueError where the calendar has no such week."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        week = cls(int(found[1]), int(found[2]))
        if not 2000 <= week.year <= 2999:
            raise ValueError(text)
        date.fromisocalendar(week.year, week.number, 1)
        return week

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def first(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.first + timedelta(days=each) for each in range(7))

    @property
    def before(self) -> Self:
        """The week before it."""
        return type(self).of(self.first - timedelta(days=7))

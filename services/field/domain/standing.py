"""Checklists of a county's own (POP-33): filled in for each place once a period, and reviewed.

What a slogan asks for is the county's to say: titles are shipped without items, and no item stands in code.

| verb      | from            | to        | who                                                              |
|-----------|-----------------|-----------|------------------------------------------------------------------|
| edit      | DRAFT           | DRAFT     | editors: title, level, period, who fills it in, items            |
| start     | DRAFT           | RUNNING   | editors; the version that ran is CLOSED with it                  |
| version   | RUNNING, CLOSED | a DRAFT   | editors: the next number, with the items to begin with           |
| close     | RUNNING         | CLOSED    | editors                                                          |

| sheet   | from              | to        | who                                                            |
|---------|-------------------|-----------|----------------------------------------------------------------|
| fill    | -, RETURNED       | filled    | the posts named, at the place; for this period or the last one |
| confirm | filled            | CONFIRMED | the community's office; never whoever filled it in             |
| return  | filled, CONFIRMED | RETURNED  | the same, with a reason; the place fills in another one        |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.field.domain.help_refusals import PeriodNotOpen
from services.kernel.weeks import Week

FOREVER = "9999-12-31"
"""The last day of a list without an end."""


class Level(StrEnum):
    """For which places a list is filled in."""

    GRID = "GRID"
    COMMUNITY = "COMMUNITY"
    TOWNSHIP = "TOWNSHIP"

    @property
    def width(self) -> int:
        """Digits of the paths of such places."""
        return {Level.GRID: 15, Level.COMMUNITY: 12, Level.TOWNSHIP: 9}[self]


class Period(StrEnum):
    """How often."""

    ONCE = "ONCE"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"

    def of(self, day: date) -> str:
        """The period a day belongs to: "once", "2026-W47", "2026-11", "2026-Q4"."""
        match self:
            case Period.ONCE:
                return "once"
            case Period.WEEK:
                return str(Week.of(day))
            case Period.MONTH:
                return f"{day:%Y-%m}"
            case Period.QUARTER:
                return f"{day.year}-Q{(day.month + 2) // 3}"

    def before(self, day: date) -> date:
        """The last day of the period before the one of ``day``; for once the day itself."""
        match self:
            case Period.ONCE:
                return day
            case Period.WEEK:
                return day - timedelta(days=day.isoweekday())
            case Period.MONTH:
                return day.replace(day=1) - timedelta(days=1)
            case Period.QUARTER:
                return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)

    def since(self, first: date, last: date, most: int) -> list[str]:
        """The periods from one day to another, newest first."""
        found = [self.of(last)]
        while len(found) < most and self is not Period.ONCE:
            last = self.before(last)
            if last < first:
                break
            found.append(self.of(last))
        return found


class Review(StrEnum):
    """What the community's office said of a sheet."""

    NONE = ""
    CONFIRMED = "CONFIRMED"
    RETURNED = "RETURNED"


@dataclass(frozen=True, slots=True)
class Standing:
    """What makes a checklist one of a county's own; ``slogan`` names the shipped title it was made of."""

    level: Level
    period: Period
    post_kinds: tuple[str, ...] = ()
    slogan: str = ""
    series_id: str = ""
    number: int = 1

    def fillable(self, wanted: str, first_day: str, day: date) -> str:
        """The period that is filled in on a day: the one that runs, or on request the one before.

        Raises PeriodNotOpen for any other, and for one that had ended before the list began.
        """
        running, ended = self.period.of(day), self.period.before(day)
        if wanted in ("", running):
            return running
        if wanted != self.period.of(ended) or ended.isoformat() < first_day:
            raise PeriodNotOpen()
        return wanted

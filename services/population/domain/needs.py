"""What residents and units need, and what is offered for it: the same words for both (POP-26, POP-31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

COUNTED_FOR = timedelta(days=90)
"""A request heard longer ago stands for no present demand ([D])."""
NO_LIMIT = -1
"""Capacity of a service item that serves whoever comes."""


class NeedKind(StrEnum):
    """What a need is about; the empty one where nobody said."""

    UNSAID = ""
    JOB = "job"
    SCHOOL = "school"
    INSURANCE = "insurance"
    HOUSING = "housing"
    HEALTH = "health"
    LEGAL = "legal"
    CARE = "care"
    CHILDCARE = "childcare"
    ENVIRONMENT = "environment"
    FACILITIES = "facilities"
    SAFETY = "safety"
    CULTURE = "culture"
    BUSINESS = "business"
    OTHER = "other"


SAID = tuple(each for each in NeedKind if each is not NeedKind.UNSAID)


class Supply(StrEnum):
    """What came of comparing needs with items."""

    NOT_NEEDED = "not_needed"
    BLANK = "blank"
    WEAK = "weak"
    ENOUGH = "enough"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Offered:
    """Service items of one kind: how many, and how many they serve at a time."""

    items: int = 0
    capacity: int = 0

    def with_item(self, capacity: int) -> Offered:
        """One more; ``capacity`` 0 has no limit."""
        limited = capacity and self.capacity != NO_LIMIT
        return Offered(self.items + 1, self.capacity + capacity if limited else NO_LIMIT)


def supply_of(need: int, offered: Offered, *, told: bool = True) -> Supply:
    """Blank: needed and not offered (空白); weak: more is needed than can be served (薄弱).

    ``told`` is False where the need may not be shown: then nothing that narrows it down is.
    """
    if not need:
        return Supply.NOT_NEEDED
    if not offered.items:
        return Supply.BLANK
    if not told:
        return Supply.NOT_TOLD
    return Supply.WEAK if NO_LIMIT < offered.capacity < need else Supply.ENOUGH

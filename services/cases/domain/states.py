"""States, urgencies, channels and levels of a case, named as in the contract."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case stands in the loop (CASE-11)."""

    REPORTED = "REPORTED"
    SELF_DONE = "SELF_DONE"
    SCREENING = "SCREENING"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    MERGED = "MERGED"
    FILED = "FILED"
    ASSIGNED = "ASSIGNED"
    IN_WORK = "IN_WORK"
    SUSPENDED = "SUSPENDED"
    FEEDBACK = "FEEDBACK"
    VERIFYING = "VERIFYING"
    CLOSED = "CLOSED"
    EVALUATED = "EVALUATED"
    ARCHIVED = "ARCHIVED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something about the matter itself."""
        return self in OPEN


OPEN = frozenset(
    {
        State.REPORTED,
        State.SELF_DONE,
        State.SCREENING,
        State.RETURNED,
        State.FILED,
        State.ASSIGNED,
        State.IN_WORK,
        State.SUSPENDED,
        State.FEEDBACK,
        State.VERIFYING,
    }
)

STEP = {
    State.REPORTED: 1,
    State.SELF_DONE: 5,
    State.SCREENING: 2,
    State.RETURNED: 2,
    State.REJECTED: 6,
    State.MERGED: 6,
    State.FILED: 3,
    State.ASSIGNED: 3,
    State.IN_WORK: 4,
    State.SUSPENDED: 4,
    State.FEEDBACK: 5,
    State.VERIFYING: 6,
    State.CLOSED: 6,
    State.EVALUATED: 7,
    State.ARCHIVED: 7,
    State.WITHDRAWN: 6,
}
"""Step of the seven a state belongs to (七步闭环)."""


class Urgency(StrEnum):
    """Normal, urgent or major (CASE-09)."""

    NORMAL = "NORMAL"
    URGENT = "URGENT"
    MAJOR = "MAJOR"


class Channel(StrEnum):
    """Where a report came in (CASE-08)."""

    PATROL = "PATROL"
    HANDHELD = "HANDHELD"
    HALL = "HALL"
    PHONE = "PHONE"
    HOTLINE = "HOTLINE"
    WEB = "WEB"
    MESSAGING = "MESSAGING"
    LETTER_VISIT = "LETTER_VISIT"
    SUPERIOR = "SUPERIOR"
    SYSTEM = "SYSTEM"


class Level(StrEnum):
    """The five levels of handling (CASE-12)."""

    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    COMMUNITY = "COMMUNITY"
    GRID = "GRID"


WIDTHS = (4, 6, 9, 12, 15)
"""Digits of the path at each level, top down."""

_LEVELS = dict(zip(WIDTHS, Level, strict=True))


def level_of(path: str) -> Level:
    """The level a path belongs to; what lies below a grid belongs to it, the empty path to the top."""
    width = max((w for w in WIDTHS if w <= len(path)), default=4)
    return _LEVELS[width]


def ancestors(path: str) -> list[str]:
    """Paths above, the nearest first: of a grid the community, township, county and prefecture."""
    return [path[:width] for width in reversed(WIDTHS) if width < len(path)]

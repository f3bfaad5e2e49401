"""Which of a phone's moments are believed. What was done offline is told later, within limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.field.domain.refusals import TimeInFuture, TimeTooOld
from services.kernel.errors import FieldProblem

CLOCKS_DIFFER = timedelta(minutes=5)
TOLD_WITHIN = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(hours=12)
"""A duty or patrol still open then is ended by the clock."""


def believed(at: datetime | None, now: datetime, field: str = "at") -> datetime:
    """``at`` where the phone stated it, else ``now``; a moment just ahead of us becomes now.

    Raises TimeInFuture more than five minutes ahead, TimeTooOld more than seven days back.
    """
    if at is None:
        return now
    if at > now + CLOCKS_DIFFER:
        raise TimeInFuture(FieldProblem(field, TimeInFuture.code))
    if at < now - TOLD_WITHIN:
        raise TimeTooOld(FieldProblem(field, TimeTooOld.code))
    return min(at, now).astimezone(UTC)

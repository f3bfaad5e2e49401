"""A span on duty: the worker's own visible switch (FLD-09, Sens-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.field.domain.moments import FORGOTTEN_AFTER
from services.field.domain.refusals import EndsBeforeStart, OffDuty
from services.kernel.errors import FieldProblem


@dataclass(eq=False)
class Duty:
    """From switching on to switching off."""

    id: str
    account_id: str
    territory_path: str
    started_at: datetime
    ended_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether a moment lies within the span; an open one is open to the future."""
        return self.started_at <= at and (self.ended_at is None or at <= self.ended_at)

    def end(self, at: datetime) -> None:
        """Switch off. Raises OffDuty when it is off, EndsBeforeStart."""
        if self.ended_at is not None:
            raise OffDuty()
        if at < self.started_at:
            raise EndsBeforeStart(FieldProblem("at", EndsBeforeStart.code))
        self.ended_at = at

    def end_forgotten(self, now: datetime) -> None:
        """End what nobody switched off, at the moment when it became forgotten. Raises OffDuty."""
        self.end(min(now, self.started_at + FORGOTTEN_AFTER))

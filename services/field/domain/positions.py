"""Positions of workers: how exact they are shown, and for how long they are kept (Sens-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

KEPT = timedelta(days=30)
_DIGITS = 3  # of a degree: about 100 metres
_METRES = 100.0


@dataclass(frozen=True, slots=True)
class Position:
    """A point in WGS-84 degrees; ``accuracy`` in metres, 0 when the phone did not say."""

    longitude: float
    latitude: float
    accuracy: float = 0.0

    def coarse(self) -> Position:
        """The same to about 100 metres."""
        return replace(
            self,
            longitude=round(self.longitude, _DIGITS),
            latitude=round(self.latitude, _DIGITS),
            accuracy=max(self.accuracy, _METRES),
        )


@dataclass(frozen=True, slots=True)
class Fix:
    """Where somebody was at a moment."""

    at: datetime
    position: Position

    def coarse(self) -> Fix:
        """The same to about 100 metres."""
        return replace(self, position=self.position.coarse())

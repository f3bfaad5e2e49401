"""How long to wait after a failure: doubling, with a ceiling and some chance, so that retries spread out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

Chance = Callable[[], float]
"""Returns a number in [0, 1)."""

LEAST = timedelta(seconds=1)
MOST = timedelta(hours=1)


def next_try(now: datetime, attempts: int, chance: Chance) -> datetime:
    """When to try a parked event again: after 1 s, doubling to 1 h, less up to a quarter by chance."""
    doublings = min(max(attempts, 1) - 1, 20)
    return now + min(LEAST * (1 << doublings), MOST) * (1 - chance() / 4)


def pause(failures: int, *, least: float = 0.1, most: float = 5.0) -> float:
    """Seconds a loop waits after so many failures in a row."""
    return 0.0 if failures <= 0 else min(least * 2.0 ** min(failures - 1, 20), most)

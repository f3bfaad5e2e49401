"""When wrong attempts lock a login, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LockRule:
    """After ``failures`` within ``memory`` the lock holds for ``first``, doubling up to ``longest``."""

    failures: int
    first: timedelta
    longest: timedelta
    memory: timedelta


OF_LOGIN = LockRule(5, timedelta(minutes=15), timedelta(hours=24), timedelta(hours=24))
# A whole office sits behind one address: many more attempts, shorter locks.
OF_ORIGIN = LockRule(60, timedelta(minutes=5), timedelta(hours=1), timedelta(minutes=30))


@dataclass
class Attempts:
    """What is remembered of a login or an origin; ``level`` counts the locks so far."""

    failures: int = 0
    level: int = 0
    locked_until: datetime | None = None
    last_at: datetime | None = None

    def locked(self, now: datetime) -> bool:
        """Whether no attempt is admitted now."""
        return self.locked_until is not None and now < self.locked_until

    def minutes_left(self, now: datetime) -> int:
        """How long the lock still holds, in whole minutes, at least one while it holds."""
        return (
            0 if self.locked_until is None else max(-((now - self.locked_until) // timedelta(minutes=1)), 0)
        )

    def begin(self, rule: LockRule, now: datetime) -> None:
        """Count an attempt before it is checked, so that a hundred at once do not get a hundred guesses."""
        quiet_since = max((m for m in (self.last_at, self.locked_until) if m is not None), default=now)
        if now - quiet_since >= rule.memory:
            self.failures = self.level = 0
        self.last_at = now
        self.failures += 1
        if self.failures >= rule.failures:
            self.locked_until = now + min(rule.first * 2 ** min(self.level, 20), rule.longest)
            self.level += 1
            self.failures = 0

    def take_back(self, rule: LockRule) -> None:
        """The attempt was right after all: it does not count."""
        if self.failures:
            self.failures -= 1
        elif self.level:
            self.level -= 1
            self.failures, self.locked_until = rule.failures - 1, None

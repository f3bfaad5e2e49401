"""Timed work of oversight; every job is safe to run twice and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from services.kernel.runtime.context import Job


def jobs(oversight: Any) -> Sequence[Job]:
    """Missed replies, red board items, screening cycles, counters, exports and imports."""

    def fold(now: datetime) -> int:
        total = 0
        for _ in range(50):
            done = oversight.folding.fold()
            total += done
            if not done:
                break
        return total

    def cycles(now: datetime) -> int:
        return int(oversight.open_cycles(now)) + int(oversight.sweep_screenings(now))

    return [
        Job("cases.supervision", timedelta(minutes=1), oversight.sweep_orders),
        Job("cases.board", timedelta(minutes=5), oversight.sweep_board),
        Job("cases.screening", timedelta(minutes=5), cycles),
        Job("cases.statistics", timedelta(seconds=10), fold),
        Job("cases.handling_times", timedelta(minutes=1), oversight.handling_times),
        Job("cases.exports", timedelta(seconds=15), oversight.build_exports),
        Job("cases.imports", timedelta(seconds=15), oversight.resume_imports),
    ]

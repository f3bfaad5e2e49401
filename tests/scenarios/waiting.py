"""Waiting for what other processes do: asked again and again until a deadline, never slept through."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE = threading.Event()


class NotInTime(AssertionError):
    """It did not happen before the deadline."""


def until(
    ask: Callable[[], T | None], *, within: float, every: float = 0.1, what: str | Callable[[], str] = ""
) -> T:
    """The first truthy answer; raises NotInTime with the last one after ``within`` seconds."""
    deadline = time.monotonic() + within
    while True:
        found = ask()
        if found:
            return found
        if time.monotonic() > deadline:
            said = what() if callable(what) else what
            raise NotInTime(f"{said or 'nothing'} after {within:.0f} s: {found!r}")
        _PAUSE.wait(every)

"""Counts hits in moving windows in this process, for the ``limits`` library.

Its own memory storage starts a sweep over all keys in a thread at every hit; this one forgets as it counts.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from limits.aio.storage import MovingWindowSupport, Storage

MOST_KEYS = 50_000


class WindowStorage(Storage, MovingWindowSupport):
    """Moving windows by key; beyond ``MOST_KEYS`` keys those unused for longest are forgotten."""

    STORAGE_SCHEME = ["wangge+memory"]  # noqa: RUF012  (the library's own form)

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, *, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._clock = clock
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Which of its errors the library may wrap."""
        return ValueError

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether ``amount`` more hits fit into the last ``expiry`` seconds; counts them if they do."""
        now = self._clock()
        hits = self._hits.get(key)
        if hits is None:
            hits = self._hits[key] = deque()
            if len(self._hits) > MOST_KEYS:
                self._hits.popitem(last=False)
        else:
            self._hits.move_to_end(key)
        while hits and hits[0] <= now - expiry:
            hits.popleft()
        if len(hits) + amount > limit:
            return False
        hits.extend([now] * amount)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest hit of the window was, and how many there are."""
        now = self._clock()
        recent = [hit for hit in self._hits.get(key, ()) if hit > now - expiry]
        return (recent[0], len(recent)) if recent else (now, 0)

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Fixed windows are not kept here."""
        raise NotImplementedError

    async def get(self, key: str) -> int:
        """Hits remembered under a key."""
        return len(self._hits.get(key, ()))

    async def get_expiry(self, key: str) -> float:
        """When the oldest hit was."""
        hits = self._hits.get(key)
        return hits[0] if hits else self._clock()

    async def check(self) -> bool:
        """Memory is always there."""
        return True

    async def reset(self) -> int | None:
        """Forget everything; how many keys there were."""
        count = len(self._hits)
        self._hits.clear()
        return count

    async def clear(self, key: str) -> None:
        """Forget one key."""
        self._hits.pop(key, None)

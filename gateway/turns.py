"""Turns: so many at once for each account, the others wait a while."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from gateway.problems import Problem


@dataclass(slots=True)
class _Queue:
    free: asyncio.Semaphore
    members: int = 0


class Turns:
    """Keeps one account from holding every thread that pages have; on one event loop."""

    def __init__(self, most: int, patience: float) -> None:
        """``most`` at once; who waits longer than ``patience`` seconds is asked to come back."""
        self._most, self._patience = most, patience
        self._queues: dict[str, _Queue] = {}

    def __len__(self) -> int:
        """Accounts that hold a turn or wait for one."""
        return len(self._queues)

    @asynccontextmanager
    async def one(self, account: str) -> AsyncIterator[None]:
        """A turn; Problem 503 when none came free."""
        queue = self._queues.setdefault(account, _Queue(asyncio.Semaphore(self._most)))
        queue.members += 1
        try:
            try:
                async with asyncio.timeout(self._patience):
                    await queue.free.acquire()
            except TimeoutError:
                raise Problem(503, "gateway.busy_with_uploads", headers={"retry-after": "10"}) from None
            try:
                yield
            finally:
                queue.free.release()
        finally:
            queue.members -= 1
            if not queue.members:
                del self._queues[account]

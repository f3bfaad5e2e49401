"""How often a client may call: moving windows per account or client address."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from limits import RateLimitItem, parse
from limits.aio.storage import MovingWindowSupport, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from gateway.problems import Problem
from gateway.security.windows import WindowStorage
from gateway.settings_port import GatewaySettings


class Rates:
    """The three limits. Every method raises a 429 Problem that says when to come back."""

    def __init__(self, settings: GatewaySettings, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        storage: Storage
        if settings.rate_storage == "memory":
            storage = WindowStorage(clock=clock)
        else:
            found = storage_from_string(settings.rate_storage)
            if not isinstance(found, Storage) or not isinstance(found, MovingWindowSupport):
                raise ValueError("rate_storage must be an async+ address with moving windows")
            storage = found
        self._limiter = MovingWindowRateLimiter(storage)
        self._account = parse(settings.rate_account)
        self._address = parse(settings.rate_address)
        self._sign_in = parse(settings.rate_sign_in)

    async def account(self, account: str) -> None:
        """A call by a signed-in account."""
        await self._hit(self._account, "account", account)

    async def address(self, address: str) -> None:
        """A call that nobody signed in for."""
        await self._hit(self._address, "address", address)

    async def sign_in(self, address: str) -> None:
        """An attempt to sign in, by whatever secret."""
        await self._hit(self._sign_in, "sign-in", address)

    async def _hit(self, item: RateLimitItem, kind: str, who: str) -> None:
        if await self._limiter.hit(item, kind, who):
            return
        stats = await self._limiter.get_window_stats(item, kind, who)
        seconds = str(max(1, math.ceil(stats.reset_time - self._clock())))
        raise Problem(
            429, "gateway.too_many_requests", {"seconds": seconds}, headers={"retry-after": seconds}
        )

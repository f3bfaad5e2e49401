"""Access tokens to identities, remembered for a moment so that the event loop never waits for keys."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from gateway.settings_port import Verifier
from services.kernel.call import Actor
from services.kernel.rpc.callers import actor_from

REMEMBERED = 4096
TRUSTED_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified caller. ``expires`` is in seconds since 1970."""

    token: str
    actor: Actor
    permissions: frozenset[str]
    expires: float
    from_cookie: bool = False

    @property
    def must_change(self) -> bool:
        """Signed in with a one-time password: nothing but choosing an own one is possible."""
        return self.actor.password_due

    def may(self, permission: str) -> bool:
        """Whether any grant, wherever it holds, has the permission; the service decides on what."""
        return permission in self.permissions or "*" in self.permissions


class Identities:
    """Verifies in a thread, since the verifier may have to fetch keys; knows a good token for 30 seconds."""

    def __init__(self, verifier: Verifier, *, clock: Callable[[], float] = time.time) -> None:
        self._verifier = verifier
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Identity]] = OrderedDict()

    async def of(self, token: str) -> Identity:
        """Raises the verifier's refusals: TokenExpired, TokenInvalid, TokenKeysUnavailable."""
        now = self._clock()
        known = self._known.get(token)
        if known is not None and now < known[0]:
            return known[1]
        claims = await asyncio.to_thread(self._verifier.verify, token)
        identity = _identity(token, claims)
        self._known[token] = (min(identity.expires, now + TRUSTED_SECONDS), identity)
        self._known.move_to_end(token)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return identity


def _identity(token: str, claims: Mapping[str, object]) -> Identity:
    actor = actor_from(claims)
    held = frozenset(permission for grant in actor.grants for permission in grant.permissions)
    return Identity(token, actor, held, float(cast("int", claims["exp"])))

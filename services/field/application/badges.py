"""The badge of whoever works in the field: an opaque code that anybody may have verified (FLD-11)."""

from __future__ import annotations

from dataclasses import replace

from services.field.application.ports import BadgeFacts, People
from services.kernel.call import Call
from services.kernel.types import Clock

_NOBODY = BadgeFacts(code="", name="", posts=(), active=False)


class GetBadge:
    """The caller's own."""

    def __init__(self, people: People, clock: Clock) -> None:
        self._people = people
        self._clock = clock

    def __call__(self, call: Call) -> BadgeFacts:
        """Not valid until the directory has told of the account."""
        call.require("field.patrol.do")
        return self._people.badge_of(call.actor.id, self._clock()) or _NOBODY


class VerifyBadge:
    """For anybody, without signing in."""

    def __init__(self, people: People, clock: Clock) -> None:
        self._people = people
        self._clock = clock

    def __call__(self, code: str) -> BadgeFacts:
        """An unknown code is simply not valid; one that no longer is names nobody (Sens-9)."""
        found = self._people.badge(code, self._clock()) or _NOBODY
        return found if found.valid else replace(_NOBODY, code=found.code)

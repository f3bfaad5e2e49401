"""What of the call being served travels on to other services: language and, if asked for, the token."""

from __future__ import annotations

import contextvars
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Travelling:
    """Of the call that this thread serves: the caller's own token and language.

    ``origin`` is the client's address where this process is the door that the client came through.
    """

    token: str = ""
    locale: str = ""
    origin: str = ""


_NOWHERE = Travelling()
travelling: contextvars.ContextVar[Travelling] = contextvars.ContextVar("travelling", default=_NOWHERE)

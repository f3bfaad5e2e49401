"""A server stream ends when the token it was opened with does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from services.kernel.security.tokens import TokenExpired
from services.kernel.types import Clock


class _UntilExpiry:
    """The context of a call, inactive for its handler from the moment the token expires."""

    def __init__(self, context: Any, over: Callable[[], bool]) -> None:
        self._context = context
        self._over = over
        self.ended = False  # the handler was told to end, so what it has told is not all

    def is_active(self) -> bool:
        """False when the caller has gone, and when the token is over: a silent handler ends by either."""
        self.ended = self.ended or self._over()
        return not self.ended and bool(self._context.is_active())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


def until_expiry(
    behaviour: Callable[[Any, Any], Iterator[Any]],
    request: Any,
    context: Any,
    expires_at: datetime | None,
    clock: Clock,
) -> Iterator[Any]:
    """The handler's messages, none after ``expires_at``; None is a call without a token.

    A handler that waits for something to tell asks ``context.is_active()`` every second or so, since the
    caller may have gone: it learns of the end of the token in the same way.

    Raises:
        TokenExpired: the time came before the handler had ended by itself.
    """
    if expires_at is None:
        yield from behaviour(request, context)
        return

    def over() -> bool:
        return clock() >= expires_at

    bounded = _UntilExpiry(context, over)
    messages = behaviour(request, bounded)
    try:
        for message in messages:
            if over():
                raise TokenExpired()
            yield message
        if bounded.ended:
            raise TokenExpired()
    finally:
        close = getattr(messages, "close", None)
        if close is not None:
            close()

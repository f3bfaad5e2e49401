"""A stream tells nothing after its token is over, and its handler is always closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from services.kernel.rpc.expiring import until_expiry
from services.kernel.security.tokens import TokenExpired
from services.kernel.testing.contexts import SetClock


class Connected:
    """A context whose caller is there, and a handler that counts until told to end."""

    def __init__(self) -> None:
        self.closed = False

    def is_active(self) -> bool:
        return True

    def peer(self) -> str:
        return "unix:"

    def count(self, request: int, context: Any) -> Iterator[int]:
        assert context.peer() == "unix:"
        try:
            yield from range(request)
        finally:
            self.closed = True

    def wait(self, request: int, context: Any) -> Iterator[int]:
        yield request
        while context.is_active():
            raise AssertionError("the handler was not told that the token is over")


def test_no_message_leaves_after_the_token_is_over() -> None:
    clock, there = SetClock(), Connected()
    stream = until_expiry(there.count, 100, there, clock() + timedelta(minutes=5), clock)
    told = [next(stream), next(stream)]

    clock.advance(minutes=5)

    with pytest.raises(TokenExpired):
        next(stream)
    assert (told, there.closed) == ([0, 1], True)


def test_a_handler_that_waits_is_told_of_the_end() -> None:
    clock, there = SetClock(), Connected()
    stream = until_expiry(there.wait, 7, there, clock() + timedelta(minutes=5), clock)
    assert next(stream) == 7

    clock.advance(minutes=5)

    with pytest.raises(TokenExpired):
        next(stream)


def test_what_was_told_whole_in_time_is_not_called_expired() -> None:
    clock, there = SetClock(), Connected()
    stream = until_expiry(there.count, 1, there, clock() + timedelta(minutes=5), clock)
    assert next(stream) == 0

    clock.advance(minutes=5)

    assert list(stream) == []


def test_a_stream_without_a_token_has_no_end_of_its_own() -> None:
    clock, there = SetClock(), Connected()

    assert list(until_expiry(there.count, 3, there, None, clock)) == [0, 1, 2]


def test_a_caller_who_goes_closes_the_handler() -> None:
    clock, there = SetClock(), Connected()
    stream: Any = until_expiry(there.count, 3, there, clock() + timedelta(minutes=5), clock)
    next(stream)

    stream.close()

    assert there.closed

"""What a Flask application answers reaches the event loop whole, in order, and in pieces where it is long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from gateway.pages_bridge import PIECE, PagesBridge

HEAD = [("Content-Type", "text/html")]
QUEUE = 4
SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/",
    "query_string": b"",
    "headers": [],
    "http_version": "1.1",
    "scheme": "http",
    "server": ("127.0.0.1", 80),
}


def answered(pieces: Iterable[bytes], on_send: Callable[[], None] = lambda: None) -> list[dict[str, Any]]:
    """The messages of one answer; ``on_send`` is called before each of them leaves."""

    def application(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", HEAD)
        return pieces

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        on_send()
        sent.append(message)

    async def ask() -> None:
        bridge = PagesBridge(application, workers=1, send_queue_size=QUEUE)
        try:
            await bridge(SCOPE, receive, send)
        finally:
            bridge.executor.shutdown()

    asyncio.run(ask())
    return sent


def test_a_page_goes_over_with_its_head_and_its_end() -> None:
    sent = answered([b"<p>", b"1", b"</p>"])
    assert sent[0] == {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"text/html")],
    }
    assert b"".join(each["body"] for each in sent[1:]) == b"<p>1</p>"
    assert [each.get("more_body", False) for each in sent[1:]] == [True, True, True, False]


def test_an_answer_without_a_body_has_a_head_and_an_end() -> None:
    assert [each["type"] for each in answered([])] == ["http.response.start", "http.response.body"]


def test_a_long_file_is_read_no_further_ahead_than_the_queue_is_long() -> None:
    read: list[int] = []
    sent: list[int] = []
    ahead: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(60):
            read.append(number)
            yield bytes(PIECE)

    def leaving() -> None:
        ahead.append(len(read) - len(sent))
        sent.append(1)

    messages = answered(pieces(), leaving)

    assert sum(len(each.get("body", b"")) for each in messages) == 60 * PIECE
    assert max(ahead) <= QUEUE + 3


def test_an_error_in_the_middle_is_told_and_nothing_of_the_page_is_sent() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"<p>"
        raise LookupError("gone")

    left: list[bool] = []
    with pytest.raises(LookupError):
        answered(pieces(), lambda: left.append(True))
    assert not left

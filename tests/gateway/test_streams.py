"""Server-sent events: what a browser gets, how it comes back, and who has to let go."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import grpc
import pytest

from gateway.settings_port import GatewaySettings
from tests.gateway.fake import Client, Platform, platform, refuse
from wangge.cases.v1 import cases_pb2

WATCH = "/api/v1/cases:watch"


@pytest.fixture(scope="module")
def quick() -> Iterator[Platform]:
    settings = GatewaySettings(
        port=0, heartbeat_seconds=0.05, first_message_seconds=0.05, streams_per_account=2
    )
    with platform(settings) as started:
        yield started


class Stream:
    """An open event stream over a plain socket."""

    def __init__(self, client: Client, path: str = WATCH, **headers: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", client.port), timeout=10)
        sent = {"host": "x", "authorization": f"Bearer {client.token}", **headers}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in sent.items())
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        self.got = b""

    def until(self, text: bytes) -> bytes:
        while text not in self.got:
            piece = self.socket.recv(65536)
            if not piece:
                raise AssertionError(f"the stream ended with {self.got!r}")
            self.got += piece
        return self.got

    def close(self) -> None:
        self.socket.close()


def notices(after: str) -> list[cases_pb2.CaseNotice]:
    return [cases_pb2.CaseNotice(id=str(n), action="opened") for n in range(int(after or 0) + 1, 4)]


def test_messages_become_events_with_their_ids(fake: Platform, client: Client) -> None:
    fake.services.answers["WatchCases"] = lambda request, context: notices(request.after)

    answer = client("GET", WATCH)

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    events = answer.body.decode().split("\n\n")
    assert events[0] == "retry: 3000"
    assert events[1].startswith("id: 1\nevent: CaseNotice\ndata: {")
    assert '"action":"opened"' in events[1]


def test_a_browser_that_comes_back_goes_on_where_it_was(fake: Platform, client: Client) -> None:
    fake.services.answers["WatchCases"] = lambda request, context: notices(request.after)

    answer = client("GET", WATCH, last_event_id="2")

    assert b"id: 3\n" in answer.body
    assert b"id: 2\n" not in answer.body


def test_a_refusal_before_the_first_event_is_a_status() -> None:
    def refused(request: Any, context: Any) -> Any:
        refuse(context, grpc.StatusCode.PERMISSION_DENIED, "cases.not_yours", "无权")
        yield

    # It is waited for as long as a busy machine may take.
    with platform(GatewaySettings(port=0, first_message_seconds=20)) as started:
        started.services.answers["WatchCases"] = refused

        assert started.client()("GET", WATCH).status == 403


def test_a_failure_midway_is_the_last_event(fake: Platform, client: Client) -> None:
    def failing(request: Any, context: Any) -> Any:
        yield cases_pb2.CaseNotice(id="1")
        refuse(context, grpc.StatusCode.UNAVAILABLE, "cases.resting", "稍后")

    fake.services.answers["WatchCases"] = failing

    answer = client("GET", WATCH)

    assert answer.status == 200
    assert b"event: problem" in answer.body
    assert b"cases.resting" in answer.body


def test_a_quiet_stream_beats_and_leaving_cancels_the_call(quick: Platform) -> None:
    left = threading.Event()

    def silent(request: Any, context: Any) -> Any:
        context.add_callback(left.set)
        left.wait(20)
        yield from ()

    quick.services.answers["WatchCases"] = silent
    stream = Stream(quick.client())

    stream.until(b": still here")
    stream.close()

    assert left.wait(10)


def test_an_account_has_so_many_streams_and_no_more(quick: Platform) -> None:
    ended = threading.Event()

    def silent(request: Any, context: Any) -> Any:
        context.add_callback(ended.set)
        ended.wait(20)
        yield from ()

    quick.services.answers["WatchCases"] = silent
    client = quick.client(quick.issuer.token("greedy"))
    first, second = Stream(client), Stream(client)
    first.until(b"retry:")
    second.until(b"retry:")

    third = client("GET", WATCH)

    assert (third.status, third.json["code"]) == (429, "gateway.too_many_streams")
    first.close()
    second.close()
    assert ended.wait(10)


def test_stopping_ends_open_streams_at_once() -> None:
    ended = threading.Event()

    def silent(request: Any, context: Any) -> Any:
        context.add_callback(ended.set)
        ended.wait(20)
        yield from ()

    with platform(GatewaySettings(port=0, first_message_seconds=0.02)) as started:
        started.services.answers["WatchCases"] = silent
        stream = Stream(started.client())
        stream.until(b"retry:")

        started.gateway.stop(timeout=5)

        assert ended.wait(5)
        assert not started.gateway._thread.is_alive()
        stream.close()

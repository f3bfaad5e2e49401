"""Server streams to HTTP: server-sent events, or the download of a file."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import grpc.aio
from google.protobuf.message import Message

from gateway.bindings import Rpc
from gateway.exchange import ClientGone, Exchange
from gateway.files import file_headers
from gateway.problems import Problem, Problems, from_call
from gateway.settings_port import GatewaySettings
from gateway.translate import write_json

EVENT_STREAM = "text/event-stream"
_RETRY = b"retry: 3000\n\n"
_HEARTBEAT = b": still here\n\n"
_END = object()


class Streams:
    """Counts the open streams of each caller and ends them all when the server stops."""

    def __init__(self, settings: GatewaySettings, problems: Problems) -> None:
        self._settings = settings
        self._problems = problems
        self._open: Counter[str] = Counter()
        self.closing = asyncio.Event()

    @asynccontextmanager
    async def place(self, caller: str) -> AsyncIterator[None]:
        """One of the caller's places; a 429 Problem when all are taken."""
        most = self._settings.streams_per_account
        if self._open[caller] >= most:
            raise Problem(429, "gateway.too_many_streams", {"most": str(most)}, headers={"retry-after": "30"})
        self._open[caller] += 1
        try:
            yield
        finally:
            self._open[caller] -= 1
            if not self._open[caller]:
                del self._open[caller]

    async def events(self, exchange: Exchange, rpc: Rpc, call: Any) -> None:
        """Server-sent events until either side ends; a refusal before the first message is an HTTP status."""
        reading = asyncio.ensure_future(_next(call))
        gone = asyncio.ensure_future(_gone(exchange))
        closing = asyncio.ensure_future(self.closing.wait())
        try:
            await asyncio.wait(
                {reading, gone}, timeout=self._settings.first_message_seconds, return_when="FIRST_COMPLETED"
            )
            if gone.done():
                raise ClientGone
            if reading.done():
                reading.result()
            await exchange.start(
                200,
                [
                    (b"content-type", b"text/event-stream; charset=utf-8"),
                    (b"cache-control", b"no-store"),
                    (b"x-accel-buffering", b"no"),
                ],
            )
            await exchange.write(_RETRY)
            while not closing.done():
                done, _ = await asyncio.wait(
                    {reading, gone, closing},
                    timeout=self._settings.heartbeat_seconds,
                    return_when="FIRST_COMPLETED",
                )
                if gone.done():
                    raise ClientGone
                if not done:
                    await exchange.write(_HEARTBEAT)
                elif reading.done():
                    message = self._result(exchange, reading)
                    if message is _END:
                        break
                    await exchange.write(message if isinstance(message, bytes) else event(message))
                    if isinstance(message, bytes):
                        break
                    reading = asyncio.ensure_future(_next(call))
            await exchange.write(b"", more=False)
        finally:
            call.cancel()
            for task in (reading, gone, closing):
                task.cancel()
                with suppress(asyncio.CancelledError, grpc.aio.AioRpcError):
                    await task

    async def download(self, exchange: Exchange, call: Any) -> None:
        """Chunks as the body of a file, whose first one names it. A failure midway breaks the connection."""
        try:
            first = await _next(call)
            if first is _END:
                raise Problem(404, "gateway.no_such_path")
            await exchange.start(200, file_headers(first.content_type, first.file_name))
            chunk = first
            try:
                while chunk is not _END:
                    if chunk.data:
                        await exchange.write(chunk.data)
                    chunk = await _next(call)
            except grpc.aio.AioRpcError:
                # Leaving the body unfinished is the only way left to say that it is not whole.
                return
            await exchange.write(b"", more=False)
        finally:
            call.cancel()

    def _result(self, exchange: Exchange, reading: asyncio.Future[Any]) -> Any:
        """The message, the end, or the last event of a stream that failed."""
        try:
            return reading.result()
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
                # The longest time of a stream; the browser comes back by itself.
                return _END
            body = self._problems.body(from_call(error), locale=exchange.locale, trace_id=exchange.trace_id)
            return b"event: problem\ndata: " + body + b"\n\n"


def event(message: Message) -> bytes:
    """A message as one event: its type as the name, its ``id`` field as the id to resume after."""
    lines = []
    identifier = getattr(message, "id", "")
    if identifier and isinstance(identifier, str) and identifier.isprintable():
        lines.append(b"id: " + identifier.encode())
    lines.append(b"event: " + message.DESCRIPTOR.name.encode())
    lines.append(b"data: " + write_json(message))
    return b"\n".join(lines) + b"\n\n"


def resume(exchange: Exchange, request: Any) -> None:
    """Put the browser's Last-Event-ID into the request's ``after``, unless the request says it itself."""
    last = exchange.headers.get("last-event-id", "")
    if last and "after" in request.DESCRIPTOR.fields_by_name and not request.after:
        request.after = last.encode("latin-1").decode("utf-8", "ignore").replace("\0", "")


async def _next(call: Any) -> Any:
    message = await call.read()
    return message if isinstance(message, Message) else _END


async def _gone(exchange: Exchange) -> None:
    while (await exchange.receive())["type"] != "http.disconnect":
        pass

"""Flask's answers on their way from their thread to the event loop.

a2wsgi hands over the head, each piece and the end one by one, and the thread waits each time; a page goes
over whole here, and a long file in pieces of some size.
"""

from __future__ import annotations

from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import WSGIResponder

PIECE = 64 * 1024
"""Bytes held back at most before they are handed over."""


class PagesBridge(WSGIMiddleware):
    """An ASGI application around a WSGI one; see a2wsgi."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """See ASGI."""
        if scope["type"] == "http":
            await _Responder(self.app, self.executor, self.send_queue_size)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _Responder(WSGIResponder):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._held: list[Any] = []
        self._bytes = 0

    def send(self, message: Any) -> None:
        """In the thread: waits while the reader is slower than what is sent."""
        self._held.append(message)
        self._bytes += len(message.get("body", b""))
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if is_last or self._bytes >= PIECE:
            held, self._held, self._bytes = self._held, [], 0
            super().send(held)  # type: ignore[arg-type]

    async def sender(self, send: Any) -> None:
        """In the event loop."""
        while (held := await self.send_queue.get()) is not None:
            for message in held:
                await send(message)

"""One keep-alive HTTP/1.1 connection, with as little between the clock and the socket as Python allows."""

from __future__ import annotations

import asyncio
from typing import cast


class HttpConnection(asyncio.Protocol):
    """One request at a time; answers need a Content-Length, as the gateway always states one."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._body_from = -1
        self._ends = -1

    @classmethod
    async def open(cls, host: str, port: int) -> HttpConnection:
        """A connected one; OSError when nothing listens."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, port)
        return connection

    async def exchange(self, request: bytes) -> tuple[int, bytes]:
        """Status and body; ConnectionError when the server hangs up."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionError("closed")
        self._buffer.clear()
        self._body_from = self._ends = -1
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def connection_lost(self, error: Exception | None) -> None:
        """See asyncio.Protocol."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        self._buffer += data
        if self._body_from < 0:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._buffer[:end]).lower()
            _, found, after = head.partition(b"\r\ncontent-length:")
            self._body_from = end + 4
            self._ends = self._body_from + (int(after.partition(b"\r\n")[0]) if found else 0)
        if len(self._buffer) >= self._ends and self._waiting is not None and not self._waiting.done():
            status = int(self._buffer[9:12])
            self._waiting.set_result((status, bytes(self._buffer[self._body_from : self._ends])))

"""Compresses pages on their way out; streams, files and the API's JSON pass as they are."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import MutableMapping
from typing import Any

from gateway.exchange import Exchange, Send

_WORTH = 1024  # bytes; below it the answer fits into one packet anyway
_HEAVY = 64 * 1024  # bytes; above it compressing would hold up other requests
_LEVEL = 2  # half the time of 5, an eighth more bytes


def takes(accept_encoding: str, coding: str) -> bool:
    """Whether a client that sends this Accept-Encoding takes a coding (``gzip``, ``br``)."""
    weights: dict[str, float] = {}
    for each in accept_encoding.lower().split(","):
        name, _, parameter = each.partition(";")
        _, _, stated = parameter.partition("=")
        try:
            weights[name.strip()] = float(stated) if stated else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    return weights.get(coding, weights.get("*", 0.0)) > 0


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client that sends this Accept-Encoding takes gzip."""
    return takes(accept_encoding, "gzip")


def compressing(exchange: Exchange) -> Send:
    """``exchange.send`` that compresses an HTML page whose length is known where the client takes that.

    A page holds its CSRF token under a fresh mask (``gateway.security.csrf_mask``), so that its compressed
    length tells nothing about it.
    """
    held: MutableMapping[str, Any] | None = None
    pieces: list[bytes] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal held
        if message["type"] == "http.response.start":
            headers = {bytes(name).lower(): bytes(value) for name, value in message.get("headers", ())}
            if not headers.get(b"content-type", b"").startswith(b"text/html"):
                await exchange.send(message)
                return
            message = {**message, "headers": [*message["headers"], (b"vary", b"accept-encoding")]}
            wanted = (
                exchange.method != "HEAD"
                and b"content-encoding" not in headers
                and int(headers.get(b"content-length", b"0")) > _WORTH
                and takes_gzip(exchange.headers.get("accept-encoding", ""))
            )
            if wanted:
                held = message
            else:
                await exchange.send(message)
        elif held is None:
            await exchange.send(message)
        else:
            pieces.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _whole(exchange, held, b"".join(pieces))

    return send


async def _whole(exchange: Exchange, start: MutableMapping[str, Any], body: bytes) -> None:
    if len(body) > _HEAVY:
        small = await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)
    else:
        small = gzip.compress(body, _LEVEL, mtime=0)
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    headers += [(b"content-encoding", b"gzip"), (b"content-length", str(len(small)).encode("ascii"))]
    await exchange.send({**start, "headers": headers})
    await exchange.send({"type": "http.response.body", "body": small, "more_body": False})

"""Reads request bodies as they come, and stops at the limit of size or time instead of after it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

from google.protobuf.message import Message

from gateway import query
from gateway.exchange import ClientGone, Exchange
from gateway.multipart import FormReader
from gateway.problems import Problem
from gateway.routes import Match
from gateway.settings_port import GatewaySettings
from gateway.translate import read_json
from services.kernel.errors import FieldProblem, Invalid

JSON, FORM = "application/json", "multipart/form-data"
MOST_PARAMETERS = 200


class Bodies:
    """Fills requests. Large bodies draw on one budget, so that many uploads cannot exhaust the memory."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._held = 0

    async def read(self, exchange: Exchange, match: Match) -> Message:
        """The request message of a call: path, query and body.

        Raises a Problem (408, 413, 415, 503) or Invalid.
        """
        route = match.route
        request = route.rpc.request()
        if route.binding.body:
            await self._fill_from_body(exchange, match, request)
        fields = tuple(each.field for each in route.template.variables)
        parameters = parameters_of(exchange)
        if parameters:
            if route.binding.body == "*":
                # Everything has its place in the body.
                raise Invalid(
                    *(FieldProblem(n, "gateway.unknown_parameter", {"name": n[:80]}) for n, _ in parameters)
                )
            query.fill(request, parameters, known=(*fields, route.binding.body))
        route.fill(request, match.values)
        return request

    async def _fill_from_body(self, exchange: Exchange, match: Match, request: Message) -> None:
        rpc, field = match.route.rpc, match.route.binding.body
        upload = rpc.upload if field == "*" else None
        settings = self._settings
        limit = settings.upload_limit if upload is not None else settings.json_limit
        seconds = settings.upload_body_seconds if upload is not None else settings.body_seconds
        declared = declared_length(exchange)
        if declared is not None and declared > limit:
            raise _too_large(limit)
        if declared == 0 or (declared is None and "transfer-encoding" not in exchange.headers):
            return
        header = exchange.headers.get("content-type", "")
        kind = header.partition(";")[0].strip().lower()
        taken = JSON if upload is None else f"{JSON}, {FORM}"
        if kind != JSON and (kind != FORM or upload is None):
            raise Problem(415, "gateway.unsupported_type", {"taken": taken})
        if exchange.headers.get("content-encoding", "identity").lower() != "identity":
            raise Problem(415, "gateway.unsupported_type", {"taken": f"{taken}, content-encoding: identity"})
        claimed = declared if declared is not None else limit
        large = claimed > settings.json_limit
        if large and self._held + claimed > settings.upload_budget:
            raise Problem(503, "gateway.busy_with_uploads", headers={"retry-after": "10"})
        self._held += claimed if large else 0
        try:
            async with asyncio.timeout(seconds):
                if kind == FORM and upload is not None:
                    reader = FormReader(header)
                    async for chunk in _chunks(exchange, limit):
                        reader.write(chunk)
                    reader.finish(request, upload)
                else:
                    body = b"".join([chunk async for chunk in _chunks(exchange, limit)])
                    read_json(request, body, field)
        except TimeoutError:
            raise Problem(408, "gateway.body_too_slow", headers={"connection": "close"}) from None
        finally:
            self._held -= claimed if large else 0


async def read_small(exchange: Exchange, limit: int, seconds: float) -> bytes:
    """A body of a page or sign-in; Problem 408 or 413."""
    declared = declared_length(exchange)
    if declared is not None and declared > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout(seconds):
            return b"".join([chunk async for chunk in _chunks(exchange, limit)])
    except TimeoutError:
        raise Problem(408, "gateway.body_too_slow", headers={"connection": "close"}) from None


def parameters_of(exchange: Exchange) -> list[tuple[str, str]]:
    """The query, decoded; Problem 400 when it is not percent-encoded UTF-8 or has too many parameters."""
    raw: bytes = exchange.scope["query_string"]
    if not raw:
        return []
    try:
        return parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        raise Invalid.one("", "gateway.malformed_query") from None


async def _chunks(exchange: Exchange, limit: int) -> AsyncIterator[bytes]:
    size = 0
    while True:
        message = await exchange.receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        if chunk:
            yield chunk
        if not message.get("more_body", False):
            return


def declared_length(exchange: Exchange) -> int | None:
    """The size of the body as its header states it; None without one, or when it comes in chunks."""
    text = exchange.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _too_large(limit: int) -> Problem:
    # The rest of the body is not read, so that the connection cannot be used again.
    return Problem(413, "gateway.too_large", {"most": str(limit)}, headers={"connection": "close"})

"""The REST API: from an HTTP request to the RPC it stands for, and back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grpc.aio

from gateway.bindings import Kind, Rpc
from gateway.bodies import Bodies
from gateway.calls import Calls, metadata_of
from gateway.exchange import Exchange
from gateway.files import file_headers
from gateway.media import accepts, names
from gateway.problems import Problem, from_call
from gateway.routes import PREFIX, Match, Router
from gateway.security.access import Access
from gateway.security.identities import Identity
from gateway.settings_port import GatewaySettings
from gateway.streams import EVENT_STREAM, Streams, resume
from gateway.translate import write_json

JSON = b"application/json"


class RestApi:
    """Everything below ``/api`` that stands in a contract."""

    def __init__(
        self,
        router: Router,
        access: Access,
        bodies: Bodies,
        calls: Calls,
        streams: Streams,
        settings: GatewaySettings,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._router = router
        self._access = access
        self._bodies = bodies
        self._calls = calls
        self._streams = streams
        self._settings = settings
        self._clock = clock

    async def handle(self, exchange: Exchange) -> None:
        """Answer, or raise a Problem, a Refusal or ClientGone."""
        match = self._match(exchange)
        if match is None:
            return
        rpc = match.route.rpc
        exchange.route = match.route.name
        identity = await self._access.admit(exchange, rpc)
        _check_acceptable(exchange, rpc)
        request = await self._bodies.read(exchange, match)
        method = self._calls.of(rpc, self._calls.service_of(rpc, request))
        metadata = metadata_of(exchange, identity.token if identity else "")
        try:
            if rpc.kind in (Kind.EVENTS, Kind.FILE_STREAM):
                await self._stream(exchange, rpc, method, request, metadata, identity)
            else:
                await self._answer(exchange, match, method, request, metadata)
        except grpc.aio.AioRpcError as error:
            raise from_call(error) from None

    def _match(self, exchange: Exchange) -> Match | None:
        verb = "GET" if exchange.method == "HEAD" else exchange.method
        found = self._router.find(verb, exchange.raw_path.removeprefix(PREFIX))
        if isinstance(found, Match):
            if exchange.method == "HEAD" and found.route.rpc.kind in (Kind.EVENTS, Kind.FILE_STREAM):
                raise _not_allowed(frozenset({"GET"}))
            return found
        if not found:
            raise Problem(404, "gateway.no_such_path")
        raise _not_allowed(found)

    async def _answer(
        self, exchange: Exchange, match: Match, method: Any, request: Any, metadata: Any
    ) -> None:
        rpc = match.route.rpc
        seconds = self._settings.rpc_seconds if rpc.upload is None else self._settings.upload_rpc_seconds
        response = await method(request, metadata=metadata, timeout=seconds)
        if rpc.kind is Kind.FILE and not names(exchange.headers.get("accept", ""), "application/json"):
            name = getattr(response, "file_name", "")
            headers = file_headers(response.content_type, name)
            await exchange.respond(200, headers[0][1], response.data, headers[1:])
            return
        await exchange.respond(200, JSON, write_json(response, match.route.binding.response_body))

    async def _stream(
        self,
        exchange: Exchange,
        rpc: Rpc,
        method: Any,
        request: Any,
        metadata: Any,
        identity: Identity | None,
    ) -> None:
        caller = f"account:{identity.actor.id}" if identity else f"address:{exchange.client.address}"
        seconds = self._settings.stream_seconds
        if identity is not None:
            # A right that was withdrawn must not live on in an open stream.
            seconds = max(1.0, min(seconds, identity.expires - self._clock()))
        async with self._streams.place(caller):
            if rpc.kind is Kind.FILE_STREAM:
                await self._streams.download(exchange, method(request, metadata=metadata, timeout=seconds))
                return
            resume(exchange, request)
            await self._streams.events(exchange, rpc, method(request, metadata=metadata, timeout=seconds))


def _check_acceptable(exchange: Exchange, rpc: Rpc) -> None:
    header = exchange.headers.get("accept", "")
    if rpc.kind in (Kind.FILE, Kind.FILE_STREAM):
        # Nobody knows the type of a file before it is there.
        return
    offered = EVENT_STREAM if rpc.kind is Kind.EVENTS else "application/json"
    if not accepts(header, offered):
        raise Problem(406, "gateway.not_acceptable", {"offered": offered})


def _not_allowed(verbs: frozenset[str]) -> Problem:
    allow = ", ".join(sorted({*verbs, *({"HEAD"} if "GET" in verbs else ())}))
    return Problem(405, "gateway.method_not_allowed", {"allow": allow}, headers={"allow": allow})

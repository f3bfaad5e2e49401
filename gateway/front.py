"""The front of the gateway: routes by the first part of a path, and turns every failure into an answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import orjson
from a2wsgi import WSGIMiddleware

from gateway.assets import PREFIX as STATIC
from gateway.assets import Assets
from gateway.bodies import declared_length, read_small
from gateway.bugs import report
from gateway.compression import compressing
from gateway.exchange import ClientGone, Exchange, Receive, Scope, Send
from gateway.health import Health
from gateway.pages import PageRequest
from gateway.problems import MEDIA_TYPE, Problem, Problems, bug, from_refusal
from gateway.rest import JSON, RestApi
from gateway.routes import PREFIX
from gateway.security.access import SAFE, from_own_origin
from gateway.security.addresses import Clients
from gateway.security.cookies import CSRF, CookieJar
from gateway.security.half_way import HalfWay
from gateway.security.identities import Identity
from gateway.security.rates import Rates
from gateway.security.sessions import Sessions
from gateway.session_endpoints import SIGN_IN, SIGN_OUT, SessionEndpoints
from gateway.settings_port import Channels, GatewaySettings
from gateway.streams import Streams
from gateway.turns import Turns
from services.kernel import telemetry
from services.kernel.errors import Refusal

access_log = logging.getLogger("gateway.access")
OPENAPI, DOCS = f"{PREFIX}/openapi.json", f"{PREFIX}/docs"


class Gateway:
    """Routes by the first part of a path; every failure ends here as an answer."""

    def __init__(
        self,
        *,
        settings: GatewaySettings,
        problems: Problems,
        api: RestApi,
        sessions: Sessions,
        rates: Rates,
        health: Health,
        pages: WSGIMiddleware,
        assets: Assets,
        streams: Streams,
        channels: Channels,
        document: Callable[[], bytes],
        half_way: HalfWay,
    ) -> None:
        self._settings = settings
        self._problems = problems
        self._api = api
        self._sessions = sessions
        self._rates = rates
        self._health = health
        self._pages: Any = pages
        self._assets = assets
        self._streams = streams
        self._channels = channels
        self._document = document
        self._clients = Clients(settings.trusted_proxies)
        self._uploads = Turns(settings.page_uploads, settings.body_seconds)
        self._session_endpoints = SessionEndpoints(sessions, rates, settings.body_seconds, half_way)

    def stop_streams(self) -> None:
        """End the open streams, so that a server may stop without waiting for them; on the event loop."""
        self._streams.closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._channels.close()
                self._pages.executor.shutdown(wait=False)
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        client = self._clients.seen(scope)
        settings = self._settings
        exchange = Exchange(scope, receive, send, client, settings.locale, settings.map_tiles)
        with telemetry.continue_trace(exchange.headers.get("traceparent", "")) as trace_id:
            exchange.trace_id = trace_id
            with telemetry.span(f"HTTP {exchange.method}"):
                await self._answer(exchange)
            seconds = time.perf_counter() - began
            route = {"route": exchange.route or "-", "status": str(exchange.status)}
            telemetry.measure("wangge.http", seconds, route)
            # Neither query nor path nor address: they may say who somebody is or what they look for.
            access_log.info(
                "%s %s %d",
                exchange.method,
                exchange.route or "-",
                exchange.status,
                extra={
                    "http_method": exchange.method,
                    "http_route": exchange.route,
                    "http_status": exchange.status,
                    "bytes": exchange.sent,
                    "milliseconds": round(seconds * 1000, 1),
                    "trace_id": trace_id,
                },
            )

    async def _answer(self, exchange: Exchange) -> None:
        try:
            await self._dispatch(exchange)
        except ClientGone:
            exchange.status = exchange.status or 499
        except Problem as problem:
            await self._refuse(exchange, problem)
        except Refusal as refusal:
            await self._refuse(exchange, from_refusal(refusal))
        except Exception as error:
            report(error, exchange.trace_id)
            await self._refuse(exchange, bug())

    async def _dispatch(self, exchange: Exchange) -> None:
        path: str = exchange.scope["path"]
        if path == OPENAPI:
            exchange.route = path
            _only(exchange, "GET", "HEAD")
            caching = [(b"cache-control", b"public, max-age=60")]
            await exchange.respond(200, JSON, self._document(), caching)
        elif path.startswith(f"{PREFIX}/") and path != DOCS:
            await self._api.handle(exchange)
        elif path.startswith(STATIC):
            await self._assets.handle(exchange)
        elif path == SIGN_IN and exchange.method == "POST":
            await self._session_endpoints.sign_in(exchange)
        elif path == SIGN_OUT:
            _only(exchange, "POST")
            await self._session_endpoints.sign_out(exchange)
        elif path == "/healthz":
            exchange.route = path
            await exchange.respond(200, JSON, b'{"alive":true}')
        elif path == "/readyz":
            exchange.route = path
            states = await self._health.states()
            ready = all(state == "serving" for state in states.values())
            body = orjson.dumps({"ready": ready, "services": states})
            await exchange.respond(200 if ready else 503, JSON, body)
        else:
            await self._page(exchange, path)

    async def _page(self, exchange: Exchange, path: str) -> None:
        exchange.route = "page"
        identity: Identity | None = None
        try:
            identity = await self._sessions.identity(exchange)
        except Problem:
            identity = None  # the directory is away: the page itself will say what is missing
        if identity is not None and exchange.method not in SAFE and not from_own_origin(exchange):
            raise Problem(403, "gateway.cross_site")
        exchange.scope["wangge"] = PageRequest(
            identity=identity,
            locale=exchange.locale,
            trace_id=exchange.trace_id,
            csrf_token=CookieJar(exchange).read(CSRF) if identity else "",
            states=await self._health.states() if path == "/status" else {},
            secure=exchange.client.secure,
            origin=exchange.client.address,
        )
        exchange.scope["scheme"] = "https" if exchange.client.secure else "http"
        settings = self._settings
        if exchange.method in SAFE:
            body = _limited(exchange, settings.json_limit, settings.body_seconds)
            await self._pages(exchange.scope, body, compressing(exchange))
        elif identity is not None and self._large(exchange):
            # Files are read by the page as they come: a slow sender holds a thread, but not all of them.
            body = _limited(exchange, settings.upload_limit, settings.upload_body_seconds)
            async with self._uploads.one(identity.actor.id):
                await self._pages(exchange.scope, body, compressing(exchange))
        else:
            body = await self._body(exchange, signed_in=identity is not None)
            await self._pages(exchange.scope, body, compressing(exchange))

    def _large(self, exchange: Exchange) -> bool:
        declared = declared_length(exchange)
        return declared is None or declared > self._settings.json_limit

    async def _body(self, exchange: Exchange, *, signed_in: bool) -> Receive:
        """A small form, read whole before one of the few threads of pages begins with it."""
        settings = self._settings
        if not signed_in:
            await self._rates.address(exchange.client.address)
        try:
            form = await read_small(exchange, settings.json_limit, settings.body_seconds)
        except Problem as problem:
            if problem.status != 413:
                raise
            form = b""  # a large one is somebody's whose session has ended: the page leads to signing in

        async def receive() -> Any:
            return {"type": "http.request", "body": form, "more_body": False}

        return receive

    async def _refuse(self, exchange: Exchange, problem: Problem) -> None:
        if exchange.status:
            # The answer has begun; leaving it unfinished tells the client that it is not whole.
            return
        locale = exchange.locale
        body = self._problems.body(problem, locale=locale, trace_id=exchange.trace_id)
        headers = [(name.encode(), value.encode("latin-1")) for name, value in problem.headers.items()]
        if exchange.headers.get("content-length", "0") != "0" and "connection" not in problem.headers:
            # A body that was refused unread would otherwise be received to its end.
            headers.append((b"connection", b"close"))
        language = b"zh-CN" if locale == "zh" else b"en"
        await exchange.respond(
            problem.status,
            MEDIA_TYPE,
            body,
            [*headers, (b"content-language", language), (b"vary", b"accept-language")],
        )


def _only(exchange: Exchange, *methods: str) -> None:
    if exchange.method not in methods:
        allow = ", ".join(methods)
        raise Problem(405, "gateway.method_not_allowed", {"allow": allow}, headers={"allow": allow})


def _limited(exchange: Exchange, limit: int, seconds: float) -> Receive:
    """Pages get at most ``limit`` bytes in so many seconds; a form cut off there does not parse."""
    left, until = limit, time.monotonic() + seconds
    nothing = {"type": "http.request", "body": b"", "more_body": False}

    async def receive() -> Any:
        nonlocal left
        try:
            async with asyncio.timeout(until - time.monotonic()):
                message = await exchange.receive()
        except TimeoutError:
            return nothing
        left -= len(message.get("body", b""))
        return message if left >= 0 else nothing

    return receive

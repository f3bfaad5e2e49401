"""One HTTP request and its answer: what every endpoint asks of it, and what every answer must carry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

from gateway.security.addresses import Client
from gateway.security.headers import security_headers
from services.kernel.rpc.messages import LOCALES, preferred_locale

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

LANGUAGE_COOKIE = "wangge_language"


class ClientGone(Exception):
    """The client closed the connection; nobody waits for an answer."""


class Exchange:
    """A request, and the one way to answer it.

    Attributes:
        trace_id: 32 hexadecimal digits, of the caller's traceparent or new; set before anything is sent.
        client: address and scheme as seen behind trusted proxies.
        route: template of the path, for the log; the path itself may hold what is nobody's business.
        map_tiles: address of the tiles that pages may load, empty for none.
    """

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, client: Client, locale: str, map_tiles: str = ""
    ) -> None:
        self.scope = scope
        self.receive = receive
        self._send = send
        self.client = client
        self.method: str = scope["method"]
        self.headers: dict[str, str] = {}
        for name, value in scope["headers"]:
            key, text = name.decode("latin-1"), value.decode("latin-1")
            if key in self.headers:
                text = f"{self.headers[key]}{'; ' if key == 'cookie' else ', '}{text}"
            self.headers[key] = text
        self.trace_id = ""
        self._cookies: dict[str, str] | None = None
        self._default_locale = locale
        self._map_tiles = map_tiles
        self.route = ""
        self.status = 0
        self.sent = 0
        self.extra_headers: list[tuple[bytes, bytes]] = []

    @property
    def cookies(self) -> dict[str, str]:
        """Cookies by name; a broken header has none."""
        if self._cookies is None:
            self._cookies = {}
            header = self.headers.get("cookie", "")
            if header:
                with suppress(CookieError):
                    self._cookies = {key: morsel.value for key, morsel in SimpleCookie(header).items()}
        return self._cookies

    @property
    def locale(self) -> str:
        """zh or en: what the reader switched to, else what the browser prefers."""
        if "cookie" in self.headers and self.cookies.get(LANGUAGE_COOKIE) in LOCALES:
            return self.cookies[LANGUAGE_COOKIE]
        return preferred_locale(self.headers.get("accept-language", ""), self._default_locale)

    @property
    def raw_path(self) -> str:
        """The path still percent-encoded, without the query."""
        raw: bytes = self.scope.get("raw_path") or self.scope["path"].encode()
        return raw.partition(b"?")[0].decode("latin-1")

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Pass an ASGI message on; the start of an answer gets trace id, security headers and cookies."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ()))
            given = {name for name, _ in headers}
            common = security_headers(self.client.secure, self._map_tiles)
            headers += (each for each in common if each[0] not in given)
            headers.append((b"x-trace-id", self.trace_id.encode("ascii")))
            headers += self.extra_headers
            message = {**message, "headers": headers}
        else:
            self.sent += len(message.get("body", b""))
        await self._send(message)

    async def start(self, status: int, headers: Headers) -> None:
        """Begin an answer whose body follows with ``write``."""
        await self.send({"type": "http.response.start", "status": status, "headers": list(headers)})

    async def write(self, body: bytes, *, more: bool = True) -> None:
        """A piece of the body."""
        await self.send({"type": "http.response.body", "body": body, "more_body": more})

    async def respond(self, status: int, media_type: bytes, body: bytes, headers: Headers = ()) -> None:
        """A whole answer."""
        length = str(len(body)).encode("ascii")
        await self.start(status, [(b"content-type", media_type), (b"content-length", length), *headers])
        await self.write(b"" if self.method == "HEAD" else body, more=False)

"""POST /auth/sign-in and /auth/sign-out, for pages (forms) and scripts (JSON)."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import orjson

from gateway.bodies import JSON, read_small
from gateway.exchange import Exchange
from gateway.problems import Problem
from gateway.security.access import from_own_origin
from gateway.security.rates import Rates
from gateway.security.sessions import Sessions
from gateway.translate import read_json
from services.kernel.rpc.validation import validate
from wangge.directory.v1 import accounts_pb2

SIGN_IN, SIGN_OUT = "/auth/sign-in", "/auth/sign-out"
FORM = "application/x-www-form-urlencoded"
_LIMIT = 16 * 1024


class SessionEndpoints:
    """Answers the two addresses."""

    def __init__(self, sessions: Sessions, rates: Rates, body_seconds: float) -> None:
        self._sessions = sessions
        self._rates = rates
        self._seconds = body_seconds

    async def sign_in(self, exchange: Exchange) -> None:
        """Sign in. A form is led on to ``next`` or back with the reason; JSON gets an answer or a problem."""
        exchange.route = SIGN_IN
        if not from_own_origin(exchange):
            # Being signed in unnoticed as somebody else is an attack as well.
            raise Problem(403, "gateway.cross_site")
        await self._rates.sign_in(exchange.client.address)
        kind = exchange.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (JSON, FORM):
            raise Problem(415, "gateway.unsupported_type", {"taken": f"{JSON}, {FORM}"})
        body = await read_small(exchange, _LIMIT, self._seconds)
        request = accounts_pb2.SignInRequest()
        if kind == JSON:
            read_json(request, body)
            validate(request)
            answer = await self._sessions.sign_in(exchange, request)
            await exchange.respond(200, JSON.encode(), orjson.dumps(answer))
            return
        fields = _form(body)
        request.login = fields.get("login", "").strip()[:200]
        request.password = fields.get("password", "")[:1000]
        request.totp_code = fields.get("totp_code", "").strip()[:20]
        onward = local_address(fields.get("next", ""))
        try:
            await self._sessions.sign_in(exchange, request)
        except Problem as problem:
            back = f"{SIGN_IN}?failed={quote(problem.code)}&next={quote(onward, safe='')}"
            await _lead(exchange, back)
            return
        await _lead(exchange, onward)

    async def sign_out(self, exchange: Exchange) -> None:
        """Sign out; needs the CSRF token as a header or form field, since it ends somebody's work."""
        exchange.route = SIGN_OUT
        body = await read_small(exchange, _LIMIT, self._seconds)
        form = exchange.headers.get("content-type", "").startswith(FORM)
        fields = _form(body) if form else {}
        stated = exchange.headers.get("x-csrf-token") or fields.get("csrf_token", "")
        if not from_own_origin(exchange) or not self._sessions.proves_own_page(exchange, stated):
            raise Problem(403, "gateway.cross_site")
        await self._sessions.sign_out(exchange)
        if form:
            await _lead(exchange, "/")
        else:
            await exchange.respond(200, JSON.encode(), b"{}")


def local_address(address: str) -> str:
    """An address of our own to go on to; anything else leads home."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and not parts.scheme and not parts.netloc and address.isascii() else "/"


def _form(body: bytes) -> dict[str, str]:
    try:
        parsed = parse_qs(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:
        raise Problem(400, "gateway.malformed_form") from None
    return {name: values[-1] for name, values in parsed.items()}


async def _lead(exchange: Exchange, address: str) -> None:
    await exchange.respond(303, b"text/plain", b"", [(b"location", address.encode("ascii"))])

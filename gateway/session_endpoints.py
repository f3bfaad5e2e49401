"""POST /auth/sign-in and /auth/sign-out, for pages (forms) and scripts (JSON)."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import orjson

from gateway.bodies import JSON, read_small
from gateway.exchange import Exchange
from gateway.problems import Problem
from gateway.security.access import from_own_origin
from gateway.security.cookies import CookieJar
from gateway.security.half_way import COOKIE as HALF_WAY
from gateway.security.half_way import SECONDS as HALF_WAY_SECONDS
from gateway.security.half_way import HalfWay
from gateway.security.rates import Rates
from gateway.security.sessions import Sessions
from gateway.translate import read_json
from services.kernel.rpc.validation import validate
from wangge.directory.v1 import accounts_pb2

SIGN_IN, SIGN_OUT = "/auth/sign-in", "/auth/sign-out"
FORM = "application/x-www-form-urlencoded"
PASSWORD_PAGE = "/directory/me/password"
TOTP_REQUIRED = "directory.totp_required"
_LIMIT = 16 * 1024


class SessionEndpoints:
    """Answers the two addresses."""

    def __init__(self, sessions: Sessions, rates: Rates, body_seconds: float, half_way: HalfWay) -> None:
        self._sessions = sessions
        self._rates = rates
        self._seconds = body_seconds
        self._half_way = half_way

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
        await self._by_form(exchange, _form(body), request)

    async def _by_form(
        self, exchange: Exchange, fields: dict[str, str], request: accounts_pb2.SignInRequest
    ) -> None:
        """The page's two steps: login and password, then the code where the account has a second factor."""
        jar, second = CookieJar(exchange), fields.get("step") == "code"
        shown = self._half_way.open(jar.read(HALF_WAY)) if second else fields
        request.login = shown.get("login", "").strip()[:200]
        request.password = shown.get("password", "")[:1000]
        request.totp_code = fields.get("totp_code", "").strip()[:20] if second else ""
        onward = local_address(fields.get("next", ""))
        if second and not request.password:
            await _lead(exchange, _back("gateway.sign_in_again", onward))
            return
        if second and not request.totp_code:
            await _lead(exchange, _back("", onward, step="code"))
            return
        try:
            answer = await self._sessions.sign_in(exchange, request)
        except Problem as problem:
            wanted = problem.code == TOTP_REQUIRED
            if not second:
                kept = self._half_way.seal(request.login, request.password if wanted else "")
                jar.write(HALF_WAY, kept, HALF_WAY_SECONDS)
            step = "code" if wanted or (second and problem.status == 401) else ""
            failed = "" if wanted else problem.code
            await _lead(exchange, _back(failed, onward, step, problem.details.get("minutes", "")))
            return
        if jar.read(HALF_WAY):
            jar.write(HALF_WAY, "", 0)
        await _lead(exchange, PASSWORD_PAGE if answer["mustChangePassword"] else onward)

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


def _back(failed: str, onward: str, step: str = "", minutes: str = "") -> str:
    """The sign-in page again; nothing in its address says who tried."""
    told = {"step": step, "failed": failed, "minutes": minutes if minutes.isdigit() else "", "next": onward}
    return f"{SIGN_IN}?{urlencode({name: value for name, value in told.items() if value})}"


def local_address(address: str) -> str:
    """An address of our own to go on to; anything else leads home."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as //[
        return "/"
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

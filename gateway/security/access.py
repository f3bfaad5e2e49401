"""Decides before any body is read: who calls, whether they may, and whether a browser was tricked into it."""

from __future__ import annotations

from urllib.parse import urlsplit

from gateway.bindings import Rpc
from gateway.exchange import Exchange
from gateway.problems import Problem, from_refusal
from gateway.security.identities import Identities, Identity
from gateway.security.rates import Rates
from gateway.security.sessions import Sessions
from services.kernel.errors import Refusal, Unauthenticated

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SESSION = "/wangge.directory.v1.SessionService/"
SIGN_IN = frozenset({f"{_SESSION}SignIn", f"{_SESSION}IssueServiceToken"})


class Access:
    """The access option of the contracts, enforced a first time; the service enforces it again."""

    def __init__(self, identities: Identities, sessions: Sessions, rates: Rates) -> None:
        self._identities = identities
        self._sessions = sessions
        self._rates = rates

    async def admit(self, exchange: Exchange, rpc: Rpc) -> Identity | None:
        """The caller, None for an anonymous one of a public method.

        Raises a Problem: 401, 403, 429, or 503 while tokens cannot be checked.
        """
        address = exchange.client.address
        if rpc.path in SIGN_IN:
            await self._rates.sign_in(address)
        try:
            identity = await self._identity(exchange)
            if identity is not None and identity.from_cookie and exchange.method not in SAFE:
                self.require_own_page(exchange)
        except (Problem, Refusal) as refused:
            if not rpc.public:
                await self._rates.address(address)
                raise refused if isinstance(refused, Problem) else from_refusal(refused) from None
            # Signing in with an old token still at hand, or reading what anybody may read.
            identity = None
        if identity is None:
            await self._rates.address(address)
            if not rpc.public:
                raise signed_out()
            return None
        await self._rates.account(identity.actor.id)
        if identity.must_change and not rpc.public and not rpc.with_one_time_password:
            raise Problem(403, "gateway.password_due")
        if rpc.permission and not identity.may(rpc.permission):
            raise Problem(403, "gateway.not_permitted", {"permission": rpc.permission})
        return identity

    def require_own_page(self, exchange: Exchange) -> None:
        """Raise a 403 Problem unless a page of ours sent this: its origin, and the token it alone reads."""
        stated = exchange.headers.get("x-csrf-token", "")
        if not from_own_origin(exchange) or not self._sessions.proves_own_page(exchange, stated):
            raise Problem(403, "gateway.cross_site")

    async def _identity(self, exchange: Exchange) -> Identity | None:
        header = exchange.headers.get("authorization", "")
        if not header:
            return await self._sessions.identity(exchange)
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthenticated()
        return await self._identities.of(token.strip())


def from_own_origin(exchange: Exchange) -> bool:
    """What the browser says about where a request comes from; a program that says nothing is no browser."""
    site = exchange.headers.get("sec-fetch-site", "")
    if site:
        return site in ("same-origin", "none")
    origin = exchange.headers.get("origin", "")
    if not origin:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    scheme = "https" if exchange.client.secure else "http"
    return parts.scheme == scheme and parts.netloc.lower() == exchange.client.host


def signed_out() -> Problem:
    """A 401."""
    return Problem(401, "gateway.signed_out", headers={"www-authenticate": "Bearer"})

"""Sessions of browsers: tokens in cookies that no script can read, renewed without the user noticing."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any

import grpc.aio

from gateway.calls import metadata_of
from gateway.exchange import Exchange
from gateway.problems import Problem, from_call
from gateway.security.cookies import ACCESS, CSRF, REFRESH, CookieJar
from gateway.security.csrf_mask import unmasked
from gateway.security.identities import Identities, Identity
from gateway.settings_port import Channels
from services.kernel.errors import Unauthenticated
from wangge.directory.v1 import accounts_pb2

SERVICE = "directory"
_PATH = "/wangge.directory.v1.SessionService/"
_EARLY = 20.0  # seconds before its end at which an access token is renewed
_STRAGGLERS = 30.0  # seconds for which requests already under way may use the same refresh token
_SECONDS = 10.0


class Sessions:
    """Signs in and out at the directory and keeps the tokens in cookies."""

    def __init__(
        self,
        channels: Channels,
        identities: Identities,
        *,
        clock: Callable[[], float] = time.time,
        new_secret: Callable[[], str] = lambda: secrets.token_urlsafe(24),
    ) -> None:
        self._channels = channels
        self._identities = identities
        self._clock = clock
        self._new_secret = new_secret
        self._renewals: dict[bytes, tuple[float, asyncio.Task[accounts_pb2.Session]]] = {}

    async def identity(self, exchange: Exchange) -> Identity | None:
        """Who the cookies speak of, renewing the session where its access token is over.

        Raises a 503 Problem when that cannot be told because the directory is away.
        """
        if "cookie" not in exchange.headers:
            return None
        jar = CookieJar(exchange)
        access, refresh = jar.read(ACCESS), jar.read(REFRESH)
        identity = await self._verified(access)
        if identity is not None and (identity.expires - _EARLY > self._clock() or not refresh):
            return identity
        if not refresh:
            return None
        try:
            session = await self._renewed(exchange, refresh)
        except grpc.aio.AioRpcError as error:
            if identity is not None:
                return identity
            problem = from_call(error)
            if problem.status in (503, 504):
                raise problem from None
            jar.clear()
            return None
        self._keep(exchange, session, csrf=jar.read(CSRF))
        return await self._verified(session.access_token)

    async def sign_in(self, exchange: Exchange, request: accounts_pb2.SignInRequest) -> dict[str, Any]:
        """Sign in and set the cookies. Returns what a page may know; never a token.

        Raises the directory's refusal as a Problem.
        """
        session: accounts_pb2.Session = await self._call(exchange, "SignIn", request, accounts_pb2.Session)
        csrf = self._keep(exchange, session, csrf="")
        return {
            "accountId": session.account_id,
            "name": session.name,
            "mustChangePassword": session.must_change_password,
            "csrfToken": csrf,
        }

    async def sign_out(self, exchange: Exchange) -> None:
        """End the session at the directory if it can be reached, and forget it here in any case."""
        jar = CookieJar(exchange)
        refresh = jar.read(REFRESH)
        jar.clear()
        if refresh:
            request = accounts_pb2.SignOutRequest(refresh_token=refresh)
            try:
                await self._call(exchange, "SignOut", request, accounts_pb2.SignOutResponse)
            except Problem as problem:
                if problem.status in (503, 504):
                    # The session would live on: say so instead of pretending.
                    raise

    def proves_own_page(self, exchange: Exchange, stated: str) -> bool:
        """Whether ``stated`` is the token that only a page of ours can have read (double submit)."""
        expected = CookieJar(exchange).read(CSRF)
        return bool(expected) and hmac.compare_digest(expected.encode(), unmasked(stated).encode())

    def _keep(self, exchange: Exchange, session: accounts_pb2.Session, *, csrf: str) -> str:
        jar = CookieJar(exchange)
        now = self._clock()
        csrf = csrf or self._new_secret()
        until = int(session.refresh_expires.seconds - now)
        jar.write(ACCESS, session.access_token, int(session.access_expires.seconds - now))
        jar.write(REFRESH, session.refresh_token, until)
        jar.write(CSRF, csrf, until, readable=True)
        return csrf

    async def _verified(self, token: str) -> Identity | None:
        if not token:
            return None
        try:
            found = await self._identities.of(token)
        except Unauthenticated:
            return None
        return dataclasses.replace(found, from_cookie=True)

    async def _renewed(self, exchange: Exchange, refresh: str) -> accounts_pb2.Session:
        """One renewal for all requests that a page sends at once: a refresh token may be good for one use."""
        now = self._clock()
        for key in [key for key, (until, _) in self._renewals.items() if until < now]:
            del self._renewals[key]
        key = hashlib.sha256(refresh.encode()).digest()
        if key not in self._renewals:
            request = accounts_pb2.RefreshSessionRequest(refresh_token=refresh)
            call = self._method("RefreshSession", accounts_pb2.Session)
            task = asyncio.ensure_future(
                _answer(call(request, metadata=metadata_of(exchange), timeout=_SECONDS))
            )
            self._renewals[key] = (now + _STRAGGLERS, task)
        task = self._renewals[key][1]
        try:
            return await asyncio.shield(task)
        except grpc.aio.AioRpcError:
            self._renewals.pop(key, None)
            raise

    async def _call(self, exchange: Exchange, name: str, request: Any, answer: Any) -> Any:
        try:
            return await self._method(name, answer)(request, metadata=metadata_of(exchange), timeout=_SECONDS)
        except grpc.aio.AioRpcError as error:
            raise from_call(error) from None

    def _method(self, name: str, answer: Any) -> Any:
        channel = self._channels.of(SERVICE)
        return channel.unary_unary(
            _PATH + name,
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=answer.FromString,
        )


async def _answer(call: Any) -> accounts_pb2.Session:
    session: accounts_pb2.Session = await call
    return session

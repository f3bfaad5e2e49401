"""Short-lived signed tokens: issued by one service, verified offline and quickly by all others."""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import cast

import orjson
from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import GuestProtocol, OKPKey
from joserfc.jws import JWSRegistry

from services.kernel.errors import Unauthenticated
from services.kernel.security.keysets import FetchKeys, KeySetCache, TokenKeysUnavailable
from services.kernel.security.signing import SigningKeys

__all__ = ["TokenExpired", "TokenInvalid", "TokenIssuer", "TokenKeysUnavailable", "TokenVerifier"]

ALGORITHM = "EdDSA"
_RESERVED = frozenset({"iss", "iat", "exp", "jti"})
_LONGEST_TOKEN = 16_384
_AHEAD = 60  # seconds by which the issuer's clock may be ahead of ours


class TokenExpired(Unauthenticated):
    """The token was good and its time is over; get a new one."""

    code = "kernel.token_expired"


class TokenInvalid(Unauthenticated):
    """Not a token of ours. Deliberately says no more to the caller."""

    code = "kernel.token_invalid"


class _OnlyEdDSA(JWSRegistry):
    """Knows one algorithm, so a token cannot choose another.

    Overridden also because joserfc warns at every call that RFC 9864 renamed EdDSA to Ed25519; the old
    name is what clients' libraries know.
    """

    def get_alg(self, name: str):  # type: ignore[no-untyped-def]  # the return type is not public
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


_REGISTRY = _OnlyEdDSA()


class TokenIssuer:
    """Signs claims with the active key."""

    def __init__(
        self, signing_keys: SigningKeys, issuer: str, *, new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    ) -> None:
        self._issuer = issuer
        self._new_id = new_id
        self._kid = signing_keys.active
        self._key = OKPKey.import_key({**signing_keys.private_jwk()})

    def issue(self, claims: Mapping[str, object], *, now: datetime, lifetime: timedelta) -> str:
        """A signed JWT carrying ``claims`` plus ``iss``, ``iat``, ``exp`` and ``jti``.

        Raises:
            ValueError: the claims contain one of those four, ``now`` has no zone, or ``lifetime`` is not
                at least a second; all bugs.
        """
        taken = _RESERVED & claims.keys()
        if taken:
            raise ValueError(f"the issuer itself sets {', '.join(sorted(taken))}")
        if now.tzinfo is None or lifetime < timedelta(seconds=1):
            raise ValueError("a token needs an aware time of issue and a lifetime of a second or more")
        issued_at = int(now.timestamp())
        payload = {
            **claims,
            "iss": self._issuer,
            "iat": issued_at,
            "exp": issued_at + int(lifetime.total_seconds()),
            "jti": self._new_id(),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": self._kid}, payload, self._key, registry=_REGISTRY)


class TokenVerifier:
    """Verifies tokens against the issuer's published keys; safe to share between threads.

    A token seen before costs a hash and a look-up (a few microseconds), until it expires or its key is
    withdrawn. See ``KeySetCache`` for when keys are fetched.

    Args:
        remembered: how many verified tokens are kept, least recently used forgotten first.
    """

    def __init__(
        self, fetch_keys: FetchKeys, issuer: str, clock: Callable[[], datetime], *, remembered: int = 4096
    ) -> None:
        self._issuer = issuer
        self._clock = clock
        self._remembered = remembered
        self._lock = threading.Lock()
        self._seen: OrderedDict[bytes, tuple[int, OKPKey, str, bytes]] = OrderedDict()
        self._keys = KeySetCache(fetch_keys)

    def verify(self, token: str) -> dict[str, object]:
        """The claims of a good token; the caller owns the dictionary.

        Raises:
            TokenExpired: was good, is over.
            TokenInvalid: anything else that is wrong with it.
            TokenKeysUnavailable: it cannot be told because the issuer's keys cannot be fetched.
        """
        if not token.isascii() or len(token) > _LONGEST_TOKEN:
            raise TokenInvalid()
        now = int(self._clock().timestamp())
        digest = hashlib.sha256(token.encode("ascii")).digest()
        with self._lock:
            seen = self._seen.get(digest)
            if seen is not None:
                self._seen.move_to_end(digest)
        if seen is not None:
            expires, key, kid, payload = seen
            if self._keys.find(kid, now) is key:
                if now >= expires:
                    raise TokenExpired()
                return cast("dict[str, object]", orjson.loads(payload))
        return self._verify_anew(token, digest, now)

    def _verify_anew(self, token: str, digest: bytes, now: int) -> dict[str, object]:
        found: list[tuple[str, OKPKey]] = []

        def key_for(signed: GuestProtocol) -> OKPKey:
            kid = signed.headers().get("kid")
            key = self._keys.find(kid, now) if isinstance(kid, str) else None
            if key is None or not isinstance(kid, str):
                raise TokenInvalid()
            found.append((kid, key))
            return key

        try:
            claims: dict[str, object] = jwt.decode(token, key_for, registry=_REGISTRY).claims
        except (JoseError, ValueError, TypeError, RecursionError) as problem:
            raise TokenInvalid() from problem
        expires = _checked_times(claims, self._issuer, now)
        (kid, key), payload = found[0], json.dumps(claims).encode()
        with self._lock:
            self._seen[digest] = (expires, key, kid, payload)
            while len(self._seen) > self._remembered:
                self._seen.popitem(last=False)
        return claims


def _checked_times(claims: Mapping[str, object], issuer: str, now: int) -> int:
    """When the token expires, in seconds since 1970."""
    issued, expires = claims.get("iat"), claims.get("exp")
    if claims.get("iss") != issuer or type(issued) is not int or type(expires) is not int:
        raise TokenInvalid()
    if issued > now + _AHEAD:
        raise TokenInvalid()
    if now >= expires:
        raise TokenExpired()
    return expires

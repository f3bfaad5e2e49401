"""The issuer's public keys as a verifier holds them: fetched rarely, kept while fetching fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import cast

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from services.kernel.errors import Unavailable

FetchKeys = Callable[[], Mapping[str, object]]
"""Gets the JWKS document; may raise anything, and must give up after a few seconds."""

_REFETCH_AFTER = 30  # seconds between two fetches, whoever sends tokens with made-up key ids
_RETRY_AFTER = 1  # seconds between attempts while there are no keys at all
_STALE_AFTER = 300  # seconds until a withdrawn key is noticed

log = logging.getLogger(__name__)


class TokenKeysUnavailable(Unavailable):
    """Tokens cannot be checked because their issuer cannot be asked for its keys."""

    code = "kernel.token_keys_unavailable"


class KeySetCache:
    """Public keys by id. Threads wait for a fetch only when they cannot go on without it."""

    def __init__(self, fetch: FetchKeys) -> None:
        self._fetch = fetch
        self._fetching = threading.Lock()
        self._keys: dict[str, OKPKey] = {}
        self._documents: dict[str, Mapping[str, object]] = {}
        self._tried: int | None = None
        self._failed = False

    def find(self, kid: str, now: int) -> OKPKey | None:
        """The key, or None if the issuer does not publish it.

        The same object is returned for as long as the key is published unchanged.

        Args:
            now: seconds since 1970.

        Raises:
            TokenKeysUnavailable: the key is not known and the last fetch failed.
        """
        key = self._keys.get(kid)
        if key is not None:
            if self._due(now, _STALE_AFTER) and self._fetching.acquire(blocking=False):
                try:
                    self._refresh(now, _STALE_AFTER)
                finally:
                    self._fetching.release()
                key = self._keys.get(kid)
            return key
        with self._fetching:
            self._refresh(now, _REFETCH_AFTER if self._keys else _RETRY_AFTER)
        key = self._keys.get(kid)
        if key is None and self._failed:
            raise TokenKeysUnavailable()
        return key

    def _due(self, now: int, after: int) -> bool:
        # A clock set back must not stop fetching for as long as it was wrong.
        return self._tried is None or not 0 <= now - self._tried < after

    def _refresh(self, now: int, after: int) -> None:
        if not self._due(now, after):
            return
        self._tried = now
        try:
            documents = _usable(self._fetch())
            keys = {
                kid: self._keys[kid] if self._documents.get(kid) == document else _imported(document)
                for kid, document in documents.items()
            }
        except Exception as problem:
            # Whatever the transport raised, the keys at hand stay good.
            self._failed = True
            log.warning("token keys could not be fetched: %s", type(problem).__name__, exc_info=problem)
            return
        self._documents, self._keys, self._failed = documents, keys, False


def _usable(jwks: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """The Ed25519 keys of a key set by id; other kinds are skipped, a newer issuer may publish them."""
    listed = jwks["keys"]
    if not isinstance(listed, list):
        raise ValueError("a key set has a list of keys")
    usable: dict[str, Mapping[str, object]] = {}
    for entry in listed:
        if isinstance(entry, dict) and (entry.get("kty"), entry.get("crv")) == ("OKP", "Ed25519"):
            kid = entry.get("kid")
            if isinstance(kid, str) and _importable(entry):
                usable[kid] = {name: entry[name] for name in ("kty", "crv", "x", "kid")}
    return usable


def _importable(entry: Mapping[str, object]) -> bool:
    try:
        _imported(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return True


def _imported(entry: Mapping[str, object]) -> OKPKey:
    public: dict[str, str | list[str]] = {
        name: cast("str", entry[name]) for name in ("kty", "crv", "x", "kid")
    }
    key = OKPKey.import_key(public)
    key.public_key.public_bytes_raw()  # joserfc decodes lazily; a damaged key must show here
    return key

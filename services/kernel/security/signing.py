"""The Ed25519 keys that sign tokens: one active, the others published so that older tokens still verify."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.kernel.files.durable import write_durably
from services.kernel.security.keyfiles import (
    BrokenKeyFile,
    checked_key_id,
    encoded,
    read_key_file,
    secret_of,
    table_of,
    text_of,
)

SEED_BYTES = 32

Entropy = Callable[[int], bytes]


class Jwks(TypedDict):
    """A JSON Web Key Set (RFC 7517)."""

    keys: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """Ed25519 seeds by key id. Immutable: every change returns a new set.

    To rotate without a verifier ever meeting an unknown key: ``with_key``, let verifiers refetch,
    ``activated``, and ``without`` the old one when its last token has expired.
    """

    active: str
    seeds: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        for kid, seed in self.seeds.items():
            checked_key_id(kid)
            if len(seed) != SEED_BYTES:
                raise ValueError(f"a signing key has {SEED_BYTES} bytes, not {len(seed)}")
        if self.active not in self.seeds:
            raise ValueError(f"the active key {self.active!r} is not in the set")
        object.__setattr__(self, "seeds", MappingProxyType(dict(self.seeds)))

    @classmethod
    def generate(cls, kid: str, *, entropy: Entropy = secrets.token_bytes) -> SigningKeys:
        """A set with one fresh key."""
        return cls(kid, {kid: entropy(SEED_BYTES)})

    @classmethod
    def load(cls, path: Path) -> SigningKeys:
        """Read a set written by ``save``.

        Raises:
            FileNotFoundError: there is no such file.
            BrokenKeyFile: it is there and cannot be used; says why, without any secret.
        """
        content = read_key_file(path)
        try:
            entries = table_of(content["keys"])
            return cls(text_of(content, "active"), {kid: secret_of(entries, kid) for kid in entries})
        except KeyError as missing:
            raise BrokenKeyFile(f"{path}: {missing.args[0]!r} is missing") from None
        except ValueError as problem:
            raise BrokenKeyFile(f"{path}: {problem}") from None

    def save(self, path: Path) -> None:
        """Write the set readable by its owner alone, in one step."""
        content = {"active": self.active, "keys": {kid: encoded(seed) for kid, seed in self.seeds.items()}}
        write_durably(path, (json.dumps(content, indent=2) + "\n").encode())

    def with_key(self, kid: str, *, entropy: Entropy = secrets.token_bytes) -> SigningKeys:
        """The set with one more published key that does not sign yet; ValueError if the id is taken."""
        if kid in self.seeds:
            raise ValueError(f"the set already has a key {kid!r}")
        return replace(self, seeds={**self.seeds, kid: entropy(SEED_BYTES)})

    def activated(self, kid: str) -> SigningKeys:
        """The set signing with ``kid``; ValueError if it has no such key."""
        return replace(self, active=kid)

    def rotated(self, kid: str, *, entropy: Entropy = secrets.token_bytes) -> SigningKeys:
        """A new key that signs at once; verifiers that just refetched learn of it up to 30 s later."""
        return self.with_key(kid, entropy=entropy).activated(kid)

    def without(self, kid: str) -> SigningKeys:
        """The set without a key, whose tokens stop verifying; ValueError if active or unknown."""
        if kid == self.active:
            raise ValueError(f"{kid!r} is the active key; activate another first")
        if kid not in self.seeds:
            raise ValueError(f"the set has no key {kid!r}")
        return replace(self, seeds={name: seed for name, seed in self.seeds.items() if name != kid})

    def public_jwks(self) -> Jwks:
        """The public halves, as verifiers fetch them."""
        return {"keys": [self._public_jwk(kid) for kid in self.seeds]}

    def private_jwk(self) -> dict[str, str]:
        """The active key with its private half, for the token issuer alone."""
        return {**self._public_jwk(self.active), "d": _base64url(self.seeds[self.active])}

    def _public_jwk(self, kid: str) -> dict[str, str]:
        public = Ed25519PrivateKey.from_private_bytes(self.seeds[kid]).public_key().public_bytes_raw()
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": _base64url(public),
            "kid": kid,
            "use": "sig",
            "alg": "EdDSA",
        }


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")

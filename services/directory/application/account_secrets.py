"""Secrets the directory makes, and how they are stored when they have enough chance in them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable

RandomBytes = Callable[[int], bytes]


def new_token(random_bytes: RandomBytes) -> str:
    """256 bits as 43 characters: refresh tokens and client secrets."""
    return base64.urlsafe_b64encode(random_bytes(32)).decode("ascii").rstrip("=")


def new_one_time_password(random_bytes: RandomBytes) -> str:
    """80 bits in four groups that can be read out over the telephone."""
    text = base64.b32encode(random_bytes(10)).decode("ascii").lower()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def digest(secret: str) -> str:
    """What is stored of a token: nobody guesses 256 bits, so no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def same(stored: str | None, secret: str) -> bool:
    """Whether ``stored`` is the digest of ``secret``; takes as long without anything stored."""
    return hmac.compare_digest(stored or "0" * 64, digest(secret)) and stored is not None

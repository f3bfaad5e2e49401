"""Gives every page another text for the same CSRF token: compressed pages would let it be guessed else."""

from __future__ import annotations

import base64
import secrets
from binascii import Error
from collections.abc import Callable

_MARK = "m."  # no plain token begins like this: it is URL-safe base64


def masked(token: str, pad_of: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """The token under a fresh pad, as long twice over; empty for an empty one (signed out).

    A page that is compressed and repeats what the reader asked for would otherwise let somebody who sees
    its length guess the token letter by letter (BREACH).
    """
    if not token:
        return ""
    plain = token.encode()
    pad = pad_of(len(plain))
    return _MARK + base64.urlsafe_b64encode(pad + _mixed(plain, pad)).decode("ascii")


def unmasked(stated: str) -> str:
    """The token behind a masked one; a plain one, as programs send it, is returned as it is.

    Empty when the text is no token at all.
    """
    if not stated.startswith(_MARK):
        return stated
    try:
        raw = base64.urlsafe_b64decode(stated[len(_MARK) :].encode())
        half = len(raw) // 2
        return _mixed(raw[:half], raw[half:]).decode() if len(raw) == 2 * half else ""
    except (Error, ValueError):
        return ""


def _mixed(text: bytes, pad: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(text, pad, strict=True))

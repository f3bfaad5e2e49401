"""The second factor: time-based one-time passwords (RFC 6238), 30 seconds, 6 digits."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DIGITS = 6
# One step either side: phones are up to half a minute off, and people type slowly.
_OFFSETS = (0, -1, 1)


def new_secret() -> str:
    """A fresh secret, base32, 160 bits."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, account: str, issuer: str) -> str:
    """The ``otpauth://`` address an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS).provisioning_uri(
        name=account, issuer_name=issuer
    )


def verify(secret: str, code: str, at: datetime, last_used_step: int | None) -> int | None:
    """The time step ``code`` belongs to, to be stored as the last used; None if it is not valid.

    Args:
        at: aware time of the attempt.
        last_used_step: what the last success returned. That step and older ones are refused, so a code
            seen over somebody's shoulder is worth nothing. Store the new step under a lock or as a
            compare-and-set, else two requests at once can use one code.
    """
    if at.tzinfo is None:
        raise ValueError("the time of the attempt needs a time zone")
    typed = "".join(code.split())
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    totp = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    current = int(at.timestamp()) // STEP_SECONDS
    for step in (current + offset for offset in _OFFSETS):
        if last_used_step is not None and step <= last_used_step:
            continue
        if hmac.compare_digest(totp.generate_otp(step), typed):
            return step
    return None

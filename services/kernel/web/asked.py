"""Values of an address as numbers: whoever writes addresses by hand gets a page, not a bug."""

from __future__ import annotations

LARGEST = 2**31 - 1
"""The most that an ``int32`` of a contract holds."""


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number from nought to `LARGEST`, written in plain digits; ``otherwise`` for any other text.

    ``str.isdigit`` alone is not enough: it takes ``²``, which ``int`` refuses, and any number of digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        return otherwise
    number = int(text)
    return number if number <= LARGEST else otherwise

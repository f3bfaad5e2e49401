"""Page tokens of lists whose order is one ascending key."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token

DEFAULT, MOST = 100, 1000
_BY_TEXT = Order((("key", sa.literal_column("key", sa.String), False),))


def page_size(asked: int) -> int:
    """How many rows a page has: 100 unless asked otherwise, at most 1,000."""
    return clamp(asked, DEFAULT, MOST)


def after_key(token: str, query: str) -> str:
    """The key to continue after; empty for the first page. Raises Invalid for a token of another query."""
    values = decode_token(token, _BY_TEXT, query)
    return str(values[0]) if values else ""


def token_after(key: str, query: str) -> str:
    """The token of the page after the row with that key."""
    return encode_token(_BY_TEXT, query, [key])

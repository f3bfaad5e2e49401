"""Page tokens of lists that run along the id, the newest first."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.persistence.paging import clamp, decode_token, encode_token, parse_order

_ORDER = parse_order("id desc", {"id": sa.column("id", sa.String(36))})


def asked(size: int, token: str, query: str) -> tuple[int, str]:
    """How many rows the page has, and the id it begins after; Invalid for a token of another query."""
    after = decode_token(token, _ORDER, query)
    return clamp(size), str(after[0]) if after else ""


def following(more: bool, last_id: str, query: str) -> str:
    """The token of the next page, empty at the end."""
    return encode_token(_ORDER, query, [last_id]) if more else ""

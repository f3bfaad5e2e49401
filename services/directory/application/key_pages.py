"""Pages in the order of ids, for lists without a choice of order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import sqlalchemy as sa

from services.kernel.persistence.paging import Order, decode_token, encode_token

R = TypeVar("R")
_ID = Order((("id", sa.column("id", sa.String()), False),))


def after_key(token: str, query: str) -> str:
    """The id to continue after, empty for the first page; Invalid for a token of another query."""
    found = decode_token(token, _ID, query)
    return str(found[0]) if found else ""


def page_of(found: Sequence[R], size: int, query: str, key: Callable[[R], str]) -> str:
    """The token of the next page when more than ``size`` were found, else nothing."""
    return encode_token(_ID, query, [key(found[size - 1])]) if len(found) > size else ""

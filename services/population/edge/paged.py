"""One page of a list of the register, and the addresses of the next and of the first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from flask import request

from services.kernel.errors import Invalid
from services.population.edge.people import address_of

_SIZE = 50


def paged(asked: Any, send: Callable[[Any], Any], place: str, fields: Mapping[str, str]) -> tuple[Any, Any]:
    """What was answered, and the addresses for the template.

    An address that was kept too long begins with the first page.

    Args:
        asked: the request; its page is what the address says.
        place: of the list, below the register; ``fields`` is what is asked of it.
    """
    asked.page_size, asked.page_token = _SIZE, request.args.get("page_token", "")[:1000]
    try:
        found = send(asked)
    except Invalid:
        asked.page_token = ""
        found = send(asked)
    following = found.next_page_token
    return found, {
        "next_address": address_of(place, fields, following) if following else "",
        "first_address": address_of(place, fields) if asked.page_token else "",
    }


def asked_state(known: Collection[int], start: int = 0) -> int:
    """The state in the address, or ``start``."""
    sent = request.args.get("state", "")
    return int(sent) if sent.isdecimal() and int(sent) in known else start

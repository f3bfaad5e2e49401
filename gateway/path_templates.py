"""Parses the path templates of google.api.http: ``/v1/{account.id}:reveal``, ``/v1/{name=shelves/*}``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gateway.bindings import ContractBroken

ANY, REST = "*", "**"
_PIECE = re.compile(r"\{(?P<field>[A-Za-z_][\w.]*)(?:=(?P<pattern>[^{}]+))?\}|(?P<plain>[^/{}:]+)")


@dataclass(frozen=True, slots=True)
class Variable:
    """A request field filled from the segments ``start`` to ``end`` of a path (None: all that follow)."""

    field: str
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Template:
    """``segments`` are literals, ``*`` for one segment, and at the end ``**`` for any number of them."""

    segments: tuple[str, ...]
    variables: tuple[Variable, ...]
    verb: str


def parse(text: str) -> Template:
    """Raises ContractBroken where the text is no template."""
    if not text.startswith("/"):
        raise ContractBroken(f"{text}: a path starts with a slash")
    segments: list[str] = []
    variables: list[Variable] = []
    at, verb = 1, ""
    while True:
        piece = _PIECE.match(text, at)
        if piece is None:
            raise ContractBroken(f"{text}: not understood at character {at + 1}")
        field = piece["field"]
        if field is None:
            segments.append(piece["plain"])
        else:
            inner = (piece["pattern"] or ANY).split("/")
            start = len(segments)
            segments.extend(inner)
            variables.append(Variable(field, start, None if REST in inner else len(segments)))
        at = piece.end()
        if at == len(text):
            break
        if text[at] == ":" and "/" not in text[at:]:
            verb = text[at + 1 :]
            break
        if text[at] != "/":
            raise ContractBroken(f"{text}: not understood at character {at + 1}")
        at += 1
    if REST in segments[:-1] or (REST in segments and verb):
        raise ContractBroken(f"{text}: ** stands at the end or not at all")
    return Template(tuple(segments), tuple(variables), verb)

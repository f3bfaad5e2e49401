"""The tree of territories, level by level: what is open is read, the rest when it is opened (DIR-01)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.directory.edge.registers import listed_territories, territories
from services.kernel.errors import NotFound
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2

LONG = 100
"""Lines of one level before "more" is offered."""
_FOUND = 30
_TOPS = (
    types_pb2.LEVEL_PREFECTURE,
    types_pb2.LEVEL_COUNTY,
    types_pb2.LEVEL_TOWNSHIP,
    types_pb2.LEVEL_COMMUNITY,
)
_LONGEST_CODE = 24
_DIVISION = 12


@dataclass(frozen=True)
class Branch:
    """Children of one place: the first `LONG`, the page token of the rest, one beyond them to be shown."""

    parent_code: str
    nodes: Sequence[Node] = ()
    more: str = ""
    beyond: Node | None = None


@dataclass(frozen=True)
class Node:
    """A place in the tree; ``below`` is there where it stands open."""

    place: pb.Territory
    below: Branch | None = field(default=None)


def children(parent_code: str, token: str = "", size: int = LONG) -> pb.ListTerritoriesResponse:
    """A page of a place's children; of the highest places for an empty code."""
    request = pb.ListTerritoriesRequest(parent_code=parent_code, page_size=size, page_token=token)
    if parent_code:
        return listed_territories(request)
    for level in _TOPS:
        request.level = level
        answer = listed_territories(request)
        if answer.territories:
            break
    return answer


def tree(chain: Sequence[pb.Territory]) -> Branch:
    """The tree from the top, open along ``chain``, the way from above down to the chosen place."""
    return _branch("", list(chain))


def more(parent_code: str, token: str, without: str) -> Branch:
    """The next lines of a long level; ``without`` is the line that stands there already."""
    answer = children(parent_code, token)
    nodes = [Node(each) for each in answer.territories if each.code != without]
    return Branch(parent_code, nodes, answer.next_page_token)


def _branch(parent_code: str, chain: list[pb.Territory]) -> Branch:
    answer = children(parent_code)
    # The way down may pass over a layer between community and grid that a grid's path does not name.
    way = next((each for each in chain if each.parent_code == parent_code or not parent_code), None)
    rest = chain[chain.index(way) + 1 :] if way else []
    nodes, found = [], False
    for each in answer.territories:
        here = way is not None and each.code == way.code
        found = found or here
        nodes.append(Node(each, _branch(each.code, rest) if here and each.has_children else None))
    beyond = None
    if way is not None and not found and answer.next_page_token:
        beyond = Node(way, _branch(way.code, rest) if way.has_children else None)
    return Branch(parent_code, nodes, answer.next_page_token, beyond)


def search(words: str, token: str) -> pb.ListTerritoriesResponse:
    """Places whose code begins the way it is written, or whose name holds the words."""
    if words.isascii() and words.isdigit() and len(words) <= _LONGEST_CODE:
        found = _by_code(words)
        return pb.ListTerritoriesResponse(territories=[found] if found else [])
    return listed_territories(
        pb.ListTerritoriesRequest(name_contains=words[:60], deep=True, page_size=_FOUND, page_token=token)
    )


def _by_code(digits: str) -> pb.Territory | None:
    for code in dict.fromkeys((digits, digits.ljust(_DIVISION, "0"))):
        try:
            found: pb.Territory = territories().GetTerritory(pb.GetTerritoryRequest(code=code))
            return found
        except NotFound:
            continue
    return None

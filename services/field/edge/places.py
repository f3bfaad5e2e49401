"""What several pages ask of the directory: names of places, the places below one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from flask import g

from services.kernel.errors import Invalid, NotFound, Refusal
from services.kernel.web.forms import Field
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text
from wangge.directory.v1 import territories_pb2 as pb
from wangge.directory.v1 import territories_pb2_grpc

LOOKUP = "/directory/lookup/territories"


def directory() -> territories_pb2_grpc.TerritoryServiceStub:
    """The stub of territories, with the reader's rights."""
    return peer(territories_pb2_grpc.TerritoryServiceStub, "directory")


def place(code: str) -> pb.Territory:
    """A place, asked for once in a request. Raises NotFound, also for what is no code."""
    known = cast(dict[str, pb.Territory], g.setdefault("field_places", {}))
    if code not in known:
        try:
            known[code] = directory().GetTerritory(pb.GetTerritoryRequest(code=code))
        except Invalid as refusal:
            raise NotFound() from refusal
    return known[code]


def place_name(code: str) -> str:
    """What a place is called, a grid with its community; the code where it is not known, empty for none."""
    if not code:
        return ""
    try:
        found = place(code)
        return f"{place(found.parent_code).name} {found.name}" if len(code) > 12 else found.name
    except Refusal:
        return code


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code."""
    return {code: place_name(code) for code in set(codes)}


def below(code: str) -> list[tuple[str, str]]:
    """Codes and names of the places right below one, as choices."""
    asked = pb.ListTerritoriesRequest(parent_code=code, page_size=300)
    return [(each.code, each.name) for each in directory().ListTerritories(asked).territories]


def territory_field(name: str, label: Text, help_text: Text | None = None) -> Field:
    """A field that picks a place by name or code."""
    return Field(
        name,
        label,
        "lookup",
        required=True,
        source=LOOKUP,
        titled=place_name,
        placeholder=Text("输入名称或代码", "Name or code"),
        help=help_text,
    )

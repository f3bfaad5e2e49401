"""Names of territories for pages, asked once a request; without the directory their level has to do."""

from __future__ import annotations

from flask import g

from services.cases.edge import words
from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.pages import peer
from wangge.directory.v1 import territories_pb2 as pb
from wangge.directory.v1 import territories_pb2_grpc
from wangge.types.v1 import types_pb2

_LEVELS = {
    4: types_pb2.LEVEL_PREFECTURE,
    6: types_pb2.LEVEL_COUNTY,
    9: types_pb2.LEVEL_TOWNSHIP,
    12: types_pb2.LEVEL_COMMUNITY,
    15: types_pb2.LEVEL_GRID,
}


def name_of(path: str) -> str:
    """The name of a territory by its path (or code)."""
    known: dict[str, str] = g.setdefault("territory_names", {})
    if path not in known:
        known[path] = _asked(path)
    return known[path]


def chain_at(longitude: float, latitude: float) -> list[pb.Territory]:
    """From prefecture to grid; empty outside all grids or while the directory is away."""
    asked = pb.LocatePointRequest(longitude=longitude, latitude=latitude)
    try:
        stub = peer(territories_pb2_grpc.TerritoryServiceStub, "directory")
        return list(stub.LocatePoint(asked).territories)
    except Refusal:
        return []


def _asked(path: str) -> str:
    if not path:
        return ""
    try:
        stub = peer(territories_pb2_grpc.TerritoryServiceStub, "directory")
        return str(stub.GetTerritory(pb.GetTerritoryRequest(code=code_of(path))).name)
    except Refusal:
        level = _LEVELS.get(len(path))
        return str(words.LEVELS[level]) if level else path

"""How much lies below a place: territories by level, posts, vacant ones (DIR-01, DIR-13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.ports import Registry
from services.directory.application.territory_lookups import get_territory
from services.kernel.call import Call
from wangge.directory.v1 import territories_pb2
from wangge.types.v1 import types_pb2


class Counts(Protocol):
    """Counts without reading what is counted."""

    def places(self, connection: Connection, path: str) -> Mapping[int, int]:
        """Valid territories below ``path`` by level."""

    def posts(self, connection: Connection, path: str, at: datetime) -> tuple[int, int]:
        """Posts at ``path`` and below, and those among them that nobody holds."""


@dataclass(frozen=True)
class CountBelow:
    """The counts below one territory; the tree is public reference data, whoever may look may count."""

    registry: Registry
    counts: Counts

    def __call__(self, call: Call, code: str) -> territories_pb2.CountBelowResponse:
        """Raises TerritoryUnknown."""
        registry = self.registry
        with registry.read() as connection:
            path = get_territory(registry, connection, code).path
            levels = self.counts.places(connection, path)
            posts, vacant = self.counts.posts(connection, path, registry.clock())
        answer = territories_pb2.CountBelowResponse(posts=posts, vacant_posts=vacant)
        for level in sorted(levels):
            answer.levels.add(
                level=types_pb2.Level.Name(types_pb2.Level.ValueType(level)), count=levels[level]
            )
        return answer

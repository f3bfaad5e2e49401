"""What the commands about buildings need from outside."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.engine import Connection

from services.kernel.call import Scope
from wangge.directory.v1 import territories_pb2

Building = territories_pb2.Building


class Buildings(Protocol):
    """Buildings as the contract has them; ``path`` is the grid's, or the community's without a grid."""

    def find(self, connection: Connection, id: str, scope: Scope) -> Building | None: ...

    def put(self, connection: Connection, record: Building, path: str, fresh: bool) -> None:
        """Raises Stale, BuildingCodeTaken."""

    def rehouse(self, connection: Connection, record: Building, path: str) -> None:
        """Keep another grid and the record's version, nothing else. Raises Stale."""

    def page(
        self,
        connection: Connection,
        scope: Scope,
        path: str,
        size: int,
        after: str,
        *,
        unassigned: bool = False,
        with_footprint: bool = False,
    ) -> list[Building]: ...

    def points(self, connection: Connection, path: str) -> list[tuple[float, float]]: ...
    def beneath(self, connection: Connection, path: str) -> list[Building]: ...
    def unassigned(self, connection: Connection, path: str) -> int: ...

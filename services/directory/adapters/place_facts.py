"""Facts about places for imports, and the taking back of imported places."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.tables.organisations import post_territory
from services.directory.adapters.tables.territories import building, estate, facility, territory
from services.directory.application.buildings import building_path, county_border, tell_building
from services.directory.application.import_places import EDIT
from services.directory.application.import_ports import Applied
from services.directory.application.messages import territory_message
from services.directory.application.ports import Registry
from services.kernel.call import Call
from wangge.directory.v1 import events_pb2


class SqlPlaceFacts:
    """See the port `PlaceFacts`."""

    def __init__(self, places: Registry) -> None:
        self._places = places

    def level(self, connection: Connection, path: str) -> int:
        """The level of a valid territory, 0 when there is none."""
        valid = sa.select(territory.c.level).where(territory.c.path == path, territory.c.valid_to.is_(None))
        return connection.scalar(valid) or 0

    def name(self, connection: Connection, path: str) -> str:
        """The name of a territory."""
        return connection.scalar(sa.select(territory.c.name).where(territory.c.path == path)) or ""

    def building(self, connection: Connection, name: str, community: str) -> Applied | None:
        """A building of that name in the community."""
        b = building.c
        row = connection.execute(
            sa.select(b.id, b.version).where(b.community_code == community, b.name == name).limit(1)
        ).first()
        return Applied(row.id, str(row.version)) if row else None

    def building_coded(self, connection: Connection, code: str) -> bool:
        """Whether a building has that code."""
        coded = sa.select(building.c.id).where(building.c.code == code, building.c.code != "")
        return connection.execute(coded.limit(1)).first() is not None

    def county_border(self, connection: Connection, path: str) -> str:
        """The border of the county around a path; empty when it was not drawn."""
        return county_border(self._places, connection, path)

    def building_now(self, name: str, community: str) -> Applied | None:
        """The same, on a connection of its own."""
        with self._places.read() as connection:
            return self.building(connection, name, community)

    def end_territory(self, call: Call, path: str, version: str) -> bool:
        """End it unless it was changed or something lies in it."""
        places = self._places
        with places.new_uow(call) as uow:
            call.require(EDIT, path)
            found = places.territories.many(uow.connection, [path]).get(path)
            if found is None or found.ended or str(found.version) != version:
                return False
            if self._occupied(uow.connection, path):
                return False
            ended = found.end(uow.now)
            places.territories.save(uow.connection, found, ended, uow.now, "import undone")
            event = events_pb2.TerritoryChanged(territory=territory_message(ended))
            uow.record(event, aggregate=path, territory=path)
            uow.audit("directory.territory.end", "territory", found.code, territory=path)
            uow.commit()
        return True

    def remove_building(self, call: Call, id: str, version: str) -> bool:
        """Delete it unless it was changed."""
        with self._places.new_uow(call) as uow:
            found = self._places.buildings.find(uow.connection, id, call.scope(EDIT))
            if found is None or found.etag != version:
                return False
            path = building_path(found)
            call.require(EDIT, path)
            gone = uow.connection.execute(
                sa.delete(building).where(building.c.id == id, building.c.version == int(version))
            )
            if gone.rowcount != 1:
                return False
            found.etag = str(int(version) + 1)
            tell_building(uow, found, removed=True)
            uow.audit("directory.building.remove", "building", id, territory=path)
            uow.commit()
        return True

    def _occupied(self, connection: Connection, path: str) -> bool:
        inside = [
            sa.select(territory.c.path).where(territory.c.parent_path == path, territory.c.valid_to.is_(None))
        ]
        for table in (building, estate, facility, post_territory):
            column = table.c.territory_path
            inside.append(sa.select(column).where(column >= path, column < path + ":"))
        return any(connection.execute(query.limit(1)).first() is not None for query in inside)

"""Facts about organisations and posts for imports, and the taking back of imported ones."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.tables.organisations import (
    holder,
    organisation,
    post,
    post_duty,
    post_skill,
    post_territory,
)
from services.directory.adapters.tables.territories import territory
from services.directory.application.import_posts import EDIT_POST
from services.directory.application.organisations import GetOrganisation, UpdateOrganisation
from services.directory.application.ports import Registry
from services.kernel.call import Call
from wangge.directory.v1 import events_pb2, organisations_pb2


class SqlStaffingFacts:
    """See the port `StaffingFacts`."""

    def __init__(self, places: Registry) -> None:
        self._places = places

    def territory(self, connection: Connection, path: str) -> bool:
        """Whether it is there and valid."""
        found = sa.select(territory.c.path).where(territory.c.path == path, territory.c.valid_to.is_(None))
        return connection.execute(found).first() is not None

    def organisation(self, connection: Connection, code: str) -> tuple[str, str, str] | None:
        """Id, name and territory code of the active organisation with this code."""
        o = organisation.c
        row = connection.execute(
            sa.select(o.id, o.name, o.territory_code).where(o.code == code, o.active)
        ).first()
        return (row.id, row.name, row.territory_code) if row else None

    def post(self, connection: Connection, title: str, territory_code: str) -> bool:
        """Whether the territory has a post of that title."""
        found = sa.select(post.c.id).where(post.c.territory_code == territory_code, post.c.title == title)
        return connection.execute(found.limit(1)).first() is not None

    def organisation_id(self, code: str) -> str:
        """Empty when there is none any more, which the command refuses."""
        with self._places.read() as connection:
            found = self.organisation(connection, code)
        return found[0] if found else ""

    def close_organisation(self, call: Call, id: str, version: str) -> bool:
        """Make it inactive through the ordinary command, which tells everybody."""
        record = organisations_pb2.Organisation()
        record.CopyFrom(GetOrganisation(self._places)(call, id))
        with self._places.read() as connection:
            posts = connection.execute(
                sa.select(post.c.id).where(post.c.organisation_id == id).limit(1)
            ).first()
        if record.etag != version or posts is not None or not record.active:
            return False
        record.active = False
        UpdateOrganisation(self._places)(call, record)
        return True

    def remove_post(self, call: Call, id: str, version: str) -> bool:
        """Delete a post that nobody held; others are told that it has neither roles nor holders left."""
        with self._places.new_uow(call) as uow:
            row = uow.connection.execute(sa.select(post).where(post.c.id == id).with_for_update()).first()
            if row is None or str(row.version) != version:
                return False
            call.require(EDIT_POST, row.territory_path)
            held = uow.connection.execute(
                sa.select(holder.c.id).where(holder.c.post_id == id).limit(1)
            ).first()
            if held is not None:
                return False
            for table in (post_territory, post_skill, post_duty):
                uow.connection.execute(sa.delete(table).where(table.c.post_id == id))
            uow.connection.execute(sa.delete(post).where(post.c.id == id))
            gone = organisations_pb2.Post(
                id=id,
                title=row.title,
                kind=row.kind,
                territory_code=row.territory_code,
                etag=str(row.version + 1),
            )
            event = events_pb2.PostChanged(post=gone, territory_path=row.territory_path)
            uow.record(event, aggregate=id, territory=row.territory_path)
            uow.audit("directory.post.remove", "post", id, territory=row.territory_path)
            uow.commit()
        return True

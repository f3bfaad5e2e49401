"""Pictures in their table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.records import picture as t
from services.directory.adapters.tables.records import picture_past
from services.directory.application.picture_ports import Picture
from services.kernel.persistence.moments import aware


class SqlPictures:
    """Reads and writes whole pictures."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Picture | None:
        """By id, deleted ones too."""
        statement = sa.select(t).where(t.c.id == id)
        row = connection.execute(statement.with_for_update() if lock else statement).first()
        return _picture(row) if row else None

    def of(self, connection: Connection, record_type: str, record_id: str) -> list[Picture]:
        """Of a record, oldest first, without deleted ones."""
        here = (t.c.record_type == record_type, t.c.record_id == record_id, t.c.deleted.is_(False))
        return [
            _picture(row) for row in connection.execute(sa.select(t).where(*here).order_by(t.c.id).limit(500))
        ]

    def add(self, connection: Connection, picture: Picture) -> None:
        """A new one."""
        connection.execute(sa.insert(t).values(**_values(picture)))

    def save(self, connection: Connection, picture: Picture) -> None:
        """Write all fields."""
        connection.execute(sa.update(t).where(t.c.id == picture.id).values(**_values(picture)))

    def keep_past(
        self, connection: Connection, picture: Picture, until: datetime, by: str, reason: str
    ) -> None:
        """What is about to be replaced."""
        connection.execute(
            sa.insert(picture_past).values(
                picture_id=picture.id,
                version=picture.version,
                stored=picture.stored,
                until=until,
                by=by,
                reason=reason,
            )
        )

    def approved(self, connection: Connection, picture: str, account: str) -> bool:
        """Whether it is a picture of this account, cleared for the public."""
        found = sa.select(t.c.id).where(
            t.c.id == picture,
            t.c.record_type == "account",
            t.c.record_id == account,
            t.c.public,
            t.c.deleted.is_(False),
        )
        return connection.execute(found).first() is not None


def _picture(row: Row[Any]) -> Picture:
    values = dict(row._mapping)
    values["path"] = values.pop("territory_path")
    values["uploaded_at"], values["taken_at"] = aware(row.uploaded_at), aware(row.taken_at)
    return Picture(**values)


def _values(picture: Picture) -> dict[str, Any]:
    values = asdict(picture)
    values["territory_path"] = values.pop("path")
    return values

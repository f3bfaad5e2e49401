"""Positions on patrols: a sealed row for each batch, gone after 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.field.adapters.sealing import Sealing
from services.field.adapters.tables import check_in, photo, track_batch
from services.field.domain.positions import Fix
from services.field.domain.refusals import Stale
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork


class SqlTracks:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def known(self, uow: UnitOfWork, patrol_id: str, batch_id: str) -> bool:
        """Whether the batch is there."""
        where = sa.and_(track_batch.c.patrol_id == patrol_id, track_batch.c.batch_id == batch_id)
        return uow.connection.execute(sa.select(track_batch.c.count).where(where)).first() is not None

    def add(self, uow: UnitOfWork, patrol_id: str, batch_id: str, fixes: Sequence[Fix]) -> None:
        """At least one position, in order."""
        values = {
            "patrol_id": patrol_id,
            "batch_id": batch_id,
            "first_at": fixes[0].at,
            "last_at": fixes[-1].at,
            "count": len(fixes),
            "points": self._sealing.fixes(fixes, _sealed_to(patrol_id, batch_id)),
        }
        try:
            uow.connection.execute(sa.insert(track_batch).values(values))
        except IntegrityError:
            raise Stale() from None  # the same batch, twice at once: the next try finds it there

    def of(self, patrol_id: str) -> Sequence[Fix]:
        """All positions of a patrol in order."""
        query = sa.select(track_batch).where(track_batch.c.patrol_id == patrol_id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        fixes = [
            fix
            for row in rows
            for fix in self._sealing.opened_fixes(row.points, _sealed_to(patrol_id, row.batch_id))
        ]
        return sorted(fixes, key=lambda each: each.at)

    def purge(self, uow: UnitOfWork, before: datetime) -> int:
        """Tracks go; check-ins and pictures stay without their positions."""
        tracks = sa.delete(track_batch).where(track_batch.c.last_at < before)
        places = (
            sa.update(check_in)
            .where(check_in.c.at < before, check_in.c.place.is_not(None))
            .values(place=sa.null())
        )
        pictures = (
            sa.update(photo)
            .where(photo.c.uploaded_at < before, photo.c.place.is_not(None))
            .values(place=sa.null())
        )
        return sum(uow.connection.execute(each).rowcount for each in (tracks, places, pictures))


def _sealed_to(patrol_id: str, batch_id: str) -> str:
    return f"field.track_batch.points/{patrol_id}/{batch_id}"

"""Places that patrols call at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.field.adapters.tables import checkpoint
from services.field.domain.checkpoint import Checkpoint
from services.field.domain.positions import Position
from services.field.domain.refusals import CheckpointCodeTaken, Stale
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork

ROUTE = ((checkpoint.c.territory_path, False), (checkpoint.c.position, False), (checkpoint.c.id, False))


class SqlCheckpoints:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_code(self, uow: UnitOfWork, code: str) -> Checkpoint | None:
        """The code is upper case."""
        return self._one(uow, checkpoint.c.code == code)

    def by_id(self, uow: UnitOfWork, checkpoint_id: str) -> Checkpoint | None:
        """Retired ones too."""
        return self._one(uow, checkpoint.c.id == checkpoint_id)

    def find(self, checkpoint_id: str) -> Checkpoint | None:
        """Retired ones too."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(checkpoint).where(checkpoint.c.id == checkpoint_id)).first()
        return _checkpoint(row) if row is not None else None

    def put(self, uow: UnitOfWork, wanted: Checkpoint) -> None:
        """See the port."""
        row = {
            "id": wanted.id,
            "code": wanted.code,
            "name": wanted.name,
            "territory_path": wanted.territory_path,
            "longitude": wanted.place.longitude if wanted.place else None,
            "latitude": wanted.place.latitude if wanted.place else None,
            "position": wanted.position,
            "retired": wanted.retired,
            "version": wanted.version,
        }
        older = sa.and_(checkpoint.c.id == wanted.id, checkpoint.c.version == wanted.version - 1)
        try:
            if wanted.version == 1:
                uow.connection.execute(sa.insert(checkpoint).values(row))
            elif uow.connection.execute(sa.update(checkpoint).where(older).values(row)).rowcount != 1:
                raise Stale()
        except IntegrityError:
            raise CheckpointCodeTaken(code=wanted.code) from None

    def names(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """See the port."""
        if not ids:
            return {}
        query = sa.select(checkpoint.c.id, checkpoint.c.code, checkpoint.c.name)
        with self._database.read() as connection:
            rows = connection.execute(query.where(checkpoint.c.id.in_(set(ids)))).all()
        return {row.id: (row.code, row.name) for row in rows}

    def page(
        self, under: str, with_retired: bool, after: tuple[str, int, str] | None, limit: int
    ) -> Sequence[Checkpoint]:
        """See the port."""
        query = sa.select(checkpoint).where(
            checkpoint.c.territory_path >= under, checkpoint.c.territory_path < under + ":"
        )
        if not with_retired:
            query = query.where(checkpoint.c.retired.is_(False))
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, ROUTE, after).limit(limit)).all()
        return [_checkpoint(row) for row in rows]

    @staticmethod
    def _one(uow: UnitOfWork, where: sa.ColumnElement[bool]) -> Checkpoint | None:
        row = uow.connection.execute(sa.select(checkpoint).where(where)).first()
        return _checkpoint(row) if row is not None else None


def _checkpoint(row: Any) -> Checkpoint:
    return Checkpoint(
        id=row.id,
        code=row.code,
        name=row.name,
        territory_path=row.territory_path,
        place=Position(row.longitude, row.latitude) if row.longitude is not None else None,
        position=row.position,
        retired=row.retired,
        version=row.version,
    )

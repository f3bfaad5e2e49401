"""Sheets of campaigns, with the names and pictures around them, and what grids have handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.field.adapters.help_tables import checklist_result as result
from services.field.adapters.reaching import below
from services.field.adapters.sheet_rows import sheet_of, values_of
from services.field.adapters.tables import seen_account, seen_place
from services.field.application.help_ports import GridProgress, ShownSheet, WantedSheets
from services.field.application.ports import Photo, Photos
from services.field.application.sheets import photos_of
from services.field.domain.refusals import IdTaken, Stale
from services.field.domain.sheet import Sheet
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.types.v1 import types_pb2

NEWEST_FIRST = ((result.c.at, True), (result.c.id, True))
_COMMUNITY = 12


class SqlSheets:
    """See the port."""

    def __init__(self, database: Database, photos: Photos) -> None:
        self._database = database
        self._photos = photos

    def find(self, sheet_id: str) -> Sheet | None:
        """None for no such sheet."""
        with self._database.read() as connection:
            return _one(connection, sheet_id)

    def in_uow(self, uow: UnitOfWork, sheet_id: str) -> Sheet | None:
        """None for no such sheet."""
        return _one(uow.connection, sheet_id)

    def add(self, uow: UnitOfWork, new: Sheet) -> None:
        """A new row; raises IdTaken when two sheets with one id arrive at once."""
        try:
            uow.connection.execute(sa.insert(result).values(values_of(new)))
        except IntegrityError:
            raise IdTaken() from None

    def save(self, uow: UnitOfWork, kept: Sheet) -> None:
        """See the port."""
        older = sa.and_(result.c.id == kept.id, result.c.version == kept.version - 1)
        if uow.connection.execute(sa.update(result).where(older).values(values_of(kept))).rowcount != 1:
            raise Stale()

    def shown(self, sheet_id: str) -> ShownSheet | None:
        """With names and pictures."""
        with self._database.read() as connection:
            rows = connection.execute(_with_names().where(result.c.id == sheet_id)).all()
        return next(iter(self._shown(rows)), None)

    def page(
        self, wanted: WantedSheets, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[ShownSheet]:
        """See the port."""
        query = _with_names().where(
            result.c.checklist_id == wanted.checklist_id, below(result.c.territory_path, wanted.under)
        )
        if wanted.only_alarms:
            query = query.where(result.c.alarms > 0)
        if wanted.building_id:
            query = query.where(result.c.building_id == wanted.building_id)
        if wanted.by:
            query = query.where(result.c.by_id == wanted.by)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, NEWEST_FIRST, after).limit(limit)).all()
        return self._shown(rows)

    def counts(self, checklist_ids: Sequence[str], under: Sequence[str], by: str = "") -> dict[str, int]:
        """See the port."""
        query = (
            sa.select(result.c.checklist_id, sa.func.count())
            .where(result.c.checklist_id.in_(checklist_ids), below(result.c.territory_path, under))
            .group_by(result.c.checklist_id)
        )
        if by:
            query = query.where(result.c.by_id == by)
        with self._database.read() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)} if checklist_ids else {}

    def progress(
        self, checklist_id: str, places: Sequence[str], under: Sequence[str], expected: int, limit: int
    ) -> tuple[int, int, Sequence[GridProgress]]:
        """See the port."""
        handed = (
            sa.select(
                result.c.territory_path.label("path"),
                sa.func.count().label("done"),
                sa.func.sum(result.c.alarms).label("alarms"),
                sa.func.sum(result.c.cases).label("cases"),
            )
            .where(result.c.checklist_id == checklist_id)
            .group_by(result.c.territory_path)
            .subquery()
        )
        grids = sa.and_(
            seen_place.c.level == types_pb2.LEVEL_GRID,
            seen_place.c.ended.is_(False),
            below(seen_place.c.path, places),
            below(seen_place.c.path, under),
        )
        community = seen_place.alias()
        done = sa.func.coalesce(handed.c.done, 0)
        joined = seen_place.outerjoin(handed, handed.c.path == seen_place.c.path)
        rows = (
            sa.select(seen_place.c.path, seen_place.c.name, done.label("done"))
            .add_columns(
                sa.func.coalesce(handed.c.alarms, 0).label("alarms"),
                sa.func.coalesce(handed.c.cases, 0).label("cases"),
                sa.func.coalesce(community.c.name, "").label("community"),
            )
            .select_from(
                joined.outerjoin(
                    community, community.c.path == sa.func.substr(seen_place.c.path, 1, _COMMUNITY)
                )
            )
            .where(grids)
            .order_by(done, seen_place.c.path)
            .limit(limit)
        )
        totals = (
            sa.select(
                sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((done >= expected, 1), else_=0)), 0)
            )
            .select_from(joined)
            .where(grids)
        )
        with self._database.read() as connection:
            number, complete = connection.execute(totals).one()
            found = [
                GridProgress(
                    row.path, row.name, row.community, int(row.done), int(row.alarms), int(row.cases)
                )
                for row in connection.execute(rows)
            ]
        return int(number), int(complete), found

    def _shown(self, rows: Sequence[Any]) -> list[ShownSheet]:
        photos: dict[str, list[Photo]] = {}
        owners = [photos_of(row.id) for row in rows if any(each["photo_ids"] for each in row.answers)]
        for photo in self._photos.of_check_ins(owners):
            place = photo.place.coarse() if photo.place else None
            photos.setdefault(photo.check_in_id, []).append(replace(photo, place=place))
        return [
            ShownSheet(
                sheet=sheet_of(row),
                by_name=row.by_name,
                reviewer_name=row.reviewer_name,
                territory_name=row.territory_name,
                photos=tuple(photos.get(photos_of(row.id), ())),
            )
            for row in rows
        ]


def _with_names() -> sa.Select[Any]:
    reviewer = seen_account.alias()
    return sa.select(
        result,
        sa.func.coalesce(seen_account.c.name, "").label("by_name"),
        sa.func.coalesce(reviewer.c.name, "").label("reviewer_name"),
        sa.func.coalesce(seen_place.c.name, "").label("territory_name"),
    ).select_from(
        result.outerjoin(seen_account, seen_account.c.id == result.c.by_id)
        .outerjoin(reviewer, reviewer.c.id == result.c.reviewed_by)
        .outerjoin(seen_place, seen_place.c.path == result.c.territory_path)
    )


def _one(connection: Connection, sheet_id: str) -> Sheet | None:
    row = connection.execute(sa.select(result).where(result.c.id == sheet_id)).first()
    return sheet_of(row) if row is not None else None

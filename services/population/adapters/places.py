"""What the directory told: territories, buildings, accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables.projections import seen_account, seen_building, seen_place
from services.population.application.ports import KnownBuilding
from wangge.types.v1 import types_pb2

GRID = types_pb2.LEVEL_GRID


class SqlPlaces:
    """See the port; what is told late or twice changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place_name(self, path: str) -> str:
        """See the port."""
        return self.place_names([path]).get(path, "")

    def place_names(self, paths: Iterable[str]) -> dict[str, str]:
        """See the port."""
        return self._names(seen_place.c.path, seen_place.c.name, paths)

    def is_grid(self, path: str) -> bool:
        """See the port."""
        query = sa.select(seen_place.c.path).where(
            seen_place.c.path == path, seen_place.c.level == GRID, seen_place.c.ended.is_(False)
        )
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def building(self, building_id: str) -> KnownBuilding | None:
        """See the port."""
        query = sa.select(seen_building).where(
            seen_building.c.id == building_id, seen_building.c.ended.is_(False)
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return building_of(row) if row is not None else None

    def buildings_under(self, path: str) -> list[KnownBuilding]:
        """Those of a place, by name."""
        b = seen_building
        query = sa.select(b).where(b.c.path >= path, b.c.path < path + ":", b.c.ended.is_(False))
        with self._database.read() as connection:
            return [
                building_of(row) for row in connection.execute(query.order_by(b.c.path, b.c.name, b.c.id))
            ]

    def building_names(self, ids: Iterable[str]) -> dict[str, str]:
        """See the port."""
        return self._names(seen_building.c.id, seen_building.c.name, ids)

    def account_names(self, ids: Iterable[str]) -> dict[str, str]:
        """See the port."""
        return self._names(seen_account.c.id, seen_account.c.name, ids)

    def is_active(self, account_id: str) -> bool:
        """Whether the account is known and not shut."""
        query = sa.select(seen_account.c.active).where(seen_account.c.id == account_id)
        with self._database.read() as connection:
            return bool(connection.execute(query).scalar())

    def account_id(self, login: str) -> str:
        """Empty for nobody."""
        query = sa.select(seen_account.c.id).where(seen_account.c.login == login)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""

    def below(self, path: str, width: int) -> list[tuple[str, str]]:
        """Path and name of the territories of that width below ``path`` that have not ended, by path."""
        query = sa.select(seen_place.c.path, seen_place.c.name).where(
            seen_place.c.path >= path,
            seen_place.c.path < path + ":",
            sa.func.length(seen_place.c.path) == width,
            seen_place.c.ended.is_(False),
        )
        with self._database.read() as connection:
            return [(row.path, row.name) for row in connection.execute(query.order_by(seen_place.c.path))]

    def keep_place(
        self, uow: UnitOfWork, path: str, name: str, level: int, version: int, *, ended: bool
    ) -> None:
        """Of a territory."""
        values = {"name": name, "level": level, "version": version, "ended": ended}
        _keep(uow, seen_place, {"path": path}, values)

    def keep_account(
        self, uow: UnitOfWork, account_id: str, login: str, name: str, active: bool, version: int
    ) -> None:
        """Of an account."""
        values = {"login": login, "name": name, "active": active, "version": version}
        _keep(uow, seen_account, {"id": account_id}, values)

    def keep_building(self, uow: UnitOfWork, known: KnownBuilding, version: int, *, ended: bool) -> bool:
        """Of a building; False when something newer is known."""
        values = {
            "code": known.code,
            "name": known.name,
            "path": known.path,
            "longitude": known.place[0] if known.place else None,
            "latitude": known.place[1] if known.place else None,
            "storeys": known.storeys,
            "units": known.units,
            "per_storey": known.per_storey,
            "version": version,
            "ended": ended,
        }
        return _keep(uow, seen_building, {"id": known.id}, values)

    def _names(self, key: sa.Column[str], name: sa.Column[str], wanted: Iterable[str]) -> dict[str, str]:
        ids = {each for each in wanted if each}
        if not ids:
            return {}
        with self._database.read() as connection:
            rows = connection.execute(sa.select(key, name).where(key.in_(ids))).all()
        return {row[0]: row[1] for row in rows}


def _keep(uow: UnitOfWork, table: sa.Table, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Insert, or overwrite what is older; False when something newer is known."""
    same = [table.c[name] == value for name, value in key.items()]
    known = uow.connection.execute(sa.select(table.c.version).where(*same)).scalar()
    if known is None:
        uow.connection.execute(sa.insert(table).values(key | values))
        return True
    if values["version"] < known:
        return False
    uow.connection.execute(sa.update(table).where(*same).values(values))
    return True


def building_of(row: Any) -> KnownBuilding:
    """From a row of the table seen_building."""
    return KnownBuilding(
        id=row.id,
        code=row.code,
        name=row.name,
        path=row.path,
        storeys=row.storeys,
        units=row.units,
        per_storey=row.per_storey,
        place=(row.longitude, row.latitude) if row.longitude is not None else None,
    )

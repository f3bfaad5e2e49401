"""Service items and volunteer brands in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.tables.demand import activity, brand, item
from services.population.domain.figures import WIDTHS
from services.population.domain.needs import NeedKind
from services.population.domain.offers import Activity, Brand, ServiceItem
from services.population.domain.refusals import Stale

ITEMS = ((item.c.path, False), (item.c.id, False))
BRANDS = ((brand.c.path, False), (brand.c.id, False))


class SqlItems:
    """See the port `Items`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, uow: UnitOfWork, item_id: str) -> ServiceItem | None:
        """See the port."""
        row = uow.connection.execute(sa.select(item).where(item.c.id == item_id).with_for_update()).first()
        return _item(row) if row is not None else None

    def one(self, item_id: str) -> ServiceItem | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(item).where(item.c.id == item_id)).first()
        return _item(row) if row is not None else None

    def save(self, uow: UnitOfWork, made: ServiceItem) -> None:
        """See the port."""
        values = {c.name: getattr(made, c.name) for c in item.c} | {"kind": made.kind.value}
        _save(uow, item, values)

    def around(self, path: str, today: date) -> Sequence[ServiceItem]:
        """See the port."""
        query = sa.select(item).where(_around(path), *_offered(today))
        with self._database.read() as connection:
            return [_item(row) for row in connection.execute(query)]

    def page(
        self, paths: Sequence[str], path: str, today: date | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[ServiceItem]:
        """See the port."""
        meeting = sa.or_(sa.false(), *(_around(each) for each in paths))
        query = sa.select(item).where(meeting, _around(path), *(_offered(today) if today else ()))
        with self._database.read() as connection:
            return [_item(row) for row in connection.execute(keyset(query, ITEMS, after).limit(limit))]


class SqlBrands:
    """See the port `Brands`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, uow: UnitOfWork, brand_id: str) -> Brand | None:
        """See the port."""
        query = sa.select(brand).where(brand.c.id == brand_id).with_for_update()
        row = uow.connection.execute(query).first()
        return Brand(**row._mapping) if row is not None else None

    def one(self, brand_id: str) -> Brand | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(brand).where(brand.c.id == brand_id)).first()
        return Brand(**row._mapping) if row is not None else None

    def save(self, uow: UnitOfWork, made: Brand) -> None:
        """See the port."""
        _save(uow, brand, {c.name: getattr(made, c.name) for c in brand.c})

    def add_activity(self, uow: UnitOfWork, brand_id: str, done: Activity) -> None:
        """See the port."""
        values = {c.name: getattr(done, c.name) for c in activity.c if c.name != "brand_id"}
        uow.connection.execute(sa.insert(activity).values(values | {"brand_id": brand_id}))
        more = {"activities": brand.c.activities + 1}
        uow.connection.execute(sa.update(brand).where(brand.c.id == brand_id).values(more))

    def activities(self, brand_id: str, limit: int) -> Sequence[Activity]:
        """See the port."""
        a = activity.c
        query = sa.select(a.id, a.day, a.what, a.volunteers, a.served, a.noted_by).where(
            a.brand_id == brand_id
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(a.day.desc(), a.id.desc()).limit(limit)).all()
        return [Activity(**row._mapping) for row in rows]

    def page(
        self, paths: Sequence[str], path: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[Brand]:
        """See the port."""
        here = under(brand.c.path, Scope(tuple(paths), ()), path)
        query = sa.select(brand).where(here, brand.c.ended.is_(sa.false()))
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, BRANDS, after).limit(limit)).all()
        return [Brand(**row._mapping) for row in rows]

    def with_one(self, path: str) -> set[str]:
        """See the port."""
        here = under(brand.c.path, Scope(("",), ()), path)
        query = sa.select(brand.c.path).where(here, brand.c.ended.is_(sa.false())).distinct()
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())


def _around(path: str) -> sa.ColumnElement[bool]:
    """In a territory, in those it lies in and in those below it."""
    if not path:
        return sa.true()
    above = [path[:width] for width in WIDTHS if width < len(path)]
    return sa.or_(sa.and_(item.c.path >= path, item.c.path < path + ":"), item.c.path.in_(above))


def _offered(today: date) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return (
        sa.or_(item.c.from_day.is_(None), item.c.from_day <= today),
        sa.or_(item.c.to_day.is_(None), item.c.to_day >= today),
    )


def _save(uow: UnitOfWork, table: sa.Table, values: dict[str, Any]) -> None:
    if values["version"] == 1:
        uow.connection.execute(sa.insert(table).values(values))
        return
    older = sa.and_(table.c.id == values["id"], table.c.version == values["version"] - 1)
    if uow.connection.execute(sa.update(table).where(older).values(values)).rowcount != 1:
        raise Stale()


def _item(row: Any) -> ServiceItem:
    return ServiceItem(**{**row._mapping, "kind": NeedKind(row.kind)})

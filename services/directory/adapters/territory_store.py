"""Territories in the database; every change leaves the version before it behind (DIR-07)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.tables.territories import (
    boundary,
    change_counter,
    succession,
    territory,
    territory_version,
)
from services.directory.application.ports import TerritoryQuery
from services.directory.domain.levels import Level, successor
from services.directory.domain.refusals import Stale, TerritoryExists
from services.directory.domain.territory import Details, Territory
from services.kernel.persistence.moments import aware

BORDERS = "borders"
_MANY = 400
_DETAILS = (
    "name",
    "type",
    "settlement",
    "households",
    "size_rule",
    "size_reason",
    "post_in_charge",
    "head_title",
    "longitude",
    "latitude",
)


def beneath(column: sa.ColumnElement[str], path: str) -> sa.ColumnElement[bool]:
    """The territory at ``path`` and all below, as a range on an index; the empty path is everything."""
    return sa.and_(column >= path, column < successor(path)) if path else sa.true()


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Distinct values in portions that fit a statement's parameters."""
    distinct = sorted(set(values))
    for start in range(0, len(distinct), _MANY):
        yield distinct[start : start + _MANY]


class TerritoryStore:
    """The tree; see the port `Territories`."""

    def find(self, connection: Connection, code: str) -> Territory | None:
        row = connection.execute(sa.select(territory).where(territory.c.code == code)).first()
        return _read(row) if row else None

    def many(self, connection: Connection, paths: Iterable[str]) -> dict[str, Territory]:
        found: dict[str, Territory] = {}
        for some in chunks(paths):
            for row in connection.execute(sa.select(territory).where(territory.c.path.in_(some))):
                found[row.path] = _read(row)
        return found

    def page(
        self, connection: Connection, query: TerritoryQuery, size: int, after: str | None
    ) -> list[Territory]:
        select = sa.select(territory).order_by(territory.c.path).limit(size)
        if query.parent_path is not None and not query.deep:
            select = select.where(territory.c.parent_path == query.parent_path)
        elif query.parent_path:
            select = select.where(
                beneath(territory.c.path, query.parent_path), territory.c.path != query.parent_path
            )
        if query.level:
            select = select.where(territory.c.level == query.level)
        if query.name_contains:
            select = select.where(territory.c.name.contains(query.name_contains, autoescape=True))
        if query.codes:
            select = select.where(territory.c.code.in_(query.codes))
        if not query.with_past:
            select = select.where(territory.c.valid_to.is_(None))
        if after is not None:
            select = select.where(territory.c.path > after)
        return [_read(row) for row in connection.execute(select)]

    def valid_beneath(self, connection: Connection, path: str, level: int = 0) -> list[Territory]:
        select = sa.select(territory).where(beneath(territory.c.path, path), territory.c.valid_to.is_(None))
        if level:
            select = select.where(territory.c.level == level)
        return [_read(row) for row in connection.execute(select.order_by(territory.c.path))]

    def codes_under(self, connection: Connection, parent_path: str) -> list[str]:
        select = sa.select(territory.c.code).where(territory.c.parent_path == parent_path)
        return list(connection.scalars(select))

    def all_by_code(self, connection: Connection) -> dict[str, Territory]:
        select = sa.select(territory).where(territory.c.level <= int(Level.COMMUNITY))
        return {row.code: _read(row) for row in connection.execute(select)}

    def parents_among(self, connection: Connection, paths: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in chunks(paths):
            child = territory.alias()
            has_child = sa.exists().where(child.c.parent_path == territory.c.path, child.c.valid_to.is_(None))
            found.update(
                connection.scalars(sa.select(territory.c.path).where(territory.c.path.in_(some), has_child))
            )
        return found

    def add(self, connection: Connection, territories: Sequence[Territory]) -> None:
        if not territories:
            return
        try:
            connection.execute(sa.insert(territory), [_row(each) for each in territories])
        except IntegrityError as error:
            # Two who create at once are given the same next free code: the second tries again.
            raise TerritoryExists(code=territories[0].code) from error

    def save(
        self, connection: Connection, before: Territory, after: Territory, at: datetime, reason: str
    ) -> None:
        changed = connection.execute(
            sa.update(territory)
            .where(territory.c.path == before.path, territory.c.version == before.version)
            .values(_row(after))
        )
        if changed.rowcount != 1:
            raise Stale(record=before.name)
        record = {key: value for key, value in _row(before).items() if not isinstance(value, datetime)}
        record["boundary"] = self.boundary(connection, before.path)
        connection.execute(
            sa.insert(territory_version).values(
                path=before.path, version=before.version, until=at, reason=reason[:400], record=record
            )
        )

    def adopt(self, connection: Connection, parent: Territory) -> None:
        connection.execute(
            sa.update(territory)
            .where(territory.c.parent_code == parent.code, territory.c.parent_path == "")
            .values(parent_path=parent.path)
        )

    def succeed(self, connection: Connection, pairs: Iterable[tuple[str, str]], at: datetime) -> None:
        rows = [{"ended_path": ended, "created_path": created, "at": at} for ended, created in pairs]
        if rows:
            connection.execute(sa.insert(succession), rows)

    def replaced(self, connection: Connection, path: str) -> tuple[list[Territory], list[Territory]]:
        """The grids created together with the one at ``path``, and those whose ground they took."""
        pairs = succession.c
        before = sa.select(pairs.ended_path).where(pairs.created_path == path)
        ended = list(connection.scalars(before))
        after = connection.scalars(sa.select(pairs.created_path).where(pairs.ended_path.in_(ended)))
        found = self.many(connection, [*ended, *after])
        return (
            [each for key, each in found.items() if key not in ended],
            [each for key, each in found.items() if key in ended],
        )

    def boundary(self, connection: Connection, path: str) -> str:
        return connection.scalar(sa.select(boundary.c.geojson).where(boundary.c.path == path)) or ""

    def boundaries(self, connection: Connection, paths: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in chunks(paths):
            for row in connection.execute(
                sa.select(boundary.c.path, boundary.c.geojson).where(boundary.c.path.in_(some))
            ):
                found[row.path] = row.geojson
        return found

    def boundaries_beneath(self, connection: Connection, path: str, level: int) -> dict[str, str]:
        select = (
            sa.select(boundary.c.path, boundary.c.geojson)
            .join(territory, territory.c.path == boundary.c.path)
            .where(territory.c.level == level, territory.c.valid_to.is_(None))
            .where(beneath(territory.c.path, path))
            .order_by(boundary.c.path)
        )
        return {row.path: row.geojson for row in connection.execute(select)}

    def draw(self, connection: Connection, path: str, geojson: str, at: datetime) -> None:
        changed = connection.execute(
            sa.update(boundary).where(boundary.c.path == path).values(geojson=geojson, changed_at=at)
        )
        if not changed.rowcount:
            connection.execute(sa.insert(boundary).values(path=path, geojson=geojson, changed_at=at))

    def borders_moved(self, connection: Connection) -> None:
        counter = change_counter.c
        changed = connection.execute(
            sa.update(change_counter).where(counter.name == BORDERS).values(value=counter.value + 1)
        )
        if not changed.rowcount:
            connection.execute(sa.insert(change_counter).values(name=BORDERS, value=1))

    def borders(self, connection: Connection) -> int:
        """How often borders of grids moved; what `GridIndex` compares."""
        return (
            connection.scalar(sa.select(change_counter.c.value).where(change_counter.c.name == BORDERS)) or 0
        )


def _row(each: Territory) -> dict[str, Any]:
    return {
        "path": each.path,
        "code": each.code,
        "level": int(each.level),
        "parent_code": each.parent_code,
        "parent_path": each.parent_path,
        "valid_from": each.valid_from,
        "valid_to": each.valid_to,
        "version": each.version,
        **{name: getattr(each.details, name) for name in _DETAILS},
    }


def _read(row: Row[Any]) -> Territory:
    values = row._mapping
    return Territory(
        code=values["code"],
        path=values["path"],
        level=Level(values["level"]),
        parent_code=values["parent_code"],
        parent_path=values["parent_path"],
        details=Details(**{name: values[name] for name in _DETAILS}),
        valid_from=aware(values["valid_from"]),
        valid_to=aware(values["valid_to"]),
        version=values["version"],
    )

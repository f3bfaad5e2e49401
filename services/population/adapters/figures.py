"""Counters as statistics read them, what is kept at the end of a month, and how good the records are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.population.adapters.counters import Folding
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.projections import seen_building
from services.population.adapters.tables.statistics import cube, deltas, months, quality
from services.population.application.room import today_in_china
from services.population.application.statistics import RecordQuality
from services.population.domain.figures import COUNTED, WIDTHS
from services.population.domain.records import STALE_AFTER_DAYS
from services.population.domain.summing import AGES, UNKNOWN, Cells

SMALL = 3000
"""People of a territory whose records are looked at when somebody asks; beyond, the last count is used."""
YEARS_KEPT_TO = 12
"""Figures by year of birth are kept down to communities."""
_KEPT_WITHIN = timedelta(days=3)
r, p = t.residence, t.person


class SqlFigures:
    """See `application.statistics.Figures`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cells(self, path: str, month: str) -> dict[str, Cells]:
        """See the port."""
        width = len(path) or WIDTHS[0]
        found: dict[str, dict[tuple[str, str, str], int]] = {each: {} for each in COUNTED}
        for what, a, b, c, n in self._sums(("a", "b", "c"), width, path, month):
            found[what][a, b, c] = n
        return dict(found)

    def years(self, path: str, month: str) -> dict[tuple[int, str], int]:
        """See the port."""
        width = len(path) or WIDTHS[0]
        rows = self._sums(("born", "b"), width, path, month, by_year=True)
        return {(born, sex): n for _, born, sex, n in rows}

    def below(self, path: str, width: int, month: str) -> dict[str, dict[tuple[str, str], int]]:
        """See the port."""
        found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for what, node, a, n in self._sums(("node", "a"), width, path, month):
            found[node][what, a] = n
        return found

    def inside(self, path: str, width: int, month: str) -> dict[str, dict[str, Cells]]:
        """See the port."""
        found: dict[str, dict[str, dict[tuple[str, str, str], int]]] = {}
        for what, node, a, b, c, n in self._sums(("node", "a", "b", "c"), width, path, month):
            found.setdefault(node, {}).setdefault(what, {})[a, b, c] = n
        return {node: dict(each) for node, each in found.items()}

    def ages_inside(self, path: str, width: int, month: str, year: int) -> dict[str, dict[str, int]]:
        """See the port."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for _, node, age, n in self._sums(("node", "age"), width, path, month, by_year=True, year=year):
            found[node][age] = n
        return found

    def _sums(
        self,
        names: Sequence[str],
        width: int,
        path: str,
        month: str,
        *,
        by_year: bool = False,
        year: int = 0,
    ) -> list[tuple[Any, ...]]:
        """Kind of record, these columns, and how many; of what was folded into the cube and what was not."""
        asked = {"path": path, "beyond": f"{path}:", "width": width, "month": month, "year": year}
        with self._database.read() as connection:
            rows = connection.execute(_summed(tuple(names), bool(month), by_year), asked)
            return [(*row[:-1], int(row[-1])) for row in rows]

    def months(self) -> list[str]:
        """See the port."""
        query = sa.select(months.c.month).where(
            months.c.what == "person", months.c.by_year.is_(False), months.c.width == WIDTHS[0]
        )
        with self._database.read() as connection:
            return sorted(set(connection.execute(query).scalars()), reverse=True)

    def buildings(self, path: str) -> int:
        """See the port."""
        b = seen_building.c
        query = sa.select(sa.func.count()).where(_below(b.path, path), b.ended.is_(False))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def quality(self, path: str, people: int, fresh_since: datetime) -> RecordQuality:
        """See the port."""
        if people <= SMALL:
            query = _counted(fresh_since, _below(r.c.path, path), few=True).subquery()
            columns = [sa.func.coalesce(sa.func.sum(query.c[name]), 0) for name in _SUMS]
            wanted = sa.select(*columns, sa.null())
        else:
            columns = [sa.func.coalesce(sa.func.sum(quality.c[name]), 0) for name in _SUMS]
            wanted = sa.select(*columns, sa.func.min(quality.c.counted_at)).where(
                _below(quality.c.path, path)
            )
        with self._database.read() as connection:
            row: Any = connection.execute(wanted).one()
        at = row[3]
        if isinstance(at, str):
            at = datetime.fromisoformat(at)
        return RecordQuality(int(row[0]), int(row[1]), int(row[2]), aware(at) if at is not None else None)


class KeepingFigures:
    """What is counted and kept by the clock."""

    def __init__(self, database: Database, folding: Folding) -> None:
        self._database = database
        self._folding = folding

    def count_quality(self, now: datetime) -> int:
        """Count anew how good the records of every grid are; how many grids there are."""
        counted = _counted(now - timedelta(days=STALE_AFTER_DAYS), sa.true())
        with self._database.read() as connection:
            rows = [row._asdict() | {"counted_at": now} for row in connection.execute(counted)]
        with self._database.transaction() as connection:
            connection.execute(sa.delete(quality))
            for start in range(0, len(rows), 1000):
                connection.execute(sa.insert(quality), rows[start : start + 1000])
            connection.commit()
        return len(rows)

    def keep_month(self, now: datetime) -> int:
        """In the first days of a month keep the figures for the one that ended; how many there are.

        Later they would be those of another month, and none are kept.
        """
        today = today_in_china(now)
        ended = today.replace(day=1) - timedelta(days=1)
        month = f"{ended:%Y-%m}"
        with self._database.read() as connection:
            known = connection.execute(sa.select(months.c.month).where(months.c.month == month).limit(1))
            if today - ended > _KEPT_WITHIN or known.first() is not None:
                return 0
        while self._folding.fold():
            pass
        names = [column.name for column in cube.c]
        kept = sa.select(sa.literal(month), *cube.c).where(
            cube.c.what.in_(COUNTED),
            cube.c.n != 0,
            sa.or_(cube.c.by_year.is_(False), cube.c.width <= YEARS_KEPT_TO),
        )
        with self._database.transaction() as connection:
            done = connection.execute(sa.insert(months).from_select(["month", *names], kept))
            connection.commit()
        return int(done.rowcount)


_SUMS = ("people", "fresh", "complete")


@cache
def _summed(names: tuple[str, ...], monthly: bool, by_year: bool) -> sa.Select[Any]:
    """Of path, beyond, width, month and year; made once, for making it takes longer than it runs."""
    source = months if monthly else cube
    width = sa.bindparam("width", type_=sa.SmallInteger)
    here = [source.c.by_year.is_(by_year), source.c.width == width, _counted_as(source, by_year)]
    here += _asked(source.c.node)
    if monthly:
        here.append(months.c.month == sa.bindparam("month"))
    query: Any = sa.select(source.c.what, *_columns(source, names), source.c.n).where(*here)
    if not monthly:
        node = sa.func.substr(deltas.c.path, 1, width).label("node")
        fresh = [node if name == "node" else _columns(deltas, [name])[0] for name in names]
        wanted = [*_asked(deltas.c.path), sa.func.length(deltas.c.path) >= width]
        wanted.append(_counted_as(deltas, by_year))
        query = query.union_all(sa.select(deltas.c.what, *fresh, deltas.c.n).where(*wanted))
    every = query.subquery()
    keys = list(every.c)[:-1]
    total = sa.func.sum(every.c.n)
    return sa.select(*keys, total).group_by(*keys).having(total != 0)


def _counted_as(table: sa.Table, by_year: bool) -> sa.ColumnElement[bool]:
    return table.c.what == "person" if by_year else table.c.what.in_(COUNTED)


def _asked(column: sa.ColumnElement[str]) -> list[sa.ColumnElement[bool]]:
    return [column >= sa.bindparam("path"), column < sa.bindparam("beyond")]


def _columns(table: sa.Table, names: Sequence[str]) -> list[sa.ColumnElement[Any]]:
    """``age`` is that of the year asked for."""
    born, year = table.c.born, sa.bindparam("year", type_=sa.Integer)
    classes = [(year - born >= first, f"{first}") for first, _ in reversed(AGES)]
    age = sa.case((born == 0, UNKNOWN), *classes, else_=f"{AGES[0][0]}").label("age")
    return [age if name == "age" else table.c[name] for name in names]


def _below(column: sa.ColumnElement[str], path: str) -> sa.ColumnElement[bool]:
    return sa.and_(column >= path, column < path + ":") if path else sa.true()


def _counted(fresh_since: datetime, where: sa.ColumnElement[bool], *, few: bool = False) -> sa.Select[Any]:
    """Of each grid, everybody once: where he lives, else where he is registered.

    ``few``: looked up for each row in turn; else the database gathers all who live somewhere first.
    """
    other = r.alias("other")
    there = sa.and_(
        other.c.person_id == r.c.person_id, other.c.is_open.is_(sa.true()), other.c.kind != "registered_only"
    )
    first = sa.select(sa.literal(1)).where(there).limit(1).scalar_subquery()
    elsewhere = first.is_not(None) if few else sa.exists().where(there)
    fresh = sa.case((r.c.verified_at >= fresh_since, 1), else_=0)
    complete = sa.select(p.c.completeness).where(p.c.id == r.c.person_id).scalar_subquery()
    counted = sa.select(
        r.c.path,
        sa.func.count().label("people"),
        sa.func.sum(fresh).label("fresh"),
        sa.func.sum(complete if few else p.c.completeness).label("complete"),
    )
    return (
        (counted if few else counted.join_from(r, p, p.c.id == r.c.person_id))
        .where(t.OPEN, where, sa.or_(r.c.kind != "registered_only", sa.not_(elsewhere)))
        .group_by(r.c.path)
    )

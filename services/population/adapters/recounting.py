"""The figures made anew from the records, and compared with them (POP-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.database import Database
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.statistics import cube, deltas
from services.population.domain.figures import COUNTED, WIDTHS, Cell, shared

r, h, d = t.residence, t.household, t.dwelling
_LIVES = r.c.kind != "registered_only"
_NEVER = ""


class Recounting:
    """Counts all records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rebuild(self) -> int:
        """Replace every counter of records by what they say; how many kinds of record at a place there are.

        What was done day by day no record tells: those counters stay.
        Nobody writes records meanwhile; whoever reads sees the old figures until it is done.
        """
        with self._database.transaction() as connection:
            if not self._database.is_sqlite:
                connection.execute(sa.text("LOCK TABLE register_delta IN EXCLUSIVE MODE"))
            cells = true_cells(connection)
            connection.execute(sa.delete(cube).where(cube.c.what.in_(COUNTED)))
            connection.execute(sa.delete(deltas).where(deltas.c.what.in_(COUNTED)))
            rows = [_cube_row(key, n) for key, n in _spread(cells).items()]
            for start in range(0, len(rows), 5000):
                connection.execute(sa.insert(cube), rows[start : start + 5000])
            connection.commit()
        return len(cells)

    def differences(self) -> list[str]:
        """What the counters say otherwise than the records, in words; empty when all is well.

        Right while nobody writes; else what was recorded in between shows up.
        """
        with self._database.transaction() as connection:
            wanted = _spread(true_cells(connection))
            found: Counter[_Key] = Counter()
            for row in connection.execute(sa.select(cube).where(cube.c.what.in_(COUNTED))):
                found[_Key(row.what, row.by_year, row.width, row.node, row.a, row.b, row.c, row.born)] += (
                    row.n
                )
            fresh = {
                Cell(row.path, row.what, row.a, row.b, row.c, row.born): row.n
                for row in connection.execute(
                    sa.select(*(deltas.c[name] for name in Cell._fields), sa.func.sum(deltas.c.n).label("n"))
                    .where(deltas.c.what.in_(COUNTED))
                    .group_by(*(deltas.c[name] for name in Cell._fields))
                )
            }
            found.update(_spread(fresh))
        return [
            f"{key}: {found.get(key, 0)} instead of {wanted.get(key, 0)}"
            for key in sorted({*wanted, *found})
            if wanted.get(key, 0) != found.get(key, 0)
        ]


class _Key(tuple[object, ...]):
    """A row of the cube but for its number."""

    __slots__ = ()

    def __new__(cls, *values: object) -> _Key:
        return super().__new__(cls, values)


def true_cells(connection: Connection) -> dict[Cell, int]:
    """What the records say, by the narrowest place."""
    return {Cell(*row[:6]): row[6] for query in _queries() for row in connection.execute(query)} | _separated(
        connection
    )


def _queries() -> Iterator[sa.Select[Any]]:
    nought, none = sa.literal(0), sa.literal(_NEVER)
    other = r.alias("other")
    elsewhere = sa.exists().where(
        other.c.person_id == r.c.person_id, other.c.is_open.is_(sa.true()), other.c.kind != "registered_only"
    )
    born = sa.func.coalesce(sa.extract("year", r.c.born_on), 0).label("born")
    people = (r.c.path, sa.literal("person").label("what"), r.c.kind, r.c.sex, r.c.reason, born)
    counted = sa.and_(t.OPEN, sa.or_(_LIVES, sa.not_(elsewhere)))
    yield _counted(people, counted)
    yield _counted(
        (h.c.path, sa.literal("household").label("what"), h.c.kind, none, none, nought),
        sa.and_(h.c.to_day.is_(None), h.c.void.is_(sa.false())),
    )
    yield _counted(
        (d.c.path, sa.literal("dwelling").label("what"), d.c.use, d.c.occupancy, none, nought),
        sa.and_(d.c.ended.is_(sa.false()), d.c.void.is_(sa.false())),
    )


def _counted(columns: tuple[sa.ColumnElement[Any], ...], where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    inner = sa.select(*(each.label(f"k{n}") for n, each in enumerate(columns))).where(where).subquery()
    keys = list(inner.c)
    return sa.select(*keys, sa.func.count()).group_by(*keys)


def _separated(connection: Connection) -> dict[Cell, int]:
    """Those who live at one place and are registered at another, at what holds both."""
    other = r.alias("registered")
    query = sa.select(r.c.path, other.c.path, sa.func.count()).where(
        r.c.person_id == other.c.person_id,
        t.OPEN,
        other.c.is_open.is_(sa.true()),
        _LIVES,
        other.c.kind == "registered_only",
    )
    found: Counter[Cell] = Counter()
    for first, second, n in connection.execute(query.group_by(r.c.path, other.c.path)):
        if both := shared(first, second):
            found[Cell(both, "separated")] += n
    return dict(found)


def _spread(cells: dict[Cell, int]) -> Counter[_Key]:
    """Each cell at every territory it lies in; people also by sex and year of birth."""
    found: Counter[_Key] = Counter()
    for cell, n in cells.items():
        for width in WIDTHS:
            if len(cell.path) < width:
                break
            node = cell.path[:width]
            found[_Key(cell.what, False, width, node, cell.a, cell.b, cell.c, 0)] += n
            if cell.what == "person":
                found[_Key(cell.what, True, width, node, "", cell.b, "", int(cell.born))] += n
    return found


def _cube_row(key: _Key, n: int) -> dict[str, object]:
    return dict(zip((column.name for column in cube.primary_key.columns), key, strict=True)) | {"n": n}

"""Counters in the database: written with each change, folded in the background, read together."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables.statistics import cube, deltas
from services.population.domain.figures import WIDTHS, Cell

_KEYS = ("a", "b", "c")
_ADD = sa.insert(deltas).inline()


class SqlCounters:
    """See the port."""

    def add(self, uow: UnitOfWork, changes: Sequence[tuple[Cell, int]]) -> None:
        """See the port."""
        uow.write(_ADD, *(row_of(cell, count) for cell, count in changes))


def row_of(cell: Cell, count: int) -> dict[str, object]:
    """Of the table register_delta."""
    return {**cell._asdict(), "n": count}


class Folding:
    """Adds deltas into the cube and deletes them, in one transaction; may run twice at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._add = _upsert(database.is_sqlite)

    def fold(self, most: int = 5000) -> int:
        """Fold up to ``most`` deltas; says how many there were."""
        with self._database.transaction() as connection:
            chosen = sa.select(deltas.c.position).order_by(deltas.c.position).limit(most)
            if not self._database.is_sqlite:
                chosen = chosen.with_for_update(skip_locked=True)
            positions = list(connection.execute(chosen).scalars())
            if not positions:
                return 0
            connection.execute(self._add, {"taken": positions})
            connection.execute(sa.delete(deltas).where(_TAKEN), {"taken": positions})
            connection.commit()
        return len(positions)


_TAKEN = deltas.c.position.in_(sa.bindparam("taken", expanding=True))


@functools.cache
def _upsert(in_sqlite: bool) -> sa.Insert:
    make = sqlite.insert if in_sqlite else postgresql.insert
    statement = make(cube).from_select([c.name for c in cube.c], _folded())
    return statement.on_conflict_do_update(
        index_elements=list(cube.primary_key.columns), set_={"n": cube.c.n + statement.excluded.n}
    )


def _folded() -> sa.Select[tuple[object, ...]]:
    """Cube rows of the deltas taken, in order of the key: two foldings never wait crosswise."""
    widths = _listed("width", WIDTHS)
    years = _listed("by_year", (0, 1))
    by_year = sa.case((years.c.by_year == 1, sa.true()), else_=sa.false()).label("by_year")
    keyed = {
        "a": sa.case((years.c.by_year == 1, ""), else_=deltas.c.a),
        "c": sa.case((years.c.by_year == 1, ""), else_=deltas.c.c),
        "born": sa.case((years.c.by_year == 1, deltas.c.born), else_=0),
    }
    a, c, born = (column.label(name) for name, column in keyed.items())
    node = sa.func.substr(deltas.c.path, 1, widths.c.width).label("node")
    every = (
        sa.select(deltas.c.what, by_year, widths.c.width, node, a, deltas.c.b, c, born, deltas.c.n)
        .select_from(deltas.join(widths, sa.true()).join(years, sa.true()))
        .where(
            _TAKEN,
            sa.func.length(deltas.c.path) >= widths.c.width,
            sa.or_(years.c.by_year == 0, deltas.c.what == "person"),
        )
        .subquery()
    )
    keys = [every.c[c.name] for c in cube.primary_key.columns]
    total = sa.func.sum(every.c.n)
    return sa.select(*keys, total).group_by(*keys).having(total != 0).order_by(*keys)


def _listed(name: str, numbers: Sequence[int]) -> sa.CTE:
    """One row for each number."""
    values = sa.values(sa.column(name, sa.Integer), name=f"{name}_values", literal_binds=True)
    return values.data([(each,) for each in numbers]).cte(f"{name}_rows")


class CountReader:
    """The figures of a territory, folded or not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, what: str, path: str) -> dict[tuple[str, str, str], int]:
        """Counts of one territory by (a, b, c)."""
        return self.counts_of(what, [path]).get(path, {})

    def counts_of(self, what: str, paths: Sequence[str]) -> dict[str, dict[tuple[str, str, str], int]]:
        """The same of several territories of one width, by path. The empty path is everything."""
        width = len(paths[0]) if paths else 0
        if not paths:
            return {}
        if not width:
            return {"": self._everything(what)}
        folded = sa.select(cube.c.node, *(cube.c[key] for key in _KEYS), cube.c.n).where(
            cube.c.what == what,
            cube.c.by_year.is_(sa.false()),
            cube.c.width == width,
            cube.c.node.in_(paths),
        )
        node = sa.func.substr(deltas.c.path, 1, width)
        fresh = sa.select(node, deltas.c.a, deltas.c.b, deltas.c.c, deltas.c.n).where(
            deltas.c.what == what, node.in_(paths), sa.func.length(deltas.c.path) >= width
        )
        found: dict[str, dict[tuple[str, str, str], int]] = {each: {} for each in paths}
        with self._database.read() as connection:
            for row in connection.execute(folded.union_all(fresh)):
                at, key, n = row[0], (row[1], row[2], row[3]), row[4]
                found[at][key] = found[at].get(key, 0) + n
        return {path: {key: n for key, n in each.items() if n} for path, each in found.items()}

    def _everything(self, what: str) -> dict[tuple[str, str, str], int]:
        query = sa.select(cube.c.node).where(
            cube.c.what == what, cube.c.by_year.is_(sa.false()), cube.c.width == WIDTHS[0]
        )
        fresh = sa.select(sa.func.substr(deltas.c.path, 1, WIDTHS[0])).where(deltas.c.what == what)
        with self._database.read() as connection:
            nodes = sorted(set(connection.execute(query.union(fresh)).scalars()))
        total: dict[tuple[str, str, str], int] = {}
        for each in self.counts_of(what, nodes).values():
            for key, n in each.items():
                total[key] = total.get(key, 0) + n
        return total

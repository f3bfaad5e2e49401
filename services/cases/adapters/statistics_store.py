"""Counters in the database: written with each case, folded in the background, read together, always true."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.compiler import SQLCompiler

from services.cases.adapters.statistics_expressions import amount_of, case_column, day_expression
from services.cases.adapters.tables.cases import cases
from services.cases.adapters.tables.statistics import cube, deltas
from services.cases.domain import statistics as rules
from services.cases.domain.statistics import DONE, KEYS, MEASURES, VALUES, Delta, Figures, Source
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork

_DONE = frozenset(state.value for state in DONE)


class CaseCounters:
    """Appends what a changed case adds to the counters, in the case's own transaction."""

    def change(self, uow: UnitOfWork, before: Figures | None, after: Figures | None) -> None:
        """A case went from one set of figures to another; None stands for no case."""
        uow.write(_ADD_DELTA, *(_delta_row(change) for change in rules.deltas(before, after)))


_ADD_DELTA = sa.insert(deltas).inline()


def figures_of(row: Any) -> Figures:
    """The figures of a stored case row."""
    return Figures(
        path=row["grid_path"],
        day=rules.day_of(aware(row["created_at"])),
        category=row["category"],
        state=row["state"],
        channel=row["channel"],
        urgency=row["urgency"],
        unit=row["owner_unit_id"],
        closed=row["state"] in _DONE,
        overdue=bool(row["was_overdue"]),
        reworked=row["reworks"] > 0,
        score=int((row["evaluation"] or {}).get("score") or 0),
        minutes=row["handling_minutes"],
    )


def _delta_row(change: Delta) -> dict[str, object]:
    figures = change.figures
    keys: dict[str, object] = {key: getattr(figures, key) for key in KEYS}
    return keys | {name: change.sign * amount for name, amount in figures.amounts().items()}


def cuts() -> list[Source]:
    """Every kind of counter that is kept."""
    pairs = [Source(kind, rules.MONTH, width) for kind in rules.pair_kinds() for width in rules.PAIR_WIDTHS]
    singles = [Source((kind,), rules.MONTH, width) for kind in VALUES for width in rules.SINGLE_WIDTHS]
    days = [Source((kind,), rules.DAY, width) for kind in VALUES for width in rules.day_widths((kind,))]
    return pairs + singles + days


class Folding:
    """Adds deltas into the cube and deletes them, in one transaction; may run twice at once.

    The database does the sums: a timer must not keep its process from hearing events.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._add = _upsert(database.is_sqlite)
        self._drop = sa.delete(deltas).where(_TAKEN_BEFORE if database.is_sqlite else _TAKEN)

    def fold(self, most: int = 2000) -> int:
        """Fold up to ``most`` deltas; says how many there were."""
        with self._database.transaction() as connection:
            chosen = sa.select(deltas.c.position).order_by(deltas.c.position).limit(most)
            if not self._database.is_sqlite:
                chosen = chosen.with_for_update(skip_locked=True)
            positions = list(connection.execute(chosen).scalars())
            if not positions:
                return 0
            taken = {"taken": positions[-1] if self._database.is_sqlite else positions}
            values = self._add.construct_params(taken)
            in_order = getattr(self._add, "positiontup", None)
            given: Any = tuple(values[name] for name in in_order) if in_order is not None else dict(values)
            connection.exec_driver_sql(str(self._add), given)
            connection.execute(self._drop, taken)
            connection.commit()
        return len(positions)


@functools.cache
def _upsert(in_sqlite: bool) -> SQLCompiler:
    """Spelled once: SQLAlchemy would spell an upsert anew each time, which takes longer than all the rest."""
    make, dialect = (sqlite.insert, sqlite) if in_sqlite else (postgresql.insert, postgresql)
    taken = _TAKEN_BEFORE if in_sqlite else _TAKEN
    statement = make(cube).from_select([c.name for c in cube.c], _folded(taken))
    add = statement.on_conflict_do_update(
        index_elements=list(cube.primary_key.columns),
        set_={name: cube.c[name] + statement.excluded[name] for name in MEASURES},
    )
    return add.compile(dialect=dialect.dialect())


def _net(
    source: sa.FromClause, keys: Sequence[str], name: str, where: sa.ColumnElement[bool] | None = None
) -> sa.CTE:
    """Sums by these keys without those that are nought: most of a change takes back what was added before."""
    sums = [sa.func.sum(source.c[measure]).label(measure) for measure in MEASURES]
    path = sa.func.substr(source.c.path, 1, max(rules.SINGLE_WIDTHS)).label("path")
    found = [path if key == "path" else source.c[key] for key in keys]
    return (
        sa.select(*found, *sums)
        .where(sa.true() if where is None else where)
        .group_by(*(sa.text(str(index + 1)) for index in range(len(keys))))
        .having(sa.or_(*(each != 0 for each in sums)))
        .cte(name)
    )


def _folded(taken: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Cube rows of the deltas taken, each once, in order of the key: two foldings never wait crosswise."""
    changed = _net(deltas, KEYS, "changed", taken)
    # What moved from one state to the next stands in the same place of every cut that does not ask for it.
    settled = _net(changed, [key for key in KEYS if key != "state"], "settled")
    with_state = [cut for cut in _CUTS if "state" in cut.kind]
    without = [cut for cut in _CUTS if "state" not in cut.kind]
    every = sa.union_all(_cut(changed, with_state, "cut_by_state"), _cut(settled, without, "cut")).subquery()
    names = [c.name for c in cube.primary_key.columns]
    sums = [sa.func.sum(every.c[measure]) for measure in MEASURES]
    return (
        sa.select(*(every.c[name] for name in names), *sums)
        .group_by(*(every.c[name] for name in names))
        .having(sa.or_(*(each != 0 for each in sums)))
        .order_by(*(every.c[name] for name in names))
    )


def _cut(source: sa.CTE, chosen: Sequence[Source], name: str) -> sa.Select[Any]:
    """Each row of ``source`` once for every one of these cuts."""
    columns = [sa.column(each, sa.String) for each in ("kind", "period", "first", "second")]
    rows = [
        (",".join(cut.kind), cut.period, cut.kind[0], cut.kind[1] if len(cut.kind) > 1 else "", cut.width)
        for cut in chosen
    ]
    cut = sa.values(*columns, sa.column("width", sa.Integer), name=name, literal_binds=True).data(rows).cte()

    def value(wanted: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
        named = [(wanted == each, source.c[each]) for each in VALUES if each in source.c]
        return sa.case(*named, else_="")

    return sa.select(
        cut.c.kind,
        cut.c.width,
        cut.c.period,
        sa.func.substr(source.c.path, 1, cut.c.width).label("node"),
        sa.case((cut.c.period == rules.DAY, source.c.day), else_=sa.func.substr(source.c.day, 1, 7)).label(
            "at"
        ),
        value(cut.c.first).label("x"),
        value(cut.c.second).label("y"),
        *(source.c[measure] for measure in MEASURES),
    ).select_from(source.join(cut, sa.true()))


_TAKEN = deltas.c.position == sa.any_(sa.bindparam("taken", type_=postgresql.ARRAY(sa.BigInteger)))
# Where writers take turns, those taken are all up to the last.
_TAKEN_BEFORE = deltas.c.position <= sa.bindparam("taken", type_=sa.BigInteger)
_CUTS = cuts()
_GATHERED = sa.Table(
    "case_count_gathered",
    sa.MetaData(),
    *(sa.Column(name, sa.String, nullable=False) for name in ("path", "day", *VALUES)),
    *(sa.Column(name, sa.BigInteger, nullable=False) for name in MEASURES),
    prefixes=["TEMPORARY"],
)


class Rebuilding:
    """Makes the counters anew from the cases, for checking and after a restore or a bulk load."""

    ATTEMPTS = 5

    def __init__(self, database: Database) -> None:
        self._database = database

    def rebuild(self) -> int:
        """Replace the cube by what the cases say now; says how many counters there are.

        On PostgreSQL it works on one snapshot while others go on writing: what they add later stays a delta.
        A folding that runs at the same time makes one of the two begin again.
        """
        for attempt in range(self.ATTEMPTS):
            try:
                return self._rebuild()
            except OperationalError:
                if attempt == self.ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _rebuild(self) -> int:
        with self._database.transaction() as connection:
            if not self._database.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            connection.execute(sa.delete(deltas))
            connection.execute(sa.delete(cube))
            self._gather(connection)
            written: set[tuple[tuple[str, ...], str]] = set()
            for cut in sorted(_CUTS, key=lambda each: -each.width):
                group = (cut.kind, cut.period)
                connection.execute(self._upward(cut) if group in written else self._from_gathered(cut))
                written.add(group)
            _GATHERED.drop(connection)
            count = connection.execute(sa.select(sa.func.count()).select_from(cube)).scalar_one()
            connection.commit()
        return int(count)

    def _gather(self, connection: Connection) -> None:
        """The figures of all cases in a narrow table of this transaction: what is dear is worked out once."""
        _GATHERED.create(connection)
        day = day_expression(self._database.is_sqlite)
        chosen = sa.select(
            sa.func.substr(cases.c.grid_path, 1, max(rules.SINGLE_WIDTHS)),
            day,
            *(case_column(name) for name in VALUES),
            *(sa.func.sum(amount_of(name)) for name in MEASURES),
        ).group_by(*(sa.text(str(index + 1)) for index in range(len(KEYS))))
        names = ["path", "day", *VALUES, *MEASURES]
        connection.execute(sa.insert(_GATHERED).from_select(names, chosen))

    def _from_gathered(self, cut: Source) -> sa.Insert:
        known = _GATHERED.c
        at = known.day if cut.period == rules.DAY else sa.func.substr(known.day, 1, 7)
        chosen = sa.select(
            sa.literal(",".join(cut.kind)),
            sa.literal(cut.width),
            sa.literal(cut.period),
            sa.func.substr(known.path, 1, cut.width),
            at,
            known[cut.kind[0]],
            known[cut.kind[1]] if len(cut.kind) > 1 else sa.literal(""),
            *(sa.func.sum(known[name]) for name in MEASURES),
        ).group_by(sa.text("4"), sa.text("5"), sa.text("6"), sa.text("7"))
        return sa.insert(cube).from_select([c.name for c in cube.c], chosen)

    def _upward(self, cut: Source) -> sa.Insert:
        below = next(
            width
            for width in sorted(c.width for c in _CUTS if (c.kind, c.period) == (cut.kind, cut.period))
            if width > cut.width
        )
        kind = ",".join(cut.kind)
        node = sa.func.substr(cube.c.node, 1, cut.width)
        chosen = (
            sa.select(
                sa.literal(kind),
                sa.literal(cut.width),
                sa.literal(cut.period),
                node,
                cube.c.at,
                cube.c.x,
                cube.c.y,
                *(sa.func.sum(cube.c[name]) for name in MEASURES),
            )
            .where(cube.c.kind == kind, cube.c.width == below, cube.c.period == cut.period)
            .group_by(sa.text("4"), sa.text("5"), sa.text("6"), sa.text("7"))
        )
        return sa.insert(cube).from_select([c.name for c in cube.c], chosen)

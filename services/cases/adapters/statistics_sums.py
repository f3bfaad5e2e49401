"""Several sums of cases in one statement, hence at one moment: cube, waiting deltas, cases themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.statistics_expressions import (
    amount_of,
    between,
    case_column,
    day_expression,
    only_these,
    reported_in,
    under,
)
from services.cases.adapters.tables.cases import cases, scoped_cases
from services.cases.adapters.tables.statistics import cube, deltas
from services.cases.domain.statistics import (
    DAY,
    MEASURES,
    VALUES,
    Amounts,
    Asked,
    Source,
    Span,
    parts_of,
)
from services.kernel.persistence.database import Database

_NOTHING = sa.literal("")
Keys = tuple[str, ...]


class SumReader:
    """Sums of every measure by up to two dimensions each, under some places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sums(
        self, asked: Sequence[Asked], roots: Sequence[str], *, width: int, only: Mapping[str, str]
    ) -> list[dict[Keys, Amounts]]:
        """For each question its sums by the values of its dimensions, without those that are nought.

        ``width`` cuts the places of the dimension territory; ``only`` leaves one value of a dimension,
        category with what lies below it.
        """
        found: list[dict[Keys, Amounts]] = [{} for _ in asked]
        parts = [
            _Part(number, each.dimensions, root, width, span, source)
            for number, each in enumerate(asked)
            for root in roots
            for span, source in parts_of(each.dimensions, only.keys(), root, width, each.span)
        ]
        if not parts:
            return found
        with self._database.read() as connection:
            rows = connection.execute(self._statement(parts, only)).all()
        for number, first, second, *amounts in rows:
            keys = (str(first), str(second))[: len(asked[number].dimensions)]
            known = found[number].get(keys)
            values = tuple(int(each or 0) for each in amounts)
            found[number][keys] = (
                values if known is None else tuple(map(sum, zip(known, values, strict=True)))
            )
        return [{keys: values for keys, values in each.items() if any(values)} for each in found]

    def _statement(self, parts: Sequence[_Part], only: Mapping[str, str]) -> sa.CompoundSelect[Any]:
        looked_at = [each for each in parts if each.source is None]
        roots = {each.root for each in looked_at}
        whole = _whole([each.span for each in looked_at])
        scanned = self._scanned(roots, whole, only) if looked_at else None
        selects: list[sa.Select[Any]] = []
        for each in parts:
            if each.source is not None:
                selects.append(each.of_cube(each.source, only))
                limits = [*each.inside(deltas), *only_these(dict(deltas.c.items()), only)]
                selects.append(each.of_rows(deltas, limits))
            elif scanned is not None:
                # Without conditions where none are needed: the planner would think that they leave nothing.
                alone = len(roots) == 1 and each.span == whole
                selects.append(each.of_rows(scanned, () if alone else each.inside(scanned)))
        return sa.union_all(*selects)

    def _scanned(self, roots: Collection[str], whole: Span, only: Mapping[str, str]) -> sa.CTE:
        """The cases that some part looks at, read once."""
        columns = {each: case_column(each) for each in VALUES}
        chosen = sa.select(
            cases.c.grid_path.label("path"),
            day_expression(self._database.is_sqlite).label("day"),
            *(columns[each].label(each) for each in VALUES),
            *(amount_of(each).label(each) for each in MEASURES),
        )
        places = sa.or_(*(scoped_cases.under(root) for root in sorted(roots)))
        return chosen.where(places, *reported_in(whole), *only_these(columns, only)).cte("scanned")


def _whole(spans: Sequence[Span]) -> Span:
    """From the first day of all to the last."""
    firsts, lasts = [each.first for each in spans], [each.last for each in spans]
    return Span(min(firsts, default="") if all(firsts) else "", max(lasts, default="") if all(lasts) else "")


@dataclass(frozen=True, slots=True)
class _Part:
    """Some days of a question in one place; without a source they are counted case by case."""

    number: int
    dimensions: Sequence[str]
    root: str
    width: int
    span: Span
    source: Source | None

    def of_cube(self, source: Source, only: Mapping[str, str]) -> sa.Select[Any]:
        """From the counters."""
        places = dict(zip(source.kind, (cube.c.x, cube.c.y), strict=False))
        known: dict[str, sa.ColumnElement[str]] = {
            **places,
            "territory": sa.func.substr(cube.c.node, 1, self.width),
            "day": cube.c.at,
            "month": sa.func.substr(cube.c.at, 1, 7),
        }
        span = self.span if source.period == DAY else Span(self.span.first[:7], self.span.last[:7])
        return self._grouped(
            known,
            cube,
            cube.c.kind == ",".join(source.kind),
            cube.c.width == source.width,
            cube.c.period == source.period,
            *under(cube.c.node, self.root, source.width),
            *between(cube.c.at, span),
            *only_these(places, only),
        )

    def of_rows(self, rows: sa.FromClause, limits: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
        """From rows that have every key: deltas that wait, or cases."""
        known: dict[str, sa.ColumnElement[str]] = {
            **{each: rows.c[each] for each in (*VALUES, "day")},
            "territory": sa.func.substr(rows.c.path, 1, self.width),
            "month": sa.func.substr(rows.c.day, 1, 7),
        }
        return self._grouped(known, rows, *limits)

    def inside(self, rows: sa.FromClause) -> list[sa.ColumnElement[bool]]:
        """Place and days of this part."""
        return [*under(rows.c.path, self.root), *between(rows.c.day, self.span)]

    def _grouped(
        self,
        known: Mapping[str, sa.ColumnElement[str]],
        rows: sa.FromClause,
        *where: sa.ColumnElement[bool],
    ) -> sa.Select[Any]:
        keys = [known[each] for each in self.dimensions]
        padded = [*keys, *[_NOTHING] * (2 - len(keys))]
        columns: list[Any] = [
            sa.literal(self.number).label("number"),
            *(key.label(f"k{index}") for index, key in enumerate(padded)),
            *(sa.func.sum(rows.c[each]).label(each) for each in MEASURES),
        ]
        chosen = sa.select(*columns).where(*where)
        # By position: on PostgreSQL a bound parameter makes two spellings of one expression differ.
        return chosen.group_by(*(sa.text(str(index + 2)) for index in range(len(keys))))

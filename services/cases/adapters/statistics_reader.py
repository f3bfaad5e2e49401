"""Answers questions from cube, waiting deltas and, where no counters are kept, from the cases themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.statistics_store import condition_of, day_expression
from services.cases.adapters.tables.cases import cases, scoped_cases
from services.cases.adapters.tables.statistics import cube, deltas
from services.cases.domain.states import WIDTHS
from services.cases.domain.statistics import DAY, Source, Span, daily_of, source_for
from services.kernel.persistence.database import Database
from services.kernel.worktime import SHANGHAI


class CountReader:
    """Counts by up to two dimensions under some places; every answer is one statement, hence one moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(
        self,
        dimensions: Sequence[str],
        roots: Sequence[str],
        *,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
        now: datetime,
        by_close: bool = False,
    ) -> Counter[tuple[str, ...]]:
        """Sums by the values of the dimensions; ``width`` cuts the places of the dimension territory.

        ``only`` leaves one value of a dimension, category with what lies below it. ``by_close`` takes the
        span's days, both given, as those on which cases ended: counters know the day of the report alone.
        """
        parts: list[sa.Select[Any]] = []
        for root in roots:
            if by_close:
                parts.append(self._cases(dimensions, root, width, only, Span(), measure, now, span))
            else:
                parts += self._parts(dimensions, root, width, only, span, measure, now)
        found: Counter[tuple[str, ...]] = Counter()
        if not parts:
            return found
        with self._database.read() as connection:
            for row in connection.execute(sa.union_all(*parts)):
                found[tuple(str(key) for key in row[:-1])] += int(row[-1] or 0)
        return Counter({key: value for key, value in found.items() if value})

    def _parts(
        self,
        dimensions: Sequence[str],
        root: str,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
        now: datetime,
    ) -> list[sa.Select[Any]]:
        needed = max(len(root), width if "territory" in dimensions else 0, WIDTHS[0])
        source = source_for(dimensions, only.keys(), needed)
        if source is None or (root and len(root) not in WIDTHS):
            return [self._cases(dimensions, root, width, only, span, measure, now)]
        whole, edges = (span, []) if source.period == DAY else span.whole_months()
        daily = daily_of(source, needed)
        found: list[sa.Select[Any]] = []
        for part, kept in [(whole, source), *((edge, daily) for edge in edges)]:
            if part is None:
                continue
            if kept is None:
                found.append(self._cases(dimensions, root, width, only, part, measure, now))
                continue
            found.append(self._cube(kept, dimensions, root, width, only, part, measure))
            found.append(self._deltas(dimensions, root, width, only, part, measure))
        return found

    def _cube(
        self,
        source: Source,
        dimensions: Sequence[str],
        root: str,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
    ) -> sa.Select[Any]:
        places = dict(zip(source.kind, (cube.c.x, cube.c.y), strict=False))
        known: dict[str, sa.ColumnElement[str]] = {
            **places,
            "territory": sa.func.substr(cube.c.node, 1, width),
            "day": cube.c.at,
            "month": sa.func.substr(cube.c.at, 1, 7),
        }
        keys = [known[each] for each in dimensions]
        first, last = (span.first, span.last) if source.period == DAY else (span.first[:7], span.last[:7])
        where = [
            cube.c.kind == ",".join(source.kind),
            cube.c.width == source.width,
            cube.c.period == source.period,
            *_under(cube.c.node, root, source.width),
            *_between(cube.c.at, first, last),
            *_only(places, only),
        ]
        return _grouped(keys, sa.func.sum(cube.c[measure]), where)

    def _deltas(
        self,
        dimensions: Sequence[str],
        root: str,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
    ) -> sa.Select[Any]:
        month = sa.func.substr(deltas.c.day, 1, 7)
        known: dict[str, sa.ColumnElement[str]] = {
            "territory": sa.func.substr(deltas.c.path, 1, width),
            "month": month,
        }
        keys = [known[each] if each in known else deltas.c[each] for each in dimensions]
        where = [
            *_under(deltas.c.path, root, 0),
            *_between(deltas.c.day, span.first, span.last),
            *_only({each: deltas.c[each] for each in only}, only),
        ]
        return _grouped(keys, sa.func.sum(deltas.c[measure]), where)

    def _cases(
        self,
        dimensions: Sequence[str],
        root: str,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
        now: datetime,
        ended: Span | None = None,
    ) -> sa.Select[Any]:
        day = day_expression(self._database.is_sqlite)
        known: dict[str, sa.ColumnElement[str]] = {
            "territory": sa.func.substr(cases.c.grid_path, 1, width),
            "day": day,
            "month": sa.func.substr(day, 1, 7),
            "unit": cases.c.owner_unit_id,
            "light": light_expression(now),
        }
        keys = [known[each] if each in known else cases.c[each] for each in dimensions]
        where = [
            scoped_cases.under(root),
            condition_of(measure),
            *_between(day, span.first, span.last),
            *_only({each: known[each] if each in known else cases.c[each] for each in only}, only),
            *([cases.c.open] if "light" in dimensions else ()),
            *(_ended(ended) if ended else ()),
        ]
        return _grouped(keys, sa.func.count(), where)


def _only(
    columns: Mapping[str, sa.ColumnElement[Any]], only: Mapping[str, str]
) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    for name, value in only.items():
        found += _within(columns[name], value) if name == "category" else [columns[name] == value]
    return found


def light_expression(now: datetime) -> sa.ColumnElement[str]:
    """The light of a case row at a moment."""
    return sa.case(
        (cases.c.paused, "PAUSED"),
        (cases.c.due_at < now, "RED"),
        (cases.c.amber_at <= now, "AMBER"),
        else_="GREEN",
    )


def _grouped(
    keys: Sequence[sa.ColumnElement[str]],
    value: sa.ColumnElement[int],
    where: Sequence[sa.ColumnElement[bool]],
) -> sa.Select[Any]:
    columns: list[Any] = [key.label(f"k{i}") for i, key in enumerate(keys)]
    chosen = sa.select(*columns, value.label("value")).where(*where)
    # By position: on PostgreSQL a bound parameter makes two spellings of one expression differ.
    return chosen.group_by(*(sa.text(str(i + 1)) for i in range(len(keys)))) if keys else chosen


def _under(column: sa.ColumnElement[str], root: str, width: int) -> list[sa.ColumnElement[bool]]:
    if not root:
        return []
    return [column == root] if len(root) == width else [column >= root, column < root + ":"]


def _between(column: sa.ColumnElement[str], first: str, last: str) -> list[sa.ColumnElement[bool]]:
    return [*([column >= first] if first else ()), *([column <= last] if last else ())]


def _ended(span: Span) -> list[sa.ColumnElement[bool]]:
    """As moments, so that the index of closed cases answers."""
    first, last = (
        datetime.combine(date.fromisoformat(day), time(), SHANGHAI) for day in (span.first, span.last)
    )
    return [cases.c.closed_at >= first, cases.c.closed_at < last + timedelta(days=1)]


def _within(column: sa.ColumnElement[str], category: str) -> list[sa.ColumnElement[bool]]:
    # Not a range: where "." sorts depends on the collation.
    below = category + "."
    return [sa.or_(column == category, sa.func.substr(column, 1, len(below)) == below)]


__all__ = ["CountReader", "light_expression"]

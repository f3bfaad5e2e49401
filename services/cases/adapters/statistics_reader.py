"""Answers one question of counts: from the counters, or from the cases where no counters are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.statistics_expressions import (
    amount_of,
    case_column,
    condition_of,
    day_expression,
    ended_in,
    light_expression,
    only_these,
    reported_in,
)
from services.cases.adapters.statistics_sums import SumReader
from services.cases.adapters.tables.cases import cases, scoped_cases
from services.cases.domain.statistics import MEASURES, VALUES, Asked, Span
from services.kernel.persistence.database import Database


class CountReader:
    """Counts by up to two dimensions under some places; every answer is one statement, hence one moment."""

    def __init__(self, database: Database, sums: SumReader) -> None:
        self._database = database
        self._sums = sums

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
        if "light" not in dimensions and not by_close:
            asked = Asked(tuple(dimensions), span)
            (sums,) = self._sums.sums([asked], roots, width=width, only=only)
            index = MEASURES.index(measure)
            return Counter({keys: amounts[index] for keys, amounts in sums.items() if amounts[index]})
        days = ended_in(span) if by_close else reported_in(span)
        parts = [self._cases(dimensions, root, width, only, measure, now, days) for root in roots]
        found: Counter[tuple[str, ...]] = Counter()
        if not parts:
            return found
        with self._database.read() as connection:
            for row in connection.execute(sa.union_all(*parts)):
                found[tuple(str(key) for key in row[:-1])] += int(row[-1] or 0)
        return Counter({key: value for key, value in found.items() if value})

    def _cases(
        self,
        dimensions: Sequence[str],
        root: str,
        width: int,
        only: Mapping[str, str],
        measure: str,
        now: datetime,
        days: Sequence[sa.ColumnElement[bool]],
    ) -> sa.Select[Any]:
        day = day_expression(self._database.is_sqlite)
        known: dict[str, sa.ColumnElement[str]] = {
            **{each: case_column(each) for each in VALUES},
            "territory": sa.func.substr(cases.c.grid_path, 1, width),
            "day": day,
            "month": sa.func.substr(day, 1, 7),
            "light": light_expression(now),
        }
        keys = [known[each].label(f"k{index}") for index, each in enumerate(dimensions)]
        where = [
            scoped_cases.under(root),
            condition_of(measure),
            *only_these(known, only),
            *([cases.c.open] if "light" in dimensions else ()),
            *days,
        ]
        columns: list[Any] = [*keys, sa.func.sum(amount_of(measure)).label("value")]
        chosen = sa.select(*columns).where(*where)
        # By position: on PostgreSQL a bound parameter makes two spellings of one expression differ.
        return chosen.group_by(*(sa.text(str(index + 1)) for index in range(len(keys))))

"""Many rows at once where there is no COPY: their values are made ready column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

Change = Callable[[Any], Any]
_REPEATED = frozenset({bool, date, datetime, type(None)})
"""Kinds of which a column has few values: each is made ready once."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An INSERT as the driver takes it with a list of values."""

    text: str
    names: Sequence[str]
    prepare: Mapping[str, Change]
    constants: Mapping[str, Any]

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """The rows, each in the order of the statement."""
        columns = []
        for name in self.names:
            if name in self.constants:
                column = [self.constants[name]] * len(rows)
            else:
                column = [row[name] for row in rows]
            columns.append(_ready(self.prepare.get(name), column))
        return list(zip(*columns, strict=True))


def listing_of(statement: sa.Executable, row: Mapping[str, Any], dialect: sa.Dialect) -> Listing | None:
    """None for what is more than an INSERT of plain values: it has to be carried out as it is."""
    if not isinstance(statement, sa.Insert):
        return None
    compiled = statement.compile(dialect=dialect, column_keys=list(row))
    names = compiled.positiontup
    if not names or compiled.insert_prefetch or compiled.effective_returning:
        return None
    if compiled.literal_execute_params or compiled.post_compile_params:
        return None
    prepare: dict[str, Change] = {}
    constants: dict[str, Any] = {}
    for parameter, name in compiled.bind_names.items():
        if name not in row:
            constants[name] = parameter.effective_value
        change = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        if change is not None:
            prepare[name] = change
    return Listing(str(compiled), names, prepare, constants)


def _ready(change: Change | None, column: list[Any]) -> Sequence[Any]:
    if change is None:
        return column
    if set(map(type, column)) <= _REPEATED:
        known = {each: change(each) for each in set(column)}
        return [known[each] for each in column]
    return list(map(change, column))

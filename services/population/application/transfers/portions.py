"""What reading the rows of any table has in common: cells, faults of the file, rows that are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kernel.errors import FieldProblem
from services.kernel.tabular import Row
from services.population.application.transfers.model import Import, Problem, StagedRow
from services.population.domain.transfers.checking import Cells, in_columns
from services.population.domain.transfers.sheets import Sheet

_SHAPE = frozenset({"kernel.row_too_short", "kernel.row_too_long"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A row of the file by field, with what the file itself has wrong."""

    number: int
    cells: Cells
    faults: Sequence[FieldProblem]


class Portion:
    """Rows of one import."""

    def __init__(self, found: Import, sheet: Sheet) -> None:
        self._found, self._sheet = found, sheet

    def opened(self, row: Row) -> Opened:
        """Fields in which the file itself is faulty are not judged again."""
        columns, used = self._found.columns, set(self._found.columns.values())
        faults = [each for each in row.problems if each.code in _SHAPE or each.field in used]
        wrong = {each.field for each in faults}
        values = {name: row.cells.get(col, "") for name, col in columns.items() if col not in wrong}
        return Opened(row.number, Cells(values, longest=self._sheet.longest), faults)

    def problems(self, opened: Opened) -> tuple[Problem, ...]:
        """What is wrong with it, under the names of the file's columns."""
        return _told([*opened.faults, *self._in_columns(opened.cells.problems)])

    def refused(self, staged: StagedRow, *problems: FieldProblem) -> StagedRow:
        """The row with what is wrong with it, and nothing of what it said."""
        told = _told(self._in_columns(problems))
        return replace(
            staged, state="rejected", draft={}, problems=told, document="", alike="", cause="", other_id=""
        )

    def _in_columns(self, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
        columns = {name: (column,) for name, column in self._found.columns.items()}
        return in_columns(problems, columns, self._sheet.titles)


def told(problem: FieldProblem, sheet: Sheet, found: Import) -> Problem:
    """A problem of a row that was read before."""
    columns = {name: (column,) for name, column in found.columns.items()}
    return _told(in_columns([problem], columns, sheet.titles))[0]


def _told(problems: Sequence[FieldProblem]) -> tuple[Problem, ...]:
    return tuple(
        (each.field, each.code, {key: str(value) for key, value in each.details.items()}) for each in problems
    )

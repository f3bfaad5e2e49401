"""A row of a table of residents or dwellings with what is made of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kernel.errors import FieldProblem
from services.kernel.tabular import Row
from services.population.application.transfers.model import Import, Problem, StagedRow
from services.population.domain.transfers.checking import in_columns
from services.population.domain.transfers.drafts import Home, PersonDraft
from services.population.domain.transfers.fields import FIELDS

_SHAPE = frozenset({"kernel.row_too_short", "kernel.row_too_long"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A row with what is made of it, and whom and what it speaks of."""

    staged: StagedRow
    person: PersonDraft | None = None
    home: Home | None = None

    @property
    def number(self) -> int:
        """Of the row in the file."""
        return self.staged.number


def faults_of(found: Import, row: Row) -> tuple[list[FieldProblem], frozenset[str]]:
    """What the file itself has wrong in columns that are used, and the fields that come from these."""
    used = set(found.columns.values())
    faults = [each for each in row.problems if each.code in _SHAPE or each.field in used]
    columns = {each.field for each in faults}
    return faults, frozenset(name for name, column in found.columns.items() if column in columns)


def in_columns_of(found: Import, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
    """The same problems under the names of the file's columns."""
    if not problems:
        return []
    columns = {name: (column,) for name, column in found.columns.items()}
    return in_columns(problems, columns, {target.name: target.zh for target in FIELDS[found.kind]})


def problems_of(problems: Sequence[FieldProblem]) -> tuple[Problem, ...]:
    """As they wait with a row."""
    return tuple((each.field, each.code, dict(each.details)) for each in problems)


def refused(found: Import, each: Checked, problem: FieldProblem) -> Checked:
    """The row with what is wrong with it, and nothing of what it said."""
    problems = problems_of(in_columns_of(found, [problem]))
    staged = replace(each.staged, state="rejected", draft={}, problems=problems, document="", alike="")
    return replace(each, staged=staged)

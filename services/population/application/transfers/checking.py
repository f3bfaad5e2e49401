"""What only the whole file shows: households without a head, with two, or in two dwellings."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.engine import Connection

from services.population.application.transfers.model import Import, Problem, StagedRow
from services.population.application.transfers.ports import Imports, Known
from services.population.domain.transfers.drafts import person_from
from services.population.domain.transfers.fields import FIELDS

_AT_ONCE = 200


class Checking:
    """Goes through the households of a file that do not hold together."""

    def __init__(self, imports: Imports, known: Known) -> None:
        self._imports, self._known = imports, known

    def step(self, connection: Connection, found: Import, after: str) -> str:
        """The last household looked at; empty when there are no more."""
        crowded = self._imports.crowded(connection, found.id, after, _AT_ONCE)
        changed: list[StagedRow] = []
        for _, rows in crowded:
            changed += self._of_household(connection, found, rows)
        self._imports.save_rows(connection, found.id, changed)
        return crowded[-1][0] if len(crowded) == _AT_ONCE else ""

    def _of_household(self, connection: Connection, found: Import, rows: list[StagedRow]) -> list[StagedRow]:
        ordered = not {"relation", "head_name", "head_document"} & set(found.columns)
        heads = [each for each in rows if each.head]
        living = [each for each in rows if each.state == "ready"]
        if not living:
            return []
        if not heads and not ordered and not self._has_a_head(connection, rows, living):
            return [_refused(found, each, "relation", "population.import_no_head") for each in living]
        changed: dict[int, StagedRow] = {}
        for each in heads[1:]:
            if each.state == "ready":
                row = {"row": str(heads[0].number)}
                changed[each.number] = _refused(found, each, "relation", "population.import_two_heads", row)
        leading = next((each for each in heads if each.door), living[0])
        for each in living:
            if each.door != leading.door and each.number not in changed:
                row = {"row": str(leading.number)}
                changed[each.number] = _refused(
                    found, each, "address", "population.import_two_dwellings", row
                )
        return list(changed.values())

    def _has_a_head(self, connection: Connection, rows: list[StagedRow], living: list[StagedRow]) -> bool:
        """One who lives alone and says of nobody what he is to him; or the register knows the household."""
        drafts = [person_from(each.draft) for each in living]
        if len(rows) == 1 and not drafts[0].relation:
            return True
        if any(each.other_id for each in rows):
            return True
        number = drafts[0].household_number
        return bool(number) and self._known.has_household(connection, number, drafts[0].home.path)


def _refused(
    found: Import, each: StagedRow, field: str, code: str, details: dict[str, str] | None = None
) -> StagedRow:
    titles = {target.name: target.zh for target in FIELDS[found.kind]}
    column = found.columns.get(field) or titles[field]
    problem: Problem = (column, code, details or {})
    return replace(each, state="rejected", draft={}, problems=(problem,))

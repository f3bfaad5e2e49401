"""ISO weeks, and how a week's work is counted day by day (POP-26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from services.kernel import weeks
from services.kernel.errors import FieldProblem
from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier
from services.population.domain.figures import Cell
from services.population.domain.records import Dwelling, Household, RecordType
from services.population.domain.summary_refusals import WeekUnknown
from services.population.domain.visiting import Outcome

NEW, CHANGED, VERIFIED, VISITED = "new", "changed", "verified", "visit"
DAILY = (NEW, CHANGED, VERIFIED, VISITED)
"""What is counted by day: cells of these kinds have the day first, then the kind of record or the outcome."""


@dataclass(frozen=True, slots=True, order=True)
class Week(weeks.Week):
    """A week that is reported on."""

    @classmethod
    def read(cls, text: str, field: str = "week") -> Self:
        """``2026-W48``. Raises WeekUnknown for one that the calendar does not have."""
        try:
            return cls.parse(text)
        except ValueError:
            raise WeekUnknown(FieldProblem(field, WeekUnknown.code)) from None

    def over(self, today: date) -> bool:
        """Whether it has ended."""
        return today > self.last


def worked(
    people: Iterable[tuple[Dossier | None, Dossier]], effects: Sequence[Effect], day: date
) -> list[tuple[Cell, int]]:
    """What an entry of the ledger adds to the figures of its day: records that are new, records that changed.

    A residence belongs to its person's record.
    """
    found: dict[Cell, int] = defaultdict(int)
    for before, after in people:
        if before != after:
            found[_cell(CHANGED if before else NEW, after.person.path, day, RecordType.PERSON)] += 1
    for effect in effects:
        record = effect.after
        if isinstance(record, Household | Dwelling):
            what = CHANGED if effect.before is not None else NEW
            found[_cell(what, record.path, day, record.record_type)] += 1
    return sorted(found.items())


def verified(path: str, day: date, people: int, households: int, dwellings: int) -> list[tuple[Cell, int]]:
    """What a verification adds."""
    numbers = (
        (RecordType.PERSON, people),
        (RecordType.HOUSEHOLD, households),
        (RecordType.DWELLING, dwellings),
    )
    return [(_cell(VERIFIED, path, day, kind), n) for kind, n in numbers if n]


def visited(path: str, day: date, outcome: Outcome) -> list[tuple[Cell, int]]:
    """What a visit adds."""
    return [(Cell(path, VISITED, day.isoformat(), outcome.value), 1)]


def _cell(what: str, path: str, day: date, kind: RecordType) -> Cell:
    return Cell(path, what, day.isoformat(), kind.value)

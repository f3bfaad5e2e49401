"""Hours that a worker plans to be on duty in a week, often others than the office's (错时, FLD-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.field.domain.refusals import Stale
from services.field.domain.work_log_refusals import PlanWrong
from services.field.domain.work_weeks import Week
from services.kernel.errors import FieldProblem

_MIDNIGHT = "24:00"


@dataclass(frozen=True, slots=True, order=True)
class PlannedDuty:
    """From ``begin`` to ``end`` of one day, as clocks in China show it: "18:30", "24:00"."""

    day: date
    begin: str
    end: str


@dataclass(eq=False)
class DutyPlan:
    """One worker's week; version 0 is a plan that nobody has made."""

    worker_id: str
    week: Week
    territory_path: str
    duties: tuple[PlannedDuty, ...] = ()
    version: int = 0

    @property
    def days(self) -> tuple[date, ...]:
        """Days with hours on duty."""
        return tuple(dict.fromkeys(each.day for each in self.duties))

    def plan(self, duties: Sequence[PlannedDuty], etag: str) -> None:
        """Put other hours in place of these. Raises Stale, PlanWrong."""
        if etag != str(self.version):
            raise Stale()
        kept = tuple(sorted(duties))
        for number, each in enumerate(kept):
            before = kept[number - 1] if number else None
            apart = before is None or before.day != each.day or before.end <= each.begin
            if each.day not in self.week.days or not _is_span(each) or not apart:
                raise PlanWrong(FieldProblem(f"duties[{number}]", PlanWrong.code))
        self.duties = kept
        self.version += 1


def _is_span(duty: PlannedDuty) -> bool:
    """Clocks show no later than 23:59; only an end may be midnight."""
    return duty.begin < duty.end <= _MIDNIGHT and duty.begin < _MIDNIGHT

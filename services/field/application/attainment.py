"""What the places have attained of a list of a county's own, period by period (POP-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from services.field.application.checklists import EDIT, FILL, VIEW, seen
from services.field.application.duty import DO
from services.field.application.help_ports import Attained, Attaining, Checklists
from services.field.application.ports import NewUow, People
from services.field.application.reach import reach_of
from services.field.application.standing import named
from services.field.domain.checklist import Checklist, ItemKind, Plan, State
from services.field.domain.help_refusals import FilledOtherwise
from services.field.domain.standing import Standing
from services.kernel.call import Call
from services.kernel.types import Clock

MOST_ROWS, MOST_PERIODS = 1000, 60
_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class AttainedRow:
    """A place with what it attained; ``may_fill``: the caller fills it in now."""

    place: Attained
    ticked: int
    may_fill: bool


@dataclass(frozen=True, slots=True)
class Attainment:
    """Of the places in sight, for one period."""

    period: str
    periods: Sequence[str]
    ticks: int
    rows: Sequence[AttainedRow]


class GetAttainment:
    """Who has filled a list in for a period, and what was ticked."""

    def __init__(
        self, new_uow: NewUow, checklists: Checklists, attaining: Attaining, people: People, clock: Clock
    ) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._attaining = attaining
        self._people = people
        self._clock = clock

    def __call__(self, call: Call, checklist_id: str, period: str, *, export: bool = False) -> Attainment:
        """Raises ChecklistNotFound, FilledOtherwise for a campaign, PermissionDenied."""
        if export:
            call.require(VIEW)
        checklist = seen(call, self._checklists.find(checklist_id))
        plan, standing = checklist.plan, checklist.plan.standing
        if standing is None:
            raise FilledOtherwise()
        if export:
            with self._new_uow(call) as uow:
                path = plan.territory_path
                uow.audit("field.checklist.export", "checklist", checklist.id, territory=path)
                uow.commit()
        periods = self.periods(checklist)
        period = period if period in periods else periods[0]
        under = reach_of(call, VIEW, EDIT, DO, FILL).under
        found = self._attaining.attained(
            checklist.id, period, standing.level.width, plan.covered, under, MOST_ROWS
        )
        now = self._clock()
        today = now.astimezone(_CHINA).date()
        open_now = checklist.state is State.RUNNING and checklist.open_at(now, today)
        fills = open_now and period in (standing.period.of(today), self._last(standing, plan, today))
        fills = fills and named(standing, self._people.post_kinds(call.actor.id, now))
        ticks = {each.id for each in plan.items if each.kind is ItemKind.TICK}
        rows = [
            AttainedRow(
                each,
                sum(
                    1
                    for one in (each.sheet.answers if each.sheet else ())
                    if one.item_id in ticks and one.value
                ),
                fills and each.sheet is None and call.may(FILL, each.path),
            )
            for each in found
        ]
        return Attainment(period, periods, len(ticks), rows)

    def periods(self, checklist: Checklist) -> list[str]:
        """From the first to the one that runs, newest first; of a list that is over, to its last."""
        plan, standing = checklist.plan, checklist.plan.standing
        if standing is None:
            raise FilledOtherwise()
        last = checklist.closed_at or self._clock()
        first = date.fromisoformat(plan.first_day)
        until = min(last.astimezone(_CHINA).date(), date.fromisoformat(plan.last_day))
        return standing.period.since(first, max(first, until), MOST_PERIODS)

    @staticmethod
    def _last(standing: Standing, plan: Plan, today: date) -> str:
        ended = standing.period.before(today)
        return standing.period.of(ended) if ended.isoformat() >= plan.first_day else ""

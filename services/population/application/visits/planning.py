"""The plan of a day, made once and the same all day (POP-22 to 24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.types import Clock, NewId
from services.population.application.families.sight import VIEW
from services.population.application.ports import NewUow, Places
from services.population.application.room import today_in_china
from services.population.application.sight import sees
from services.population.application.visits.ports import Calendars, CareDue, VisitStore
from services.population.domain.refusals import TerritoryUnknown
from services.population.domain.visiting import (
    ABSENT_AGAIN_AFTER,
    DAYS_A_WEEK,
    NOT_AGAIN_WITHIN,
    Candidate,
    Cause,
    Plan,
    Stop,
    Visit,
    chosen,
    routed,
    target_of,
)

DO = "population.visit.do"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan with what came of it."""

    plan: Plan
    working: bool
    place_name: str
    today: date
    visits: dict[str, Visit]
    done: int
    days: int
    days_target: int
    candidates: dict[str, Candidate]
    buildings: dict[str, str]


class OpenPlan:
    """The caller's plan for today in one grid."""

    def __init__(
        self,
        store: VisitStore,
        calendars: Calendars,
        care: CareDue,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._store = store
        self._calendars = calendars
        self._care = care
        self._places = places
        self._new_uow = new_uow
        self._clock = clock
        self._new_id = new_id

    def __call__(self, call: Call, path: str) -> ShownPlan:
        """Raises PermissionDenied, TerritoryUnknown."""
        call.require(DO, path)
        if not self._places.is_grid(path):
            raise TerritoryUnknown(FieldProblem("territory_code", TerritoryUnknown.code))
        today = today_in_china(self._clock())
        worker = call.actor.id
        working = self._calendars.calendar().is_working_day(today)
        with self._new_uow(call) as uow:
            plan = self._store.plan(path, today, worker)
            if plan is None:
                plan = self._made(call, path, today, working)
                self._store.add_plan(uow, plan)
            uow.audit("population.visit.plan", "territory", path, territory=path)
            uow.commit()
        return self._shown(self._store.plan(path, today, worker) or plan, working)

    def _made(self, call: Call, path: str, today: date, working: bool) -> Plan:
        worker = call.actor.id
        households = self._store.households([path]).get(path, 0)
        target = target_of(households) if working else 0
        others = self._store.planned_by_others(path, today, worker)
        oldest = self._store.oldest(
            path,
            today - NOT_AGAIN_WITHIN,
            today - ABSENT_AGAIN_AFTER + timedelta(days=1),
            target + len(others),
        )
        free = [each for each in oldest if each.household_id not in others]
        due = self._store.due(path, today, worker)
        mine = [each for each in due if each.household_id not in others]
        ordered = routed(chosen([*self._cared_for(call, path, today), *mine], free, target))
        stops = tuple(
            Stop(each.household_id, each.dwelling_id, at, each.cause, each.slot)
            for at, each in enumerate(ordered, start=1)
        )
        return Plan(self._new_id(), path, today, worker, households, target, stops)

    def _cared_for(self, call: Call, path: str, today: date) -> list[Candidate]:
        """Homes where the caller is expected as carer, whoever else calls; nothing says why (Sens-2)."""
        if not sees(call, VIEW, path):
            return []
        homes = self._care.homes(path, today, call.actor.id)
        known = self._store.candidates(sorted(homes))
        return [
            replace(known[key], cause=Cause.CARE, due_on=day) for key, day in homes.items() if key in known
        ]

    def _shown(self, plan: Plan, working: bool) -> ShownPlan:
        monday = plan.day - timedelta(days=plan.day.weekday())
        visits = self._store.of_day(plan.path, plan.day, plan.worker_id)
        candidates = self._store.candidates([each.household_id for each in plan.stops])
        return ShownPlan(
            plan=plan,
            working=working,
            place_name=self._places.place_name(plan.path),
            today=plan.day,
            visits={each.household_id: each for each in visits},
            done=sum(each.outcome.counts for each in visits),
            days=len(self._store.days(plan.path, monday, plan.day, plan.worker_id)),
            days_target=DAYS_A_WEEK,
            candidates=candidates,
            buildings=self._places.building_names(each.door.building_id for each in candidates.values()),
        )

"""The parts of population that plan and record visits."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.care_due import SqlCareDue
from services.population.adapters.sealing import Sealing
from services.population.adapters.visit_figures import SqlCalendars, SqlVisitFigures
from services.population.application.room import Room
from services.population.application.visits.calendars import KeepCalendar
from services.population.application.visits.coverage import GetCoverage
from services.population.application.visits.planning import OpenPlan
from services.population.application.visits.recording import (
    GetVisit,
    LinkVisitCase,
    ListVisits,
    RecordVisit,
    RequestVisit,
)


@dataclass(frozen=True, slots=True)
class VisitParts:
    """Commands and queries of VisitService."""

    open_plan: OpenPlan
    record_visit: RecordVisit
    link_case: LinkVisitCase
    get_visit: GetVisit
    list_visits: ListVisits
    request_visit: RequestVisit
    get_coverage: GetCoverage
    keep_calendar: KeepCalendar


def build(context: ServiceContext, room: Room, sealing: Sealing, calendars: SqlCalendars) -> VisitParts:
    """Over the room of the register's commands."""
    store = SqlVisitFigures(context.database, sealing)
    return VisitParts(
        open_plan=OpenPlan(
            store, calendars, SqlCareDue(context.database), room.places, room.new_uow, room.clock, room.new_id
        ),
        record_visit=RecordVisit(room, store),
        link_case=LinkVisitCase(room, store),
        get_visit=GetVisit(room, store),
        list_visits=ListVisits(room, store),
        request_visit=RequestVisit(room, store),
        get_coverage=GetCoverage(store, calendars, room.places, room.clock),
        keep_calendar=KeepCalendar(calendars),
    )

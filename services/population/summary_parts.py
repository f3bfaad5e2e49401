"""The parts of population that report weeks and keep meetings over them."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.evidence import FiledEvidences
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.adapters.summaries.figures import KeepingWeeks, SqlWeekFigures
from services.population.adapters.summaries.heard import HeardNeeds
from services.population.adapters.summaries.meetings import SqlMeetings
from services.population.adapters.visit_figures import SqlCalendars, SqlVisitFigures
from services.population.application.ports import NewUow
from services.population.application.summaries.meetings import (
    ChangeMeeting,
    MeetingRoom,
    NoteMeeting,
    PrepareMeeting,
    RecordHuddle,
    ReportMeeting,
)
from services.population.application.summaries.ports import Binding
from services.population.application.summaries.reading import SeeMeetings
from services.population.application.summaries.reporting import MakeReport
from services.population.application.summaries.settling import SettleHeard


@dataclass(frozen=True, slots=True)
class SummaryParts:
    """Commands and queries of SummaryService, and what is kept by the clock."""

    report: MakeReport
    prepare: PrepareMeeting
    huddle: RecordHuddle
    change: ChangeMeeting
    send: ReportMeeting
    note: NoteMeeting
    see: SeeMeetings
    settle: SettleHeard
    keeping: KeepingWeeks


def build(
    context: ServiceContext,
    new_uow: NewUow,
    places: SqlPlaces,
    sealing: Sealing,
    files: FiledEvidences,
    binding: Binding,
    calendars: SqlCalendars,
) -> SummaryParts:
    """Put them together; imports no grpc."""
    meetings = SqlMeetings(context.database, sealing)
    room = MeetingRoom(new_uow, meetings, places, binding, context.new_id)
    rounds = SqlVisitFigures(context.database, sealing)
    report = MakeReport(SqlWeekFigures(context.database), rounds, calendars, places, context.clock)
    return SummaryParts(
        report=report,
        prepare=PrepareMeeting(room),
        huddle=RecordHuddle(room),
        change=ChangeMeeting(room),
        send=ReportMeeting(room, report),
        note=NoteMeeting(room),
        see=SeeMeetings(meetings, places, files, new_uow, context.clock),
        settle=SettleHeard(HeardNeeds()),
        keeping=KeepingWeeks(context.database),
    )

"""Meetings and weeks within sight; who reads minutes leaves an audit entry (POP-26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import FiledEvidence, NewUow
from services.population.application.room import today_in_china
from services.population.application.summaries.meetings import HOLD, NOTE, notes
from services.population.application.summaries.ports import CommunityWeek, Files, Meetings, Territories
from services.population.application.summaries.reporting import SEE
from services.population.domain.meetings import COMMUNITY, TOWNSHIP, Meeting
from services.population.domain.summary_refusals import MeetingNotFound
from services.population.domain.week_report import Report, from_data
from services.population.domain.weeks import Week

_MOST_REMINDED = 20
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as its reader sees it."""

    meeting: Meeting
    place: str
    actions: tuple[str, ...] = ()
    files: Sequence[FiledEvidence] = ()
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """Communities and their week."""

    week: Week
    total: int
    reported: int
    communities: Sequence[CommunityWeek]
    over: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """What waits: to ``report`` a week, to ``note`` a meeting, ``missing`` weeks of communities."""

    what: str
    path: str
    place: str
    week: Week
    meeting_id: str = ""
    count: int = 0


class SeeMeetings:
    """One, some, and what waits."""

    def __init__(
        self, meetings: Meetings, territories: Territories, files: Files, new_uow: NewUow, clock: Clock
    ) -> None:
        self._meetings = meetings
        self._territories = territories
        self._files = files
        self._new_uow = new_uow
        self._clock = clock

    def one(self, call: Call, meeting_id: str) -> ShownMeeting:
        """With its minutes. Raises MeetingNotFound."""
        found = self._seen(call, meeting_id, "view")
        report = from_data(found.report) if found.report else None
        if report is not None and not sight.sees(call, sight.VIEW, found.path):
            report = report.protected_from(whole=found.path in call.scope(SEE).paths)
        return ShownMeeting(
            meeting=found,
            place=self._territories.place_name(found.path),
            actions=found.actions(holds=sight.sees(call, HOLD, found.path), notes=notes(call, found)),
            files=self._files.of([found.id]).get(found.id, ()),
            report=report,
        )

    def file(self, call: Call, meeting_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """Raises MeetingNotFound, EvidenceNotFound."""
        return self._files.data(self._seen(call, meeting_id, "file").id, file_id)

    def listed(
        self, call: Call, path: str, after: str, limit: int, *, huddles: bool
    ) -> Sequence[ShownMeeting]:
        """Newest first, without their words."""
        found = self._meetings.page(call.scope(SEE).paths, path, after, limit, huddles=huddles)
        names = {each.path: self._territories.place_name(each.path) for each in found}
        return [ShownMeeting(each, names[each.path]) for each in found]

    def weeks(
        self, call: Call, path: str, week: Week | None, after: str, limit: int, *, missing: bool
    ) -> Weeks:
        """Of the communities of a territory. Raises PermissionDenied."""
        path = path or next(iter(call.scope(SEE).paths), "")
        call.require(SEE, path)
        today = today_in_china(self._clock())
        week = week or due_week(today)
        every = self._meetings.weeks_of(path, week)
        over = week.over(today)
        shown = [
            each for each in every if each.path > after and not (missing and (each.reported or not over))
        ]
        return Weeks(week, len(every), sum(each.reported for each in every), shown[:limit], over)

    def reminders(self, call: Call) -> list[Reminder]:
        """The last week of one's own communities; of a township, who has not reported and what to note."""
        today = today_in_china(self._clock())
        found: list[Reminder] = []
        for path in call.scope(HOLD).paths:
            for week in (Week.of(today).before, due_week(today)) if len(path) == COMMUNITY else ():
                known = self._meetings.weeks_of(path, week)
                late = next((each for each in known if not each.reported), None)
                if late is not None and not any(each.week == week and each.path == path for each in found):
                    found.append(Reminder("report", path, late.name, week, late.meeting_id))
        above = [each for each in call.scope(NOTE).paths if len(each) <= TOWNSHIP]
        for meeting in self._meetings.to_note(above, _MOST_REMINDED) if above else ():
            place = self._territories.place_name(meeting.path)
            found.append(Reminder("note", meeting.path, place, meeting.week, meeting.id))
        ended = Week.of(today).before
        for path in above:
            count = sum(not each.reported for each in self._meetings.weeks_of(path, ended))
            if count:
                place = self._territories.place_name(path)
                found.append(Reminder("missing", path, place, ended, count=count))
        return found[:_MOST_REMINDED]

    def _seen(self, call: Call, meeting_id: str, what: str) -> Meeting:
        """Raises MeetingNotFound."""
        with self._new_uow(call) as uow:
            found = self._meetings.one(meeting_id)
            if found is None or not sight.sees(call, SEE, found.path):
                raise MeetingNotFound()
            uow.audit(f"population.summary.{what}", "meeting", found.id, territory=found.path)
            uow.commit()
        return found


def due_week(today: date) -> Week:
    """The week people ask for first: the running one from its Friday on, else the last."""
    return Week.of(today if today.weekday() >= _FRIDAY else today - timedelta(days=7))

"""Weekly meetings and huddles: prepared, held, reported, noted; minutes are archived (POP-26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.ports import NewUow
from services.population.application.room import today_in_china
from services.population.application.summaries.ports import Binding, Meetings, Territories
from services.population.application.summaries.reporting import MakeReport
from services.population.domain.meetings import (
    Decision,
    Meeting,
    Minutes,
    huddled,
    must_be_community,
    prepared,
)
from services.population.domain.refusals import TerritoryUnknown
from services.population.domain.summary_refusals import MeetingNotFound, WeekToCome
from services.population.domain.weeks import Week
from wangge.population.v1 import events_pb2

HOLD = "population.summary.hold"
NOTE = "population.summary.note"


@dataclass(frozen=True, slots=True)
class MeetingRoom:
    """What every command on a meeting needs."""

    new_uow: NewUow
    meetings: Meetings
    territories: Territories
    files: Binding
    new_id: NewId

    def held_by(self, uow: UnitOfWork, meeting_id: str) -> Meeting:
        """One the caller holds. Raises MeetingNotFound."""
        found = self.meetings.get(uow, meeting_id)
        if found is None or not sight.sees(uow.call, HOLD, found.path):
            raise MeetingNotFound()
        return found

    def must_be_known(self, path: str) -> None:
        """Raises TerritoryUnknown."""
        if not self.territories.place_name(path):
            raise TerritoryUnknown(FieldProblem("territory_code", TerritoryUnknown.code))

    def keep(self, uow: UnitOfWork, before: Meeting | None, after: Meeting, what: str) -> str:
        """Store it with event and audit entry; its id. What was said stands in neither."""
        if before is not None:
            self.meetings.put(uow, after)
        states = [before.state.value if before else "", after.state.value]
        if states[0] != states[1]:
            event = events_pb2.SummaryMeetingChanged(
                meeting_id=after.id, territory_path=after.path, week=str(after.week), state=after.state.value
            )
            event.huddle = after.huddle
            event.at.FromDatetime(uow.now)
            uow.record(event, aggregate=after.id, territory=after.path)
        uow.audit(
            f"population.summary.{what}", "meeting", after.id, territory=after.path, changes={"state": states}
        )
        uow.commit(result=after.id)
        return after.id


class PrepareMeeting:
    """Of a community and a week that has begun; prepared again it is the same."""

    def __init__(self, room: MeetingRoom) -> None:
        self._room = room

    def __call__(self, call: Call, path: str, week: Week) -> str:
        """Its id. Raises NotACommunity, TerritoryUnknown, PermissionDenied, WeekToCome."""
        room = self._room
        must_be_community(path)
        call.require(HOLD, path)
        room.must_be_known(path)
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            if week.first > today_in_china(uow.now):
                raise WeekToCome(FieldProblem("week", WeekToCome.code))
            meeting = prepared(room.new_id(), path, week, call.actor.name, uow.now)
            if not room.meetings.add(uow, meeting):
                known = room.meetings.weekly(uow, path, week)
                assert known is not None
                return known.id
            return room.keep(uow, None, meeting, "prepare")


class RecordHuddle:
    """Minutes of a huddle of a grid, or of a community."""

    def __init__(self, room: MeetingRoom) -> None:
        self._room = room

    def __call__(self, call: Call, path: str, said: Minutes, files: tuple[str, ...]) -> str:
        """Its id. Raises NotAHuddlePlace, TerritoryUnknown, PermissionDenied, EvidenceNotFound."""
        room = self._room
        call.require(HOLD, path)
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            meeting = huddled(room.new_id(), path, said, call.actor.name, uow.now)
            room.must_be_known(path)
            room.meetings.add(uow, meeting)
            room.files.bind_evidence(uow, meeting.id, files, call.actor.id)
            return room.keep(uow, None, meeting, "huddle")


class ChangeMeeting:
    """Minutes, decisions and additions."""

    def __init__(self, room: MeetingRoom) -> None:
        self._room = room

    def record(self, call: Call, meeting_id: str, etag: str, said: Minutes, files: tuple[str, ...]) -> str:
        """Raises MeetingNotFound, MeetingReported, Stale, HeldBeforeWeek, EvidenceNotFound."""

        def change(uow: UnitOfWork, meeting: Meeting) -> Meeting:
            self._room.files.bind_evidence(uow, meeting.id, files, call.actor.id)
            return meeting.record(etag, said)

        return self._changed(call, meeting_id, "record", change)

    def decide(self, call: Call, meeting_id: str, etag: str, said: Decision) -> str:
        """Raises MeetingNotFound, MeetingReported, Stale, MeetingNotInState."""
        return self._changed(call, meeting_id, "decide", lambda uow, meeting: meeting.decide(etag, said))

    def add(self, call: Call, meeting_id: str, text: str) -> str:
        """Raises MeetingNotFound, MeetingNotInState."""
        by = call.actor.name
        return self._changed(call, meeting_id, "add", lambda uow, meeting: meeting.add(text, by, uow.now))

    def _changed(
        self, call: Call, meeting_id: str, what: str, change: Callable[[UnitOfWork, Meeting], Meeting]
    ) -> str:
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._room.held_by(uow, meeting_id)
            return self._room.keep(uow, before, change(uow, before), what)


class ReportMeeting:
    """To the township, with the figures of the week as they are now."""

    def __init__(self, room: MeetingRoom, report: MakeReport) -> None:
        self._room = room
        self._report = report

    def __call__(self, call: Call, meeting_id: str, etag: str) -> str:
        """Raises MeetingNotFound, MeetingReported, Stale, MeetingNotInState."""
        room = self._room
        known = room.meetings.one(meeting_id)
        if known is None or not sight.sees(call, HOLD, known.path):
            raise MeetingNotFound()
        # Counted before the transaction: reading a week keeps nobody waiting.
        figures = {} if known.huddle else self._report.of(known.path, known.week).to_data()
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = room.held_by(uow, meeting_id)
            after = before.report_with(etag, figures, call.actor.name, uow.now)
            return room.keep(uow, before, after, "report")


class NoteMeeting:
    """The township has read it."""

    def __init__(self, room: MeetingRoom) -> None:
        self._room = room

    def __call__(self, call: Call, meeting_id: str, etag: str, remark: str) -> str:
        """Raises MeetingNotFound, MeetingNotInState, Stale."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._room.meetings.get(uow, meeting_id)
            if before is None or not notes(call, before):
                raise MeetingNotFound()
            after = before.note(etag, remark, call.actor.name, uow.now)
            return self._room.keep(uow, before, after, "note")


def notes(call: Call, meeting: Meeting) -> bool:
    """Whether the caller reads for the township: his ground is wider than the community."""
    return sight.sees(call, NOTE, meeting.reader_path)

"""Writing the log of one's own day, finishing it and going on with it (FLD-09, POP-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.field.application.ports import NewUow, Patrols
from services.field.application.whereabouts import territory_of
from services.field.application.work_log_ports import Deeds, WeekSummaries, WorkDays
from services.field.domain.moments import believed
from services.field.domain.refusals import IdTaken
from services.field.domain.work_log import Entry, Kind, WorkDay
from services.field.domain.work_log_refusals import (
    LinkUnknown,
    NothingLogged,
    WorkDayNotFound,
    WorkEntryNotFound,
)
from services.field.domain.work_weeks import Week, loggable
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from wangge.field.v1 import events_pb2

WRITE = "field.log.write"
COMMUNITY = 12
"""Digits of a community's path."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the phone says of one thing done."""

    kind: Kind
    text: str
    id: str = ""
    at: datetime | None = None
    case_id: str = ""
    act: str = ""
    patrol_id: str = ""


@dataclass(frozen=True, slots=True)
class LogParts:
    """What every command on one's own log needs."""

    new_uow: NewUow
    days: WorkDays
    weeks: WeekSummaries
    new_id: NewId

    def closed(self, uow: UnitOfWork, day: WorkDay) -> bool:
        """Whether the day's community has summed up its week."""
        return week_closed(uow, self.weeks, day.territory_path, day.day)


class AddEntry:
    """One more thing done on a day; the first one begins the day's log."""

    def __init__(self, parts: LogParts, patrols: Patrols, deeds: Deeds) -> None:
        self._parts = parts
        self._patrols = patrols
        self._deeds = deeds

    def __call__(self, call: Call, day: date, written: Written) -> None:
        """The same id, and the same patrol or deed, again change nothing.

        Raises DayInFuture, DayTooOld, OutsideDay, DayFinished, LinkUnknown, IdTaken, NoTerritory, Stale.
        """
        parts = self._parts
        path = territory_of(call, WRITE, "")
        with parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            loggable(day, uow.now)
            if written.id and _is_anothers(parts.days.by_entry(uow, written.id), call, day):
                raise IdTaken()
            found = parts.days.find(uow, call.actor.id, day)
            log = found or WorkDay(parts.new_id(), call.actor.id, day, path)
            entry = Entry(
                id=written.id or parts.new_id(),
                at=written.at or uow.now,
                kind=written.kind,
                text=written.text.strip(),
                case_id=written.case_id,
                case_number=self._linked(uow, call, written),
                act=written.act if written.case_id else "",
                patrol_id=written.patrol_id,
            )
            kept = log.add(entry, week_closed=parts.closed(uow, log))
            if kept is None:
                return
            if found is None:
                log.version = 1
                parts.days.add(uow, log)
            else:
                parts.days.save(uow, log)
            parts.days.add_entry(uow, log, kept)
            changes = {"kind": ["", kept.kind.value], "addition": ["", kept.addition]}
            _audit(uow, "field.log.add", log, changes)
            uow.commit(result=kept.id)

    def _linked(self, uow: UnitOfWork, call: Call, written: Written) -> str:
        """The number of the linked case; both links are the worker's own."""
        if written.patrol_id:
            patrol = self._patrols.find(uow, written.patrol_id)
            if patrol is None or patrol.worker_id != call.actor.id:
                raise LinkUnknown(FieldProblem("patrol_id", LinkUnknown.code))
        if not written.case_id:
            return ""
        number = self._deeds.known(uow, call.actor.id, written.case_id)
        if not number:
            raise LinkUnknown(FieldProblem("case_id", LinkUnknown.code))
        return number


class ChangeEntry:
    """Other words, or taken back; what it said before is kept."""

    def __init__(self, parts: LogParts) -> None:
        self._parts = parts

    def __call__(
        self,
        call: Call,
        entry_id: str,
        etag: str,
        *,
        at: datetime | None,
        kind: Kind | None,
        text: str,
        withdrawn: bool,
    ) -> date:
        """The day it belongs to. Raises WorkEntryNotFound, WeekClosed, DayFinished, OutsideDay, Stale."""
        call.require(WRITE)
        parts = self._parts
        with parts.new_uow(call) as uow:
            log = parts.days.by_entry(uow, entry_id)
            if log is None or log.worker_id != call.actor.id:
                raise WorkEntryNotFound()
            if uow.replayed() is not None:
                return log.day
            before, after = log.change(
                entry_id,
                etag,
                at=at,
                kind=kind,
                text=text.strip(),
                withdrawn=withdrawn,
                week_closed=parts.closed(uow, log),
            )
            parts.days.save(uow, log)
            parts.days.replace(uow, before, after)
            changes = {
                "version": [before.version, after.version],
                "kind": [before.kind.value, after.kind.value],
                "withdrawn": [before.withdrawn, after.withdrawn],
            }
            _audit(uow, "field.log.change", log, changes)
            uow.commit(result=entry_id)
        return log.day


class FinishDay:
    """The day is done (日清)."""

    def __init__(self, parts: LogParts) -> None:
        self._parts = parts

    def __call__(self, call: Call, day: date, at: datetime | None = None) -> None:
        """Finished already changes nothing. Raises NothingLogged, DayInFuture, TimeInFuture, TimeTooOld."""
        call.require(WRITE)
        parts = self._parts
        with parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            loggable(day, uow.now)
            moment = believed(at, uow.now)
            log = parts.days.find(uow, call.actor.id, day)
            if log is None:
                raise NothingLogged()
            if not log.finish(moment):
                return
            parts.days.save(uow, log)
            event = events_pb2.WorkDayFinished(
                account_id=log.worker_id,
                day=day.isoformat(),
                territory_path=log.territory_path,
                late=log.late,
                entries=len(log.standing),
            )
            uow.record(event, aggregate=log.id, territory=log.territory_path)
            _audit(uow, "field.log.finish", log, {"state": ["OPEN", "FINISHED"], "late": ["", log.late]})
            uow.commit(result=log.id)


class ReopenDay:
    """Its worker goes on with a finished day, until the community's week is summed up."""

    def __init__(self, parts: LogParts) -> None:
        self._parts = parts

    def __call__(self, call: Call, day: date) -> None:
        """An open day stays as it is. Raises WorkDayNotFound, WeekClosed, Stale."""
        call.require(WRITE)
        parts = self._parts
        with parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            log = parts.days.find(uow, call.actor.id, day)
            if log is None:
                raise WorkDayNotFound()
            if not log.reopen(week_closed=parts.closed(uow, log)):
                return
            parts.days.save(uow, log)
            event = events_pb2.WorkDayReopened(
                account_id=log.worker_id, day=day.isoformat(), territory_path=log.territory_path
            )
            uow.record(event, aggregate=log.id, territory=log.territory_path)
            _audit(uow, "field.log.reopen", log, {"state": ["FINISHED", "OPEN"]})
            uow.commit(result=log.id)


def week_closed(uow: UnitOfWork, weeks: WeekSummaries, path: str, day: date) -> bool:
    """Whether the community that ``path`` lies in has summed up the day's week."""
    summary = weeks.find(uow, path[:COMMUNITY], Week.of(day))
    return summary is not None and summary.closed


def _is_anothers(found: WorkDay | None, call: Call, day: date) -> bool:
    return found is not None and (found.worker_id != call.actor.id or found.day != day)


def _audit(uow: UnitOfWork, action: str, log: WorkDay, changes: dict[str, object]) -> None:
    about = {"day": [log.day.isoformat(), log.day.isoformat()], **changes}
    uow.audit(action, "work_day", log.id, territory=log.territory_path, changes=about)

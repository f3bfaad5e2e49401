"""The five recurring duties: meetings, activities, training, inspection, rewards (DIR-36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from services.directory.application.organisations import EDIT, get_organisation
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Organisation, Registry
from services.directory.application.recurring_ports import Duties, DutyQuery, KeptDuty
from services.directory.application.territory_lookups import VIEW, check_entry, get_territory
from services.directory.domain.recurring import EARLIEST, FURTHEST, Rhythm, day_of, next_due
from services.directory.domain.refusals import DutyEnded, RecordUnknown, Stale
from services.kernel.call import Call, system_call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import events_pb2
from wangge.directory.v1 import organisations_pb2 as pb

COMPLETE = "directory.duty.complete"
DICTIONARY = "five_regulars"
_CHINA = ZoneInfo("Asia/Shanghai")
_BATCH = 200
_COMING, _MOST_COMING = 14, 50


def _today(now: datetime) -> date:
    return now.astimezone(_CHINA).date()


def _shown(kept: KeptDuty, today: date) -> pb.RecurringDuty:
    record = pb.RecurringDuty()
    record.CopyFrom(kept.duty)
    record.overdue = not record.ended and date.fromisoformat(record.next_due) < today
    return record


def _home(registry: Registry, connection: Connection, organisation_id: str) -> tuple[Organisation, str]:
    found = get_organisation(registry, connection, organisation_id)
    return found, get_territory(registry, connection, found.territory_code).path


@dataclass(frozen=True)
class PutRecurringDuty:
    """Arranges a duty or changes it; ``next_due`` starts its turns anew."""

    registry: Registry
    duties: Duties

    def __call__(self, call: Call, wanted: pb.RecurringDuty) -> pb.RecurringDuty:
        """Raises OrganisationUnknown, RecordUnknown, Stale, PermissionDenied, Invalid."""
        registry = self.registry
        with registry.new_uow(call) as uow:
            today = _today(uow.now)
            if (first := uow.replayed()) is not None:
                return _shown(_get(self.duties, uow.connection, first), today)
            _, path = _home(registry, uow.connection, wanted.organisation_id)
            call.require(EDIT, path)
            before = _get(self.duties, uow.connection, wanted.id) if wanted.id else None
            if before is not None:
                call.require(EDIT, _home(registry, uow.connection, before.duty.organisation_id)[1])
                if wanted.etag != before.duty.etag:
                    raise Stale(record=before.duty.title)
            due = self._check(uow, wanted, today)
            record = pb.RecurringDuty(
                id=wanted.id or registry.new_id(),
                organisation_id=wanted.organisation_id,
                duty=wanted.duty,
                title=wanted.title.strip(),
                rhythm=wanted.rhythm,
                next_due=due.isoformat(),
                ended=wanted.ended,
                completions=before.duty.completions if before else (),
                etag=str(int(before.duty.etag) + 1) if before else "1",
            )
            moved = before is None or before.duty.next_due != record.next_due
            first_due = due if moved or before is None else before.first_due
            kept = KeptDuty(record, first_due, before.told_due if before else None)
            self.duties.put(uow.connection, kept, before is None)
            changes: dict[str, object] = {
                "title": [before.duty.title if before else "", record.title],
                "next_due": [before.duty.next_due if before else "", record.next_due],
                "ended": [bool(before and before.duty.ended), record.ended],
            }
            uow.audit(EDIT, "recurring_duty", record.id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return _shown(kept, today)

    def _check(self, uow: UnitOfWork, wanted: pb.RecurringDuty, today: date) -> date:
        if not wanted.duty:
            raise Invalid.one("duty.duty", "kernel.required")
        check_entry(self.registry, uow.connection, DICTIONARY, wanted.duty, "duty.duty")
        if not wanted.title.strip():
            raise Invalid.one("duty.title", "directory.name_needed", most=100)
        if int(wanted.rhythm) not in {int(each) for each in Rhythm}:
            raise Invalid.one("duty.rhythm", "kernel.required")
        due = day_of(wanted.next_due, "duty.next_due")
        if not EARLIEST <= due <= today + FURTHEST:
            raise Invalid.one("duty.next_due", "directory.day_unlikely", day=wanted.next_due)
        return due


@dataclass(frozen=True)
class CompleteRecurringDuty:
    """Notes that the present turn was done; the next follows from the rhythm."""

    registry: Registry
    duties: Duties

    def __call__(self, call: Call, request: pb.CompleteRecurringDutyRequest) -> pb.RecurringDuty:
        """``done_on`` is a day in China, today when empty, never in the future.

        Raises RecordUnknown, Stale when somebody noted it first, DutyEnded, PermissionDenied, Invalid.
        """
        registry = self.registry
        with registry.new_uow(call) as uow:
            today = _today(uow.now)
            if (first := uow.replayed()) is not None:
                return _shown(_get(self.duties, uow.connection, first), today)
            before = _get(self.duties, uow.connection, request.id)
            unit = before.duty.organisation_id
            _, path = _home(registry, uow.connection, unit)
            call.require(COMPLETE, path, unit=unit)
            if request.etag != before.duty.etag:
                raise Stale(record=before.duty.title)
            if before.duty.ended:
                raise DutyEnded(title=before.duty.title)
            done = day_of(request.done_on, "done_on") if request.done_on else today
            if not EARLIEST <= done <= today:
                raise Invalid.one("done_on", "directory.day_unlikely", day=request.done_on)
            due = date.fromisoformat(before.duty.next_due)
            following = next_due(Rhythm(before.duty.rhythm), before.first_due, max(due, done))
            record = pb.RecurringDuty()
            record.CopyFrom(before.duty)
            record.next_due = following.isoformat()
            record.etag = str(int(before.duty.etag) + 1)
            self.duties.put(uow.connection, replace(before, duty=record), False)
            self.duties.complete(
                uow.connection,
                registry.new_id(),
                record.id,
                due,
                done,
                request.note.strip(),
                call.actor.id,
                uow.now,
            )
            kept = _get(self.duties, uow.connection, record.id)
            event = events_pb2.RecurringDutyCompleted(
                duty=_told(kept), done_on=done.isoformat(), territory_path=path
            )
            uow.record(event, aggregate=record.id, territory=path)
            changes: dict[str, object] = {
                "done_on": ["", done.isoformat()],
                "next_due": [due.isoformat(), record.next_due],
            }
            uow.audit(COMPLETE, "recurring_duty", record.id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return _shown(kept, today)


@dataclass(frozen=True)
class ListRecurringDuties:
    """Duties in the caller's sight; for one organisation also which of the five are not arranged."""

    registry: Registry
    duties: Duties

    def __call__(self, call: Call, request: pb.ListRecurringDutiesRequest) -> pb.ListRecurringDutiesResponse:
        """Raises TerritoryUnknown, OrganisationUnknown."""
        registry, size = self.registry, page_size(request.page_size)
        today = _today(registry.clock())
        asked = repr((request.organisation_id, request.territory_code, request.only_missing))
        answer = pb.ListRecurringDutiesResponse()
        with registry.read() as connection:
            path = None
            if request.territory_code:
                path = get_territory(registry, connection, request.territory_code).path
            if request.organisation_id:
                _, home = _home(registry, connection, request.organisation_id)
                call.require(VIEW, home, unit=request.organisation_id)
                arranged = self.duties.kinds_of(connection, request.organisation_id)
                dictionary = registry.references.dictionary(connection, DICTIONARY)
                answer.not_arranged.extend(
                    entry.code
                    for entry in (dictionary.entries if dictionary else ())
                    if not entry.retired and entry.code not in arranged
                )
            query = DutyQuery(request.organisation_id, path, today if request.only_missing else None)
            after = after_key(request.page_token, asked)
            found = self.duties.page(connection, query, call.scope(VIEW), call.actor.units, size + 1, after)
        answer.duties.extend(_shown(kept, today) for kept in found[:size])
        if len(found) > size:
            answer.next_page_token = token_after(found[size - 1].duty.id, asked)
        return answer


@dataclass(frozen=True)
class ListComingDuties:
    """What comes next in the organisations whose posts the caller holds; also what passed undone."""

    registry: Registry
    duties: Duties

    def __call__(self, call: Call, days: int) -> pb.ListComingDutiesResponse:
        """Within so many days from today, 14 when none are named."""
        today = _today(self.registry.clock())
        answer = pb.ListComingDutiesResponse()
        with self.registry.read() as connection:
            until = today + timedelta(days=days or _COMING)
            for kept, name in self.duties.coming(connection, call.actor.units, until, _MOST_COMING):
                duty = _told(KeptDuty(_shown(kept, today), kept.first_due, kept.told_due))
                answer.duties.add(duty=duty, organisation_name=name)
        return answer


@dataclass(frozen=True)
class TellOverdueDuties:
    """Tells everybody once of each turn that passed undone."""

    registry: Registry
    duties: Duties

    def __call__(self, now: datetime) -> int:
        """How many were told; a few hundred at a time."""
        with self.registry.new_uow(system_call("directory.duties")) as uow:
            found = self.duties.overdue(uow.connection, _today(now), _BATCH)
            for kept in found:
                _, path = _home(self.registry, uow.connection, kept.duty.organisation_id)
                record = pb.RecurringDuty()
                record.CopyFrom(kept.duty)
                record.etag = str(int(kept.duty.etag) + 1)
                told = KeptDuty(record, kept.first_due, date.fromisoformat(record.next_due))
                self.duties.put(uow.connection, told, False)
                event = events_pb2.RecurringDutyOverdue(duty=_told(told), territory_path=path)
                uow.record(event, aggregate=record.id, territory=path)
            if found:
                uow.commit()
        return len(found)


def _told(kept: KeptDuty) -> pb.RecurringDuty:
    """The duty for events: its history stays here, notes may name people."""
    record = pb.RecurringDuty()
    record.CopyFrom(kept.duty)
    record.ClearField("completions")
    return record


def _get(duties: Duties, connection: Connection, id: str) -> KeptDuty:
    found = duties.find(connection, id)
    if found is None:
        raise RecordUnknown(id=id)
    return found

"""Records are opened with a basis and an end, changed, reviewed, closed; all is kept (POP-01, POP-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.families import sight
from services.population.application.families.ports import SubjectFound
from services.population.application.families.room import FamilyRoom, stamp, told, trace
from services.population.application.room import day_of, must_be_current, today_in_china
from services.population.application.sight import sees
from services.population.domain.families.declaration import RecordType
from services.population.domain.families.record import Consent, ServiceRecord, end_of, must_agree
from services.population.domain.families.refusals import (
    CarerNotAllowed,
    RecordTypeNotFound,
    RecordTypeRetired,
    ServiceRecordNotFound,
    SubjectNotFound,
)
from services.population.domain.families.values import checked_values
from services.population.domain.refusals import Restricted
from wangge.population.v1 import events_pb2 as pb


@dataclass(frozen=True, slots=True)
class WantedRecord:
    """What is to be opened."""

    type_code: str
    subject_id: str
    values: Mapping[str, str] = field(default_factory=dict)
    from_day: date | None = None
    to_day: date | None = None
    carer_id: str = ""
    consent: Consent | None = None


class _Command:
    def __init__(self, room: FamilyRoom) -> None:
        self._room = room

    def _mine(self, uow: UnitOfWork, record_id: str, etag: str) -> ServiceRecord:
        """Raises ServiceRecordNotFound, Stale, ServiceRecordClosed."""
        found = sight.in_sight(uow.call, self._room.records.get(uow, record_id), sight.EDIT)
        about = self._room.subjects.find(uow, found.subject, found.subject_id)
        if about is not None and not sight.seen_at(sight.sight_of(uow.call), found, about.path):
            raise ServiceRecordNotFound()
        must_be_current(etag, found.version)
        found.must_be_open()
        return found

    def _carer(self, call: Call, declared: RecordType, path: str, wanted: str) -> str:
        """Who cares: the caller, or whom somebody names who manages care there.

        Raises CarerNotAllowed, Invalid for an account that is unknown or shut.
        """
        if not declared.care:
            return ""
        if not wanted or wanted == call.actor.id:
            return call.actor.id
        if not sees(call, sight.MANAGE, path):
            raise CarerNotAllowed()
        if not self._room.carers.is_active(wanted):
            raise Invalid(FieldProblem("carer_id", "population.carer_unknown"))
        return wanted


class OpenRecord(_Command):
    """Opens a record under the newest version of its type."""

    def __call__(self, call: Call, wanted: WantedRecord) -> str:
        """Its id. Raises Invalid, RecordTypeNotFound, SubjectNotFound, CarerNotAllowed, Restricted."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            record = self.within(uow, wanted)
            uow.commit(result=record.id)
        return record.id

    def within(self, uow: UnitOfWork, wanted: WantedRecord) -> ServiceRecord:
        """In a transaction that is under way; what is refused has written nothing. Raises as `__call__`."""
        room, call = self._room, uow.call
        declared = self._type(wanted.type_code)
        about = self._subject(uow, declared, wanted.subject_id)
        today = today_in_china(uow.now)
        from_day = day_of(wanted.from_day, uow.now, "from_day")
        must_agree(declared, wanted.consent, about.born_on, today)
        record = ServiceRecord(
            id=room.new_id(),
            path=about.path,
            type_code=declared.code,
            type_version=declared.version,
            ledger=declared.ledger,
            care=declared.care,
            subject=declared.subject,
            subject_id=wanted.subject_id,
            carer_id=self._carer(call, declared, about.path, wanted.carer_id),
            from_day=from_day,
            to_day=end_of(declared, from_day, wanted.to_day),
            review_on=today + timedelta(days=declared.review_days),
            opened_at=uow.now,
            opened_by=call.actor.id,
            values=checked_values(declared, wanted.values),
            consent=wanted.consent,
        )
        room.types.put(uow, declared)
        room.records.add(uow, record)
        if wanted.consent is not None and wanted.consent.file_id:
            room.changes.bind_evidence(uow, record.id, [wanted.consent.file_id], call.actor.id)
        room.history.note(uow, record.id, "open", {}, "")
        trace(uow, record, "open")
        opened = pb.RecordOpened(
            record_id=record.id, type_code=told(record), territory_path=record.path, at=stamp(uow)
        )
        uow.record(opened, aggregate=record.id, territory=record.path)
        return record

    def _type(self, code: str) -> RecordType:
        declared = self._room.types.get(code)
        if declared is None:
            raise RecordTypeNotFound()
        if declared.retired:
            raise RecordTypeRetired()
        return declared

    def _subject(self, uow: UnitOfWork, declared: RecordType, subject_id: str) -> SubjectFound:
        found = self._room.subjects.find(uow, declared.subject, subject_id)
        if found is None or not sees(uow.call, sight.EDIT, found.path):
            raise SubjectNotFound()
        if found.restricted:
            raise Restricted()
        if found.frozen:
            raise SubjectNotFound()
        return found


class ChangeRecord(_Command):
    """Says other things, or gives it to another carer."""

    def __call__(
        self, call: Call, record_id: str, etag: str, values: Mapping[str, str], carer_id: str, note: str
    ) -> str:
        """Raises ServiceRecordNotFound, ServiceRecordClosed, Stale, Invalid, CarerNotAllowed, Restricted."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._mine(uow, record_id, etag)
            declared = room.declared(before)
            about = room.subjects.find(uow, before.subject, before.subject_id)
            if about is not None and about.restricted:
                raise Restricted()
            carer = before.carer_id
            if before.care and carer_id and carer_id != carer:
                carer = self._carer(call, declared, before.path, carer_id)
            after = before.changed(checked_values(declared, values, before.values), carer)
            room.keep(uow, before, after, "change", note)
            uow.commit(result=record_id)
        return record_id


class ReviewRecord(_Command):
    """Still needed."""

    def __call__(self, call: Call, record_id: str, etag: str, note: str) -> str:
        """Raises ServiceRecordNotFound, ServiceRecordClosed, Stale."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._mine(uow, record_id, etag)
            after = before.reviewed(room.declared(before), today_in_china(uow.now))
            room.keep(uow, before, after, "review", note)
            uow.commit(result=record_id)
        return record_id


class CloseRecord(_Command):
    """The need is over; or it was withdrawn or a mistake, and nothing of it is kept (PIPL 47)."""

    def __call__(self, call: Call, record_id: str, etag: str, reason: str, note: str) -> str:
        """Raises ServiceRecordNotFound, ServiceRecordClosed, Stale."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._mine(uow, record_id, etag)
            today = today_in_china(uow.now)
            after = before.closed(room.declared(before), reason, uow.now, today)
            if reason in ("mistake", "withdrawn"):
                room.records.forget_history(uow, record_id)
                before, after = before.emptied(), after.emptied()
            room.keep(uow, before, after, "close", note)
            uow.commit(result=record_id)
        return record_id

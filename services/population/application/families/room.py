"""What the commands about records share: the room they work in, and the traces each of them leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from google.protobuf.timestamp_pb2 import Timestamp

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.application.families.ports import Carers, History, Records, Subjects, Types
from services.population.application.ports import Changes, NewUow
from services.population.domain.families.declaration import RecordType
from services.population.domain.families.record import ServiceRecord
from services.population.domain.families.refusals import RecordTypeNotFound
from wangge.population.v1 import events_pb2 as pb


@dataclass(frozen=True, slots=True)
class FamilyRoom:
    """Records, their types and what they are about."""

    new_uow: NewUow
    types: Types
    subjects: Subjects
    records: Records
    history: History
    changes: Changes
    carers: Carers
    new_id: NewId

    def declared(self, record: ServiceRecord) -> RecordType:
        """The type in the version the record was opened under. Raises RecordTypeNotFound."""
        found = self.types.get(record.type_code, record.type_version)
        if found is None:
            raise RecordTypeNotFound()
        return found

    def keep(
        self, uow: UnitOfWork, before: ServiceRecord, after: ServiceRecord, what: str, note: str = ""
    ) -> None:
        """Store a record that changed, with what was before, an audit entry and, once closed, the event."""
        self.records.save(uow, after)
        self.history.note(uow, after.id, what, differences(before, after), note)
        trace(uow, after, what)
        if before.is_open and not after.is_open:
            closed = pb.RecordClosed(record_id=after.id, type_code=told(after), territory_path=after.path)
            closed.at.CopyFrom(stamp(uow))
            uow.record(closed, aggregate=after.id, territory=after.path)


def differences(before: ServiceRecord, after: ServiceRecord) -> Mapping[str, str]:
    """Values that are other now, as they were."""
    names = {*before.values, *after.values}
    found = {
        name: before.values.get(name, "")
        for name in sorted(names)
        if before.values.get(name) != after.values.get(name)
    }
    for name in ("carer_id", "review_on", "path", "end_reason"):
        if getattr(before, name) != getattr(after, name):
            found[f"_{name}"] = str(getattr(before, name))
    return found


def trace(uow: UnitOfWork, record: ServiceRecord, what: str) -> None:
    """An audit entry that tells nothing of a record of care but that it is one."""
    changes = {} if record.care else {"type": ["", record.type_code]}
    uow.audit(
        f"population.record.{what}", "service_record", record.id, territory=record.path, changes=changes
    )


def told(record: ServiceRecord) -> str:
    """The type as events name it: not at all for care."""
    return "" if record.care else record.type_code


def stamp(uow: UnitOfWork) -> Timestamp:
    """The moment of the transaction."""
    at = Timestamp()
    at.FromDatetime(uow.now)
    return at

"""Looking at records: one with its history, or those of a place. Each look is on record (Sens-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application.families import sight
from services.population.application.families.ports import AskedRecords, HistoryLine, SubjectFound
from services.population.application.families.room import FamilyRoom
from services.population.application.ports import Evidence, FiledEvidence, Places
from services.population.domain.families.declaration import RecordType, Subject
from services.population.domain.families.record import ServiceRecord
from services.population.domain.families.refusals import ServiceRecordNotFound
from services.population.domain.refusals import EvidenceNotFound


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record with what stands around it."""

    record: ServiceRecord
    declared: RecordType
    about: SubjectFound | None
    place_name: str
    carer_name: str
    history: Sequence[HistoryLine] = ()


class Showing:
    """Puts names around records."""

    def __init__(self, room: FamilyRoom, places: Places, clock: Clock) -> None:
        self._room = room
        self._places = places
        self._clock = clock

    def shown(self, care: sight.CareSight, records: Sequence[ServiceRecord]) -> list[ShownRecord]:
        """In the same order, without those whose person has moved out of sight meanwhile."""
        subjects = self._room.subjects.shown((each.subject, each.subject_id) for each in records)
        places = self._places.place_names({each.path for each in records})
        carers = self._places.account_names({each.carer_id for each in records})
        types: dict[tuple[str, int], RecordType | None] = {}
        made = []
        for each in records:
            key = (each.type_code, each.type_version)
            if key not in types:
                types[key] = self._room.types.get(*key)
            if (declared := types[key]) is None:
                continue
            about = subjects.get((each.subject, each.subject_id))
            if about is not None and not sight.seen_at(care, each, about.path):
                continue
            place, carer = places.get(each.path, ""), carers.get(each.carer_id, "")
            made.append(ShownRecord(each, declared, about, place, carer))
        return made


class ListRecords(Showing):
    """Those within sight. One audit entry for the page."""

    def __call__(
        self, call: Call, asked: AskedRecords, after: Sequence[str] | None, limit: int
    ) -> tuple[Sequence[ServiceRecord], list[ShownRecord]]:
        """By place, up to ``limit``: the lines of the list, and what is shown of them."""
        care = sight.sight_of(call)
        found = self._room.records.page(care, asked, after, limit)
        with self._room.new_uow(call) as uow:
            uow.audit("population.records.list", "territory", asked.path or "all", territory=asked.path)
            uow.commit()
        return found, self.shown(care, found)


class GetRecord(Showing):
    """One with its history."""

    def __init__(self, room: FamilyRoom, places: Places, clock: Clock, evidence: Evidence) -> None:
        super().__init__(room, places, clock)
        self._evidence = evidence

    def __call__(self, call: Call, record_id: str) -> ShownRecord:
        """Raises ServiceRecordNotFound."""
        record = self._read(call, record_id)
        found = self.shown(sight.sight_of(call), [record])
        if not found:
            raise ServiceRecordNotFound()
        return replace(found[0], history=self._room.history.of(record_id))

    def consent_file(self, call: Call, record_id: str) -> tuple[FiledEvidence, bytes]:
        """Raises ServiceRecordNotFound, EvidenceNotFound."""
        record = self._read(call, record_id)
        if record.consent is None or not record.consent.file_id:
            raise EvidenceNotFound()
        return self._evidence.data(record_id, record.consent.file_id)

    def _read(self, call: Call, record_id: str) -> ServiceRecord:
        with self._room.new_uow(call) as uow:
            record = sight.in_sight(call, self._room.records.get(uow, record_id))
            if record.subject is Subject.PERSON:
                # Told like any look at the person: who reads the list of looks learns of no record of care.
                uow.audit("population.person.view", "person", record.subject_id, territory=record.path)
            else:
                uow.audit("population.record.view", "service_record", record_id, territory=record.path)
            uow.commit()
        return record

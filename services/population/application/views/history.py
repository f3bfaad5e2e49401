"""What was recorded of a record, and the files that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import Evidence, FiledEvidence, NewUow, Places, StoredChange
from services.population.application.views.ports import History, Reader
from services.population.application.views.view import Names, View
from services.population.domain.records import RecordType
from services.population.domain.refusals import EvidenceNotFound


class ListChanges(View):
    """What was recorded of somebody, a household or a dwelling in sight."""

    def __init__(
        self,
        reader: Reader,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        history: History,
        evidence: Evidence,
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._history = history
        self._evidence = evidence

    def __call__(
        self, call: Call, record_type: RecordType, record_id: str, before: str, limit: int
    ) -> tuple[Sequence[StoredChange], dict[str, list[FiledEvidence]], Names]:
        """Newest first, with their evidence. Raises PersonNotFound, HouseholdNotFound, DwellingNotFound."""
        path = self._must_see(call, record_type, record_id)
        found = [
            _about(each, record_type, record_id) for each in self._history.history(record_id, before, limit)
        ]
        self.read(call, "changes.list", record_type.value, record_id, path)
        return found, self._evidence.of([each.id for each in found]), self.names()

    def evidence(self, call: Call, change_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """A file that proves a change of something in sight. Raises EvidenceNotFound."""
        change = self._history.one(change_id)
        if change is None or not sight.sees(call, sight.VIEW, change.path):
            raise EvidenceNotFound()
        self.read(call, "evidence.view", "change", change_id, change.path)
        return self._evidence.data(change_id, file_id)

    def _must_see(self, call: Call, record_type: RecordType, record_id: str) -> str:
        if record_type is RecordType.PERSON:
            dossier = sight.person_in_sight(call, sight.VIEW, self._reader.dossier(record_id))
            return dossier.person.path
        if record_type is RecordType.HOUSEHOLD:
            family = sight.family_in_sight(call, sight.VIEW, self._reader.family(record_id, None))
            return family.household.path
        found = self._reader.dwellings([record_id]).get(record_id)
        return sight.dwelling_in_sight(call, sight.VIEW, found).path


def _about(change: StoredChange, record_type: RecordType, record_id: str) -> StoredChange:
    """The change as far as it is about one record: of others it shows nothing, not even who they are."""
    if record_type is RecordType.PERSON:
        kept = [
            each
            for each in change.effects
            if each.after.id == record_id or getattr(each.after, "person_id", "") == record_id
        ]
    else:
        kept = [each for each in change.effects if each.after.id == record_id]
    return replace(change, effects=tuple(kept))

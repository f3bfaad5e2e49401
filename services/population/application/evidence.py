"""Files that prove what a command says are added before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.kernel.call import Call, system_call
from services.kernel.errors import Invalid
from services.kernel.types import NewId
from services.population.application.ports import Evidence, FiledEvidence, NewUow

UNUSED_AFTER = timedelta(days=7)


class AddEvidence:
    """A picture or a document."""

    def __init__(self, new_uow: NewUow, evidence: Evidence, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._evidence = evidence
        self._new_id = new_id

    def __call__(self, call: Call, data: bytes, file_name: str, only: Sequence[str] = ()) -> FiledEvidence:
        """What is kept of it. Raises what the kernel refuses of files.

        ``only``: how the types begin that are taken here, all there are when empty; Invalid for others.
        """
        if only and not self._evidence.type_of(data, file_name).startswith(tuple(only)):
            raise Invalid.one("data", "population.picture_or_pdf")
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._evidence.one(uow, first)
            filed = self._evidence.add(uow, self._new_id(), data, file_name)
            uow.audit("population.evidence.add", "evidence", filed.id, changes={"digest": ["", filed.digest]})
            uow.commit(result=filed.id)
        return filed


class DropUnused:
    """Files that no change named within a week are forgotten."""

    def __init__(self, new_uow: NewUow, evidence: Evidence) -> None:
        self._new_uow = new_uow
        self._evidence = evidence

    def __call__(self, now: datetime) -> int:
        """How many they were."""
        with self._new_uow(system_call("timer")) as uow:
            keys = self._evidence.drop_unused(uow, now - UNUSED_AFTER)
            uow.commit()
        for key in keys:
            self._evidence.delete_bytes(key)
        return len(keys)

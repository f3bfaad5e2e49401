"""Types of records are put as data; what must not be recorded is refused (Sens-3, Sens-5, Sens-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.kernel.call import Call
from services.population.application.families.ports import Types
from services.population.application.ports import NewUow
from services.population.domain.families.declaration import RecordType, checked
from services.population.domain.families.refusals import RecordTypeNotFound
from services.population.domain.refusals import Stale


class PutRecordType:
    """A new type or a new version of one; records keep the version they were opened under."""

    def __init__(self, new_uow: NewUow, types: Types) -> None:
        self._new_uow = new_uow
        self._types = types

    def __call__(self, call: Call, declared: RecordType, etag: str) -> RecordType:
        """Raises Invalid, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                code, _, version = first.partition("/")
                return self._types.get(code, int(version)) or declared
            known = self._types.get(declared.code)
            if etag != (str(known.version) if known is not None else ""):
                raise Stale()
            made = replace(checked(declared), version=known.version + 1 if known is not None else 1)
            if known is not None:
                self._types.put(uow, known)
            self._types.put(uow, made)
            changes = {
                "version": [known.version if known else 0, made.version],
                "retired": ["", made.retired],
            }
            uow.audit("population.record_type.put", "record_type", made.code, changes=changes)
            uow.commit(result=f"{made.code}/{made.version}")
        return made


class ListRecordTypes:
    """Types there are."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def __call__(self, subject: str, *, with_retired: bool) -> Sequence[RecordType]:
        """The newest version of each."""
        found = self._types.all()
        return [
            each
            for each in found
            if (not subject or each.subject == subject) and (with_retired or not each.retired)
        ]

    def one(self, code: str, version: int = 0) -> RecordType:
        """Raises RecordTypeNotFound."""
        found = self._types.get(code, version)
        if found is None:
            raise RecordTypeNotFound()
        return found

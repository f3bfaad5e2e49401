"""Purposes are put as data; what must not be asked is refused (Sens-3, 5, 7, 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.kernel.call import Call
from services.population.application.coordination.ports import Purposes
from services.population.application.ports import NewUow
from services.population.domain.coordination.purpose import Purpose
from services.population.domain.refusals import Stale


class PutPurpose:
    """A new purpose or a new version of one; requests keep the version they were made under."""

    def __init__(self, new_uow: NewUow, purposes: Purposes) -> None:
        self._new_uow = new_uow
        self._purposes = purposes

    def __call__(self, call: Call, declared: Purpose, etag: str) -> Purpose:
        """Raises Invalid, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                code, _, version = first.partition("/")
                return self._purposes.get(code, int(version)) or declared
            known = self._purposes.get(declared.code)
            if etag != (str(known.version) if known is not None else ""):
                raise Stale()
            made = replace(declared.declared(), version=known.version + 1 if known is not None else 1)
            if known is not None:
                self._purposes.put(uow, known)
            self._purposes.put(uow, made)
            changes = {
                "version": [known.version if known else 0, made.version],
                "fields": ["", [each.name for each in made.fields]],
                "retired": ["", made.retired],
            }
            uow.audit("population.purpose.put", "purpose", made.code, changes=changes)
            uow.commit(result=f"{made.code}/{made.version}")
        return made


class ListPurposes:
    """Those there are."""

    def __init__(self, purposes: Purposes) -> None:
        self._purposes = purposes

    def __call__(self, *, with_retired: bool) -> Sequence[Purpose]:
        """The newest version of each."""
        return [each for each in self._purposes.all() if with_retired or not each.retired]

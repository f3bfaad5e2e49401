"""Makes cases of staged rows in batches that resume, and takes them back (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from services.cases.application.oversight.imports import (
    ACCEPT,
    BATCH,
    RUN,
    Import,
    ImportedCases,
    Imports,
    NewUow,
    Progress,
    plan_of,
)
from services.cases.application.oversight.ports import Surroundings
from services.cases.domain.oversight_refusals import ImportNotAllowed, ImportNotFound
from services.kernel.call import Call
from services.kernel.files.port import FileStore
from services.kernel.persistence.unit_of_work import UnitOfWork


class AcceptImport:
    """Makes cases of staged rows, a batch in each transaction; called again it goes on where it stopped."""

    def __init__(
        self,
        new_uow: NewUow,
        imports: Imports,
        cases: ImportedCases,
        around: Surroundings,
        clock: Callable[[], datetime],
    ) -> None:
        self._new_uow, self._imports, self._cases = new_uow, imports, cases
        self._around, self._clock = around, clock

    def __call__(
        self,
        call: Call,
        import_id: str,
        *,
        batches: int | None = None,
        progress: Progress = lambda rows: None,
    ) -> Import:
        """The import after at most ``batches`` batches (all by default); the timer goes on with the rest.

        Raises ImportNotFound, ImportNotAllowed unless it is staged or being applied, PermissionDenied.
        """
        self._around.refresh(now=True)
        done = 0
        while True:
            found = self._batch(call, import_id)
            progress(found.rows_applied)
            done += 1
            if found.state == "applied" or (batches is not None and done >= batches):
                return found

    def _batch(self, call: Call, import_id: str) -> Import:
        with self._new_uow(call) as uow:
            found = _get(self._imports, uow, import_id, call, ACCEPT)
            ready = self._imports.ready(uow.connection, found.id, BATCH)
        numbers = self._cases.prepare(self._clock(), ready)
        with self._new_uow(call) as uow:
            found = _get(self._imports, uow, import_id, call, ACCEPT, lock=True)
            if found.state == "applied":
                return found
            if found.state not in ("staged", "applying"):
                raise ImportNotAllowed(state=found.state)
            if found.state == "staged":
                uow.audit("cases.import.accept", "case_import", found.id, territory=found.territory)
                found = replace(found, decided_by_name=call.actor.name)
            system = plan_of(found.mapping).system
            rows = self._imports.rows(uow.connection, found.id, "ready", len(numbers)) if numbers else []
            made, there = self._cases.apply(uow, found, system, rows, numbers) if rows else (0, 0)
            found = replace(
                found,
                state="applying" if len(rows) == BATCH else "applied",
                rows_applied=found.rows_applied + made,
                rows_accepted=found.rows_accepted - there,
                rows_unchanged=found.rows_unchanged + there,
                finished_at=None if len(rows) == BATCH else uow.now,
            )
            self._imports.put(uow.connection, found)
            uow.commit()
        return found


class ResumeImports:
    """The timer's part: goes on with imports that were accepted and not finished."""

    def __init__(
        self, new_uow: NewUow, imports: Imports, accept: AcceptImport, system: Callable[[], Call]
    ) -> None:
        self._new_uow, self._imports, self._accept, self._system = new_uow, imports, accept, system

    def __call__(self, now: datetime) -> int:
        """How many rows became cases."""
        with self._new_uow(self._system()) as uow:
            waiting = self._imports.unfinished(uow.connection)
        return sum(
            self._accept(self._system(), found.id, batches=10).rows_applied - found.rows_applied
            for found in waiting
        )


class DiscardImport:
    """Throws staged rows away."""

    def __init__(self, new_uow: NewUow, imports: Imports) -> None:
        self._new_uow, self._imports = new_uow, imports

    def __call__(self, call: Call, import_id: str) -> Import:
        """Raises ImportNotFound, ImportNotAllowed once anything was applied."""
        with self._new_uow(call) as uow:
            found = _get(self._imports, uow, import_id, call, RUN, lock=True)
            if found.state not in ("reading", "staged"):
                raise ImportNotAllowed(state=found.state)
            self._imports.forget_rows(uow.connection, found.id)
            found = replace(found, state="discarded", finished_at=uow.now)
            self._imports.put(uow.connection, found)
            uow.audit("cases.import.discard", "case_import", found.id, territory=found.territory)
            uow.commit()
        return found


class UndoImport:
    """Takes back cases that nobody has touched since; ``rows_applied`` says afterwards how many stay."""

    def __init__(self, new_uow: NewUow, imports: Imports, cases: ImportedCases) -> None:
        self._new_uow, self._imports, self._cases = new_uow, imports, cases

    def __call__(self, call: Call, import_id: str, *, progress: Progress = lambda rows: None) -> Import:
        """Raises ImportNotFound, ImportNotAllowed unless it was applied, wholly or in part."""
        while True:
            with self._new_uow(call) as uow:
                found = _get(self._imports, uow, import_id, call, ACCEPT, lock=True)
                if found.state not in ("applying", "applied", "undone"):
                    raise ImportNotAllowed(state=found.state)
                removed, stay = self._cases.take_back(uow, found, BATCH)
                if removed + stay == 0 and found.state == "undone":
                    return found
                over = removed + stay < BATCH
                found = replace(
                    found,
                    state="undone",
                    rows_applied=found.rows_applied - removed,
                    finished_at=uow.now,
                )
                self._imports.put(uow.connection, found)
                uow.audit(
                    "cases.import.undo",
                    "case_import",
                    found.id,
                    territory=found.territory,
                    changes={"removed": [0, removed], "stay": [0, stay]},
                )
                uow.commit()
            progress(found.rows_applied)
            if over:
                return found


class ListImports:
    """Imports into the caller's places, the newest first."""

    def __init__(self, new_uow: NewUow, imports: Imports) -> None:
        self._new_uow, self._imports = new_uow, imports

    def __call__(self, call: Call, size: int, after: str) -> list[Import]:
        """Those in sight."""
        with self._new_uow(call) as uow:
            return self._imports.page(uow.connection, call.scope(RUN).paths, size, after)


class GetRejects:
    """The copy of the file with a column of reasons."""

    def __init__(self, new_uow: NewUow, imports: Imports, files: FileStore) -> None:
        self._new_uow, self._imports, self._files = new_uow, imports, files

    def __call__(self, call: Call, import_id: str) -> tuple[str, bytes]:
        """File name and bytes. Raises ImportNotFound when nothing was rejected."""
        with self._new_uow(call) as uow:
            found = _get(self._imports, uow, import_id, call, RUN)
            if not found.rejects_name:
                raise ImportNotFound()
            uow.audit("cases.import.rejects", "case_import", found.id, territory=found.territory)
            uow.commit()
        stem, _, suffix = found.rejects_name.rpartition(".")
        original = found.file_name.rpartition(".")[0] or stem
        return f"{original}.rejected.{suffix}", self._files.get(f"cases/imports/{found.id}")


def _get(
    imports: Imports, uow: UnitOfWork, import_id: str, call: Call, permission: str, *, lock: bool = False
) -> Import:
    found = imports.find(uow.connection, import_id, lock=lock)
    if found is None or not any(found.territory.startswith(path) for path in call.scope(RUN).paths):
        raise ImportNotFound()
    call.require(permission, found.territory)
    return found

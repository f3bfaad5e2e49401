"""Accept, discard and undo staged imports; applying survives a crash at any row (DIR-30)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from services.directory.application.import_ports import Batch, ImportDesk, ImportState, RowState, StagedRow
from services.directory.application.imports_stage import RUN, kind_of, opened
from services.directory.application.rights_of import RightsOf
from services.directory.domain.account_refusals import ImportNotFound, ImportStateForbids
from services.kernel.call import Actor, Call, Realm, RequestKey
from services.kernel.errors import FieldProblem, Invalid, Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork

ACCEPT = "directory.import.accept"
AT_ONCE = 2_000
_STEP = 100
_BUSY_FOR = timedelta(minutes=3)


class ApplyRows:
    """Runs the ordinary command for each row with the reviewer's rights, in the order of the file."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str, most: int) -> None:
        """Apply up to ``most`` rows; nothing happens while somebody else is at it."""
        done = 0
        while done < most:
            rows = self._claim(call, id, min(_STEP, most - done))
            for row in rows:
                self._apply(call, id, row)
            done += len(rows)
            if not rows:
                return
        self._release(call, id)

    def _claim(self, call: Call, id: str, most: int) -> list[StagedRow]:
        """The next rows, with the batch marked busy; finishes the batch when there are none."""
        desk = self._desk
        with desk.registry.new_uow(call) as uow:
            batch = desk.batches.find(uow.connection, id, lock=True)
            if batch is None or batch.state is not ImportState.APPLYING:
                return []
            rows = desk.batches.rows(uow.connection, id, RowState.STAGED, most)
            batch.rows_applied = desk.batches.count(uow.connection, id, RowState.APPLIED)
            if rows:
                batch.busy_until = uow.now + _BUSY_FOR
            else:
                failed = desk.batches.count(uow.connection, id, RowState.FAILED)
                batch.rows_rejected += failed
                batch.rows_accepted -= failed
                batch.state, batch.finished_at, batch.busy_until = ImportState.APPLIED, uow.now, None
                changes = {"applied": [0, batch.rows_applied], "failed": [0, failed]}
                uow.audit("directory.import.applied", "import", id, territory=batch.path, changes=changes)
            desk.batches.save(uow.connection, batch)
            uow.commit()
        return rows

    def _apply(self, call: Call, id: str, row: StagedRow) -> None:
        desk = self._desk
        # The command itself remembers the request: a crash after it and before the mark costs nothing.
        key = hashlib.sha256(f"import {id} {row.number}".encode()).hexdigest()
        values = opened(desk, id, row)
        with desk.registry.read() as connection:
            batch = desk.batches.find(connection, id)
        assert batch is not None
        state, applied = RowState.APPLIED, None
        problems: tuple[FieldProblem, ...] = ()
        try:
            applied = kind_of(desk, batch.kind).apply(replace(call, request=RequestKey(key, key)), values)
        except Refusal as refusal:
            state, problems = RowState.FAILED, _problems(refusal)
        with desk.registry.new_uow(replace(call, request=None)) as uow:
            desk.batches.mark(
                uow.connection, id, row.number, RowState.STAGED, state, applied=applied, problems=problems
            )
            uow.commit()

    def _release(self, call: Call, id: str) -> None:
        with self._desk.registry.new_uow(call) as uow:
            batch = self._desk.batches.find(uow.connection, id, lock=True)
            if batch is not None and batch.state is ImportState.APPLYING:
                batch.busy_until = None
                self._desk.batches.save(uow.connection, batch)
            uow.commit()


class AcceptImport:
    """The reviewer's yes. Large imports go on in the background with the reviewer's rights."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk, self._apply_rows = desk, ApplyRows(desk)

    def __call__(self, call: Call, id: str, *, at_once: int = AT_ONCE) -> Batch:
        """The batch after ``at_once`` rows. Raises ImportNotFound, ImportStateForbids, PermissionDenied."""
        desk = self._desk
        with desk.registry.new_uow(call) as uow:
            batch = seen(desk, uow, call, id)
            call.require(ACCEPT, batch.path)
            if batch.state is not ImportState.STAGED:
                raise ImportStateForbids(state=batch.state.value)
            batch.state, batch.decided_by = ImportState.APPLYING, call.actor.id
            batch.busy_until = uow.now + _BUSY_FOR
            desk.batches.save(uow.connection, batch)
            uow.audit("directory.import.accept", "import", id, territory=batch.path)
            uow.commit()
        self._apply_rows(call, id, at_once)
        with desk.registry.read() as connection:
            found = desk.batches.find(connection, id)
        if found is None:
            raise ImportNotFound()
        return found


class ResumeImports:
    """Timed: goes on with what a large import or a crash left."""

    def __init__(self, desk: ImportDesk, rights_of: RightsOf) -> None:
        self._desk, self._rights_of, self._apply_rows = desk, rights_of, ApplyRows(desk)

    def __call__(self) -> int:
        """How many imports were worked on."""
        desk, registry = self._desk, self._desk.registry
        with registry.read() as connection:
            ids = desk.batches.unfinished(connection, registry.clock())
        for id in ids:
            call = self._as_reviewer(id)
            if call is not None:
                self._apply_rows(call, id, AT_ONCE)
        return len(ids)

    def _as_reviewer(self, id: str) -> Call | None:
        registry = self._desk.registry
        with registry.read() as connection:
            batch = self._desk.batches.find(connection, id)
            account = registry.accounts.find(connection, batch.decided_by) if batch else None
            if account is None:
                return None
            rights = self._rights_of(connection, account, registry.clock())
        actor = Actor(
            account.id, account.name, Realm(account.realm), rights.grants, rights.posts, rights.units
        )
        return Call(actor=actor, origin="timer:directory.imports")


class DiscardImport:
    """Throw a staged import away."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str) -> Batch:
        """Raises ImportNotFound, ImportStateForbids."""
        desk = self._desk
        with desk.registry.new_uow(call) as uow:
            batch = seen(desk, uow, call, id)
            if batch.state is not ImportState.STAGED:
                raise ImportStateForbids(state=batch.state.value)
            rejects, batch.rejects = batch.rejects, ""
            batch.state, batch.finished_at = ImportState.DISCARDED, uow.now
            desk.batches.save(uow.connection, batch)
            desk.batches.drop_contents(uow.connection, id)
            uow.audit("directory.import.discard", "import", id, territory=batch.path)
            uow.commit()
        if rejects:
            desk.files.delete(rejects)
        return batch


class UndoImport:
    """Take an applied import back as far as its records were not changed or used since."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str) -> Batch:
        """The batch; its ``rows_applied`` now counts the rows that stay. Raises ImportStateForbids."""
        desk = self._desk
        with desk.registry.new_uow(call) as uow:
            batch = seen(desk, uow, call, id)
            call.require(ACCEPT, batch.path)
            if batch.state is not ImportState.APPLIED:
                raise ImportStateForbids(state=batch.state.value)
        kind = kind_of(desk, batch.kind)
        while True:
            with desk.registry.read() as connection:
                rows = desk.batches.rows(connection, id, RowState.APPLIED, _STEP, backwards=True)
            for row in rows:
                try:
                    gone = kind.undo(replace(call, request=None), row.record_id, row.record_version)
                except Refusal:
                    gone = False
                with desk.registry.new_uow(call) as uow:
                    after = RowState.UNDONE if gone else RowState.KEPT
                    desk.batches.mark(uow.connection, id, row.number, RowState.APPLIED, after)
                    uow.commit()
            if not rows:
                break
        with desk.registry.new_uow(call) as uow:
            batch = seen(desk, uow, call, id)
            if batch.state is not ImportState.APPLIED:
                return batch
            batch.rows_applied = desk.batches.count(uow.connection, id, RowState.KEPT)
            batch.state, batch.finished_at = ImportState.UNDONE, uow.now
            desk.batches.save(uow.connection, batch)
            uow.audit(
                "directory.import.undo",
                "import",
                id,
                territory=batch.path,
                changes={"stay": [0, batch.rows_applied]},
            )
            uow.commit()
        return batch


def seen(desk: ImportDesk, uow: UnitOfWork, call: Call, id: str) -> Batch:
    """The batch, locked, if it is the caller's own or lies in what the caller reviews."""
    batch = desk.batches.find(uow.connection, id, lock=True)
    if batch is None or not in_sight(call, batch):
        raise ImportNotFound()
    return batch


def in_sight(call: Call, batch: Batch) -> bool:
    """Own imports with the right to import, others' with the right to review there."""
    return call.may(ACCEPT, batch.path) or (batch.created_by == call.actor.id and call.may(RUN))


def _problems(refusal: Refusal) -> tuple[FieldProblem, ...]:
    if isinstance(refusal, Invalid) and refusal.problems:
        return tuple(refusal.problems)
    return (FieldProblem("", refusal.code, refusal.details),)

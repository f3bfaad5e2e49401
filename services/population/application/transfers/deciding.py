"""What people do with an import: decide about duplicates, accept, discard, take back, look at it (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from services.kernel.call import Call, system_call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import RejectWriter
from services.population.application.transfers.model import (
    ACCEPT,
    APPLIED,
    APPLYING,
    BATCH,
    DISCARDED,
    MOST_PROBLEMS,
    PREVIEW,
    RUN,
    STAGED,
    UNDOING,
    UNDONE,
    Import,
    Staged,
    StagedRow,
    Text,
)
from services.population.application.transfers.staging import Desk, OpenedSource
from services.population.application.transfers.working import Work, counted
from services.population.domain.transfers.refusals import ImportNotAllowed, ImportNotFound, ImportUndecided

KEPT_FOR = timedelta(days=30)
"""After that the file and what its rows said are forgotten; the figures stay."""
CAUSES = ("document", "alike", "door")
_DECISIONS = {
    "keep": ("kept", "", CAUSES),
    "take": ("ready", "take", CAUSES),
    "new": ("ready", "new", ("alike",)),
    "skip": ("skipped", "", CAUSES),
}


class GetImport:
    """One import with its problems, the first rows, and what waits for a decision."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, call: Call, import_id: str) -> Staged:
        """Raises ImportNotFound."""
        desk, found = self._desk, self._desk.get(call, import_id)
        with desk.new_uow(call) as uow:
            rejected = desk.imports.rows(uow.connection, found.id, ["rejected"], MOST_PROBLEMS)
            ready = desk.imports.rows(uow.connection, found.id, ["ready"], PREVIEW)
            undecided = desk.imports.undecided(uow.connection, found.id)
        problems = [(row.number, each) for row in rejected for each in row.problems][:MOST_PROBLEMS]
        return Staged(found, found.kind, (), {}, problems, ready, undecided)


class ListImports:
    """Imports into the caller's ground, the newest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, call: Call, size: int, after: str) -> list[Import]:
        """Those in sight. Raises PermissionDenied."""
        if not call.may(ACCEPT):
            call.require(RUN)
        with self._desk.new_uow(call) as uow:
            return self._desk.imports.page(uow.connection, call, size, after)


class ListRows:
    """Rows of an import in some states; who reads them is on record."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(
        self, call: Call, import_id: str, states: Sequence[str], size: int, after: int
    ) -> tuple[Import, list[StagedRow]]:
        """In the order of the file. Raises ImportNotFound."""
        desk, found = self._desk, self._desk.get(call, import_id)
        with desk.new_uow(call) as uow:
            rows = desk.imports.rows(uow.connection, found.id, states, size, after)
            read = {"rows": ["", len(rows)], "states": ["", list(states)]}
            uow.audit("population.import.read", "import", found.id, territory=found.paths[0], changes=read)
            uow.commit()
        return found, rows


class DecideDuplicates:
    """What becomes of rows that may be of people or dwellings the register has."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(
        self, call: Call, import_id: str, decision: str, cause: str = "", numbers: Sequence[int] = ()
    ) -> tuple[Import, int]:
        """The import and how many rows were decided: all, of one cause, or those with these numbers.

        keep: the register's values stand. take: the file's replace them. new: somebody else of the same name
        and birthday (never with the same document). skip: left out. Decided again until it is accepted.
        Raises ImportNotFound, ImportNotAllowed, Invalid, PermissionDenied.
        """
        desk = self._desk
        if decision not in _DECISIONS or (cause and cause not in CAUSES):
            raise Invalid.one("decision", "kernel.value_unknown", value=decision[:20])
        state, how, causes = _DECISIONS[decision]
        if cause and cause not in causes:
            raise Invalid.one("decision", "population.import_new_same_document")
        found = desk.get(call, import_id)
        _may(call, RUN, found)
        with desk.new_uow(call) as uow:
            found = _locked(desk, uow, import_id)
            if found.state not in (STAGED, APPLIED):
                raise ImportNotAllowed(state=found.state)
            chosen = (cause,) if cause else causes
            count = desk.imports.decide(uow.connection, found.id, state, how, chosen, numbers)
            states = desk.imports.count(uow.connection, found.id)
            found = counted(found, states)
            if found.state == APPLIED and states.get("ready"):
                found = replace(found, state=STAGED)
            desk.imports.put(uow.connection, found)
            changes = {decision: [0, count], "cause": ["", cause]}
            uow.audit(
                "population.import.decide", "import", found.id, territory=found.paths[0], changes=changes
            )
            uow.commit()
        return found, count


class AcceptImport:
    """The reviewer's yes; the rows are written in the background, a small import before this returns."""

    def __init__(self, desk: Desk, work: Work) -> None:
        self._desk, self._work = desk, work

    def __call__(
        self,
        call: Call,
        import_id: str,
        seconds: float = 3.0,
        progress: Callable[[Import], None] = lambda found: None,
    ) -> Import:
        """The import after that long. Again, or by two at once, it goes on.

        Raises ImportNotFound, ImportNotAllowed, ImportUndecided, PermissionDenied.
        """
        desk = self._desk
        found = desk.get(call, import_id)
        _may(call, ACCEPT, found)
        with desk.new_uow(call) as uow:
            found = _locked(desk, uow, import_id)
            if found.state not in (STAGED, APPLYING, APPLIED):
                raise ImportNotAllowed(state=found.state)
            if found.state == STAGED:
                if found.rows_undecided:
                    raise ImportUndecided(rows=found.rows_undecided)
                found = replace(
                    found,
                    state=APPLYING,
                    decided_by=call.actor.id,
                    decided_by_name=call.actor.name,
                    decided_at=uow.now,
                )
                desk.imports.put(uow.connection, found)
                uow.audit("population.import.accept", "import", found.id, territory=found.paths[0])
                uow.commit()
        self._work(import_id, seconds, progress)
        return desk.get(call, import_id)


class DiscardImport:
    """Throws away what waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, call: Call, import_id: str) -> Import:
        """Raises ImportNotFound, ImportNotAllowed once anything was written."""
        desk = self._desk
        _may(call, RUN, desk.get(call, import_id))
        with desk.new_uow(call) as uow:
            found = _locked(desk, uow, import_id)
            if found.state in (APPLYING, APPLIED, UNDOING, UNDONE) or found.rows_applied:
                raise ImportNotAllowed(state=found.state)
            found = replace(found, state=DISCARDED, finished_at=uow.now)
            desk.imports.put(uow.connection, found)
            uow.audit("population.import.discard", "import", found.id, territory=found.paths[0])
            uow.commit()
        return found


class UndoImport:
    """Takes back what nobody has touched since; ``rows_applied`` says in the end what stays."""

    def __init__(self, desk: Desk, work: Work) -> None:
        self._desk, self._work = desk, work

    def __call__(self, call: Call, import_id: str, seconds: float = 3.0) -> Import:
        """Raises ImportNotFound, ImportNotAllowed unless something was written, PermissionDenied."""
        desk = self._desk
        _may(call, ACCEPT, desk.get(call, import_id))
        with desk.new_uow(call) as uow:
            found = _locked(desk, uow, import_id)
            written = found.state in (APPLYING, APPLIED) or (found.state == STAGED and found.rows_applied)
            if found.state != UNDOING:
                if not written:
                    raise ImportNotAllowed(state=found.state)
                found = replace(
                    found,
                    state=UNDOING,
                    undo_before="",
                    decided_by=call.actor.id,
                    decided_by_name=call.actor.name,
                )
                desk.imports.put(uow.connection, found)
                uow.commit()
        self._work(import_id, seconds)
        return desk.get(call, import_id)


class GetRejects:
    """The copy of the sheet: refused rows as they came, with a column of reasons."""

    def __init__(self, desk: Desk, text: Text) -> None:
        self._desk, self._text = desk, text

    def __call__(self, call: Call, import_id: str) -> tuple[str, bytes]:
        """File name and bytes. Raises ImportNotFound when nothing was refused, or the file is gone."""
        desk, found = self._desk, self._desk.get(call, import_id)
        _may(call, RUN, found)
        if not found.has_source or not found.rows_rejected:
            raise ImportNotFound()
        with desk.new_uow(call) as uow:
            reasons = self._reasons(uow, found)
            read = {"rows": ["", len(reasons)]}
            uow.audit("population.import.rejects", "import", found.id, territory=found.paths[0], changes=read)
            uow.commit()
        with OpenedSource(desk.sources, found) as (path, table):
            writer = RejectWriter(path, table)
            for row in table.rows():
                if row.number in reasons:
                    writer.reject(row, reasons[row.number])
            made = writer.close()
            if made is None:
                raise ImportNotFound()
            stem = Path(found.file_name).stem
            return f"{stem}.rejected{made.suffix}", made.read_bytes()

    def _reasons(self, uow: UnitOfWork, found: Import) -> dict[int, list[str]]:
        reasons: dict[int, list[str]] = {}
        after = -1
        while rows := self._desk.imports.rows(uow.connection, found.id, ["rejected"], BATCH, after):
            after = rows[-1].number
            for row in rows:
                reasons[row.number] = [
                    " / ".join(
                        (f"{column}: " if column else "") + self._text(code, details, locale)
                        for locale in ("zh", "en")
                    )
                    for column, code, details in row.problems
                ]
        return reasons


class ForgetImports:
    """The timer's part: files and rows of imports that are over are forgotten in time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> int:
        """How many imports were cleared."""
        desk = self._desk
        with desk.new_uow(system_call("timer")) as uow:
            over = desk.imports.over(uow.connection, now - KEPT_FOR, 20)
        for found in over:
            desk.sources.forget(found.id)
            while True:
                with desk.new_uow(system_call("timer")) as uow:
                    gone = desk.imports.forget_rows(uow.connection, found.id, 5 * BATCH)
                    if not gone:
                        current = _locked(desk, uow, found.id)
                        state = DISCARDED if current.state == STAGED else current.state
                        desk.imports.put(uow.connection, replace(current, has_source=False, state=state))
                        uow.audit("population.import.forget", "import", found.id, territory=found.paths[0])
                    uow.commit()
                if not gone:
                    break
        return len(over)


def _may(call: Call, permission: str, found: Import) -> None:
    for path in found.paths:
        call.require(permission, path)


def _locked(desk: Desk, uow: UnitOfWork, import_id: str) -> Import:
    found = desk.imports.find(uow.connection, import_id, lock=True)
    if found is None:
        raise ImportNotFound()
    return found

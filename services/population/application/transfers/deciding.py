"""What people do with an import: decide about duplicates, accept, discard, take back (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.population.application.transfers.looking import locked, may_all
from services.population.application.transfers.model import (
    ACCEPT,
    APPLIED,
    APPLYING,
    DISCARDED,
    RUN,
    STAGED,
    UNDOING,
    UNDONE,
    Import,
)
from services.population.application.transfers.staging import Desk
from services.population.application.transfers.working import Work, counted
from services.population.domain.transfers.refusals import ImportNotAllowed, ImportUndecided

CAUSES = ("document", "alike", "door", "code", "name")
_DECISIONS = {
    "keep": ("kept", "", CAUSES),
    "take": ("ready", "take", CAUSES),
    "new": ("ready", "new", ("alike", "name")),
    "skip": ("skipped", "", CAUSES),
}


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
        may_all(call, RUN, found)
        with desk.new_uow(call) as uow:
            found = locked(desk, uow, import_id)
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
        may_all(call, ACCEPT, found)
        with desk.new_uow(call) as uow:
            found = locked(desk, uow, import_id)
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
        may_all(call, RUN, desk.get(call, import_id))
        with desk.new_uow(call) as uow:
            found = locked(desk, uow, import_id)
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
        may_all(call, ACCEPT, desk.get(call, import_id))
        with desk.new_uow(call) as uow:
            found = locked(desk, uow, import_id)
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

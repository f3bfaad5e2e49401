"""Imports to look at: what was found, refused rows in their sheet, and how long it is kept (DIR-30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from services.kernel.call import Call, system_call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import RejectWriter
from services.population.application.transfers.model import (
    ACCEPT,
    BATCH,
    DISCARDED,
    MOST_PROBLEMS,
    PREVIEW,
    RUN,
    STAGED,
    Import,
    Staged,
    StagedRow,
    Text,
)
from services.population.application.transfers.staging import Desk, OpenedSource
from services.population.domain.transfers.refusals import ImportNotFound

PIECE = 256 * 1024
_NOBODY: tuple[int, list[str]] = (-1, [])
KEPT_FOR = timedelta(days=30)
"""After that the file and what its rows said are forgotten; the figures stay."""


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
        sheet = desk.sheets.of_import(found)
        return Staged(found, found.kind, (), {}, problems, ready, undecided, sheet=sheet)


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


class GetRejects:
    """The copy of the sheet: refused rows as they came, with a column of reasons."""

    def __init__(self, desk: Desk, text: Text) -> None:
        self._desk, self._text = desk, text

    def __call__(self, call: Call, import_id: str) -> tuple[str, Iterator[bytes]]:
        """File name and its pieces. Raises ImportNotFound when nothing was refused, or the file is gone."""
        desk, found = self._desk, self._desk.get(call, import_id)
        may_all(call, RUN, found)
        if not found.has_source or not found.rows_rejected:
            raise ImportNotFound()
        with desk.new_uow(call) as uow:
            read = {"rows": ["", found.rows_rejected]}
            uow.audit("population.import.rejects", "import", found.id, territory=found.paths[0], changes=read)
            uow.commit()
        pieces = self._pieces(call, found)
        # The first of them is the ending of the name: the file is made before anything is answered.
        return f"{Path(found.file_name).stem}.rejected{next(pieces).decode()}", pieces

    def _pieces(self, call: Call, found: Import) -> Iterator[bytes]:
        with OpenedSource(self._desk, found) as (path, table):
            with RejectWriter(path, table) as writer:
                refused = self._refused(call, found)
                number, reasons = next(refused, _NOBODY)
                for row in table.rows():
                    if row.number == number:
                        writer.reject(row, reasons)
                        number, reasons = next(refused, _NOBODY)
                made = writer.close()
            if made is None:
                raise ImportNotFound()
            yield made.suffix.encode()
            with made.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece

    def _refused(self, call: Call, found: Import) -> Iterator[tuple[int, list[str]]]:
        """Numbers of rows in their order, each with why; read a portion at a time."""
        after = -1
        while True:
            with self._desk.new_uow(call) as uow:
                rows = self._desk.imports.rows(uow.connection, found.id, ["rejected"], BATCH, after)
            if not rows:
                return
            after = rows[-1].number
            for row in rows:
                yield row.number, [self._said(*problem) for problem in row.problems]

    def _said(self, column: str, code: str, details: Mapping[str, str]) -> str:
        return " / ".join(
            (f"{column}: " if column else "") + self._text(code, details, locale) for locale in ("zh", "en")
        )


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
            while True:
                with desk.new_uow(system_call("timer")) as uow:
                    gone = desk.imports.forget_rows(uow.connection, found.id, 5 * BATCH)
                    if not gone:
                        # The file goes while the import is ours: nobody puts it back under another key.
                        current = locked(desk, uow, found.id)
                        desk.sources.forget(found.id)
                        state = DISCARDED if current.state == STAGED else current.state
                        desk.imports.put(uow.connection, replace(current, has_source=False, state=state))
                        uow.audit("population.import.forget", "import", found.id, territory=found.paths[0])
                    uow.commit()
                if not gone:
                    break
        return len(over)


def may_all(call: Call, permission: str, found: Import) -> None:
    for path in found.paths:
        call.require(permission, path)


def locked(desk: Desk, uow: UnitOfWork, import_id: str) -> Import:
    found = desk.imports.find(uow.connection, import_id, lock=True)
    if found is None:
        raise ImportNotFound()
    return found

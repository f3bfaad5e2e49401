"""Service records of one declared type come in by a table; care is opened one by one (POP-01, Sens-2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.engine import Connection

from services.kernel.errors import FieldProblem, Invalid, Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Row
from services.population.application.families.ports import SubjectFound
from services.population.application.families.records import OpenRecord, WantedRecord
from services.population.application.families.room import FamilyRoom
from services.population.application.room import today_in_china
from services.population.application.transfers.model import Import, StagedRow
from services.population.application.transfers.portions import Portion, told
from services.population.application.transfers.ports import Imports
from services.population.application.transfers.sheets import Sheets
from services.population.application.transfers.singly import REASON, Settle, UndoingSingly, WritingSingly
from services.population.application.transfers.stages import Written, WrittenRows
from services.population.domain.families.declaration import RecordType, Subject
from services.population.domain.families.record import ServiceRecord
from services.population.domain.naming import written as as_compared
from services.population.domain.transfers.checking import Rules
from services.population.domain.transfers.record_fields import SAY
from services.population.domain.transfers.record_rows import (
    About,
    RecordRow,
    record_data,
    record_from,
    record_of,
)

_FIRST = {
    Subject.PERSON: "person_document",
    Subject.HOUSEHOLD: "household_number",
    Subject.DWELLING: "address",
    Subject.ESTABLISHMENT: "unit_code",
    Subject.PLACE: "place_name",
}


class SubjectRows(Protocol):
    """What rows are about, and what is on record of it."""

    def find(
        self, connection: Connection, subject: Subject, abouts: Sequence[About], paths: Sequence[str]
    ) -> list[list[tuple[str, SubjectFound]]]:
        """For each what it may be, within ``paths`` alone; empty for nothing, several for too many."""

    def open_records(
        self, connection: Connection, type_code: str, ids: Sequence[str]
    ) -> Mapping[str, list[ServiceRecord]]:
        """Open records of a type by what they are about."""


@dataclass(frozen=True, slots=True)
class _Read:
    staged: StagedRow
    row: RecordRow | None = None
    said: Mapping[str, str] | None = None


class ReadRecords:
    """Rows of a file become staged rows."""

    def __init__(self, imports: Imports, subjects: SubjectRows, sheets: Sheets) -> None:
        self._imports, self._subjects, self._sheets = imports, subjects, sheets

    def rows(
        self, connection: Connection, found: Import, rules: Rules, portion: Sequence[Row]
    ) -> list[StagedRow]:
        """Checked each by itself, found in the register, against the rows before it and what is on record."""
        sheet = self._sheets.of_import(found)
        declared = sheet.declared
        assert declared is not None
        opening = Portion(found, sheet)
        read = [self._one(opening, rules, declared, row) for row in portion]
        sound = [each for each in read if each.row is not None]
        abouts = [each.row.about for each in sound if each.row is not None]
        hits = dict(
            zip(
                [each.staged.number for each in sound],
                self._subjects.find(connection, declared.subject, abouts, found.paths),
                strict=True,
            )
        )
        staged = [self._placed(opening, declared, each, hits) for each in read]
        return self._told_before(connection, found, opening, declared, staged)

    def _one(self, opening: Portion, rules: Rules, declared: RecordType, row: Row) -> _Read:
        opened = opening.opened(row)
        made = record_of(opened.cells, rules, declared)
        if problems := opening.problems(opened):
            return _Read(StagedRow(row.number, "rejected", problems=problems))
        said = {name: opened.cells.text(name) for name in opened.cells.values}
        said |= {SAY + name: value for name, value in made.values.items()}
        return _Read(StagedRow(row.number, "ready"), made, said)

    def _placed(
        self,
        opening: Portion,
        declared: RecordType,
        read: _Read,
        hits: Mapping[int, list[tuple[str, SubjectFound]]],
    ) -> StagedRow:
        """What it is about must be one thing within the import's ground; elsewhere is the same as nowhere."""
        if read.row is None:
            return read.staged
        column, found = _FIRST[declared.subject], hits[read.staged.number]
        if declared.subject is Subject.ESTABLISHMENT and not read.row.about.code:
            column = "unit_name"
        usable = [pair for pair in found if not pair[1].frozen and not pair[1].restricted]
        if not usable:
            return opening.refused(read.staged, FieldProblem(column, "population.import_subject_unknown"))
        if len(usable) > 1:
            return opening.refused(read.staged, FieldProblem(column, "population.import_subject_ambiguous"))
        subject_id, about = usable[0]
        name = read.row.about.name
        if declared.subject is Subject.PERSON and name and as_compared(name) != as_compared(about.name):
            return opening.refused(
                read.staged, FieldProblem("person_name", "population.import_subject_other_name")
            )
        alike = self._imports.blind(f"record {subject_id} {_text(read.row.values)}")
        return replace(
            read.staged,
            draft=record_data(read.row, subject_id, read.said or {}),
            place=about.path,
            family=alike,
            alike=alike,
        )

    def _told_before(
        self,
        connection: Connection,
        found: Import,
        opening: Portion,
        declared: RecordType,
        read: list[StagedRow],
    ) -> list[StagedRow]:
        """The same of the same twice in the file is refused; what is on record already changes nothing."""
        met = self._imports.met_alike(connection, found.id, [each.alike for each in read if each.alike])
        ids = [each.draft["subject_id"] for each in read if each.state == "ready"]
        there = self._subjects.open_records(connection, declared.code, ids)
        result = []
        for each in read:
            if each.state == "ready":
                if (before := met.get(each.alike)) is not None:
                    problem = FieldProblem(
                        _FIRST[declared.subject], "population.import_record_twice", {"row": str(before)}
                    )
                    each = opening.refused(each, problem)
                else:
                    met[each.alike] = each.number
                    open_ = there.get(each.draft["subject_id"], ())
                    if any(dict(other.values) == each.draft["values"] for other in open_):
                        each = replace(each, state="unchanged")
            result.append(each)
        return result


class WriteRecords(WritingSingly):
    """Accepted rows become records, each by the command that opens one."""

    def __init__(self, imports: Imports, opening: OpenRecord, sheets: Sheets, written: WrittenRows) -> None:
        super().__init__(imports, written)
        self._open, self._sheets = opening, sheets

    def settling(self, uow: UnitOfWork, found: Import, rows: Sequence[StagedRow]) -> Settle:
        """Opened, or refused with the reason the command gives."""
        sheet = self._sheets.of_import(found)

        def settle(row: StagedRow) -> StagedRow | None:
            made = record_from(row.draft)
            wanted = WantedRecord(
                found.type_code,
                row.draft["subject_id"],
                made.values,
                made.from_day,
                made.to_day,
                consent=made.consent,
            )
            try:
                record = self._open.within(uow, wanted)
            except Refusal as refusal:
                # Somebody left, or was closed, since the file was read: nothing was written of this row.
                problems = refusal.problems if isinstance(refusal, Invalid) else ()
                problem = problems[0] if problems else FieldProblem("", refusal.code, refusal.details)
                return replace(row, state="rejected", draft={}, problems=(told(problem, sheet, found),))
            self._written.note(uow, found.id, Written(record.id, record.version))
            return None

        return settle


class UndoRecords(UndoingSingly):
    """Records nobody touched since are closed as mistakes, and what they said goes at once."""

    def __init__(self, room: FamilyRoom, written: WrittenRows) -> None:
        super().__init__(written)
        self._room = room

    def one(self, uow: UnitOfWork, written: Written) -> int:
        """See the class it is made of."""
        room = self._room
        before = room.records.get(uow, written.record_id)
        if before is None or not before.is_open or before.version != written.version:
            return 0
        after = before.closed(room.declared(before), "mistake", uow.now, today_in_china(uow.now))
        room.records.forget_history(uow, before.id)
        room.keep(uow, before.emptied(), after.emptied(), "close", REASON)
        return 1


def _text(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)

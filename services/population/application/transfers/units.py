"""Units come in by a table: checked, compared with the register, written, taken back (POP-01 category 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy.engine import Connection

from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Row
from services.population.application.families.grounds import GroundRoom
from services.population.application.transfers.model import Import, StagedRow
from services.population.application.transfers.portions import Portion
from services.population.application.transfers.ports import Imports
from services.population.application.transfers.sheets import Sheets
from services.population.application.transfers.singly import REASON, Settle, UndoingSingly, WritingSingly
from services.population.application.transfers.stages import Written, WrittenRows
from services.population.domain.families.grounds import Establishment
from services.population.domain.transfers.checking import Rules
from services.population.domain.transfers.units import says_nothing_new, unit_data, unit_from, unit_of


class Units(Protocol):
    """Units on file, asked for many rows at once."""

    def by_codes(self, connection: Connection, codes: Sequence[str]) -> Mapping[str, list[Establishment]]:
        """Those that are open, by credit code."""

    def by_names(
        self, connection: Connection, named: Sequence[tuple[str, str]]
    ) -> Mapping[tuple[str, str], list[Establishment]]:
        """Those that are open, by path and name."""

    def has_records(self, uow: UnitOfWork, unit_id: str) -> bool:
        """Whether service records are about it."""

    def remove(self, uow: UnitOfWork, unit_id: str) -> None:
        """As if it had never been registered."""


class ReadUnits:
    """Rows of a file become staged rows."""

    def __init__(self, imports: Imports, units: Units, sheets: Sheets) -> None:
        self._imports, self._units, self._sheets = imports, units, sheets

    def rows(
        self, connection: Connection, found: Import, rules: Rules, portion: Sequence[Row]
    ) -> list[StagedRow]:
        """Checked each by itself, against the rows before it, and against the register."""
        opening = Portion(found, self._sheets.of_import(found))
        read = [self._one(opening, rules, row) for row in portion]
        read = self._twice(connection, found, opening, read)
        return self._registered(connection, found, read)

    def _one(self, opening: Portion, rules: Rules, row: Row) -> StagedRow:
        opened = opening.opened(row)
        unit = unit_of(opened.cells, rules)
        if problems := opening.problems(opened):
            return StagedRow(row.number, "rejected", problems=problems)
        blind = self._imports.blind
        code = blind(f"code {unit.credit_code}") if unit.credit_code else ""
        alike = "" if code else blind(f"unit {unit.path} {unit.name}")
        place = f"{unit.path}/{unit.building_id}"
        return StagedRow(
            row.number, "ready", unit_data(unit), (), place, code or alike, "", False, code, alike
        )

    def _twice(
        self, connection: Connection, found: Import, opening: Portion, read: list[StagedRow]
    ) -> list[StagedRow]:
        """The first row of a unit stands; later ones are refused and say where the first one is."""
        met = self._imports.met(connection, found.id, [each.document for each in read if each.document])
        named = self._imports.met_alike(connection, found.id, [each.alike for each in read if each.alike])
        result = []
        for each in read:
            if each.document and (before := met.get(each.document)) is not None:
                problem = FieldProblem("credit_code", "population.import_code_twice", {"row": str(before)})
                each = opening.refused(each, problem)
            elif each.alike and (before := named.get(each.alike)) is not None:
                problem = FieldProblem("name", "population.import_unit_twice", {"row": str(before)})
                each = opening.refused(each, problem)
            elif each.document:
                met[each.document] = each.number
            elif each.alike:
                named[each.alike] = each.number
            result.append(each)
        return result

    def _registered(self, connection: Connection, found: Import, read: list[StagedRow]) -> list[StagedRow]:
        """Which units the register has; of those beyond the import's ground nothing is told."""
        units = {each.number: unit_from(each.draft) for each in read if each.state == "ready"}
        codes = self._units.by_codes(connection, [each.credit_code for each in units.values()])
        names = self._units.by_names(connection, [(each.path, each.name) for each in units.values()])
        return [
            recognised(found, each, units[each.number], codes, names) if each.number in units else each
            for each in read
        ]


def recognised(
    found: Import,
    staged: StagedRow,
    unit: Establishment,
    codes: Mapping[str, list[Establishment]],
    names: Mapping[tuple[str, str], list[Establishment]],
) -> StagedRow:
    """The row as it stands against the register: ready, unchanged, or a duplicate to decide about."""
    for other in codes.get(unit.credit_code, ()) if unit.credit_code else ():
        if any(other.path.startswith(ground) for ground in found.paths):
            state = "unchanged" if says_nothing_new(unit, other) else "duplicate"
            return replace(staged, state=state, cause="code", other_id=other.id)
    for other in names.get((unit.path, unit.name), ()):
        if not (unit.credit_code and other.credit_code):
            state = "unchanged" if says_nothing_new(unit, other) else "duplicate"
            return replace(staged, state=state, cause="name", other_id=other.id)
    return staged


class WriteUnits(WritingSingly):
    """Accepted rows become units."""

    def __init__(self, imports: Imports, units: Units, room: GroundRoom, written: WrittenRows) -> None:
        super().__init__(imports, written)
        self._units, self._room = units, room

    def settling(self, uow: UnitOfWork, found: Import, rows: Sequence[StagedRow]) -> Settle:
        """Taken into a unit that is there, or opened as a new one."""
        drafts = {row.number: unit_from(row.draft) for row in rows}
        codes = self._units.by_codes(uow.connection, [each.credit_code for each in drafts.values()])
        names = self._units.by_names(uow.connection, [(each.path, each.name) for each in drafts.values()])

        def settle(row: StagedRow) -> StagedRow | None:
            unit = drafts[row.number]
            if row.decision == "take":
                left = self._take(uow, found, row, unit)
                return replace(left, decision="") if left is not None else None
            now = recognised(found, row, unit, codes, {} if row.decision == "new" else names)
            if now.state != "ready":
                return replace(now, decision="")
            made = replace(unit, id=self._room.new_id())
            self._room.keep(uow, None, made, "open")
            self._written.note(uow, found.id, Written(made.id, made.version))
            return None

        return settle

    def _take(self, uow: UnitOfWork, found: Import, row: StagedRow, unit: Establishment) -> StagedRow | None:
        """What the file says replaces what the register says; what it leaves out stays."""
        known = self._room.grounds.establishment(uow, row.other_id)
        if known is None or known.closed or not any(known.path.startswith(each) for each in found.paths):
            return replace(row, state="ready", cause="", other_id="", decision="new")
        if says_nothing_new(unit, known):
            return replace(row, state="unchanged", draft={})
        after = replace(known, **unit_data(unit), version=known.version + 1)
        if after.path != known.path and "building_id" not in unit_data(unit):
            after = replace(after, building_id="")
        self._room.keep(uow, known, after, "change")
        self._written.note(uow, found.id, Written(known.id, after.version, unit_data(known)))
        return None


class UndoUnits(UndoingSingly):
    """A unit is as it was before, or was never registered."""

    def __init__(self, units: Units, room: GroundRoom, written: WrittenRows) -> None:
        super().__init__(written)
        self._units, self._room = units, room

    def one(self, uow: UnitOfWork, written: Written) -> int:
        """See the class it is made of."""
        known = self._room.grounds.establishment(uow, written.record_id)
        if known is None or known.version != written.version or known.closed:
            return 0
        if written.before is not None:
            before = replace(unit_from(written.before), id=known.id, version=known.version + 1)
            self._room.keep(uow, known, before, "undo", REASON)
            return 1
        if self._units.has_records(uow, known.id):
            return 0
        self._room.removed(uow, known)
        self._units.remove(uow, known.id)
        return 1

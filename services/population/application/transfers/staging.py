"""A file is looked at, kept sealed, and read row by row in steps; nothing is live (DIR-30)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular import Decision, open_table, samples, suggest
from services.kernel.tabular.reading import Table
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock, NewId
from services.population.application import sight
from services.population.application.ports import NewUow
from services.population.application.transfers.model import READING, RUN, Import, Staged, edit_right
from services.population.application.transfers.ports import Imports, Sources
from services.population.application.transfers.sheets import Sheets
from services.population.domain.transfers.refusals import ImportNotFound
from services.population.domain.transfers.sheets import Sheet

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the commands of imports share."""

    new_uow: NewUow
    imports: Imports
    sources: Sources
    clock: Clock
    new_id: NewId
    sheets: Sheets

    def get(self, call: Call, import_id: str) -> Import:
        """Raises ImportNotFound, also for one that is none of the caller's business."""
        with self.new_uow(call) as uow:
            found = self.imports.find(uow.connection, import_id)
        if found is None or not found.seen_by(call):
            raise ImportNotFound()
        return found


class StageImport:
    """Takes a file in. Its rows are read in the background; a small file is done when this returns."""

    def __init__(self, desk: Desk, work: Callable[[str, float], None]) -> None:
        self._desk = desk
        self._work = work

    def __call__(
        self,
        call: Call,
        path: Path,
        file_name: str,
        kind: str = "people",
        columns: Mapping[str, str] | None = None,
        territory: str = "",
        type_code: str = "",
        *,
        only_columns: bool = False,
        seconds: float = 3.0,
    ) -> Staged:
        """What is known of it after at most ``seconds`` of reading.

        Without ``columns`` (field to column) those are taken that are certain; when one is missing that is
        needed there is no import, only suggestions. ``territory``: where rows go that name no place.
        ``type_code``: of which type the rows are, for service records.
        Raises Invalid for an unusable file or columns, PermissionDenied.
        """
        desk = self._desk
        sheet = desk.sheets.of(kind, type_code)
        paths = ground_of(call, territory, edit_right(kind))
        with desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return Staged(desk.imports.find(uow.connection, first), kind, sheet=sheet)
        table = open_table(path, known=sheet.names)
        suggestions = suggest(table.header, sheet.fields)
        looked = Staged(None, kind, suggestions, samples(table), sheet=sheet)
        if only_columns:
            return looked
        chosen = dict(columns or {}) or {
            str(each.field): each.column
            for each in suggestions
            if each.decision is Decision.AUTO and each.field
        }
        missing = sheet.missing(chosen, _grid(territory))
        if missing and not columns:
            return looked
        _must_fit(sheet, chosen, missing, table)
        del table  # a sheet is held whole while it is open, and is opened anew to be read
        found = self._begin(call, path, file_name, sheet, chosen, _grid(territory), paths)
        self._work(found.id, seconds)
        return replace(looked, found=desk.get(call, found.id))

    def _begin(
        self,
        call: Call,
        path: Path,
        file_name: str,
        sheet: Sheet,
        columns: Mapping[str, str],
        grid: str,
        paths: tuple[str, ...],
    ) -> Import:
        desk = self._desk
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        import_id = desk.new_id()
        desk.sources.keep(import_id, path)
        with desk.new_uow(call) as uow:
            found = Import(
                import_id,
                sheet.kind,
                file_name,
                digest,
                columns,
                grid,
                paths,
                READING,
                call.actor.id,
                call.actor.name,
                uow.now,
                type_code=sheet.declared.code if sheet.declared is not None else "",
                type_version=sheet.declared.version if sheet.declared is not None else 0,
            )
            desk.imports.put(uow.connection, found)
            uow.audit(
                "population.import.stage",
                "import",
                found.id,
                territory=paths[0],
                changes={"digest": ["", digest]},
            )
            uow.commit(result=found.id)
        return found


def ground_of(call: Call, territory: str, edit: str = sight.EDIT) -> tuple[str, ...]:
    """Where the caller may import into: below ``territory``, where he may also record what the rows tell of.

    Raises PermissionDenied when that is nowhere.
    """
    asked = path_of(territory)
    allowed = []
    for path in call.scope(RUN).paths:
        for other in call.scope(edit).paths:
            if path.startswith(other) or other.startswith(path):
                inner = max(path, other, key=len)
                if inner.startswith(asked) or asked.startswith(inner):
                    allowed.append(max(inner, asked, key=len))
    if not allowed:
        call.require(RUN, asked or None)
        call.require(edit, asked or None)
        raise ImportNotFound()
    return tuple(sorted(set(allowed)))


def _grid(territory: str) -> str:
    """A grid that the whole file goes into; a wider territory is none."""
    path = path_of(territory)
    return path if len(path) >= 15 else ""


def _must_fit(sheet: Sheet, chosen: Mapping[str, str], missing: list[str], table: Table) -> None:
    """Raises Invalid naming every field that has no column, a wrong one, or one of another field."""
    problems = [FieldProblem(f"columns.{name}", "population.import_column_missing") for name in missing]
    known = {target.name for target in sheet.fields}
    seen: set[str] = set()
    for name, column in chosen.items():
        if name not in known:
            problems.append(FieldProblem(f"columns.{name[:40]}", "population.import_field_unknown"))
        elif column not in table.header:
            problems.append(
                FieldProblem(f"columns.{name}", "kernel.mapping_no_such_column", {"column": column[:60]})
            )
        elif column in seen:
            problems.append(FieldProblem(f"columns.{name}", "population.import_column_twice"))
        seen.add(column)
    if problems:
        raise Invalid(*problems)


class OpenedSource:
    """The file of an import, unsealed in a folder that goes with it."""

    def __init__(self, desk: Desk, found: Import) -> None:
        self._desk, self._found = desk, found

    def __enter__(self) -> tuple[Path, Table]:
        self._folder = TemporaryDirectory(prefix="wangge-import-")
        try:
            path = Path(self._folder.name) / f"table{Path(self._found.file_name).suffix.lower()[:8]}"
            self._desk.sources.fetch(self._found.id, path)
            return path, open_table(path, known=self._desk.sheets.of_import(self._found).names)
        except BaseException:
            self._folder.cleanup()
            raise

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def leased(now: datetime) -> datetime:
    """Until when nobody else works on an import that somebody took up now."""
    return now + LEASE

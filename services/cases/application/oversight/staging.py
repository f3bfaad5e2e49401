"""Reads another system's file row by row, checks it, and keeps what is sound; nothing is live (DIR-30)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services.cases.application.oversight.imports import (
    BATCH,
    FIELDS,
    MOST_PROBLEMS,
    NEEDED,
    PERSONAL,
    PREVIEW,
    RUN,
    Import,
    Imports,
    MappingShelf,
    NewUow,
    Plan,
    Progress,
    Staged,
    StagedRow,
    Text,
    plan_of,
)
from services.cases.application.oversight.ports import Surroundings
from services.cases.domain import importing
from services.cases.domain.importing import Draft, RowCheck, Rules
from services.cases.domain.oversight_refusals import ImportNotFound
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.files.port import FileStore
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Mapping as ColumnMapping
from services.kernel.tabular import RejectWriter, Row, Suggestion, mapping_text, open_table, samples, suggest
from services.kernel.territory_codes import path_of
from services.kernel.types import NewId


class StageImport:
    """Reads a file row by row, checks every row, and keeps what is sound; nothing is live."""

    def __init__(
        self,
        new_uow: NewUow,
        imports: Imports,
        around: Surroundings,
        files: FileStore,
        shelf: MappingShelf,
        new_id: NewId,
        text: Text,
    ) -> None:
        self._new_uow, self._imports, self._around = new_uow, imports, around
        self._files, self._shelf, self._new_id, self._text = files, shelf, new_id, text

    def __call__(
        self,
        call: Call,
        path: Path,
        file_name: str,
        mapping: str,
        territory: str = "",
        progress: Progress = lambda rows: None,
        *,
        only_columns: bool = False,
    ) -> Staged:
        """What was found. Raises Invalid for an unusable file or mapping, PermissionDenied.

        ``only_columns`` stops after the suggestions: nothing is read any further and nothing is kept.
        """
        self._around.refresh(now=True)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._seen(uow, first)
        known = [name for target in FIELDS for name in target.names]
        table = open_table(path, known=known)
        suggestions: list[Suggestion] = []
        if only_columns:
            return Staged(None, suggest(table.header, FIELDS), samples=samples(table))
        if mapping:
            mapping = self._shelf.text_of(mapping)
            plan = plan_of(mapping, territory)
            plan.columns.check(table.header)
        else:
            suggestions = suggest(table.header, FIELDS)
            plan = Plan(
                ColumnMapping.from_suggestions(suggestions),
                "import",
                ZoneInfo("Asia/Shanghai"),
                path_of(territory),
            )
        missing = [name for name in NEEDED if name not in plan.columns.fields]
        if missing:
            if mapping:
                raise Invalid(
                    *(FieldProblem(f"mapping.fields.{n}", "cases.import_incomplete") for n in missing)
                )
            return Staged(None, suggestions, missing=missing, samples=samples(table))
        plan = replace(plan, territory=self._landing(call, plan.territory))
        call.require(RUN, plan.territory)
        found = self._begin(call, path, file_name, mapping or _text_of(suggestions), plan)
        return self._read(call, found, plan, path, table, suggestions, progress)

    def _landing(self, call: Call, asked: str) -> str:
        """The place asked for; if there is none, the highest the caller may import into."""
        if asked and self._around.known(asked):
            return asked
        top = self._around.top()
        if call.may(RUN, top):
            return top
        return next((path for path in call.scope(RUN).paths if self._around.known(path)), top)

    def _seen(self, uow: UnitOfWork, import_id: str) -> Staged:
        found = self._imports.find(uow.connection, import_id)
        if found is None:
            raise ImportNotFound()
        return seen(self._imports, uow, found)

    def _begin(self, call: Call, path: Path, file_name: str, mapping: str, plan: Plan) -> Import:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with self._new_uow(call) as uow:
            found = Import(
                self._new_id(),
                file_name,
                digest,
                mapping,
                plan.territory,
                "reading",
                call.actor.id,
                call.actor.name,
                uow.now,
            )
            self._imports.put(uow.connection, found)
            uow.commit()
        return found

    def _read(
        self,
        call: Call,
        found: Import,
        plan: Plan,
        path: Path,
        table: Any,
        suggestions: Sequence[Suggestion],
        progress: Progress,
    ) -> Staged:
        problems: list[tuple[int, str, str, Mapping[str, str]]] = []
        preview: list[Draft] = []
        with RejectWriter(path, table) as rejects:
            for batch in _batched(table.rows(), BATCH):
                with self._new_uow(call) as uow:
                    rules = Rules(plan.zone, uow.now, self._around.leaves().keys())
                    staged = self._check(uow, found, plan, rules, batch)
                    self._imports.add_rows(uow.connection, found.id, staged)
                    found = _counted(found, staged)
                    self._imports.put(uow.connection, found)
                    uow.commit()
                for row, kept in zip(batch, staged, strict=True):
                    if kept.state == "rejected":
                        rejects.reject(
                            row, [self._words(column, code, d) for column, code, d in kept.problems]
                        )
                        if len(problems) < MOST_PROBLEMS:
                            problems += [(kept.number, *problem) for problem in kept.problems]
                    elif kept.state == "ready" and len(preview) < PREVIEW:
                        preview.append(Draft(**kept.draft))
                progress(found.rows_total)
        name = f"cases/imports/{found.id}" if found.rows_rejected else ""
        if name:
            self._files.put(name, rejects.path.read_bytes(), "application/octet-stream")
        with self._new_uow(call) as uow:
            found = replace(found, state="staged", rejects_name=rejects.path.name if name else "")
            self._imports.put(uow.connection, found)
            counts = {"accepted": [0, found.rows_accepted], "rejected": [0, found.rows_rejected]}
            uow.audit(
                "cases.import.stage", "case_import", found.id, territory=found.territory, changes=counts
            )
            uow.commit(result=found.id)
        return Staged(found, suggestions, problems, preview)

    def _words(self, column: str, code: str, details: Mapping[str, str]) -> str:
        return " / ".join(f"{column}: {self._text(code, details, locale)}" for locale in ("zh", "en"))

    def _check(
        self, uow: UnitOfWork, found: Import, plan: Plan, rules: Rules, batch: Sequence[Row]
    ) -> list[StagedRow]:
        values = [plan.columns.apply(row.cells) for row in batch]
        numbers = [fields.get("external_number", "").strip() for fields, _ in values]
        twice = self._imports.staged_numbers(uow.connection, found.id, [n for n in numbers if n])
        known = self._imports.known_numbers(uow.connection, plan.system, [n for n in numbers if n])
        staged: list[StagedRow] = []
        for row, (fields, wrong), number in zip(batch, values, numbers, strict=True):
            check = RowCheck(fields, rules)
            draft = check.draft({problem.field for problem in wrong})
            problems = [*row.problems, *importing.columns_of([*wrong, *check.problems], plan.sources)]
            if number and number in twice:
                column = ", ".join(plan.sources.get("external_number", ())) or "external_number"
                problems.append(FieldProblem(column, "cases.import_number_twice", {"number": number[:60]}))
            twice.add(number)
            if problems or draft is None:
                kept = [(p.field, p.code, dict(p.details)) for p in problems]
                staged.append(StagedRow(row.number, "rejected", number[:60], problems=kept))
            elif number in known:
                staged.append(StagedRow(row.number, "unchanged", number))
            else:
                name, phone = (fields.get(each, "").strip() for each in PERSONAL)
                staged.append(StagedRow(row.number, "ready", number, draft.document(), (name, phone)))
        return staged


def _counted(found: Import, staged: Sequence[StagedRow]) -> Import:
    states = [row.state for row in staged]
    return replace(
        found,
        rows_total=found.rows_total + len(states),
        rows_accepted=found.rows_accepted + states.count("ready"),
        rows_rejected=found.rows_rejected + states.count("rejected"),
        rows_unchanged=found.rows_unchanged + states.count("unchanged"),
    )


def _text_of(suggestions: Sequence[Suggestion]) -> str:
    """A mapping made of suggestions that were certain, as text."""
    return "\n" + mapping_text(
        {str(each.field): each.column for each in suggestions if each.decision == "auto" and each.field}
    )


class GetImport:
    """One import with its problems and the first rows as they would become cases."""

    def __init__(self, new_uow: NewUow, imports: Imports) -> None:
        self._new_uow, self._imports = new_uow, imports

    def __call__(self, call: Call, import_id: str) -> Staged:
        """Raises ImportNotFound, also when it lies outside the caller's places."""
        with self._new_uow(call) as uow:
            found = self._imports.find(uow.connection, import_id)
            if found is None or not call.may(RUN, found.territory):
                raise ImportNotFound()
            return seen(self._imports, uow, found)


def seen(imports: Imports, uow: UnitOfWork, found: Import) -> Staged:
    """What is kept of an import that was staged before."""
    rejected = imports.rows(uow.connection, found.id, "rejected", MOST_PROBLEMS)
    ready = imports.rows(uow.connection, found.id, "ready", PREVIEW)
    problems = [(row.number, *problem) for row in rejected for problem in row.problems]
    return Staged(found, (), problems, [Draft(**row.draft) for row in ready])


def _batched(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while portion := list(islice(rows, size)):
        yield portion

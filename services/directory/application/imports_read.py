"""Lists of imports, files of refused rows, and templates."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.directory.application.import_ports import Batch, ImportDesk, ImportKind, ImportState, RowState
from services.directory.application.imports_decide import ACCEPT, in_sight
from services.directory.application.imports_stage import (
    FIRST_PROBLEMS,
    RowTrouble,
    kind_of,
    opened,
    rejects_place,
)
from services.directory.application.key_pages import after_key, page_of
from services.directory.domain.account_refusals import ImportNotFound
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.files.content import XLSX
from services.kernel.persistence.paging import clamp
from services.kernel.security.masks import mask_phone
from services.kernel.tabular import TargetField, write_template

PREVIEW, LONGEST_SHOWN = 20, 200
PERSONAL = frozenset({"phone"})
"""Fields that are shown masked, whatever kind of table has them."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file to save."""

    name: str
    content_type: str
    data: bytes


class ListImports:
    """Own imports and those one may review, newest first."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, size: int, token: str) -> tuple[list[Batch], str]:
        """A page and the token of the next."""
        size, scope = clamp(size), replace(call.scope(ACCEPT), parties=())
        text = f"imports {scope.paths} {call.actor.id}"
        with self._desk.registry.read() as connection:
            found = self._desk.batches.page(
                connection, scope, call.actor.id, size + 1, after_key(token, text)
            )
        return found[:size], page_of(found, size, text, lambda batch: batch.id)


@dataclass(frozen=True, slots=True)
class ImportDetails:
    """An import as its page shows it; ``preview`` has the values of the first rows in the order of fields."""

    batch: Batch
    problems: list[RowTrouble]
    fields: Sequence[TargetField]
    preview: list[tuple[int, list[str]]]


class GetImport:
    """One import: what is wrong with its rows, and how the first rows were read while they wait."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str) -> ImportDetails:
        """Raises ImportNotFound."""
        desk = self._desk
        with desk.registry.read() as connection:
            batch = desk.batches.find(connection, id)
            if batch is None or not in_sight(call, batch):
                raise ImportNotFound()
            waiting = desk.batches.rows(connection, id, RowState.STAGED, PREVIEW)
            rejected = desk.batches.rows(connection, id, RowState.REJECTED, FIRST_PROBLEMS)
            failed = desk.batches.failures(connection, id, FIRST_PROBLEMS)
        kind = kind_of(desk, batch.kind)
        problems = [
            RowTrouble(row.number, field, desk.explain(FieldProblem(field, code, details), call.locale))
            for row in rejected
            for field, code, details in json.loads(opened(desk, id, row)["problems"])
        ]
        problems += [
            RowTrouble(number, each.field, desk.explain(each, call.locale))
            for number, found in failed
            for each in found
        ]
        preview = []
        if batch.state is ImportState.STAGED:
            preview = [(row.number, self._shown(kind, opened(desk, id, row))) for row in waiting]
        return ImportDetails(batch, problems[:FIRST_PROBLEMS], kind.fields, preview)

    @staticmethod
    def _shown(kind: ImportKind, values: Mapping[str, str]) -> list[str]:
        return [
            mask_phone(values.get(each.name, ""))
            if each.name in PERSONAL
            else values.get(each.name, "")[:LONGEST_SHOWN]
            for each in kind.fields
        ]


class GetImportRejects:
    """The refused rows with their reasons, to correct and send again; reading them is logged."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str) -> TableFile:
        """Raises ImportNotFound when there is no such import or nothing was refused."""
        desk, registry = self._desk, self._desk.registry
        with registry.new_uow(call) as uow:
            batch = desk.batches.find(uow.connection, id)
            if batch is None or not batch.rejects or not in_sight(call, batch):
                raise ImportNotFound()
            uow.audit("directory.import.rejects", "import", id, territory=batch.path)
            uow.commit()
        text = registry.cipher.open(desk.files.get(batch.rejects), place=rejects_place(id))
        suffix = "." + batch.rejects.rpartition("-")[2]
        stem = batch.file_name.rpartition(".")[0] or batch.file_name
        content_type = XLSX.content_type if suffix == ".xlsx" else "text/csv"
        return TableFile(f"{stem}.rejected{suffix}", content_type, base64.b64decode(text))


class GetImportTemplate:
    """An empty table to fill in."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, kind_name: str) -> TableFile:
        """Raises Invalid for an unknown kind."""
        kind, out = kind_of(self._desk, kind_name), io.BytesIO()
        write_template(out, kind.fields, language=call.locale)
        return TableFile(f"{kind.name}.xlsx", XLSX.content_type, out.getvalue())

"""Imports as answers write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from services.directory.application.import_ports import Batch, ImportState
from services.directory.application.imports_stage import RowTrouble
from services.directory.application.moments import stamp
from services.kernel.tabular import Decision, Suggestion, TargetField
from wangge.imports.v1 import imports_pb2

_STATES = {
    ImportState.STAGED: imports_pb2.IMPORT_STATE_STAGED,
    ImportState.APPLYING: imports_pb2.IMPORT_STATE_APPLYING,
    ImportState.APPLIED: imports_pb2.IMPORT_STATE_APPLIED,
    ImportState.UNDONE: imports_pb2.IMPORT_STATE_UNDONE,
    ImportState.DISCARDED: imports_pb2.IMPORT_STATE_DISCARDED,
}


def import_messages(
    batches: Sequence[Batch], names_of: Callable[[Iterable[str]], dict[str, str]]
) -> list[imports_pb2.Import]:
    """The imports with the names of who sent and who accepted them."""
    names = names_of(id for batch in batches for id in (batch.created_by, batch.decided_by))
    return [_import(batch, names) for batch in batches]


def suggestions(
    found: Iterable[Suggestion], samples: Mapping[str, Sequence[str]]
) -> list[imports_pb2.ColumnSuggestion]:
    """One for each column of the file."""
    return [
        imports_pb2.ColumnSuggestion(
            column=each.column,
            field=each.field or "",
            score=round(each.score),
            sure=each.decision is Decision.AUTO,
            samples=samples.get(each.column, ()),
        )
        for each in found
    ]


def problems(found: Iterable[RowTrouble]) -> list[imports_pb2.RowProblem]:
    """What is wrong, row by row."""
    return [imports_pb2.RowProblem(row=each.row, column=each.column, message=each.message) for each in found]


def fields(found: Iterable[TargetField]) -> list[imports_pb2.TargetField]:
    """What a table fills."""
    return [
        imports_pb2.TargetField(
            name=each.name, title_zh=each.zh, title_en=each.en, required=each.required, format=each.format
        )
        for each in found
    ]


def _import(batch: Batch, names: Mapping[str, str]) -> imports_pb2.Import:
    return imports_pb2.Import(
        id=batch.id,
        kind=batch.kind,
        file_name=batch.file_name,
        digest=batch.digest,
        state=_STATES[batch.state],
        rows_total=batch.rows_total,
        rows_accepted=batch.rows_accepted,
        rows_rejected=batch.rows_rejected,
        rows_unchanged=batch.rows_unchanged,
        rows_applied=batch.rows_applied,
        created_by=batch.created_by,
        created_by_name=names.get(batch.created_by, ""),
        decided_by=batch.decided_by,
        decided_by_name=names.get(batch.decided_by, ""),
        create_time=stamp(batch.created_at),
        finish_time=stamp(batch.finished_at),
        rejects_file=batch.id if batch.rejects else "",
    )

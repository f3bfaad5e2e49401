"""Imports and exports as messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.persistence.paging import decode_token, encode_token, parse_order
from services.kernel.rpc.messages import Messages
from services.kernel.tabular import Suggestion
from services.population.application.transfers.export_model import Export
from services.population.application.transfers.model import (
    RUN,
    Import,
    Staged,
    StagedRow,
)
from services.population.domain.transfers.sheets import Sheet
from services.population.entrypoints.transfers_values import NOT_SHOWN, values_of
from wangge.imports.v1 import imports_pb2
from wangge.population.v1 import transfers_pb2 as pb

_STATES = {
    "reading": (pb.TRANSFER_STATE_READING, imports_pb2.IMPORT_STATE_STAGED),
    "checking": (pb.TRANSFER_STATE_READING, imports_pb2.IMPORT_STATE_STAGED),
    "staged": (pb.TRANSFER_STATE_STAGED, imports_pb2.IMPORT_STATE_STAGED),
    "applying": (pb.TRANSFER_STATE_APPLYING, imports_pb2.IMPORT_STATE_APPLYING),
    "applied": (pb.TRANSFER_STATE_APPLIED, imports_pb2.IMPORT_STATE_APPLIED),
    "undoing": (pb.TRANSFER_STATE_UNDOING, imports_pb2.IMPORT_STATE_APPLIED),
    "undone": (pb.TRANSFER_STATE_UNDONE, imports_pb2.IMPORT_STATE_UNDONE),
    "discarded": (pb.TRANSFER_STATE_DISCARDED, imports_pb2.IMPORT_STATE_DISCARDED),
    "failed": (pb.TRANSFER_STATE_FAILED, imports_pb2.IMPORT_STATE_DISCARDED),
}
ROW_STATES = {
    pb.IMPORT_ROW_STATE_READY: "ready",
    pb.IMPORT_ROW_STATE_REJECTED: "rejected",
    pb.IMPORT_ROW_STATE_DUPLICATE: "duplicate",
    pb.IMPORT_ROW_STATE_UNCHANGED: "unchanged",
    pb.IMPORT_ROW_STATE_KEPT: "kept",
    pb.IMPORT_ROW_STATE_SKIPPED: "skipped",
}
CAUSES = {
    pb.DUPLICATE_CAUSE_DOCUMENT: "document",
    pb.DUPLICATE_CAUSE_NAME_AND_BIRTHDAY: "alike",
    pb.DUPLICATE_CAUSE_DWELLING: "door",
    pb.DUPLICATE_CAUSE_CREDIT_CODE: "code",
    pb.DUPLICATE_CAUSE_UNIT_NAME: "name",
}
DECISIONS = {
    pb.DUPLICATE_DECISION_KEEP: "keep",
    pb.DUPLICATE_DECISION_TAKE: "take",
    pb.DUPLICATE_DECISION_NEW: "new",
    pb.DUPLICATE_DECISION_SKIP: "skip",
}
_ROW_STATES = {word: value for value, word in ROW_STATES.items()}
_CAUSES = {word: value for value, word in CAUSES.items()}
_IDS = parse_order("id desc", {"id": sa.column("id", sa.String(36))})
_ROWS = parse_order("number", {"number": sa.column("number", sa.BigInteger)}, unique="number")


def register_import(
    staged: Staged,
    call: Call,
    messages: Messages,
    suggestions: Sequence[Suggestion] = (),
    samples: Mapping[str, Sequence[str]] | None = None,
) -> pb.RegisterImport:
    """An import with all that is known of it, or only what its columns may be."""
    sheet = staged.sheet
    assert sheet is not None
    declared = sheet.declared
    titles = (declared.zh, declared.en or declared.zh) if declared is not None else ("", "")
    message = import_alone(staged.found, call, titles) if staged.found is not None else pb.RegisterImport()
    for cause, rows in sorted(staged.undecided.items()):
        message.undecided.add(cause=_CAUSES.get(cause, 0), rows=rows)
    for row, (column, code, details) in staged.problems:
        message.problems.add(row=row, column=column, message=messages.text(code, details, call.locale))
    for each in suggestions:
        message.suggestions.add(
            column=each.column,
            field=each.field or "",
            score=int(each.score),
            sure=each.decision == "auto",
            samples=(samples or {}).get(each.column, ()),
        )
    message.fields.extend(_fields(sheet))
    if staged.found is not None:
        message.preview.extend(
            imports_pb2.RowPreview(row=each.number, values=values_of(sheet, each)) for each in staged.preview
        )
        if staged.found.failure:
            message.failure = messages.text(staged.found.failure, {}, call.locale)
    return message


def import_alone(found: Import, call: Call, titles: tuple[str, str] = ("", "")) -> pb.RegisterImport:
    """An import as lists show it; ``titles`` of the type of its records."""
    state, nearest = _STATES[found.state]
    shown = imports_pb2.Import(
        id=found.id,
        kind=found.kind,
        file_name=found.file_name,
        digest=found.digest,
        state=nearest,
        rows_total=found.rows_total,
        rows_accepted=found.rows_accepted,
        rows_rejected=found.rows_rejected,
        rows_unchanged=found.rows_unchanged,
        rows_applied=found.rows_applied,
        created_by=found.created_by,
        created_by_name=found.created_by_name,
        decided_by=found.decided_by,
        decided_by_name=found.decided_by_name,
        rejects_file="rejects" if found.rows_rejected and found.has_source else "",
    )
    stamp(shown.create_time, found.created_at)
    stamp(shown.finish_time, found.finished_at)
    message = pb.RegisterImport(
        state=state,
        rows_undecided=found.rows_undecided,
        actions=actions_of(found, call),
        type_code=found.type_code,
        type_title_zh=titles[0],
        type_title_en=titles[1],
    )
    getattr(message, "import").CopyFrom(shown)
    return message


def actions_of(found: Import, call: Call) -> list[str]:
    """What the caller may do with it now."""
    runs = all(call.may(RUN, path) for path in found.paths)
    accepts, state = found.accepted_by(call), found.state
    written = state in ("applied", "applying") or (state == "staged" and found.rows_applied)
    possible = {
        "decide": runs and state in ("staged", "applied") and found.rows_undecided,
        "accept": accepts
        and ((state == "staged" and found.rows_accepted and not found.rows_undecided) or state == "applying"),
        "discard": runs and state in ("reading", "checking", "staged") and not found.rows_applied,
        "undo": accepts and written,
        "rejects": runs and found.has_source and found.rows_rejected and state not in ("reading", "checking"),
    }
    return [name for name, allowed in possible.items() if allowed]


def import_row(sheet: Sheet, each: StagedRow, call: Call, messages: Messages) -> pb.ImportRow:
    """A row with masked values."""
    message = pb.ImportRow(
        row=each.number,
        state=_ROW_STATES[each.state],
        values=values_of(sheet, each),
        cause=_CAUSES.get(each.cause, pb.DUPLICATE_CAUSE_UNSPECIFIED),
        other_id=each.other_id,
    )
    for column, code, details in each.problems:
        message.problems.add(
            row=each.number, column=column, message=messages.text(code, details, call.locale)
        )
    return message


def fields_of(sheet: Sheet) -> list[imports_pb2.TargetField]:
    """What the values of its rows are."""
    return [each for each in _fields(sheet) if each.name not in NOT_SHOWN]


def id_after(token: str, query: str) -> str:
    """The id a page begins after. Raises Invalid for a token of another list."""
    after = decode_token(token, _IDS, query)
    return str(after[0]) if after else ""


def token_after(found: Sequence[Import] | Sequence[Export], size: int, query: str) -> str:
    """The token of the next page, empty at the end."""
    return encode_token(_IDS, query, [found[size - 1].id]) if len(found) > size else ""


def row_after(token: str, query: str) -> int:
    """The row a page begins after."""
    after = decode_token(token, _ROWS, query)
    return int(after[0]) if after else -1  # type: ignore[arg-type]


def token_after_row(rows: Sequence[StagedRow], size: int, query: str) -> str:
    """The token of the next page of rows, empty at the end."""
    return encode_token(_ROWS, query, [rows[size - 1].number]) if len(rows) > size else ""


def _fields(sheet: Sheet) -> list[imports_pb2.TargetField]:
    return [
        imports_pb2.TargetField(
            name=each.name,
            title_zh=each.zh,
            title_en=each.en,
            required=each.name in sheet.needed,
            format=each.format or "、".join(each.values),
        )
        for each in sheet.fields
    ]


def stamp(target: Any, moment: datetime | None) -> None:
    if moment is not None:
        target.FromDatetime(moment)


def chunks(name: str, content_type: str, pieces: Iterator[bytes]) -> Iterator[pb.TransferChunk]:
    """A file in pieces; the first says what it is."""
    for number, piece in enumerate(pieces):
        first = not number
        yield pb.TransferChunk(
            file_name=name if first else "", content_type=content_type if first else "", data=piece
        )

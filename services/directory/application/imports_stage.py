"""Stage a table: every row is read and checked, nothing is live (DIR-30)."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from sqlalchemy.engine import Connection

from services.directory.application.import_ports import (
    Batch,
    ImportDesk,
    ImportKind,
    RowState,
    Seen,
    StagedRow,
)
from services.directory.domain.divisions import above_all
from services.kernel import tabular
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid

RUN = "directory.import.run"
MOST_ROWS = 50_000
FIRST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """A row's problem as a person reads it."""

    row: int
    column: str
    message: str


@dataclass
class Staged:
    """What staging found. Without ``batch`` the columns are not clear: the suggestions want an answer."""

    suggestions: list[tabular.Suggestion]
    batch: Batch | None = None
    problems: list[RowTrouble] = field(default_factory=list)
    fields: Sequence[tabular.TargetField] = ()
    samples: Mapping[str, list[str]] = field(default_factory=dict)
    rejected: list[StagedRow] = field(default_factory=list)


def kind_of(desk: ImportDesk, name: str) -> ImportKind:
    """The kind; Invalid when there is none of that name."""
    kind = desk.kinds.get(name)
    if kind is None:
        raise Invalid.one(
            "kind", "directory.import_kind_unknown", kind=name[:40], known=", ".join(sorted(desk.kinds))
        )
    return kind


class StageImport:
    """Read and check a table; rows with problems are returned with their reasons."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    def __call__(
        self,
        call: Call,
        kind_name: str,
        file_name: str,
        data: bytes,
        columns: Mapping[str, str],
        *,
        only_columns: bool = False,
    ) -> Staged:
        """``columns`` says which column fills a field; without it sure guesses are used. Raises Invalid.

        ``only_columns`` stops after the suggestions: nothing is read any further and nothing is kept.
        """
        desk, registry = self._desk, self._desk.registry
        kind, digest = kind_of(desk, kind_name), hashlib.sha256(data).hexdigest()
        with tempfile.TemporaryDirectory(prefix="wangge-import-") as folder:
            path = Path(folder) / f"table{PurePath(file_name).suffix.lower()[:6]}"
            path.write_bytes(data)
            known = [name for each in kind.fields for name in each.names]
            table = tabular.open_table(path, known=known)
            suggestions = tabular.suggest(table.header, kind.fields)
            mapping = None if only_columns else _mapping(kind, table, suggestions, columns)
            if mapping is None:
                return Staged(suggestions, fields=kind.fields, samples=tabular.samples(table))
            with registry.read() as connection:
                before = desk.batches.staged_before(connection, kind.name, digest, call.actor.id)
                if before is not None and not columns:
                    return Staged(suggestions, before, fields=kind.fields)
                batch = Batch(
                    registry.new_id(),
                    kind.name,
                    PurePath(file_name).name[:200],
                    digest,
                    call.actor.id,
                    registry.clock(),
                )
                staged = Staged(suggestions, batch, fields=kind.fields)
                writer = tabular.RejectWriter(path, table)
                rows = list(self._checked(connection, call, kind, table, mapping, staged, writer))
            rejected = writer.close()
            if rejected is not None:
                self._keep(batch, rejected)
        batch.path = above_all(row.path for row in rows)
        with registry.new_uow(call) as uow:
            first = uow.replayed()
            if first is not None:
                return Staged(suggestions, desk.batches.find(uow.connection, first))
            desk.batches.add(uow.connection, batch, [*rows, *staged.rejected])
            changes = {"rows": [0, batch.rows_accepted], "rejected": [0, batch.rows_rejected]}
            uow.audit("directory.import.stage", "import", batch.id, territory=batch.path, changes=changes)
            uow.commit(result=batch.id)
        return staged

    def _checked(
        self,
        connection: Connection,
        call: Call,
        kind: ImportKind,
        table: tabular.Table,
        mapping: tabular.Mapping,
        staged: Staged,
        writer: tabular.RejectWriter,
    ) -> Iterator[StagedRow]:
        seen, batch = Seen(), staged.batch
        assert batch is not None
        for row in table.rows():
            batch.rows_total += 1
            if batch.rows_total > MOST_ROWS:
                raise Invalid.one("data", "directory.import_too_many_rows", most=MOST_ROWS)
            values, problems = mapping.apply(row.cells)
            problems = [*row.problems, *problems, *_missing(kind, values)]
            checked = None
            if not problems:
                checked = kind.check(connection, call, values, seen)
                problems = list(checked.problems)
            if problems or checked is None:
                self._reject(staged, writer, row, problems, call.locale)
            elif checked.unchanged:
                batch.rows_unchanged += 1
            else:
                batch.rows_accepted += 1
                yield StagedRow(
                    row.number,
                    checked.path,
                    RowState.STAGED,
                    sealed(self._desk, batch.id, row.number, values),
                )

    def _reject(
        self,
        staged: Staged,
        writer: tabular.RejectWriter,
        row: tabular.Row,
        problems: list[FieldProblem],
        locale: str,
    ) -> None:
        assert staged.batch is not None
        staged.batch.rows_rejected += 1
        texts = [(each.field, self._desk.explain(each, locale)) for each in problems]
        writer.reject(row, [f"{column}：{text}" for column, text in texts])
        room = FIRST_PROBLEMS - len(staged.problems)
        if room > 0:
            kept = {"problems": json.dumps([(p.field, p.code, dict(p.details)) for p in problems])}
            content = sealed(self._desk, staged.batch.id, row.number, kept)
            staged.rejected.append(StagedRow(row.number, "", RowState.REJECTED, content))
        staged.problems += [RowTrouble(row.number, column, text) for column, text in texts[: max(room, 0)]]

    def _keep(self, batch: Batch, rejected: Path) -> None:
        # Refused rows hold what people typed, private numbers among it.
        text = base64.b64encode(rejected.read_bytes()).decode("ascii")
        name = f"directory/imports/{batch.id}{rejected.suffix.replace('.', '-')}"
        self._desk.files.put(
            name,
            self._desk.registry.cipher.seal(text, place=rejects_place(batch.id)),
            "application/octet-stream",
        )
        batch.rejects = name


def sealed(desk: ImportDesk, batch: str, number: int, values: Mapping[str, str]) -> bytes:
    """A row's values for the database."""
    text = json.dumps(dict(values), ensure_ascii=False)
    return desk.registry.cipher.seal(text, place=f"directory.import_row/{batch}/{number}")


def opened(desk: ImportDesk, batch: str, row: StagedRow) -> dict[str, str]:
    """A row's values again."""
    assert row.content is not None
    text = desk.registry.cipher.open(row.content, place=f"directory.import_row/{batch}/{row.number}")
    values: dict[str, str] = json.loads(text)
    return values


def rejects_place(batch: str) -> str:
    """Where the file of refused rows is sealed."""
    return f"directory.import.rejects/{batch}"


def _mapping(
    kind: ImportKind, table: tabular.Table, suggestions: list[tabular.Suggestion], columns: Mapping[str, str]
) -> tabular.Mapping | None:
    if columns:
        unknown = sorted(columns.keys() - {each.name for each in kind.fields})
        if unknown:
            raise Invalid.one("columns", "directory.import_field_unknown", name=unknown[0][:40])
        mapping = tabular.Mapping.from_dict({"fields": dict(columns)})
    else:
        mapping = tabular.Mapping.from_suggestions(suggestions)
    lacking = [each for each in kind.fields if each.required and each.name not in mapping.fields]
    if lacking and columns:
        raise Invalid(*(FieldProblem(f"columns.{each.name}", "kernel.required") for each in lacking))
    if lacking:
        return None
    mapping.check(table.header)
    return mapping


def _missing(kind: ImportKind, values: Mapping[str, str]) -> list[FieldProblem]:
    return [
        FieldProblem(each.zh, "directory.import_value_missing")
        for each in kind.fields
        if each.required and not values.get(each.name, "").strip()
    ]

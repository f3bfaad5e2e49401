"""Imports of tables into the directory (DIR-30): what a kind of import knows, and where batches are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.kernel.call import Call, Scope
from services.kernel.errors import FieldProblem
from services.kernel.files.port import FileStore
from services.kernel.tabular import TargetField

Values = Mapping[str, str]


class ImportState(StrEnum):
    """Nothing is live before APPLYING."""

    STAGED = "staged"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class RowState(StrEnum):
    """KEPT rows were changed since and survive an undo; of REJECTED ones only the problems are kept."""

    STAGED = "staged"
    UNCHANGED = "unchanged"
    APPLIED = "applied"
    FAILED = "failed"
    UNDONE = "undone"
    KEPT = "kept"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dry run says of a row: its problems, where it belongs, and whether it says nothing new."""

    problems: Sequence[FieldProblem] = ()
    path: str = ""
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """The record a row made, and its version right after."""

    record_id: str
    version: str


@dataclass
class Seen:
    """What earlier rows of the same file brought: keys of records, and levels of territories by path."""

    keys: set[str] = field(default_factory=set)
    levels: dict[str, int] = field(default_factory=dict)


class ImportKind(Protocol):
    """One kind of table. ``apply`` runs the ordinary command and may be repeated with the same request."""

    @property
    def name(self) -> str: ...
    @property
    def fields(self) -> Sequence[TargetField]: ...
    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked: ...
    def apply(self, call: Call, values: Values) -> Applied: ...
    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """False when the record was changed or used since: it stays."""


@dataclass
class Batch:
    """One import of one file."""

    id: str
    kind: str
    file_name: str
    digest: str
    created_by: str
    created_at: datetime
    state: ImportState = ImportState.STAGED
    rows_total: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_unchanged: int = 0
    rows_applied: int = 0
    decided_by: str = ""
    finished_at: datetime | None = None
    rejects: str = ""
    path: str = ""
    busy_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row that passed the dry run; ``content`` is sealed."""

    number: int
    path: str
    state: RowState
    content: bytes | None = None
    record_id: str = ""
    record_version: str = ""


class Batches(Protocol):
    """Batches and their rows."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Batch | None: ...
    def staged_before(self, connection: Connection, kind: str, digest: str, by: str) -> Batch | None: ...
    def add(self, connection: Connection, batch: Batch, rows: Iterable[StagedRow]) -> None: ...
    def save(self, connection: Connection, batch: Batch) -> None: ...
    def page(self, connection: Connection, scope: Scope, me: str, size: int, after: str) -> list[Batch]: ...
    def rows(
        self, connection: Connection, batch: str, state: RowState, most: int, *, backwards: bool = False
    ) -> list[StagedRow]: ...
    def mark(
        self,
        connection: Connection,
        batch: str,
        number: int,
        before: RowState,
        after: RowState,
        *,
        applied: Applied | None = None,
        problems: Sequence[FieldProblem] = (),
    ) -> bool:
        """Compare and set; contents are dropped."""

    def failures(self, connection: Connection, batch: str, most: int) -> list[tuple[int, list[FieldProblem]]]:
        """Rows that were refused when they were applied, with what was wrong."""

    def count(self, connection: Connection, batch: str, state: RowState) -> int: ...
    def drop_contents(self, connection: Connection, batch: str) -> None: ...
    def unfinished(self, connection: Connection, now: datetime) -> list[str]: ...


Explain = Callable[[FieldProblem, str], str]
"""The text of a problem in a language (zh, en)."""


@dataclass(frozen=True)
class ImportDesk:
    """Everything the commands about imports work with."""

    registry: AccountRegistry
    files: FileStore
    batches: Batches
    kinds: Mapping[str, ImportKind]
    explain: Explain

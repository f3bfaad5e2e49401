"""Rows that are written one by one, each by the command for it, and taken back the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.transfers.model import UNDONE, Import, StagedRow
from services.population.application.transfers.ports import Imports
from services.population.application.transfers.stages import Written, WrittenRows

REASON = "撤销导入 / import undone"
"""Why a record is as it was before, or no more."""
_PORTION = 200
"""Rows written in one transaction: each by its own command, and others want to write as well."""
_AT_ONCE = 100
Settle = Callable[[StagedRow], StagedRow | None]
"""Writes a row; gives it back when it was not written, as it stands now."""


class WritingSingly(ABC):
    """Accepted rows become records."""

    def __init__(self, imports: Imports, written: WrittenRows) -> None:
        self._imports, self._written = imports, written

    @abstractmethod
    def settling(self, uow: UnitOfWork, found: Import, rows: Sequence[StagedRow]) -> Settle:
        """What is done with each of these rows."""

    def step(self, uow: UnitOfWork, found: Import) -> tuple[int, bool]:
        """How many rows were written and whether none are left. The caller holds the import."""
        rows = self._imports.families(uow.connection, found.id, _PORTION)
        if not rows:
            return 0, True
        settle = self.settling(uow, found, rows)
        left = {row.number: settle(row) for row in rows}
        done = [number for number, row in left.items() if row is None]
        self._imports.forget(uow.connection, found.id, done)
        self._imports.save_rows(uow.connection, found.id, [row for row in left.values() if row is not None])
        return len(done), False


class UndoingSingly(ABC):
    """The newest first; what somebody touched since stays."""

    def __init__(self, written: WrittenRows) -> None:
        self._written = written

    @abstractmethod
    def one(self, uow: UnitOfWork, written: Written) -> int:
        """1 when it was taken back, else 0."""

    def step(self, uow: UnitOfWork, found: Import) -> dict[str, Any]:
        """What changes of the import; at the end ``rows_applied`` says how many stay."""
        portion = self._written.of(uow, found.id, found.undo_before, _AT_ONCE)
        applied = max(found.rows_applied - sum(self.one(uow, each) for each in portion), 0)
        if len(portion) == _AT_ONCE:
            return {"undo_before": portion[-1].record_id, "rows_applied": applied}
        changes = {"stay": ["", applied]}
        uow.audit("population.import.undo", "import", found.id, territory=found.paths[0], changes=changes)
        return {"state": UNDONE, "undo_before": "", "rows_applied": applied, "finished_at": uow.now}

"""What an import recorded is taken back by further changes, unless somebody touched it since (DIR-30)."""

from __future__ import annotations

from typing import Any

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.commands.reversing import ReverseChange
from services.population.application.transfers.model import UNDONE, Import
from services.population.application.transfers.ports import Taken
from services.population.domain.records import Person
from services.population.domain.refusals import NotReversible

_AT_ONCE = 100
_REASON = "撤销导入 / import undone"


class Undoing:
    """The newest first: whoever came later stands in nobody's way."""

    def __init__(self, taken: Taken, reverse: ReverseChange) -> None:
        self._taken, self._reverse = taken, reverse

    def step(self, uow: UnitOfWork, found: Import) -> dict[str, Any]:
        """What changes of the import; at the end ``rows_applied`` says how many stay."""
        ids = self._taken.changes(uow.connection, found.id, found.undo_before, _AT_ONCE)
        removed = 0
        for change_id in ids:
            change = self._reverse.change(uow, change_id)
            try:
                entry = self._reverse.entry(uow, change, _REASON)
            except NotReversible:
                continue
            self._reverse.write(uow, change, entry)
            people = sum(1 for each in change.effects if isinstance(each.after, Person))
            removed += people if found.kind == "people" else 1
        applied = max(found.rows_applied - removed, 0)
        if len(ids) == _AT_ONCE:
            return {"undo_before": ids[-1], "rows_applied": applied}
        changes = {"stay": ["", applied]}
        uow.audit("population.import.undo", "import", found.id, territory=found.paths[0], changes=changes)
        return {"state": UNDONE, "undo_before": "", "rows_applied": applied, "finished_at": uow.now}

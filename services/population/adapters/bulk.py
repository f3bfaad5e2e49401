"""Many families at once that the register does not know yet: imports, and the demo county.

The rows are those `Ledger.write` makes of each family alone: records, sealed change, counters, events.
Counters are summed up for all of them, and one audit entry stands for all, with a digest of their changes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.changes import SqlChanges
from services.population.adapters.counters import SqlCounters
from services.population.adapters.rows import Rows
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.changes import about, change
from services.population.application import announcing
from services.population.application.ledger import Entry, Ledger
from services.population.application.ports import StoredChange
from services.population.domain import figures
from services.population.domain.figures import Cell
from services.population.domain.records import Residence

_TABLES = (t.dwelling, t.household, t.person, t.residence, change, about)
_ADD = {table.name: sa.insert(table).inline() for table in _TABLES}


class Known(ValueError):
    """An entry has something the register knows already: a mistake of the program, not of the data."""


class BulkRegister:
    """Writes entries of what is wholly new."""

    def __init__(self, ledger: Ledger, changes: SqlChanges, sealing: Sealing) -> None:
        self._ledger = ledger
        self._changes = changes
        self._rows = Rows(sealing)
        self._counters = SqlCounters()

    def add(self, uow: UnitOfWork, families: Iterable[Entry]) -> int:
        """Store them with the transaction; how many people they have.

        Each entry is a household with its members, and its dwelling where that is new too. Nothing in it
        may have a record before it, and its grounds name no evidence. The caller has checked the data and
        who may write it. Raises Known.
        """
        rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _TABLES}
        counts: Counter[Cell] = Counter()
        digest = hashlib.sha256()
        last: StoredChange | None = None
        people = 0
        for entry in families:
            last = self._one(uow, entry, rows, counts)
            digest.update(last.id.encode())
            people += len(entry.people)
        for table in _TABLES:
            uow.write(_ADD[table.name], *rows[table.name])
        self._counters.add(uow, [(cell, n) for cell, n in sorted(counts.items()) if n])
        if last is not None:
            said = {"changes": ["", len(rows[change.name])], "digest": ["", digest.hexdigest()]}
            uow.audit(f"population.{last.command}", "register", "bulk", territory=last.path, changes=said)
        return people

    def _one(
        self, uow: UnitOfWork, entry: Entry, rows: dict[str, list[dict[str, Any]]], counts: Counter[Cell]
    ) -> StoredChange:
        if any(before is not None for before, _ in (*entry.people, *entry.records)):
            raise Known(entry.command)
        effects = entry.effects()
        people = {new.person.id: new.person for _, new in entry.people}
        for effect in effects:
            after = effect.after
            person = people[after.person_id] if isinstance(after, Residence) else None
            rows[after.record_type.value].append(self._rows.of(after, person))
        made = self._ledger.change_of(uow, entry, effects)
        rows[change.name].append(self._changes.row(made))
        rows[about.name] += [{"record_id": each, "change_id": made.id} for each in made.about]
        for cell, n in figures.deltas(entry.people, effects):
            counts[cell] += n
        announcing.announce(uow, made, entry.people, effects)
        return made

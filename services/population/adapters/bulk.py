"""Many families at once that the register does not know yet: imports, and the demo county.

The rows are those `Ledger.write` makes of each family alone: records, sealed change, counters, events.
Counters are summed up for all of them, and one audit entry stands for all, with a digest of their changes.
Rows travel to the server in another thread while those of the next families are made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Thread
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
from services.population.application.ledger import Entry, Ledger, cells_of
from services.population.application.ports import StoredChange
from services.population.domain.figures import Cell
from services.population.domain.records import Residence

_TABLES = (t.dwelling, t.household, t.person, t.residence, change, about)
_ADD = {table.name: sa.insert(table).inline() for table in _TABLES}
_PORTION = 200
"""Families whose rows are sent while the next ones are made."""
Portion = dict[str, list[dict[str, Any]]]


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
        counts: Counter[Cell] = Counter()
        digest = hashlib.sha256()
        last: StoredChange | None = None
        people = changes = 0
        with sending(uow) as send:
            every = iter(families)
            while portion := list(islice(every, _PORTION)):
                rows: Portion = {table.name: [] for table in _TABLES}
                for entry in portion:
                    last = self._one(uow, entry, rows, counts)
                    digest.update(last.id.encode())
                    people += len(entry.people)
                changes += len(portion)
                for table in _TABLES:
                    uow.write(_ADD[table.name], *rows[table.name])
                send()
        self._counters.add(uow, sorted(counts.items()))
        if last is not None:
            said = {"changes": ["", changes], "digest": ["", digest.hexdigest()]}
            uow.audit(f"population.{last.command}", "register", "bulk", territory=last.path, changes=said)
        return people

    def _one(self, uow: UnitOfWork, entry: Entry, rows: Portion, counts: Counter[Cell]) -> StoredChange:
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
        for cell, n in cells_of(uow, entry, effects):
            counts[cell] += n
        announcing.announce(uow, made, entry.people, effects)
        return made


@contextmanager
def sending(uow: UnitOfWork) -> Iterator[Callable[[], None]]:
    """Gives a function that sends what ``uow`` has to write, and does not wait for it.

    Sent twice, the second waits for the first; all is sent when the block is left, unless it failed. Until
    then nobody else asks for the connection. SQLite has no server to wait for.
    """
    failed: list[BaseException] = []
    threads: list[Thread] = []

    def settle() -> None:
        while threads:
            threads.pop().join()
        if failed:
            raise failed.pop()

    def work() -> None:
        try:
            uow.flush()
        except BaseException as error:
            failed.append(error)

    def send() -> None:
        settle()
        if uow.dialect == "postgresql":
            thread = Thread(target=work, name="sending", daemon=True)
            threads.append(thread)
            thread.start()

    try:
        yield send
        settle()
    finally:
        for each in threads:
            each.join()

"""What is done with the rows of one kind of import, and what it wrote that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Row
from services.population.application.transfers.model import BATCH, Import, StagedRow
from services.population.domain.transfers.checking import Rules


class Reads(Protocol):
    """Makes staged rows of rows of a file."""

    def rows(
        self, connection: Connection, found: Import, rules: Rules, portion: Sequence[Any]
    ) -> list[StagedRow]: ...


class Writes(Protocol):
    """Writes a portion: how many rows, and whether none are left."""

    def step(self, uow: UnitOfWork, found: Import) -> tuple[int, bool]: ...


class TakesBack(Protocol):
    """Takes a portion back: what changes of the import."""

    def step(self, uow: UnitOfWork, found: Import) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """What is done with the rows of one kind.

    ``alone``: what a row is made into before the database is asked; it keeps the row's ``number``.
    """

    reading: Reads
    applying: Writes
    undoing: TakesBack
    alone: Callable[[Import, Rules, Row], Any] = lambda found, rules, row: row

    def portions(self, found: Import, rules: Rules, rows: Iterator[Row]) -> Iterator[list[Any]]:
        """Rows for `Reads.rows`, some at a time."""
        while portion := [self.alone(found, rules, row) for row in islice(rows, BATCH)]:
            yield portion


@contextmanager
def ahead(portions: Iterator[list[Any]]) -> Iterator[Iterator[list[Any]]]:
    """The same; the next one is made in another thread while the database has the last.

    What making one raises comes where it would have been; with the block the thread has ended.
    """
    with ThreadPoolExecutor(1, "reading") as thread:

        def each() -> Iterator[list[Any]]:
            coming = thread.submit(next, portions, None)
            while (portion := coming.result()) is not None:
                coming = thread.submit(next, portions, None)
                yield portion

        yield each()


@dataclass(frozen=True, slots=True)
class Written:
    """A record that an import wrote; ``before`` is what was there, as JSON, for one that was."""

    record_id: str
    version: int
    before: Mapping[str, Any] | None = None


class WrittenRows(Protocol):
    """What imports of units and records wrote, so that it can be taken back."""

    def note(self, uow: UnitOfWork, import_id: str, written: Written) -> None: ...
    def of(self, uow: UnitOfWork, import_id: str, before: str, most: int) -> list[Written]:
        """The newest first, those written before the record ``before``."""

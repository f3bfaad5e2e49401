"""Where imports and their rows are kept, and what is known of those they tell of (DIR-30)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.ledger import Entry
from services.population.application.transfers.model import FIRST, Import, Place, StagedRow
from services.population.domain.dossier import Dossier
from services.population.domain.records import Dwelling, Household
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.gazetteer import Gazetteer


class Imports(Protocol):
    """Imports and their rows."""

    def find(self, connection: Connection, import_id: str, *, lock: bool = False) -> Import | None: ...
    def put(self, connection: Connection, found: Import) -> None: ...
    def page(self, connection: Connection, call: Call, size: int, after: str) -> list[Import]: ...
    def lease(self, connection: Connection, import_id: str, now: datetime, until: datetime) -> bool:
        """Whether nobody else is at work on it; then the caller is, until then or `put` says otherwise."""

    def waiting(self, connection: Connection, now: datetime, most: int) -> list[str]:
        """Ids of imports with work to do that nobody does."""

    def over(self, connection: Connection, before: datetime, most: int) -> list[Import]:
        """Those that came to an end before that and still hold rows or their file."""

    def add_rows(self, connection: Connection, import_id: str, rows: Sequence[StagedRow]) -> None: ...
    def save_rows(self, connection: Connection, import_id: str, rows: Sequence[StagedRow]) -> None:
        """Change state, problems and decision of rows that are there."""

    def forget(self, connection: Connection, import_id: str, numbers: Sequence[int]) -> None:
        """These rows were written: what they said is in the register now, and waits here no longer."""

    def keys(self, document: str, name: str, born_on: str) -> tuple[str, str]:
        """Fingerprints of a document, or else of a name with a birthday."""

    def blind(self, text: str) -> str:
        """Fingerprint of what rows have in common."""

    def met(self, connection: Connection, import_id: str, documents: Sequence[str]) -> dict[str, int]:
        """The rows in which these documents were met before."""

    def met_alike(self, connection: Connection, import_id: str, alike: Sequence[str]) -> dict[str, int]:
        """The rows without document in which these names with birthdays were met before."""

    def met_doors(self, connection: Connection, import_id: str, doors: Sequence[str]) -> dict[str, int]:
        """The rows in which these dwellings were met before."""

    def decide(
        self,
        connection: Connection,
        import_id: str,
        state: str,
        decision: str,
        causes: Sequence[str],
        numbers: Sequence[int],
    ) -> int:
        """Settle rows that may be duplicates of those causes, all or those with these numbers; how many."""

    def rows(
        self, connection: Connection, import_id: str, states: Sequence[str], most: int, after: int = -1
    ) -> list[StagedRow]:
        """In the order of the file."""

    def families(
        self, connection: Connection, import_id: str, most: int, after: Place = FIRST
    ) -> list[StagedRow]:
        """Rows that are ready, by building and household; whole households as far as ``most`` goes.

        ``after``: place and household behind which they are looked for.
        """

    def relatives(
        self, connection: Connection, import_id: str, families: Sequence[str]
    ) -> dict[str, list[str]]:
        """Those the register knows already, by household of the file."""

    def crowded(
        self, connection: Connection, import_id: str, after: str, most: int
    ) -> list[tuple[str, list[StagedRow]]]:
        """Households with two heads, without one, or in two dwellings, with all their rows."""

    def undecided(self, connection: Connection, import_id: str) -> dict[str, int]:
        """How many rows wait for a decision, by cause."""

    def count(self, connection: Connection, import_id: str) -> dict[str, int]:
        """How many rows there are, by state."""

    def forget_rows(self, connection: Connection, import_id: str, most: int) -> int: ...


class Sources(Protocol):
    """The files themselves, sealed."""

    def keep(self, import_id: str, path: Path) -> None: ...
    def fetch(self, import_id: str, path: Path) -> None: ...
    def forget(self, import_id: str) -> None: ...


class Known(Protocol):
    """What the register has of those a file tells of."""

    def ground(self, paths: Sequence[str]) -> Gazetteer: ...
    def by_documents(self, connection: Connection, documents: Sequence[str]) -> dict[str, list[Dossier]]:
        """By fingerprint of the document; the living and the dead."""

    def alike(
        self, connection: Connection, names: Sequence[tuple[str, Any]]
    ) -> dict[tuple[str, Any], list[Dossier]]:
        """By name as it is compared and birthday."""

    def homes(self, connection: Connection, homes: Sequence[Home]) -> dict[str, Dwelling]:
        """The dwellings of these homes by `Home.door`; those that ended, too."""

    def over(self, connection: Connection, homes: Sequence[Home]) -> set[str]:
        """Which of these doors (`Home.door`) belong to dwellings that ended."""

    def has_household(self, connection: Connection, number: str, path: str) -> bool:
        """Whether there is a household with this number and a head in that grid."""

    def households(self, connection: Connection, dwelling_ids: Sequence[str]) -> dict[str, list[Household]]:
        """Those in these dwellings now, by dwelling."""

    def lock_documents(self, uow: UnitOfWork, documents: Sequence[str]) -> None:
        """Nobody else registers these documents until the transaction ends."""


class Bulk(Protocol):
    """Writes what is wholly new, many at once."""

    def add(self, uow: UnitOfWork, families: Iterable[Entry]) -> int: ...


class Taken(Protocol):
    """What an import recorded."""

    def changes(self, connection: Connection, import_id: str, before: str, most: int) -> list[str]:
        """Ids of its changes that were not taken back, the newest first."""

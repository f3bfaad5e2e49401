"""What an import is made of: the file, its rows as they wait, and where both are kept (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Suggestion
from services.population.application import sight
from services.population.application.families import sight as families
from services.population.application.ledger import Entry
from services.population.domain.dossier import Dossier
from services.population.domain.records import Dwelling, Household
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.gazetteer import Gazetteer
from services.population.domain.transfers.sheets import Sheet

RUN, ACCEPT = "population.import.run", "population.import.accept"
BATCH = 1000
PREVIEW, MOST_PROBLEMS = 10, 200
READING, CHECKING, STAGED, APPLYING, APPLIED = "reading", "checking", "staged", "applying", "applied"
UNDOING, UNDONE, DISCARDED, FAILED = "undoing", "undone", "discarded", "failed"
AT_WORK = (READING, CHECKING, APPLYING, UNDOING)

_RIGHTS = {"establishments": families.GROUNDS, "records": families.EDIT}


def edit_right(kind: str) -> str:
    """What whoever sends a table must be allowed besides, where its rows lie."""
    return _RIGHTS.get(kind, sight.EDIT)


Problem = tuple[str, str, Mapping[str, str]]
"""Column, code and details."""
Text = Callable[[str, Mapping[str, str], str], str]
Place = tuple[str, str]
"""Building and household, in whose order rows are written."""
FIRST: Place = ("", "")


@dataclass(frozen=True, slots=True)
class Import:
    """One import of one file.

    ``paths`` is the ground of whoever sent it: what its rows may name, and whom they may be told of.
    """

    id: str
    kind: str
    file_name: str
    digest: str
    columns: Mapping[str, str]
    grid: str
    paths: tuple[str, ...]
    state: str
    created_by: str
    created_by_name: str
    created_at: datetime
    decided_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None
    finished_at: datetime | None = None
    rows_read: int = 0
    rows_total: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_unchanged: int = 0
    rows_undecided: int = 0
    rows_applied: int = 0
    failure: str = ""
    has_source: bool = True
    undo_before: str = ""
    lease_until: datetime | None = None
    # Of service records: which type, in the version it was read under.
    type_code: str = ""
    type_version: int = 0

    def seen_by(self, call: Call) -> bool:
        """Whoever sent it, and whoever may accept or send imports for all of its ground."""
        if self.created_by == call.actor.id and call.may(RUN):
            return True
        return any(all(call.may(each, path) for path in self.paths) for each in (ACCEPT, RUN))

    def accepted_by(self, call: Call) -> bool:
        """Whether the caller may accept it and take it back: for all of its ground."""
        return all(call.may(ACCEPT, path) for path in self.paths)

    def worker(self) -> Call:
        """A call in the name of whoever accepted it, with no more ground than the import has."""
        rights = frozenset({sight.VIEW, sight.EDIT, sight.REVERSE, RUN, ACCEPT, edit_right(self.kind)})
        grants = tuple(Grant(role="import", permissions=rights, territory=each) for each in self.paths)
        name = self.decided_by_name or self.created_by_name
        actor = Actor(self.decided_by or self.created_by, name, Realm.SYSTEM, grants)
        return Call(actor=actor, origin="import")


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row as it waits.

    States: ready, rejected, duplicate (to decide), unchanged, kept, skipped; gone when it is written.
    ``cause`` says why it may be a duplicate (document, alike, door), ``other_id`` of whom, ``decision`` what
    to do: take or new.
    """

    number: int
    state: str
    draft: Mapping[str, Any] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    place: str = ""
    family: str = ""
    door: str = ""
    head: bool = False
    document: str = ""
    alike: str = ""
    cause: str = ""
    other_id: str = ""
    decision: str = ""


@dataclass(frozen=True)
class Staged:
    """An import to look at. Before it begins there are only suggestions for its columns."""

    found: Import | None
    kind: str
    suggestions: Sequence[Suggestion] = ()
    samples: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Sequence[tuple[int, Problem]] = ()
    preview: Sequence[StagedRow] = ()
    undecided: Mapping[str, int] = field(default_factory=dict)
    stay: int = 0
    sheet: Sheet | None = None


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

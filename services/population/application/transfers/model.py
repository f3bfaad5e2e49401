"""What an import is made of: the file, and its rows as they wait (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.tabular import Suggestion
from services.population.application import sight
from services.population.application.families import sight as families
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

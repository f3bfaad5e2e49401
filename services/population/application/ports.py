"""What the application needs of the world outside, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.figures import Cell
from services.population.domain.records import Dwelling, Person, Record, RecordType

NewUow = Callable[[Call], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something is recorded, and the files that prove it."""

    reason: str = ""
    evidence_ids: tuple[str, ...] = ()


NO_GROUNDS = Grounds()


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One thing that was recorded."""

    id: str
    at: datetime
    actor_id: str
    actor_name: str
    command: str
    path: str
    effective_on: date | None = None
    reason: str = ""
    effects: tuple[Effect, ...] = ()
    person_id: str = ""
    household_id: str = ""
    dwelling_id: str = ""
    reversed_by: str = ""
    reverses: str = ""
    import_id: str = ""
    # Further records it touches.
    about: tuple[str, ...] = field(default=())


class Register(Protocol):
    """The records within a transaction; what is loaded is locked until it ends."""

    def dossier(self, uow: UnitOfWork, person_id: str) -> Dossier | None: ...
    def dossiers(self, uow: UnitOfWork, person_ids: Iterable[str]) -> dict[str, Dossier]: ...

    def family(self, uow: UnitOfWork, household_id: str) -> Family | None:
        """With those who belong to it now, the head first."""

    def dwelling(self, uow: UnitOfWork, dwelling_id: str) -> Dwelling | None: ...

    def lived_in(self, uow: UnitOfWork, dwelling_id: str) -> bool:
        """Whether somebody lives or is registered there."""

    def residents(self, uow: UnitOfWork, dwelling_id: str) -> Sequence[str]:
        """Ids of those who live or are registered there."""

    def by_document(self, uow: UnitOfWork, number: str) -> Sequence[Dossier]:
        """Whoever has this document, in sight or not; asked twice at once, the second waits for the first."""

    def alike(self, uow: UnitOfWork, name: str, born_on: date | None) -> Sequence[Person]:
        """Those of the same name and birthday, ten at most."""

    def record(self, uow: UnitOfWork, record_type: RecordType, record_id: str) -> Record | None: ...

    def verified(
        self,
        uow: UnitOfWork,
        people: Sequence[str],
        households: Sequence[str],
        dwellings: Sequence[str],
        at: datetime,
    ) -> int:
        """Note that they were seen then, unless they were seen later; how many there are."""

    def write(self, uow: UnitOfWork, effects: Sequence[Effect], people: Mapping[str, Person]) -> None:
        """Store what changed. ``people`` are those whose residences changed.

        Raises Stale.
        """


class Changes(Protocol):
    """What was recorded, within a transaction."""

    def add(self, uow: UnitOfWork, change: StoredChange) -> None: ...
    def get(self, uow: UnitOfWork, change_id: str) -> StoredChange | None: ...
    def forget(self, uow: UnitOfWork, person_id: str) -> None:
        """Take out of every change what it says of somebody, with its reason."""

    def mark_reversed(self, uow: UnitOfWork, change_id: str, by: str) -> None: ...

    def bind_evidence(self, uow: UnitOfWork, change_id: str, evidence_ids: Sequence[str], owner: str) -> None:
        """Raises EvidenceNotFound for files of others or of other changes."""


class Twins(Protocol):
    """Pairs of records that may be about one person (POP-06)."""

    def propose(self, uow: UnitOfWork, first: Person, second: Person, cause: str) -> None:
        """``cause`` is document or name; a pair that was decided is not proposed again, and one that was not
        goes where its people are now."""


class Counters(Protocol):
    """Figures that are always true."""

    def add(self, uow: UnitOfWork, deltas: Sequence[tuple[Cell, int]]) -> None: ...


class Places(Protocol):
    """What is known of the directory's territories, buildings and accounts."""

    def place_name(self, path: str) -> str:
        """Empty until the directory has told it."""

    def place_names(self, paths: Iterable[str]) -> dict[str, str]: ...

    def is_grid(self, path: str) -> bool:
        """A grid that has not ended."""

    def building(self, building_id: str) -> KnownBuilding | None: ...
    def building_names(self, ids: Iterable[str]) -> dict[str, str]: ...
    def account_names(self, ids: Iterable[str]) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class KnownBuilding:
    """A building of the directory."""

    id: str
    code: str
    name: str
    path: str
    storeys: int = 0
    units: int = 0
    per_storey: int = 0
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FiledEvidence:
    """What is known of a file that proves something."""

    id: str
    change_id: str
    file_name: str
    content_type: str
    size_bytes: int
    digest: str
    uploaded_at: datetime
    uploaded_by: str


class Evidence(Protocol):
    """Files that prove a change."""

    def type_of(self, data: bytes, file_name: str) -> str:
        """What it is by its bytes. Raises what `kernel.files` raises for files that are not allowed."""

    def add(self, uow: UnitOfWork, file_id: str, data: bytes, file_name: str) -> FiledEvidence:
        """Raises what `kernel.files` raises for files that are none of the allowed ones."""

    def one(self, uow: UnitOfWork, file_id: str) -> FiledEvidence: ...
    def of(self, change_ids: Sequence[str]) -> dict[str, list[FiledEvidence]]: ...

    def drop_unused(self, uow: UnitOfWork, before: datetime) -> Sequence[str]:
        """Forget files that no change named; returns where their bytes are."""

    def unbind(self, uow: UnitOfWork, change_ids: Sequence[str]) -> None:
        """What they proved is gone, or may be read no more: they go with the unused ones."""

    def delete_bytes(self, file_key: str) -> None: ...

    def data(self, change_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """Raises EvidenceNotFound."""

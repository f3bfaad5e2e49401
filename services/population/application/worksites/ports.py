"""What worksites, commitments and stations need of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.commitments import Commitment, LetterText
from services.population.domain.safety import Check, Subject
from services.population.domain.stations import Station
from services.population.domain.worksites import Worksite, WorksiteState


@dataclass(frozen=True, slots=True)
class Bound:
    """Whoever a commitment binds: a worksite, or an establishment of the register."""

    id: str
    subject: Subject
    path: str
    name: str
    # Ended, or closed.
    over: bool


class WorksiteStore(Protocol):
    """Worksites."""

    def one(self, uow: UnitOfWork, wanted: str) -> Worksite | None: ...
    def add(self, uow: UnitOfWork, worksite: Worksite) -> None: ...
    def put(self, uow: UnitOfWork, worksite: Worksite) -> None:
        """Raises Stale."""

    def page(
        self, paths: Sequence[str], state: WorksiteState, after: Sequence[str] | None, limit: int
    ) -> Sequence[Worksite]: ...

    def names(self, ids: Sequence[str]) -> dict[str, str]: ...


class CommitmentStore(Protocol):
    """Commitments with their letters, checks and defects."""

    def bound(self, uow: UnitOfWork, wanted: str) -> Bound | None: ...
    def one(self, uow: UnitOfWork, wanted: str) -> Commitment | None: ...
    def put(self, uow: UnitOfWork, commitment: Commitment) -> None:
        """A first version is new. Raises Stale."""

    def add_check(self, uow: UnitOfWork, owner_id: str, check: Check) -> None: ...
    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """Empty for a check that is not there."""

    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]:
        """Commitments with defects of these kinds that are open beyond their limit and were not told of."""

    def known(self, ids: Sequence[str]) -> dict[str, Commitment]:
        """To look at, by subject; those without one are left out."""

    def employers(self, paths: Sequence[str], after: Sequence[str] | None, limit: int) -> Sequence[Bound]:
        """Units that employ somebody and are not closed, by place."""

    def names(self, ids: Sequence[str]) -> dict[str, str]:
        """Of establishments."""


class Letters(Protocol):
    """What is signed."""

    def in_force(self, subject: Subject) -> LetterText: ...
    def version(self, subject: Subject, version: str) -> LetterText | None: ...


class StationStore(Protocol):
    """Stations with their coordinators."""

    def one(self, uow: UnitOfWork, wanted: str) -> Station | None: ...
    def add(self, uow: UnitOfWork, station: Station) -> None: ...
    def put(self, uow: UnitOfWork, station: Station) -> None:
        """Raises Stale."""

    def of_town(self, path: str) -> Sequence[Station]:
        """Those of one town, the town's first; closed ones too."""

    def below(self, path: str, limit: int) -> Sequence[Station]:
        """Those of a place and below it, by place; closed ones too."""

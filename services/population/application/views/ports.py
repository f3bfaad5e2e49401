"""What is asked of the register, and what answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from services.kernel.call import Scope
from services.population.application.ports import StoredChange
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import Occupancy, ResidenceKind, Sex, StayReason
from services.population.domain.records import Dwelling, Household


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """Which people are listed."""

    path: str = ""
    kind: ResidenceKind | None = None
    reason: StayReason | None = None
    sex: Sex | None = None
    born_from: date | None = None
    born_to: date | None = None
    stale_before: datetime | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AskedHouseholds:
    """Which households are listed."""

    path: str = ""
    dwelling_id: str = ""
    stale_before: datetime | None = None
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class AskedDwellings:
    """Which dwellings are listed."""

    path: str = ""
    building_id: str = ""
    occupancy: Occupancy | None = None
    stale_before: datetime | None = None
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class ShownHousehold:
    """A household as lists show it."""

    household: Household
    head_name: str
    people: int


class Reader(Protocol):
    """The register, to look at."""

    def dossier(self, person_id: str) -> Dossier | None: ...
    def dossiers(self, person_ids: Sequence[str]) -> dict[str, Dossier]: ...

    def family(self, household_id: str, on: date | None) -> Family | None:
        """With those who belonged to it on that day, or belong to it now."""

    def dwellings(self, ids: Sequence[str]) -> dict[str, Dwelling]: ...

    def people(
        self, scope: Scope, asked: AskedPeople, after: Sequence[str] | None, limit: int
    ) -> Sequence[Any]:
        """Lines with path, residence_id and dossier, in that order."""

    def households(
        self, scope: Scope, asked: AskedHouseholds, after: Sequence[str] | None, limit: int
    ) -> Sequence[ShownHousehold]: ...

    def dwelling_page(
        self, scope: Scope, asked: AskedDwellings, after: Sequence[str | int] | None, limit: int
    ) -> Sequence[Dwelling]: ...

    def sizes(self, dwelling_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """People and households of dwellings now."""


class Counting(Protocol):
    """Buildings with what is counted in them."""

    def of(self, scope: Scope, path: str, building_id: str, stale_before: datetime) -> Sequence[Any]:
        """Lines with building, dwellings, stale, households and people; a thousand and one at most."""


class History(Protocol):
    """What was recorded of a record."""

    def one(self, change_id: str) -> StoredChange | None: ...

    def history(self, record_id: str, before: str, limit: int) -> Sequence[StoredChange]:
        """Newest first; those older than the change ``before``."""

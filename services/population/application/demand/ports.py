"""What demand needs of the world outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.families.grounds import Establishment
from services.population.domain.needs import NeedKind
from services.population.domain.offers import Activity, Brand, ServiceItem, UnitNeed


@dataclass(frozen=True, slots=True)
class Needed:
    """Needs of one kind that are open."""

    heard: int = 0
    incomers: int = 0
    units: int = 0


class Needs(Protocol):
    """Counts of what is needed."""

    def open_below(self, path: str, since: date) -> Mapping[NeedKind, Needed]:
        """Requests heard since that day, services incoming residents wait for, needs of units."""


class Items(Protocol):
    """Service items."""

    def get(self, uow: UnitOfWork, item_id: str) -> ServiceItem | None: ...
    def one(self, item_id: str) -> ServiceItem | None: ...

    def save(self, uow: UnitOfWork, item: ServiceItem) -> None:
        """Raises Stale."""

    def around(self, path: str, today: date) -> Sequence[ServiceItem]:
        """Those that are offered that day in a territory, in those it lies in and in those below it."""

    def page(
        self, paths: Sequence[str], path: str, today: date | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[ServiceItem]:
        """Of the same territories as far as they meet ``paths``; by place. ``today``: only those offered."""


class UnitNeeds(Protocol):
    """What units say they need."""

    def get(self, uow: UnitOfWork, need_id: str) -> UnitNeed | None: ...
    def add(self, uow: UnitOfWork, need: UnitNeed) -> None: ...
    def put(self, uow: UnitOfWork, need: UnitNeed) -> None:
        """Raises Stale."""

    def of_unit(self, establishment_id: str, limit: int) -> Sequence[UnitNeed]:
        """Newest first."""


class Units(Protocol):
    """Units of the register."""

    def establishment(self, uow: UnitOfWork, establishment_id: str) -> Establishment | None: ...


class Brands(Protocol):
    """Volunteer brands."""

    def get(self, uow: UnitOfWork, brand_id: str) -> Brand | None: ...
    def one(self, brand_id: str) -> Brand | None: ...

    def save(self, uow: UnitOfWork, brand: Brand) -> None:
        """Raises Stale."""

    def add_activity(self, uow: UnitOfWork, brand_id: str, activity: Activity) -> None:
        """And count it."""

    def activities(self, brand_id: str, limit: int) -> Sequence[Activity]:
        """Newest first."""

    def page(
        self, paths: Sequence[str], path: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[Brand]:
        """Those that are kept, by place."""

    def with_one(self, path: str) -> set[str]:
        """Communities of a territory that keep a brand."""


class Territories(Protocol):
    """Names of places."""

    def place_name(self, path: str) -> str: ...
    def place_names(self, paths: Sequence[str]) -> dict[str, str]: ...
    def below(self, path: str, width: int) -> list[tuple[str, str]]: ...

"""What guides and campaign checklists need of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.field.application.ports import Photo
from services.field.application.reach import Reach
from services.field.domain.checklist import Checklist
from services.field.domain.checklist import State as ChecklistState
from services.field.domain.guide import Category, Guide
from services.field.domain.sheet import Sheet
from services.kernel.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WantedGuides:
    """Which guides are listed. ``on`` is the day, in China, on which they must be published and in effect."""

    reach: Reach
    on: str = ""
    words: str = ""
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version of a guide."""

    version: int
    at: datetime
    by_name: str
    published: bool


class Guides(Protocol):
    """Guides with all their versions."""

    def find(self, guide_id: str, version: int = 0) -> Guide | None:
        """The newest when ``version`` is 0."""

    def in_uow(self, uow: UnitOfWork, guide_id: str) -> Guide | None: ...

    def put(self, uow: UnitOfWork, guide: Guide, by_id: str, by_name: str) -> None:
        """Raises Stale."""

    def page(
        self, wanted: WantedGuides, after: tuple[int, str, str] | None, limit: int
    ) -> Sequence[Guide]: ...

    def versions(self, guide_id: str) -> Sequence[KeptVersion]:
        """Newest first, at most 100."""


@dataclass(frozen=True, slots=True)
class WantedChecklists:
    """Which campaigns are listed. ``on``: running ones of that day in China; drafts below ``drafts``."""

    reach: Reach
    state: ChecklistState | None = None
    on: str = ""
    drafts: tuple[str, ...] = ()
    # Lists of a county's own in place of campaigns.
    standing: bool = False


class Checklists(Protocol):
    """Campaigns."""

    def find(self, checklist_id: str) -> Checklist | None: ...
    def in_uow(self, uow: UnitOfWork, checklist_id: str) -> Checklist | None: ...
    def add(self, uow: UnitOfWork, checklist: Checklist) -> None: ...

    def save(self, uow: UnitOfWork, checklist: Checklist) -> None:
        """Raises Stale when somebody saved a newer version first."""

    def page(
        self, wanted: WantedChecklists, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Checklist]:
        """Newest first."""

    def of_series(self, uow: UnitOfWork, series_id: str) -> Sequence[Checklist]:
        """All versions of a list of a county's own."""

    def shipped(self, paths: Sequence[str]) -> set[tuple[str, str]]:
        """Place and slogan of the titles that were shipped to these places."""


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet with the names around it and its pictures by id."""

    sheet: Sheet
    by_name: str = ""
    reviewer_name: str = ""
    territory_name: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class GridProgress:
    """What one grid has handed in."""

    path: str
    name: str
    community: str
    done: int
    alarms: int
    cases: int


@dataclass(frozen=True, slots=True)
class Attained:
    """A place with the sheet it handed in for a period, if any; ``returned``: one was sent back since."""

    path: str
    name: str
    above: str
    sheet: Sheet | None
    by_name: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True)
class WantedSheets:
    """Which sheets are listed: under these paths."""

    checklist_id: str
    under: tuple[str, ...]
    only_alarms: bool = False
    building_id: str = ""
    by: str = ""


class Sheets(Protocol):
    """Sheets of campaigns."""

    def find(self, sheet_id: str) -> Sheet | None: ...
    def in_uow(self, uow: UnitOfWork, sheet_id: str) -> Sheet | None: ...
    def add(self, uow: UnitOfWork, sheet: Sheet) -> None: ...

    def save(self, uow: UnitOfWork, sheet: Sheet) -> None:
        """Raises Stale."""

    def shown(self, sheet_id: str) -> ShownSheet | None: ...

    def page(
        self, wanted: WantedSheets, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[ShownSheet]:
        """Newest first, with their pictures."""

    def counts(self, checklist_ids: Sequence[str], under: Sequence[str], by: str = "") -> dict[str, int]:
        """How many sheets there are of each campaign."""

    def progress(
        self, checklist_id: str, places: Sequence[str], under: Sequence[str], expected: int, limit: int
    ) -> tuple[int, int, Sequence[GridProgress]]:
        """Grids of ``places`` within ``under``, those with the expected number, and rows, emptiest first."""


class Attaining(Protocol):
    """Lists of a county's own, place by place."""

    def attained(
        self,
        checklist_id: str,
        period: str,
        width: int,
        places: Sequence[str],
        under: Sequence[str],
        limit: int,
    ) -> Sequence[Attained]:
        """Places of that width of ``places`` within ``under``, those without a sheet first."""

    def open_for(self, uow: UnitOfWork, checklist_id: str, path: str, period: str) -> bool:
        """Whether the place has no sheet for the period but returned ones."""

    def is_place(self, path: str) -> bool:
        """One that has not ended."""

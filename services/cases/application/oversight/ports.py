"""What watching over cases needs from outside, in its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.domain.board import BoardItem
from services.cases.domain.case import Case
from services.cases.domain.catalogue import Leaf
from services.cases.domain.comment import Comment
from services.cases.domain.dossier import Dossier, Entry
from services.cases.domain.parts import Happening, Unit
from services.cases.domain.routing import Places
from services.cases.domain.screening import Screening
from services.cases.domain.statistics import Span
from services.cases.domain.supervision import Order
from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import WorkCalendar


class Surroundings(Places, Protocol):
    """Places, organisations, people, catalogue and calendars, as the directory tells them."""

    def refresh(self, *, now: bool = False) -> None: ...
    def unit(self, unit_id: str) -> Unit | None: ...
    def unit_name(self, unit_id: str) -> str: ...
    def leaf(self, code: str, version: int = 0) -> Leaf: ...
    def leaves(self) -> Mapping[str, Leaf]: ...
    def calendar_at(self, path: str) -> WorkCalendar: ...

    @property
    def catalogue_version(self) -> int: ...


class CaseDesk(Protocol):
    """Cases, opened to leave a line in their history. All raise CaseNotFound for what is out of sight."""

    def read(self, connection: Connection, case_id: str, call: Call) -> Case: ...
    def open(self, uow: UnitOfWork, case_id: str, call: Call | None) -> Case: ...
    def write(self, uow: UnitOfWork, case: Case, happening: Happening | None = None) -> None: ...
    def history(self, connection: Connection, case_id: str) -> list[Entry]: ...


class Orders(Protocol):
    """Supervision orders. ``call`` limits sight; None is the platform itself. ``save`` raises RecordStale."""

    def find(self, connection: Connection, order_id: str, call: Call | None) -> Order | None: ...
    def open_of_case(self, connection: Connection, case_id: str) -> list[Order]: ...
    def of_case(self, connection: Connection, case_id: str) -> list[Order]: ...
    def page(
        self,
        connection: Connection,
        call: Call,
        case_id: str,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str,
        overdue_at: datetime | None,
    ) -> list[Order]: ...
    def passed(self, connection: Connection, now: datetime, most: int) -> list[Order]: ...
    def add(self, connection: Connection, order: Order) -> None: ...
    def save(self, connection: Connection, order: Order) -> None: ...


class NextNumber(Protocol):
    """Numbers without gaps, taken in the caller's transaction: DB2026-000123."""

    def __call__(self, connection: Connection, prefix: str, year: int) -> str: ...


class Comments(Protocol):
    """Comments of cases, and dossiers."""

    def find(self, connection: Connection, case_id: str, comment_id: str) -> Comment | None: ...
    def of_case(self, connection: Connection, case_id: str) -> list[Comment]: ...
    def add(self, connection: Connection, comment: Comment) -> None: ...
    def answer(self, connection: Connection, comment: Comment) -> None: ...
    def add_dossier(self, connection: Connection, dossier: Dossier) -> None: ...
    def dossier(self, connection: Connection, dossier_id: str) -> Dossier | None: ...


class Board(Protocol):
    """The listed-and-cancelled board. ``save`` raises RecordStale."""

    def find(self, connection: Connection, item_id: str, call: Call) -> BoardItem | None: ...
    def page(
        self,
        connection: Connection,
        call: Call,
        only_open: bool,
        size: int,
        after: str,
        *,
        state: str,
        overdue_at: datetime | None,
    ) -> list[BoardItem]: ...
    def passed(self, connection: Connection, now: datetime, most: int) -> list[BoardItem]: ...
    def add(self, connection: Connection, item: BoardItem) -> None: ...
    def save(self, connection: Connection, item: BoardItem) -> None: ...


class Screenings(Protocol):
    """Dispute screenings. ``missing`` gives path and name; ``add`` the ids that were really new."""

    def find(self, connection: Connection, screening_id: str, scope: Scope) -> Screening | None: ...
    def page(
        self,
        connection: Connection,
        scope: Scope,
        *,
        state: str,
        period: str,
        overdue_at: datetime | None,
        size: int,
        after: str,
        waiting: bool,
    ) -> list[Screening]: ...
    def counts(self, connection: Connection, scope: Scope, period: str) -> dict[str, int]: ...
    def missing(
        self, connection: Connection, period: str, width: int, most: int
    ) -> list[tuple[str, str]]: ...
    def passed(self, connection: Connection, now: datetime, most: int) -> list[Screening]: ...
    def add(self, connection: Connection, found: Sequence[Screening]) -> set[str]: ...
    def save(self, connection: Connection, screening: Screening) -> None: ...


class Counts(Protocol):
    """Counters of cases; every answer is one moment's."""

    def count(
        self,
        dimensions: Sequence[str],
        roots: Sequence[str],
        *,
        width: int,
        only: Mapping[str, str],
        span: Span,
        measure: str,
        now: datetime,
        by_close: bool = False,
    ) -> Counter[tuple[str, ...]]: ...


class ExportRows(Protocol):
    """Cases as rows of a workbook, a batch at a time, reporters masked."""

    def check(self, text: str) -> None: ...
    def rows(self, text: str, paths: Sequence[str], parties: Sequence[str]) -> Iterator[dict[str, Any]]: ...

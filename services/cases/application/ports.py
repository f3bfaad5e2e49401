"""What the commands and queries need of the outside, in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application.access import Sight
from services.cases.domain.case import Case
from services.cases.domain.catalogue import Leaf
from services.cases.domain.parts import Evidence, Unit
from services.cases.domain.routing import Places
from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import WorkCalendar


class KnownDirectory(Places, Protocol):
    """The directory as far as this service has heard of it."""

    @property
    def catalogue_version(self) -> int:
        """The catalogue in force."""

    def refresh(self, *, now: bool = False) -> None:
        """Take in what other processes wrote."""

    def suspect(self) -> None:
        """A change was written here just now."""

    def unit(self, unit_id: str) -> Unit | None:
        """An active organisation."""

    def unit_name(self, unit_id: str) -> str:
        """Its name, or empty."""

    def post_title(self, post_id: str) -> str:
        """A post's title, or empty."""

    def work_phone(self, post_ids: Sequence[str]) -> str:
        """The first work phone of these posts, or empty."""

    def account_name(self, account_id: str) -> str | None:
        """Name of an active account."""

    def leaf(self, code: str, version: int = 0) -> Leaf:
        """A leaf of the catalogue, UNKNOWN when there is none."""

    def leaves(self) -> dict[str, Leaf]:
        """All leaves in force."""

    def calendar_at(self, path: str) -> WorkCalendar:
        """The working calendar kept there."""


class LoadedCase(Protocol):
    """A case as it was read."""

    case: Case
    changed_by: str
    takes_part: bool
    attached: bool


class Cases(Protocol):
    """Where cases are kept."""

    def load(
        self, connection: Connection, case_id: str, sight: Sight | None, *, lock: bool = False, etag: str = ""
    ) -> LoadedCase:
        """The case if it is in sight; CaseNotFound or Stale otherwise."""

    def insert(self, uow: UnitOfWork, case: Case, people: Iterable[str]) -> None:
        """Keep a new case with history, events and audit."""

    def save(self, uow: UnitOfWork, case: Case, people: Iterable[str] = ()) -> None:
        """Keep what a verb changed; Stale when somebody was quicker."""

    def refresh_asks(self, uow: UnitOfWork, case: Case) -> None:
        """Say anew whom the case asks for what."""

    def evidence(
        self, connection: Connection, ids: Sequence[str], case_id: str, actor_id: str
    ) -> list[Evidence]:
        """Uploads as the rules see them; AttachmentUnknown."""

    def attach(self, connection: Connection, ids: Sequence[str], case_id: str) -> None:
        """Bind uploads to a case."""


class CaseNumbers(Protocol):
    """Numbers people use."""

    def next(self, year: int, kind: str = "") -> str:
        """The next one."""

    def next_within(self, uow: UnitOfWork, year: int) -> str:
        """The next one, in a transaction that somebody else began."""


class SearchIndex(Protocol):
    """Finds cases by words."""

    def add(self, uow: UnitOfWork, case: Case) -> None:
        """Index a new case."""

    def replace(self, connection: Connection, case: Case) -> None:
        """Index it again."""


class People(Protocol):
    """Followers, and names and phones of reporters under seal."""

    def seal(self, place: str, name: str, phone: str) -> tuple[bytes | None, bytes | None, str]:
        """Sealed name, sealed phone and the phone's blind index; masked texts seal to nothing."""

    def open(self, case: Case) -> tuple[str, str]:
        """The reporter's whole name and phone."""

    def follow(
        self, uow: UnitOfWork, case_id: str, account_id: str, name: str, phone: str, merged_from: str = ""
    ) -> None:
        """One more follower."""

    def move_followers(self, uow: UnitOfWork, source: Case, target_id: str) -> int:
        """The reporter and followers of a merged case follow the other one; says how many."""

    def forget(self, uow: UnitOfWork, case_id: str, account_id: str) -> None:
        """The account takes no part in the case any more."""

    def external(self, connection: Connection, system: str, number: str) -> str | None:
        """Number of the case that came from there, if any."""


class ProblemOrders(Protocol):
    """Raises a numbered order one level up when a case is passed round or redone too often (CASE-37)."""

    def __call__(self, uow: UnitOfWork, case: Case, rule: str) -> None:
        """``rule`` is reworks or transfers."""


def no_problem_orders(uow: UnitOfWork, case: Case, rule: str) -> None:
    """Where the supervision part is not present, the counters on the case are all there is."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as one caller sees it."""

    case: Case
    actions: tuple[str, ...]
    now: datetime
    calendar: WorkCalendar
    reporter_name: str
    reporter_phone: str
    attachments: Sequence[Any] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Of accounts by id: who sent files, asked for more time and decided about it."""
    community_name: str = ""
    receipt_secret: str = ""
    reduced: bool = False


class Viewer(Protocol):
    """Makes a view of a case for a caller."""

    def __call__(
        self, connection: Connection, case: Case, call: Call, now: datetime, *, attached: bool = True
    ) -> CaseView:
        """Masked, with the verbs the caller may use now; ``attached`` False: there are no uploads."""

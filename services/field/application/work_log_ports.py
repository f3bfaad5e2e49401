"""What work logs need of the world outside, in their own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.field.domain.duty_plan import DutyPlan
from services.field.domain.week_summary import WeekSummary
from services.field.domain.work_log import Entry, WorkDay
from services.field.domain.work_weeks import Week
from services.kernel.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Deed:
    """What an account did with a case: reported, settled, progressed, handled, verified."""

    at: datetime
    case_id: str
    number: str
    act: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A patrol as logs speak of it; ``ended`` is None while it runs."""

    id: str
    worker_id: str
    began: datetime
    ended: datetime | None
    check_ins: int
    findings: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class PastEntry:
    """What an entry said before, and when it was replaced."""

    entry_id: str
    at: datetime
    kind: str
    text: str
    withdrawn: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class LogWorker:
    """Somebody who keeps a log: the holder of a worker's or head's post in a grid."""

    id: str
    name: str
    path: str
    place: str


@dataclass(frozen=True, slots=True)
class CommunityWeek:
    """Where a community's week stands."""

    path: str
    name: str
    state: str
    finished: int
    reported_at: datetime | None


class WorkDays(Protocol):
    """Days with their entries within a transaction."""

    def find(self, uow: UnitOfWork, worker_id: str, day: date) -> WorkDay | None: ...

    def by_entry(self, uow: UnitOfWork, entry_id: str) -> WorkDay | None:
        """The day that an entry belongs to, whoever's it is."""

    def add(self, uow: UnitOfWork, day: WorkDay) -> None:
        """Raises Stale when the same day was begun meanwhile."""

    def save(self, uow: UnitOfWork, day: WorkDay) -> None:
        """Raises Stale when somebody saved a newer version first."""

    def add_entry(self, uow: UnitOfWork, day: WorkDay, entry: Entry) -> None:
        """Raises IdTaken."""

    def replace(self, uow: UnitOfWork, before: Entry, after: Entry) -> None:
        """Keeps what it said before. Raises Stale."""

    def purge(self, uow: UnitOfWork, before: date) -> int:
        """Days before then with all they hold, and plans and summaries of weeks before then."""


class WorkLogReader(Protocol):
    """Days and what is known around them, to look at."""

    def day(self, worker_id: str, day: date) -> WorkDay | None: ...
    def history(self, entry_ids: Sequence[str]) -> Sequence[PastEntry]: ...

    def days(self, workers: Sequence[str], first: date, last: date) -> Sequence[WorkDay]:
        """Days of these workers, without entries."""

    def days_under(self, path: str, first: date, last: date) -> Sequence[WorkDay]:
        """Days of a territory, without entries."""

    def counts(self, day_ids: Sequence[str]) -> dict[tuple[str, str], int]:
        """Standing entries by day and kind."""

    def workers(self, path: str, begin: datetime, end: datetime, limit: int) -> Sequence[LogWorker]:
        """Who held a post with a log in a territory at some time between the two, by place."""

    def keepers(self, workers: Sequence[str]) -> dict[str, date]:
        """Which of these hold a post with a log, and since which day; `date.min` where it is not said."""

    def worker(self, worker_id: str) -> LogWorker | None:
        """Anybody the directory told of, at the narrowest post held; None for nobody."""

    def walks(self, workers: Sequence[str], begin: datetime, end: datetime) -> Sequence[Walk]:
        """Patrols begun in that time that did not lapse, in their order."""

    def deeds(self, workers: Sequence[str], begin: datetime, end: datetime) -> Sequence[tuple[str, Deed]]:
        """What these accounts did with cases, in its order."""

    def plans(self, workers: Sequence[str], weeks: Sequence[Week]) -> Sequence[DutyPlan]: ...
    def summary(self, path: str, week: Week) -> WeekSummary | None: ...

    def communities(self, path: str, week: Week, after: str, limit: int) -> Sequence[CommunityWeek]:
        """Communities of a territory, by path, after the one at ``after``."""

    def calendar(self) -> Callable[[date], bool]:
        """Whether a day is a working day, as the directory's common calendar says."""


class DutyPlans(Protocol):
    """Planned duty within a transaction."""

    def find(self, uow: UnitOfWork, worker_id: str, week: Week) -> DutyPlan | None: ...

    def save(self, uow: UnitOfWork, plan: DutyPlan) -> None:
        """Raises Stale when somebody saved a newer version first."""


class WeekSummaries(Protocol):
    """Weeks of communities within a transaction."""

    def find(self, uow: UnitOfWork, path: str, week: Week) -> WeekSummary | None: ...

    def save(self, uow: UnitOfWork, summary: WeekSummary) -> None:
        """Raises Stale when somebody saved a newer version first."""


class Deeds(Protocol):
    """What is heard of cases and of the calendar."""

    def note(self, uow: UnitOfWork, event_id: str, account_id: str, deed: Deed) -> None:
        """Kept for accounts that the directory told of; for nobody else."""

    def known(self, uow: UnitOfWork, account_id: str, case_id: str) -> str:
        """The number of a case that the account did something with; empty for any other."""

    def keep_calendar(self, uow: UnitOfWork, name: str, days: dict[str, bool], version: int) -> None:
        """Deviations from Monday to Friday: whether each day is a working day."""

    def purge(self, uow: UnitOfWork, before: datetime) -> int: ...

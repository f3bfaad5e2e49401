"""What weekly reports and meetings need of the world outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.ports import FiledEvidence
from services.population.application.visits.ports import Tally
from services.population.domain.meetings import Meeting, MeetingState
from services.population.domain.week_report import Heard, Pair
from services.population.domain.weeks import Week

DailyKey = tuple[str, str]
"""What was done (`domain.weeks.DAILY`), and to which kind of record or with which outcome."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Records of people: how many, and of these verified within the limit."""

    people: int
    fresh: int

    @property
    def stale(self) -> int:
        """Those that were not."""
        return max(0, self.people - self.fresh)


class WeekFigures(Protocol):
    """Counters and indexes of a week and the week before."""

    def daily(self, path: str, width: int, week: Week) -> Mapping[str, Mapping[DailyKey, Pair]]:
        """What was done, by the territories of that width at or below ``path``."""

    def households(self, path: str) -> Mapping[str, int]:
        """By grid."""

    def proposals(self, path: str, week: Week) -> Mapping[str, Pair]:
        """By ``made``, ``published`` and ``rejected``."""

    def heard(self, path: str, week: Week) -> Mapping[str, Heard]:
        """By kind of need."""

    def freshness(self, path: str, now: datetime) -> Freshness:
        """As it is now."""

    def freshness_at(self, path: str, week: Week) -> Freshness | None:
        """At the end of a week; None when it was not kept."""


class Rounds(Protocol):
    """Visits by worker."""

    def tallies(self, paths: Sequence[str], first: date, last: date) -> Sequence[Tally]: ...


class Territories(Protocol):
    """Names of places."""

    def place_name(self, path: str) -> str: ...
    def below(self, path: str, width: int) -> list[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class CommunityWeek:
    """Where a community stands with a week; no state where nothing was prepared."""

    path: str
    name: str
    state: MeetingState | None = None
    meeting_id: str = ""
    held_on: date | None = None
    reported_at: datetime | None = None

    @property
    def reported(self) -> bool:
        """Whether the township has it."""
        return self.state in (MeetingState.REPORTED, MeetingState.NOTED)


class Meetings(Protocol):
    """Meetings with their minutes."""

    def get(self, uow: UnitOfWork, meeting_id: str) -> Meeting | None:
        """Locked until the transaction ends."""

    def weekly(self, uow: UnitOfWork, path: str, week: Week) -> Meeting | None: ...

    def add(self, uow: UnitOfWork, meeting: Meeting) -> bool:
        """False where somebody prepared the same week at once."""

    def put(self, uow: UnitOfWork, meeting: Meeting) -> None:
        """Raises Stale."""

    def one(self, meeting_id: str) -> Meeting | None: ...
    def page(
        self, paths: Sequence[str], path: str, after: str, limit: int, *, huddles: bool
    ) -> Sequence[Meeting]:
        """Newest first."""

    def weeks_of(self, path: str, week: Week) -> Sequence[CommunityWeek]:
        """Every community of a territory, by path."""

    def to_note(self, paths: Sequence[str], limit: int) -> Sequence[Meeting]:
        """Reported and not noted yet, the oldest first."""


class Settling(Protocol):
    """What was heard and became a case."""

    def settle(self, uow: UnitOfWork, case_id: str, *, settled: bool) -> None: ...


class Files(Protocol):
    """Files attached to minutes."""

    def of(self, change_ids: Sequence[str]) -> dict[str, list[FiledEvidence]]: ...
    def data(self, change_id: str, file_id: str) -> tuple[FiledEvidence, bytes]: ...


class Binding(Protocol):
    """Makes files belong to a meeting."""

    def bind_evidence(self, uow: UnitOfWork, change_id: str, evidence_ids: Sequence[str], owner: str) -> None:
        """Raises EvidenceNotFound for files of others or of anything else."""

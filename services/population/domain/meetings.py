"""The weekly meeting over a community's week (信息汇总分析会), and huddles of a grid (碰头会) (POP-26).

Every verb gives a new meeting:

| verb    | from             | to       | what                                                     |
|---------|------------------|----------|----------------------------------------------------------|
| prepare | (none)           | PREPARED | the weekly meeting of a community, once a week           |
| huddle  | (none)           | HELD     | with its minutes at once                                 |
| record  | PREPARED, HELD   | HELD     | day, chair, participants, minutes                        |
| decide  | HELD             | HELD     | one more decision with who and until when                |
| report  | HELD             | REPORTED | with the figures as they are; from now on nothing changes |
| add     | REPORTED, NOTED  | same     | corrections are additions                                |
| note    | REPORTED         | NOTED    | by the township                                          |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.kernel.errors import FieldProblem
from services.population.domain.refusals import Stale
from services.population.domain.summary_refusals import (
    HeldBeforeWeek,
    MeetingNotInState,
    MeetingReported,
    NotACommunity,
    NotAHuddlePlace,
)
from services.population.domain.weeks import Week

COMMUNITY, GRID, TOWNSHIP = 12, 15, 9
"""Digits of their paths."""


class MeetingState(StrEnum):
    """See the table."""

    PREPARED = "prepared"
    HELD = "held"
    REPORTED = "reported"
    NOTED = "noted"


_ARCHIVED = (MeetingState.REPORTED, MeetingState.NOTED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done; ``who`` is a post."""

    text: str
    who: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added after reporting."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is said of a meeting that was held. Chair and participants are posts."""

    held_on: date
    chair: str
    participants: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. ``report`` are the figures as they were reported, as the application keeps them."""

    id: str
    path: str
    week: Week
    huddle: bool
    prepared_by: str
    prepared_at: datetime
    state: MeetingState = MeetingState.PREPARED
    minutes: Minutes | None = None
    decisions: tuple[Decision, ...] = ()
    additions: tuple[Addition, ...] = ()
    reported_by: str = ""
    reported_at: datetime | None = None
    report: Mapping[str, Any] | None = None
    noted_by: str = ""
    noted_at: datetime | None = None
    remark: str = ""
    version: int = 1

    @property
    def archived(self) -> bool:
        """Whether it was reported, and is added to alone."""
        return self.state in _ARCHIVED

    @property
    def reader_path(self) -> str:
        """The township, to which it is reported."""
        return self.path[:TOWNSHIP]

    def record(self, etag: str, said: Minutes) -> Meeting:
        """Raises MeetingReported, Stale, HeldBeforeWeek."""
        self._must_be_open(etag)
        if not self.huddle and said.held_on < self.week.first:
            raise HeldBeforeWeek(FieldProblem("held_on", HeldBeforeWeek.code))
        week = Week.of(said.held_on) if self.huddle else self.week
        return self._with(state=MeetingState.HELD, minutes=said, week=week)

    def decide(self, etag: str, said: Decision) -> Meeting:
        """Raises MeetingReported, Stale, MeetingNotInState."""
        self._must_be_open(etag)
        self._must_be(MeetingState.HELD)
        return self._with(decisions=(*self.decisions, said))

    def report_with(self, etag: str, figures: Mapping[str, Any], by: str, at: datetime) -> Meeting:
        """Raises MeetingReported, Stale, MeetingNotInState."""
        self._must_be_open(etag)
        self._must_be(MeetingState.HELD)
        return self._with(state=MeetingState.REPORTED, report=figures, reported_by=by, reported_at=at)

    def add(self, text: str, by: str, at: datetime) -> Meeting:
        """Two additions at once are both kept. Raises MeetingNotInState."""
        self._must_be(*_ARCHIVED)
        return self._with(additions=(*self.additions, Addition(text, by, at)))

    def note(self, etag: str, remark: str, by: str, at: datetime) -> Meeting:
        """Raises MeetingNotInState, Stale."""
        self._must_be(MeetingState.REPORTED)
        self._fresh(etag)
        return self._with(state=MeetingState.NOTED, remark=remark, noted_by=by, noted_at=at)

    def actions(self, *, holds: bool, notes: bool) -> tuple[str, ...]:
        """What somebody may do now who ``holds`` meetings there, or ``notes`` what is reported."""
        found: tuple[str, ...] = ()
        if holds:
            found = {
                MeetingState.PREPARED: ("record",),
                MeetingState.HELD: ("record", "decide", "report"),
            }.get(self.state, ("add",))
        return (*found, "note") if notes and self.state is MeetingState.REPORTED else found

    def _must_be_open(self, etag: str) -> None:
        if self.archived:
            raise MeetingReported()
        self._fresh(etag)

    def _fresh(self, etag: str) -> None:
        if etag and etag != str(self.version):
            raise Stale()

    def _must_be(self, *states: MeetingState) -> None:
        if self.state not in states:
            raise MeetingNotInState(state=self.state.value)

    def _with(self, **changes: object) -> Meeting:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def prepared(id: str, path: str, week: Week, by: str, at: datetime) -> Meeting:
    """The weekly meeting of a community. Raises NotACommunity."""
    must_be_community(path)
    return Meeting(id, path, week, huddle=False, prepared_by=by, prepared_at=at)


def huddled(id: str, path: str, said: Minutes, by: str, at: datetime) -> Meeting:
    """A huddle that was held. Raises NotAHuddlePlace."""
    if len(path) not in (COMMUNITY, GRID):
        raise NotAHuddlePlace(FieldProblem("territory_code", NotAHuddlePlace.code))
    week = Week.of(said.held_on)
    return Meeting(
        id, path, week, huddle=True, prepared_by=by, prepared_at=at, state=MeetingState.HELD, minutes=said
    )


def must_be_community(path: str, field: str = "territory_code") -> None:
    """Raises NotACommunity."""
    if len(path) != COMMUNITY:
        raise NotACommunity(FieldProblem(field, NotACommunity.code))

"""A patrol: begun on duty, with check-ins on its way, finished or forgotten (FLD-05).

| verb          | from             | to       | who                       |
|---------------|------------------|----------|---------------------------|
| (start)       |                  | RUNNING  | a worker on duty, one at a time |
| check_in      | any, within its time | same | its worker                |
| link_case     | any              | same     | its worker                |
| covers        | any              | same     | positions within its time are kept, others passed over |
| finish        | RUNNING, LAPSED  | FINISHED | its worker; ending duty finishes too |
| lapse         | RUNNING          | LAPSED   | the clock, after twelve hours |

What the phone did offline arrives late: a check-in or position counts when its moment lies within the
patrol's time, even if the patrol is over by now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.field.domain.moments import FORGOTTEN_AFTER
from services.field.domain.positions import Position
from services.field.domain.refusals import (
    CheckInNotFound,
    EndsBeforeStart,
    NotYourPatrol,
    NowhereSaid,
    PatrolOver,
    Stale,
)
from services.kernel.errors import FieldProblem


class State(StrEnum):
    """Where a patrol stands."""

    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    LAPSED = "LAPSED"


@dataclass(eq=False)
class CheckIn:
    """One place called at; ``checkpoint_id`` is empty where it was at a mere position."""

    id: str
    at: datetime
    checkpoint_id: str = ""
    position: Position | None = None
    finding: str = ""
    case_id: str = ""
    photo_ids: tuple[str, ...] = ()


@dataclass(eq=False)
class Patrol:
    """One patrol of one worker through one territory."""

    id: str
    worker_id: str
    territory_path: str
    started_at: datetime
    state: State = State.RUNNING
    finished_at: datetime | None = None
    note: str = ""
    version: int = 1
    check_ins: list[CheckIn] = field(default_factory=list)

    @property
    def findings(self) -> int:
        """Check-ins at which something was found."""
        return sum(bool(each.finding) for each in self.check_ins)

    def covers(self, at: datetime) -> bool:
        """Whether a moment lies within the patrol's time; a running one is open to the future."""
        return self.started_at <= at and (self.finished_at is None or at <= self.finished_at)

    def check_in(self, by: str, found: CheckIn) -> bool:
        """Call at a place; False when this check-in is there already.

        Raises NotYourPatrol, PatrolOver outside the patrol's time, NowhereSaid.
        """
        self._of(by)
        if any(each.id == found.id for each in self.check_ins):
            return False
        if not self.covers(found.at):
            raise PatrolOver()
        if not found.checkpoint_id and found.position is None:
            raise NowhereSaid(FieldProblem("checkpoint_code", NowhereSaid.code))
        self.check_ins.append(found)
        self.version += 1
        return True

    def link_case(self, by: str, check_in_id: str, case_id: str) -> CheckIn:
        """Name the case made of a finding. Raises NotYourPatrol, CheckInNotFound."""
        self._of(by)
        for each in self.check_ins:
            if each.id == check_in_id:
                each.case_id = case_id
                self.version += 1
                return each
        raise CheckInNotFound()

    def finish(self, by: str, at: datetime, note: str = "", etag: str = "") -> None:
        """End it. Raises NotYourPatrol, PatrolOver when it was finished, EndsBeforeStart, Stale."""
        self._of(by)
        if self.state is State.FINISHED:
            raise PatrolOver()
        if etag and etag != str(self.version):
            raise Stale()
        if at < self.started_at:
            raise EndsBeforeStart(FieldProblem("at", EndsBeforeStart.code))
        self.state, self.finished_at = State.FINISHED, at
        self.note = note or self.note
        self.version += 1

    def lapse(self, now: datetime) -> None:
        """The clock ends what was forgotten. Raises PatrolOver unless it is running."""
        if self.state is not State.RUNNING:
            raise PatrolOver()
        self.state = State.LAPSED
        self.finished_at = min(now, self.started_at + FORGOTTEN_AFTER)
        self.version += 1

    def _of(self, by: str) -> None:
        if by != self.worker_id:
            raise NotYourPatrol()

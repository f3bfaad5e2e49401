"""A worker's log of one day (日清, FLD-09, POP-26).

| verb     | day is   | week is | becomes  | what                                             |
|----------|----------|---------|----------|--------------------------------------------------|
| add      | OPEN     | open    | same     | the same id, or the same patrol or deed, once    |
| add      | any      | closed  | same     | marked as an addition                            |
| change   | OPEN     | open    | same     | what it said before is kept                      |
| finish   | OPEN     | any     | FINISHED | late when the day is over; again changes nothing |
| reopen   | FINISHED | open    | OPEN     | its worker alone                                 |

"Closed" is a week that the community has summed up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from services.field.domain.moments import CLOCKS_DIFFER
from services.field.domain.refusals import Stale
from services.field.domain.work_log_refusals import (
    DayFinished,
    NothingLogged,
    OutsideDay,
    WeekClosed,
    WorkEntryNotFound,
)
from services.field.domain.work_weeks import day_in_china
from services.kernel.errors import FieldProblem
from services.kernel.worktime import SHANGHAI


class Kind(StrEnum):
    """What an entry is about."""

    PATROL = "PATROL"
    VISIT = "VISIT"
    CASE = "CASE"
    MEETING = "MEETING"
    SERVICE = "SERVICE"
    OTHER = "OTHER"


class DayState(StrEnum):
    """Whether its worker is done with a day."""

    OPEN = "OPEN"
    FINISHED = "FINISHED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done. ``act`` says what was done with the case; no entry is ever deleted by hand."""

    id: str
    at: datetime
    kind: Kind
    text: str
    case_id: str = ""
    case_number: str = ""
    act: str = ""
    patrol_id: str = ""
    addition: bool = False
    withdrawn: bool = False
    version: int = 1

    @property
    def source(self) -> str:
        """What the platform knew of it; empty for what was simply written."""
        if self.patrol_id:
            return f"patrol/{self.patrol_id}"
        return f"case/{self.case_id}/{self.act}" if self.case_id else ""


@dataclass(eq=False)
class WorkDay:
    """One day of one worker."""

    id: str
    worker_id: str
    day: date
    territory_path: str
    state: DayState = DayState.OPEN
    finished_at: datetime | None = None
    late: bool = False
    reopened: int = 0
    version: int = 1
    entries: list[Entry] = field(default_factory=list)

    def moment(self, at: datetime) -> datetime:
        """``at`` within the day; a few minutes beside it are taken as its edge. Raises OutsideDay."""
        begin = datetime.combine(self.day, time(), SHANGHAI).astimezone(UTC)
        last = begin + timedelta(days=1) - timedelta(seconds=1)
        if not begin - CLOCKS_DIFFER <= at <= last + CLOCKS_DIFFER:
            raise OutsideDay(FieldProblem("at", OutsideDay.code))
        return max(begin, min(at, last)).astimezone(UTC)

    def add(self, entry: Entry, *, week_closed: bool) -> Entry | None:
        """The entry as it is kept; None when it is there already. Raises DayFinished, OutsideDay."""
        for each in self.entries:
            if each.id == entry.id or (each.source and each.source == entry.source and not each.withdrawn):
                return None
        if self.state is DayState.FINISHED and not week_closed:
            raise DayFinished()
        kept = replace(entry, at=self.moment(entry.at), addition=week_closed)
        self.entries.append(kept)
        self.version += 1
        return kept

    def change(
        self,
        entry_id: str,
        etag: str,
        *,
        at: datetime | None,
        kind: Kind | None,
        text: str,
        withdrawn: bool,
        week_closed: bool,
    ) -> tuple[Entry, Entry]:
        """The entry before and after.

        Raises WorkEntryNotFound, WeekClosed, DayFinished, Stale, OutsideDay.
        """
        place = next((n for n, each in enumerate(self.entries) if each.id == entry_id), None)
        if place is None:
            raise WorkEntryNotFound()
        if week_closed:
            raise WeekClosed()
        if self.state is DayState.FINISHED:
            raise DayFinished()
        before = self.entries[place]
        if etag != str(before.version):
            raise Stale()
        after = replace(
            before,
            at=self.moment(at) if at else before.at,
            kind=kind or before.kind,
            text=text or before.text,
            withdrawn=withdrawn,
            version=before.version + 1,
        )
        self.entries[place] = after
        self.version += 1
        return before, after

    def finish(self, at: datetime) -> bool:
        """False when it is finished already. Raises NothingLogged."""
        if self.state is DayState.FINISHED:
            return False
        if not self.standing:
            raise NothingLogged()
        self.state, self.finished_at = DayState.FINISHED, at
        self.late = day_in_china(at) > self.day
        self.version += 1
        return True

    def reopen(self, *, week_closed: bool) -> bool:
        """False when it is open already. Raises WeekClosed."""
        if self.state is DayState.OPEN:
            return False
        if week_closed:
            raise WeekClosed()
        self.state, self.finished_at, self.late = DayState.OPEN, None, False
        self.reopened += 1
        self.version += 1
        return True

    @property
    def standing(self) -> list[Entry]:
        """Entries that were not taken back."""
        return [each for each in self.entries if not each.withdrawn]
